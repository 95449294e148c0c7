//! One workload's card: its name, its verdict, a grip for touch, mouse and pen, and a menu.

use leptos::prelude::*;
use model::catalog::LaneId;
use web_sys::Element;

use super::change::change;
use super::drag::Gesture;
use super::menu::MoveMenu;
use super::{Hand, pointer};
use crate::browser;
use crate::controls::reactive::{on_event, reactive, reactive_view};
use crate::session::{PointedAt, Session};
use crate::state::document::Document;
use crate::text;

/// One workload's card.
#[component]
pub(super) fn Card(
    /// The workload's id.
    id: String,
    /// The workload's name.
    name: String,
    /// The card that Tab reaches in this lane, by workload id.
    tab_stop: Memo<Option<String>>,
) -> impl IntoView {
    let hand = expect_context::<Hand>();
    let id = StoredValue::new(id);
    let label = name.clone();
    let move_label = text::board::move_button(&name);
    let is_mine = move |other: Option<&str>| id.with_value(|id| other == Some(id.as_str()));

    let standing = Memo::new(move |_| {
        hand.session.run.with(|run| {
            let summary = &run.as_deref()?.run.summary;
            let verdict = id.with_value(|id| summary.verdict_on(id))?;
            let missed = (!verdict.fits).then(|| text::board::missed(verdict));
            Some((text::board::standing(verdict), missed))
        })
    });
    let is_locked = reactive(move || {
        hand.session
            .document
            .with(|document| id.with_value(|id| is_locked(document, id)))
    });
    let is_picked = Memo::new(move |_| hand.drag.with(|drag| is_mine(drag.picked())));
    let is_selected = Memo::new(move |_| {
        hand.session
            .selection
            .with(|selection| is_mine(selection.workload.as_deref()))
    });
    let is_carried = Memo::new(move |_| {
        hand.drag.with(|drag| {
            drag.carried()
                .is_some_and(|(carried, ..)| is_mine(Some(carried)))
        })
    });
    let is_held = reactive(move || hand.drag.with(|drag| is_mine(drag.held())));
    // While a card is picked, Tab goes from it to the lanes and passes the other cards.
    let tab_index = reactive(move || {
        let picked = hand.drag.with(|drag| drag.picked().map(str::to_owned));
        let reached = picked.or_else(|| tab_stop.get());
        if is_mine(reached.as_deref()) {
            "0"
        } else {
            "-1"
        }
    });
    let point_at = move |card: Option<StoredValue<String>>| {
        let pointed_at = card.map(|id| PointedAt {
            workload: id.get_value(),
            cause: None,
        });
        hand.session.pointed_at.set(pointed_at);
    };
    leave_map_on_cleanup(hand.session, id.get_value());
    let choose = move |event: leptos::ev::MouseEvent| {
        event.stop_propagation();
        choose(hand, id.get_value(), is_picked.get_untracked());
    };
    view! {
        <li
            class="card"
            class:is-picked=is_picked
            class:is-locked=is_locked
            class:is-selected=is_selected
            class:is-held=is_held
            class:is-carried=is_carried
            class:is-unfit=reactive(move || standing.get().is_some_and(|(_, missed)| missed.is_some()))
            aria-label=label
            data-workload=id.get_value()
            on:focusin=on_event(move |event: leptos::ev::FocusEvent| {
                hand.focused.set(Some(id.get_value()));
                // A click leaves the focus here for long; keys move it from card to card.
                let target = browser::target_of::<Element>(&event);
                if target.is_some_and(|target| target.matches(":focus-visible") == Ok(true)) {
                    point_at(Some(id));
                }
            })
            on:focusout=on_event(move |_| point_at(None))
            on:pointerenter=on_event(move |_| point_at(Some(id)))
            on:pointerleave=on_event(move |_| point_at(None))
            on:touchmove=move |event| pointer::keep_still(hand, &event)
            on:lostpointercapture=move |event| pointer::let_go(hand, &event)
            on:click=|event| event.stop_propagation()
        >
            <div class="card-body" on:pointerdown=move |event| pointer::press(hand, id.get_value(), &event)>
                <span class="card-grip" aria-hidden="true"></span>
                <button
                    type="button"
                    class="card-name"
                    data-key=format!("card-{}", id.get_value())
                    tabindex=tab_index
                    aria-pressed=reactive(move || is_picked.get().to_string())
                    on:click=on_event(choose)
                >
                    <span class="card-title">{name}</span>
                    <Standing standing tags=tags(hand.session, id) />
                    <span class="card-change">{changed(hand.session, id)}</span>
                </button>
            </div>
            <MoveMenu id label=move_label />
        </li>
    }
    .into_any()
}

/// What the card says beside the verdict: a fault that hits this workload alone, a sandbox of its lane, a
/// challenge that does not allow to move it.
fn tags(session: Session, id: StoredValue<String>) -> AnyView {
    let tags = reactive_view(move || {
        session.document.with(|document| {
            id.with_value(|id| {
                let scenario = document.scenario();
                let changes = scenario.changes.iter().map(|change| &change.what);
                let mut faults = changes.filter(|what| what.is_fault());
                let placement = scenario.placement_of(id);
                let is_walled = placement.sandboxed && placement.lane != LaneId::Sandbox;
                let all = [
                    (
                        "is-fault",
                        text::board::FAULT,
                        faults.any(|what| what.workload() == Some(id)),
                    ),
                    ("is-walled", text::board::WALLED, is_walled),
                    ("is-locked", text::learning::LOCKED, is_locked(document, id)),
                ];
                let held = all.into_iter().filter(|(.., holds)| *holds);
                held.map(|(class, words, _)| view! { <span class=class>{words}</span> }.into_any())
                    .collect_view()
            })
        })
    });
    view! { <span class="card-tags">{tags}</span> }.into_any()
}

fn is_locked(document: &Document, id: &str) -> bool {
    document.moves().is_some_and(|moves| moves.locks(id))
}

/// A card that moves to another lane is built again there, and no pointer leaves the old one: the map draws
/// all requests again.
fn leave_map_on_cleanup(session: Session, id: String) {
    let card = PointedAt {
        workload: id,
        cause: None,
    };
    on_cleanup(move || session.leave(&card));
}

/// Selects and picks a card; a second click on a picked card puts it back.
fn choose(hand: Hand, workload: String, is_picked: bool) {
    if hand.swallow_click.get_value() {
        hand.swallow_click.set_value(false);
        return;
    }
    hand.session.select_workload(workload.clone());
    hand.gesture(if is_picked {
        Gesture::Escape
    } else {
        Gesture::Choose(workload)
    });
}

/// The figure that the last change of the board has changed most.
pub(super) fn changed(session: Session, id: StoredValue<String>) -> impl Fn() -> Option<String> {
    let changed = Memo::new(move |_| {
        let earlier = session.earlier_run.get()?;
        session.run.with(|run| {
            let now = run.as_deref()?;
            let workload = id.with_value(|id| now.scenario.workload(id))?;
            change(&earlier.run.summary, &now.run.summary, workload)
        })
    });
    move || changed.get()
}

/// The verdict of the card in a few words.
#[component]
fn Standing(
    /// The verdict in words, and the missed needs of all where it is a miss.
    standing: Memo<Option<(String, Option<String>)>>,
    /// What the card says beside the verdict.
    tags: AnyView,
) -> impl IntoView {
    let sign = reactive_view(move || match standing.get() {
        Some((_, None)) => "✓",
        Some((_, Some(_))) => "✕",
        None => "·",
    });
    let words = reactive_view(move || standing.get().map(|(words, _)| words));
    let missed = move || standing.get().and_then(|(_, missed)| missed);
    view! {
        <span class="card-standing">
            <span class="sign" aria-hidden="true">
                {sign}
            </span>
            <span class="visually-hidden">{words}</span>
            <span aria-hidden="true">{missed}</span>
            {tags}
        </span>
    }
    .into_any()
}

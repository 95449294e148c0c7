//! One workload's card: its name, its verdict, a grip for touch, mouse and pen, and a menu.

use leptos::prelude::*;
use model::catalog::LaneId;
use web_sys::{Element, FocusEvent, MouseEvent, PointerEvent};

use super::change::change;
use super::drag::Gesture;
use super::menu::MoveMenu;
use super::{Hand, pointer, roving};
use crate::browser;
use crate::controls::reactive::{memo, on_event, reactive, reactive_view};
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

    let standing = memo(move || {
        hand.session.run.with(|run| {
            let summary = &run.as_deref()?.run.summary;
            let verdict = id.with_value(|id| summary.verdict_on(id))?;
            let missed = (!verdict.fits).then(|| text::board::missed(verdict));
            Some((text::board::standing(verdict), missed))
        })
    });
    let is_picked = memo(move || hand.drag.with(|drag| is_mine(drag.picked())));
    // One closure for all classes: a page has many cards, and each closure costs time at the start.
    let class = reactive(move || {
        let is_selected = hand
            .session
            .selection
            .with(|selection| is_mine(selection.workload.as_deref()));
        let (is_held, is_carried) = hand.drag.with(|drag| {
            let carried = drag.carried().map(|(carried, ..)| carried);
            (is_mine(drag.held()), is_mine(carried))
        });
        let is_locked = hand
            .session
            .document
            .with(|document| id.with_value(|id| is_locked(document, id)));
        let is_unfit = standing.with(|standing| matches!(standing, Some((_, Some(_)))));
        let classes = [
            (" is-picked", is_picked.get()),
            (" is-locked", is_locked),
            (" is-selected", is_selected),
            (" is-held", is_held),
            (" is-carried", is_carried),
            (" is-unfit", is_unfit),
        ];
        let mut class = "card".to_owned();
        let names = classes.into_iter().filter(|(_, holds)| *holds);
        class.extend(names.map(|(name, _)| name));
        class
    });
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
    leave_map_on_cleanup(hand.session, id.get_value());
    let choose = move |event: MouseEvent| {
        event.stop_propagation();
        choose(hand, id.get_value(), is_picked.get_untracked());
    };
    view! {
        <li
            class=class
            aria-label=label
            data-workload=id.get_value()
        >
            <div class="card-body">
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
            {reactive_view(move || {
                hand.has_menus.get().then(|| view! { <MoveMenu id label=move_label.clone() /> })
            })}
        </li>
    }
    .into_any()
}

/// The list of a lane's cards. It hears the events of all of them: a listener on each card would cost time at
/// the start.
pub(super) fn list(hand: Hand, cards: impl IntoView + 'static) -> AnyView {
    let point_at = move |workload: Option<String>| {
        let pointed_at = workload.map(|workload| PointedAt {
            workload,
            cause: None,
        });
        if hand
            .session
            .pointed_at
            .with_untracked(|now| *now != pointed_at)
        {
            hand.session.pointed_at.set(pointed_at);
        }
    };
    let focus_in = move |event: FocusEvent| {
        let Some((workload, _)) = card_of(&event) else {
            return;
        };
        hand.focused.set(Some(workload.clone()));
        // A click leaves the focus here for long; keys move it from card to card.
        let target = browser::target_of::<Element>(&event);
        if target.is_some_and(|target| target.matches(":focus-visible") == Ok(true)) {
            point_at(Some(workload));
        }
    };
    let press = move |event: PointerEvent| {
        let target = browser::target_of::<Element>(&event);
        let is_body = target.is_some_and(|target| target.closest(".card-body") != Ok(None));
        if let Some((workload, _)) = card_of(&event).filter(|_| is_body) {
            pointer::press(hand, workload, &event);
        }
    };
    let let_go = move |event: PointerEvent| {
        // The loss ends the drag only for the card: the browser first lets the grip capture a finger, and the
        // grip loses it when the card captures it.
        let target = browser::target_of::<Element>(&event);
        if card_of(&event).is_some_and(|(_, card)| target == Some(card)) {
            pointer::lose(hand, &event);
        }
    };
    view! {
        <ul
            class="cards"
            on:keydown=on_event(|event| roving::move_focus(&event))
            on:focusin=on_event(focus_in)
            on:focusout=on_event(move |_| point_at(None))
            // Only a pointer that moves points at a card: cards also move under a pointer that rests.
            on:pointermove=on_event(move |event: PointerEvent| {
                point_at(card_of(&event).map(|(workload, _)| workload));
            })
            on:pointerleave=on_event(move |_| point_at(None))
            on:pointerdown=on_event(press)
            on:lostpointercapture=on_event(let_go)
            on:touchmove=on_event(move |event| pointer::keep_still(hand, &event))
            // A click on a card does not choose its lane.
            on:click=on_event(move |event: MouseEvent| {
                if card_of(&event).is_some() {
                    event.stop_propagation();
                }
            })
        >
            {cards}
        </ul>
    }
    .into_any()
}

/// The workload and the element of the card on which an event happened.
fn card_of(event: &web_sys::Event) -> Option<(String, Element)> {
    let target = browser::target_of::<Element>(event)?;
    let card = target.closest("[data-workload]").ok()??;
    Some((card.get_attribute("data-workload")?, card))
}

/// What the card says beside the verdict: a fault that hits this workload alone, a sandbox on its lane, a
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

/// The figures that the last change of the board has changed most, a line each.
pub(super) fn changed(session: Session, id: StoredValue<String>) -> impl Fn() -> Option<String> {
    let changed = memo(move || {
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

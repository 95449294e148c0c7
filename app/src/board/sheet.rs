//! On a phone: the lanes for the card that was tapped last, and what the last move has changed. It stays
//! open after a move, so that another lane is one tap away.

use leptos::ev;
use leptos::prelude::*;
use model::catalog::LaneId;

use super::card::changed;
use super::drag::{Drag, Gesture};
use super::{FocusOn, Hand, LaneBadge, lane, selector};
use crate::browser;
use crate::controls::reactive::{effect, memo, on_event, reactive, reactive_view};
use crate::state::loaded_run::LoadedRun;
use crate::text;

/// The sheet below the lanes; it has content while a card is picked, and after a move from here.
pub(super) fn sheet(hand: Hand) -> AnyView {
    let moved = RwSignal::new(None::<String>);
    let shown = memo(move || {
        let picked = hand.drag.with(|drag| drag.picked().map(str::to_owned));
        let shown = picked.or_else(|| moved.get())?;
        // Another board may have no such workload.
        let is_there = hand
            .session
            .document
            .with(|document| document.scenario().workload_index(&shown).is_some());
        is_there.then_some(shown)
    });
    // Another card that is picked, and Escape, end what is said of the last move.
    effect(move || {
        let picked = hand.drag.with(|drag| drag.picked().map(str::to_owned));
        if picked.is_some() {
            moved.set(None);
        }
    });
    browser::on_window(ev::keydown, move |event| {
        if event.key() == "Escape" {
            moved.set(None);
        }
    });
    reactive_view(move || {
        let workload = shown.get()?;
        let id = StoredValue::new(workload.clone());
        let close = move || {
            moved.set(None);
            hand.gesture(Gesture::Escape);
            browser::focus_soon(selector(&id.get_value(), FocusOn::Card));
        };
        let name = hand.name_of(&workload);
        let label = text::board::move_button(&name);
        Some(view! {
            <div class="sheet" role="group" aria-label=label>
                <div class="sheet-head">
                    <strong>{name}</strong>
                    <span class="sheet-change">{changed(hand.session, id)}</span>
                    <button type="button" class="button button-quiet" on:click=on_event(move |_| close())>
                        {text::board::CLOSE}
                    </button>
                </div>
                <p class="sheet-figures">{figures(hand, id)}</p>
                <div class="sheet-lanes">
                    {LaneId::ALL.map(|lane| lane_button(hand, id, lane, moved)).collect_view()}
                </div>
            </div>
        })
    })
    .into_any()
}

/// The latency and the cost of a workload, and what they were.
fn figures(hand: Hand, id: StoredValue<String>) -> AnyView {
    let session = hand.session;
    reactive_view(move || {
        let (run, earlier) = (session.run.get()?, session.earlier_run.get());
        let report_in = |run: &LoadedRun| {
            id.with_value(|id| {
                let index = run.scenario.workload_index(id)?;
                run.run.summary.report.workloads.get(index).cloned()
            })
        };
        let now = report_in(&run)?;
        let was = earlier.as_deref().and_then(report_in);
        Some(text::board::figures(&now, was.as_ref()))
    })
    .into_any()
}

fn lane_button(
    hand: Hand,
    id: StoredValue<String>,
    lane: LaneId,
    moved: RwSignal<Option<String>>,
) -> AnyView {
    let is_here = memo(move || {
        hand.session.document.with(|document| {
            id.with_value(|id| document.scenario().placement_of(id))
                .lane
                == lane
        })
    });
    let label = reactive_view(move || {
        let name = id.with_value(|id| hand.name_of(id));
        if is_here.get() {
            text::board::leave(&name, lane)
        } else {
            text::board::place(&name, lane, hand.held_by(lane))
        }
    });
    let place = move |_| {
        let workload = id.get_value();
        hand.drag.set(Drag::Idle);
        moved.set(Some(workload.clone()));
        let to = hand.placement_of(&workload).moved_to(lane);
        hand.put(&workload, to);
    };
    view! {
        <button
            type="button"
            class="sheet-lane"
            aria-pressed=reactive(move || is_here.get().to_string())
            on:click=on_event(place)
        >
            <LaneBadge lane />
            <span class="visually-hidden">{label}</span>
            <span aria-hidden="true">{text::lanes::name(lane)}</span>
            <span class="sheet-demand">
                {reactive_view(move || id.with_value(|id| lane::unmet(hand, id, lane)))}
            </span>
        </button>
    }
    .into_any()
}

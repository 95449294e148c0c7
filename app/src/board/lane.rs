//! One lane of the board, with its cards.

use leptos::prelude::*;
use model::catalog::LaneId;
use model::scenario::ChangeKind;

use super::card::{self, Card};
use super::drag::Gesture;
use super::platform::Platform;
use super::{Hand, LaneBadge};
use crate::controls::reactive::{memo, on_event, reactive, reactive_view};
use crate::stage::live::{LaneHistory, LaneStrip};
use crate::{text, timeline};

/// A lane: a group named by the lane. While a card is picked, it has a button that puts the card here.
#[component]
pub(super) fn Lane(
    /// The lane's id.
    lane: LaneId,
) -> impl IntoView {
    let hand = expect_context::<Hand>();
    let held = memo(move || {
        hand.session.document.with(|document| {
            let scenario = document.scenario();
            let on_lane = |id: &str| scenario.placement_of(id).lane == lane;
            let held = scenario
                .workloads
                .iter()
                .filter(|workload| on_lane(&workload.id));
            held.map(|one| (one.id.clone(), text::workloads::name(one)))
                .collect::<Vec<_>>()
        })
    });
    let is_over = reactive(move || {
        hand.drag.with(|drag| {
            drag.carried()
                .is_some_and(|(_, _, over)| over == Some(lane))
        })
    });
    let offer = reactive_view(move || {
        let picked = hand.drag.with(|drag| drag.picked().map(str::to_owned))?;
        let name = hand.name_of(&picked);
        let holds = held.with(Vec::len);
        let here = held.with(|held| held.iter().any(|(id, _)| *id == picked));
        let label = if here {
            text::board::leave(&name, lane)
        } else {
            text::board::place(&name, lane, holds)
        };
        let choose = move |event: leptos::ev::MouseEvent| {
            event.stop_propagation();
            hand.gesture(if here {
                Gesture::Escape
            } else {
                Gesture::ChooseLane(lane)
            });
        };
        Some(view! {
            <button type="button" class="lane-drop" on:click=on_event(choose)>
                {label}
                <span class="visually-hidden">" " {unmet(hand, &picked, lane)}</span>
            </button>
        })
    });
    // Tab reaches one card of the lane: the one that had the focus last, else the first.
    let tab_stop = memo(move || {
        let focused = hand.focused.get();
        held.with(|held| {
            let is_here = |id: &&String| held.iter().any(|(held, _)| held == *id);
            let focused = focused.as_ref().filter(is_here);
            focused.or(held.first().map(|(id, _)| id)).cloned()
        })
    });
    let is_empty = memo(move || held.with(Vec::is_empty));
    // An empty lane says what it is for, another one what it costs.
    let about = reactive_view(move || {
        if is_empty.get() {
            return text::lanes::about(lane).to_owned();
        }
        hand.session.run.with(|run| {
            let costs = run.as_deref().map(|run| &run.run.summary.report.costs);
            let cost = costs.and_then(|costs| costs.iter().find(|cost| cost.lane == lane));
            cost.map_or_else(String::new, |cost| text::board::cost(cost.usd_per_month))
        })
    });
    let heading = format!("lane-{}", lane.as_str());
    let named_by = heading.clone();
    view! {
        <div
            class="lane"
            class:is-over=is_over
            class:is-empty=reactive(move || is_empty.get())
            role="group"
            aria-labelledby=named_by
            data-lane=lane.as_str()
            // A lane with few cards needs all its height; one with many scrolls inside.
            style:flex-shrink=reactive(move || held.with(Vec::len).saturating_sub(2).to_string())
            // A pointer may choose the lane by a click on any part of it; keys use the button.
            on:click=on_event(move |_| hand.gesture(Gesture::ChooseLane(lane)))
        >
            <div class="lane-head">
                <LaneBadge lane />
                <h3 id=heading>{text::lanes::name(lane)}</h3>
                <p class="lane-about">{about}</p>
                {outage(hand, lane)}
                <LaneHistory lane />
                <Platform lane />
                {offer}
            </div>
            {demand(hand, lane)}
            <LaneStrip lane />
            {card::list(
                hand,
                view! {
                    <For each=move || held.get() key=Clone::clone let:card>
                        <Card id=card.0 name=card.1 tab_stop />
                    </For>
                },
            )}
        </div>
    }
    .into_any()
}

/// What a lane would not meet of a workload, in words; none before the first run.
pub(super) fn unmet(hand: Hand, workload: &str, lane: LaneId) -> Option<String> {
    hand.session.run.with(|run| {
        let verdict = run.as_deref()?.run.summary.verdict_on(workload)?;
        Some(text::axes::unmet(&verdict.unmet_on[lane]))
    })
}

/// What the lane would not meet of the workload whose lane is being chosen: its limits, not a verdict.
fn demand(hand: Hand, lane: LaneId) -> AnyView {
    let chosen = memo(move || hand.drag.with(|drag| drag.chosen().map(str::to_owned)));
    let said = reactive_view(move || unmet(hand, &chosen.get()?, lane));
    view! {
        <p class="lane-demand" aria-hidden="true">
            {said}
        </p>
    }
    .into_any()
}

/// When the lane accepts no requests, where the scenario has such a fault.
fn outage(hand: Hand, lane: LaneId) -> AnyView {
    let said = reactive_view(move || {
        hand.session.document.with(|document| {
            let scenario = document.scenario();
            let changes = scenario.changes.iter();
            let outages = changes.filter(|one| one.what == ChangeKind::LaneOutage { lane });
            let down: Vec<_> = outages
                .map(|outage| text::incidents::down(&timeline::when(outage, scenario)))
                .collect();
            down.join(" · ")
        })
    });
    view! { <p class="lane-outage">{said}</p> }.into_any()
}

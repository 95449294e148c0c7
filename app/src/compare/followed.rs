//! Requests of one workload with different outcomes in the two runs, and one of them in full in both.

use std::sync::Arc;

use leptos::prelude::*;
use model::trace::SegmentKind;

use super::pairs::{Baseline, Pair, Pairs};
use super::words;
use crate::controls::reactive::{on_event, reactive_view};
use crate::evidence;
use crate::session::Session;
use crate::state::loaded_run::LoadedRun;
use crate::text;

/// The number of listed requests that are worse, and of those that are better.
const LISTED: usize = 5;

/// Requests of the workload in view that are worse, and those that are better.
pub(super) fn requests(
    session: Session,
    now: &Arc<LoadedRun>,
    was: &Arc<LoadedRun>,
    than: Baseline,
    followed: RwSignal<Option<Pair>>,
) -> AnyView {
    let Some(id) = session.workload_in_view() else {
        return ().into_any();
    };
    let pairs = Pairs::of(now, was, &id);
    let name = text::workloads::name_of(&now.scenario, &id);
    let list = |title: &'static str, pairs: Vec<Pair>| {
        if pairs.is_empty() {
            return ().into_any();
        }
        let items: Vec<AnyView> = pairs
            .into_iter()
            .map(|pair| {
                let words = words::pair(&pair, than);
                let look = move |_| {
                    session.show_request(pair.row, pair.arrived);
                    followed.set(Some(pair.clone()));
                };
                view! {
                    <li>
                        <button type="button" class="button" on:click=on_event(look)>
                            {words}
                        </button>
                    </li>
                }
                .into_any()
            })
            .collect();
        view! {
            <h4>{title}</h4>
            <ul class="choices">{items}</ul>
        }
        .into_any()
    };
    let (here, there) = (Arc::clone(now), Arc::clone(was));
    view! {
        <h3>{words::requests(&name)}</h3>
        <p>{words::counts(&pairs)}</p>
        {list(words::WORSE.get(), pairs.worse(LISTED))}
        {list(words::BETTER.get(), pairs.better(LISTED))}
        {reactive_view(move || followed.get().map(|pair| both(&here, &there, &pair)))}
    }
    .into_any()
}

/// The segments of one request in both runs, on one scale.
fn both(now: &LoadedRun, was: &LoadedRun, pair: &Pair) -> AnyView {
    let parts = |run: &LoadedRun, row: u32| {
        let request = run.run.trace.get(row)?;
        Some(evidence::parts(&request))
    };
    let sides = [
        (words::HERE.get(), parts(now, pair.row)),
        (words::THERE.get(), parts(was, pair.was_row)),
    ];
    let sum = |parts: &[(SegmentKind, f64)]| parts.iter().map(|(_, ms)| ms).sum::<f64>();
    let longest = sides
        .iter()
        .filter_map(|(_, parts)| Some(sum(parts.as_ref()?)))
        .fold(1e-9, f64::max);
    let rows: Vec<AnyView> = sides
        .into_iter()
        .filter_map(|(side, parts)| {
            let parts = parts?;
            Some(
                view! {
                    <tr>
                        <th scope="row">
                            {side} " " {text::figures::time_ms(sum(&parts))}
                            {evidence::bars(&parts, longest)}
                        </th>
                    </tr>
                }
                .into_any(),
            )
        })
        .collect();
    view! {
        <table class="figures">
            <caption>{words::followed(pair)}</caption>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

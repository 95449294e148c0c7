//! Requests of one workload that fared differently on the two boards, and one of them followed on
//! both.

use std::sync::Arc;

use leptos::prelude::*;

use super::pairs::{Baseline, Pair, Pairs};
use crate::loaded_run::LoadedRun;
use crate::session::Session;
use crate::{evidence, text};

/// How many requests of each kind are listed.
const LISTED: usize = 5;

/// Requests of the workload in view that fared worse and better.
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
                let words = text::compare::pair(&pair, than);
                let look = move |_| {
                    session.show_request(pair.row, pair.arrived);
                    followed.set(Some(pair.clone()));
                };
                view! {
                    <li>
                        <button type="button" class="button" on:click=look>
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
        <h3>{text::compare::requests(&name)}</h3>
        <p>{text::compare::counts(&pairs)}</p>
        {list(text::compare::WORSE.get(), pairs.worse(LISTED))}
        {list(text::compare::BETTER.get(), pairs.better(LISTED))}
        {move || followed.get().map(|pair| both(&here, &there, &pair))}
    }
    .into_any()
}

/// One request's parts here and there, on one scale.
fn both(now: &LoadedRun, was: &LoadedRun, pair: &Pair) -> AnyView {
    let parts = |run: &LoadedRun, row: u32| {
        let request = run.run.trace.get(row)?;
        Some(evidence::parts(&request))
    };
    let sides = [
        (text::compare::HERE.get(), parts(now, pair.row)),
        (text::compare::THERE.get(), parts(was, pair.was_row)),
    ];
    let sum = |parts: &[(&str, f64)]| parts.iter().map(|(_, ms)| ms).sum::<f64>();
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
            <caption>{text::compare::followed(pair)}</caption>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

//! A few requests to look at, so that a request can be chosen without the canvas.

use leptos::prelude::*;
use model::outcome::Outcome;
use model::sandbox::snippets;

use super::Subject;
use super::request_words;
use crate::controls::reactive::on_event;
use crate::session::Session;
use crate::state::loaded_run::LoadedRun;
use crate::text;

/// Buttons that choose a request.
pub(super) fn requests_to_look_at(session: Session, subject: &Subject) -> AnyView {
    let buttons: Vec<_> = find(&subject.loaded, subject.index)
        .into_iter()
        .map(|(label, row)| {
            let look = move |_| {
                session
                    .selection
                    .update(|selection| selection.request = Some(row));
            };
            view! {
                <li>
                    <button type="button" class="button" on:click=on_event(look)>
                        {label}
                    </button>
                </li>
            }
        })
        .collect();
    if buttons.is_empty() {
        return ().into_any();
    }
    view! {
        <h4>{text::evidence::LOOK}</h4>
        <ul class="choices">{buttons}</ul>
    }
    .into_any()
}

/// The first failed request, the slowest, and a run of each snippet, found in one pass over the trace.
fn find(loaded: &LoadedRun, workload: usize) -> Vec<(String, u32)> {
    let trace = &loaded.run.trace;
    let is_of_workload: Vec<bool> = loaded
        .run
        .summary
        .steps
        .iter()
        .map(|step| usize::from(step.workload) == workload)
        .collect();
    let mut failing = None;
    let mut slowest: Option<(u64, u32)> = None;
    let mut graded: Vec<Option<u32>> = vec![None; snippets().len()];
    let has_snippets = loaded
        .scenario
        .workloads
        .get(workload)
        .is_some_and(|workload| {
            matches!(
                &workload.author,
                model::scenario::Author::Partner { snippets, .. } if !snippets.is_empty()
            )
        });
    let times = trace.arrivals_ns().iter().zip(trace.ends_ns());
    for ((row, &step), (&arrived, &ended)) in (0_u32..).zip(trace.step_indexes()).zip(times) {
        if is_of_workload.get(usize::from(step)) != Some(&true) {
            continue;
        }
        if failing.is_none() && matches!(trace.outcome(row), Some(Outcome::Failed(_))) {
            failing = Some(row);
        }
        let took = ended.saturating_sub(arrived);
        if slowest.is_none_or(|(longest, _)| took > longest) {
            slowest = Some((took, row));
        }
        if has_snippets
            && let Some((snippet, _)) = trace.get(row).and_then(|request| request.snippet)
            && let Some(place) = graded.get_mut(usize::from(snippet))
            && place.is_none()
        {
            *place = Some(row);
        }
    }
    let failing = failing.map(|row| (request_words::FIRST_FAILING.get().to_owned(), row));
    let slowest = slowest.map(|(_, row)| (request_words::SLOWEST.get().to_owned(), row));
    let graded = snippets()
        .iter()
        .zip(graded)
        .filter_map(|(snippet, row)| Some((request_words::grading_by(snippet), row?)));
    failing.into_iter().chain(slowest).chain(graded).collect()
}

//! The result of a run, its calls to the host, and the results of all sample answers.

use leptos::prelude::*;
use model::sandbox::{
    Argument, Capability, Ended, GrowthRefusal, LoggedCall, Snippet, Step, snippets,
};

use super::run;
use super::state::Lab;
use super::words;
use crate::controls::reactive::reactive_view;
use crate::evidence::snippet::ended;
use crate::text::figures;
use crate::text::language::Phrase;
use crate::worker::RunState;

fn snippet(lab: Lab) -> Option<&'static Snippet> {
    snippets().get(lab.task.get_untracked() as usize)
}

/// The result of the run, once it has ended.
pub(super) fn result(lab: Lab) -> AnyView {
    reactive_view(move || {
        let state = lab.run.get()?;
        let snippet = snippet(lab)?;
        Some(shown(lab, &state, snippet))
    })
    .into_any()
}

fn shown(lab: Lab, state: &RunState, snippet: &Snippet) -> AnyView {
    let run = &state.run;
    let points = match run.ended {
        Ended::Graded { points } if state.step == Step::Ended => points,
        _ => 0,
    };
    let cap = u64::from(snippet.task.cap_points);
    let line = state.gauges.line;
    // The end of the run says it where the wall refused.
    let refused = state.gauges.refused.and_then(|refused| match refused {
        GrowthRefusal::OwnMaximum => Some(words::OWN_MAXIMUM.get()),
        GrowthRefusal::Wall => None,
        GrowthRefusal::Fuel => Some(words::NO_FUEL_FOR_IT.get()),
    });
    let exposed = match &run.ended {
        Ended::Denied { call } => Some(words::exposed(Capability::of_call(call)).get()),
        Ended::Graded { .. } | Ended::Trapped(_) => None,
    };
    let feedback = run.feedback.clone();
    let is_over = state.step == Step::Ended;
    view! {
        <dl class="facts lab-result">
            <dt>{words::POINTS}</dt>
            <dd>{words::of(u64::from(points), cap)}</dd>
            {is_over
                .then(|| view! { <dt>{words::ENDED}</dt> <dd>{ended(run, snippet)} " " {refused} {exposed}</dd> })}
            {feedback
                .map(|line| view! { <dt>{words::FEEDBACK}</dt> <dd lang="en" dir="auto">{line}</dd> })}
            {(line > 0).then(|| view! { <dt>{words::LINE}</dt> <dd>{figures::count(u64::from(line))}</dd> })}
            <dt>{words::CALLS}</dt>
            <dd>{figures::count(state.gauges.calls)}</dd>
            <dt>{words::TIME}</dt>
            <dd>{run::time(lab)}</dd>
        </dl>
    }
    .into_any()
}

/// The calls to the host, one by one.
pub(super) fn log(lab: Lab) -> AnyView {
    reactive_view(move || {
        let calls = lab
            .run
            .with(|run| run.as_ref().map(|run| run.calls.clone()))?;
        if calls.is_empty() {
            return None;
        }
        let rows: Vec<AnyView> = calls.iter().map(row).collect();
        let columns = [words::CALL, words::OF_HOST, words::COST];
        Some(view! {
            <h3>{words::LOG}</h3>
            {table(words::LOG, columns, rows)}
        })
    })
    .into_any()
}

fn row(call: &LoggedCall) -> AnyView {
    let arguments = call.arguments.iter().map(|argument| match argument {
        Argument::Whole(whole) => whole.to_string(),
        Argument::NumberBits(bits) => f64::from_bits(*bits).to_string(),
    });
    let arguments: Vec<String> = arguments.collect();
    let answer = if call.is_granted {
        words::GRANTED
    } else {
        words::DENIED
    };
    view! {
        <tr class:is-denied=!call.is_granted>
            <td>
                <code dir="ltr">{format!("{}({})", call.call, arguments.join(", "))}</code>
            </td>
            <td>{answer}</td>
            <td class="figure">{figures::count(call.cost_fuel)}</td>
        </tr>
    }
    .into_any()
}

/// The results of all sample answers.
pub(super) fn all(lab: Lab) -> AnyView {
    reactive_view(move || {
        let runs = lab.all.get();
        let snippet = snippet(lab)?;
        if runs.is_empty() {
            return None;
        }
        let graded = runs
            .iter()
            .filter(|run| matches!(run.ended, Ended::Graded { .. }))
            .count();
        let samples = lab.samples();
        let rows: Vec<AnyView> = runs
            .iter()
            .zip(&samples)
            .map(|(run, sample)| {
                let points = match run.ended {
                    Ended::Graded { points } => figures::count(u64::from(points)),
                    Ended::Trapped(_) | Ended::Denied { .. } => ended(run, snippet),
                };
                view! {
                    <tr>
                        <td lang="en">{*sample}</td>
                        <td>{points}</td>
                        <td class="figure">{figures::count(run.fuel_burnt)}</td>
                    </tr>
                }
                .into_any()
            })
            .collect();
        Some(view! {
            <h3>{words::ANSWERS}</h3>
            <p role="status">{words::graded(graded, runs.len())}</p>
            {table(words::ANSWERS, [words::ANSWER, words::POINTS, words::FUEL], rows)}
        })
    })
    .into_any()
}

/// A table in a box of its own, which keys can scroll.
fn table(name: Phrase, columns: [Phrase; 3], rows: Vec<AnyView>) -> AnyView {
    let heads: Vec<AnyView> = columns
        .into_iter()
        .map(|column| view! { <th scope="col">{column}</th> }.into_any())
        .collect();
    view! {
        <div class="lab-scroll" tabindex="0" role="group" aria-label=name>
            <table class="lab-table">
                <thead>
                    <tr>{heads}</tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

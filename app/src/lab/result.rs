//! The result of a run, its calls to the host, and the results of all sample answers.

use leptos::prelude::*;
use model::sandbox::{Argument, Capability, Ended, GrowthRefusal, LoggedCall, SnippetRun, Step};

use super::parts::{button, fact, row};
use super::run;
use super::state::Lab;
use super::words;
use crate::controls::reactive::{on_event, reactive_view};
use crate::evidence::request_words::ended;
use crate::text::figures;
use crate::text::language::Phrase;
use crate::worker::RunState;

/// The most answers whose results are shown; the file has all.
const MOST_ROWS: usize = 500;

/// The result of the run, once it has ended.
pub(super) fn result(lab: Lab) -> AnyView {
    reactive_view(move || {
        let state = lab.run.get()?;
        Some(shown(lab, &state))
    })
    .into_any()
}

fn shown(lab: Lab, state: &RunState) -> AnyView {
    let run = &state.run;
    let cap = u64::from(state.cap_points);
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
    let how = is_over.then(|| {
        let sentence = ended(&run.ended, None);
        let more = refused.into_iter().chain(exposed);
        fact(
            words::ENDED,
            more.fold(sentence, |all, one| format!("{all} {one}")),
        )
    });
    view! {
        <dl class="facts lab-result">
            {fact(words::POINTS, words::of(u64::from(run.points()), cap))} {how}
            {feedback
                .map(|line| view! { <dt>{words::FEEDBACK}</dt> <dd lang="en" dir="auto">{line}</dd> })}
            {output(words::OUTPUT, &state.output)}
            {output(words::ERROR_OUTPUT, &state.error_output)}
            {output(words::TRAPPED_IN, &state.function)}
            {(line > 0).then(|| fact(words::LINE, figures::count(u64::from(line))))}
            {fact(words::CALLS, figures::count(state.gauges.calls))}
            {fact(words::TIME, run::time(lab))}
        </dl>
    }
    .into_any()
}

/// What a program with `_start` wrote, if anything.
fn output(name: Phrase, text: &str) -> Option<AnyView> {
    let text = text.to_owned();
    (!text.is_empty()).then(|| {
        view! {
            <dt>{name}</dt>
            <dd>
                <pre class="lab-output" tabindex="0" dir="ltr">{text}</pre>
            </dd>
        }
        .into_any()
    })
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
        let rows: Vec<AnyView> = calls.iter().map(call_row).collect();
        let columns = [words::CALL, words::OF_HOST, words::COST];
        Some(view! {
            <h3>{words::LOG}</h3>
            {table(words::LOG, &columns, rows)}
        })
    })
    .into_any()
}

/// A number as the browser writes it: its writer is there already, while Rust's would be a part of the program.
fn text_of(number: f64) -> String {
    let text = js_sys::Number::from(number).to_string_with_radix(10);
    text.map(String::from).unwrap_or_default()
}

fn call_row(call: &LoggedCall) -> AnyView {
    let arguments = call.arguments.iter().map(|argument| match argument {
        Argument::Whole(whole) => whole.to_string(),
        Argument::NumberBits(bits) => text_of(f64::from_bits(*bits)),
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

/// The results of all answers, and how far the grading is.
pub(super) fn all(lab: Lab) -> AnyView {
    reactive_view(move || {
        let is_grading = lab.is_grading.get();
        let done = lab.all.with(Vec::len);
        if is_grading {
            return Some(progress(lab, done));
        }
        (done > 0).then(|| results(lab))
    })
    .into_any()
}

fn progress(lab: Lab, done: usize) -> AnyView {
    let all = lab.answers().len();
    let done_in_words = words::of(done as u64, all as u64);
    view! {
        <h3>{words::ANSWERS}</h3>
        {row(vec![
            view! {
                <progress aria-label=words::ANSWERS max=all.to_string() value=done.to_string()></progress>
                <span class="figure">{done_in_words}</span>
            }.into_any(),
            button(words::STOP_GRADING, move || lab.stop_grading()),
        ])}
    }
    .into_any()
}

fn results(lab: Lab) -> AnyView {
    let runs = lab.all.get();
    let answers = lab.answers();
    let graded = runs
        .iter()
        .filter(|run| matches!(run.ended, Ended::Graded { .. }))
        .count();
    let (known, wrong) = lab.known_points().unwrap_or_default();
    let is_wrong = wrong > 0;
    let canaries = (known > 0).then(|| words::canaries(known, wrong));
    let rows = runs.iter().zip(answers.iter().cloned());
    let rows: Vec<AnyView> = rows
        .take(MOST_ROWS)
        .map(|(run, (answer, _))| result_row(lab, run, answer))
        .collect();
    let cut = (runs.len() > MOST_ROWS).then(|| words::shown(MOST_ROWS, runs.len()));
    let columns = [
        words::ANSWER,
        words::POINTS,
        words::FUEL,
        words::MEMORY,
        words::CALLS,
    ];
    view! {
        <h3>{words::ANSWERS}</h3>
        <p role="status">{words::graded(graded, answers.len())} " " {run::time(lab)} " " {cut}</p>
        <p class:lab-fault=is_wrong>{canaries}</p>
        {row(vec![button(words::SAVE_RESULTS, move || lab.save_results())])}
        {table(words::ANSWERS, &columns, rows)}
    }
    .into_any()
}

/// One answer; its button runs it again, so that all of its run is shown.
fn result_row(lab: Lab, run: &SnippetRun, answer: String) -> AnyView {
    let points = match &run.ended {
        Ended::Graded { points } => figures::count(u64::from(*points)),
        other => ended(other, None),
    };
    let calls = run.calls.iter().map(|call| u64::from(call.times)).sum();
    let shown = answer.clone();
    let open = move |_| {
        lab.answer.set(answer.clone());
        lab.rerun();
    };
    view! {
        <tr>
            <td>
                <button type="button" class="lab-answer" dir="auto" on:click=on_event(open)>
                    {shown}
                </button>
            </td>
            <td>{points}</td>
            <td class="figure">{figures::count(run.fuel_burnt)}</td>
            <td class="figure">{figures::bytes(run.memory_peak_bytes)}</td>
            <td class="figure">{figures::count(calls)}</td>
        </tr>
    }
    .into_any()
}

/// A table in a box of its own, which keys can scroll.
fn table(name: Phrase, columns: &[Phrase], rows: Vec<AnyView>) -> AnyView {
    let heads: Vec<AnyView> = columns
        .iter()
        .map(|column| view! { <th scope="col">{*column}</th> }.into_any())
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

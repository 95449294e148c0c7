//! What a grading snippet really did with one submission.

use engine::sandbox::{Ended, SnippetProfiles, snippets};
use leptos::prelude::*;

use crate::text;

/// One run of one snippet.
pub(super) fn snippet_run(
    profiles: &SnippetProfiles,
    snippet: usize,
    submission: usize,
) -> AnyView {
    let runs = profiles
        .snippets
        .get(snippet)
        .and_then(|one| one.runs.get(submission));
    let (Some(one), Some(snippet)) = (runs, snippets().get(snippet)) else {
        return ().into_any();
    };
    let run = &one.run;
    let points = match run.ended {
        Ended::Graded { points } => points,
        Ended::Trapped(_) | Ended::Denied { .. } => 0,
    };
    let calls: Vec<String> = run
        .calls
        .iter()
        .map(|call| {
            format!(
                "{} × {}",
                call.call,
                text::figures::count(u64::from(call.times))
            )
        })
        .collect();
    let calls = if calls.is_empty() {
        text::request::NO_CALLS.to_owned()
    } else {
        calls.join(", ")
    };
    let facts = [
        (
            text::request::SNIPPET,
            format!("{}. {}", snippet.name, snippet.about),
        ),
        (text::request::AUTHOR, snippet.author.to_owned()),
        (text::request::TASK, snippet.task.prompt.to_owned()),
        (text::request::SUBMISSION, one.submission.clone()),
        (
            text::request::ENDED,
            text::request::ended(&run.ended, snippet),
        ),
        (
            text::request::POINTS,
            text::request::points(points, snippet.task.cap_points, run.points_asked),
        ),
        (
            text::request::FEEDBACK,
            run.feedback.clone().unwrap_or_default(),
        ),
        (
            text::request::FUEL,
            text::request::fuel(run.fuel_burnt, profiles.limits.fuel),
        ),
        (
            text::request::MEMORY,
            text::figures::bytes(run.memory_peak_bytes),
        ),
        (text::request::CALLS, calls),
    ];
    let facts: Vec<_> = facts
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(term, value)| view! { <dt>{term}</dt> <dd>{value}</dd> })
        .collect();
    view! {
        <h4>{text::request::RUN}</h4>
        <dl class="facts">{facts}</dl>
        <details class="code">
            <summary>{text::request::SOURCE}</summary>
            <pre tabindex="0">
                <code>{snippet.source}</code>
            </pre>
        </details>
    }
    .into_any()
}

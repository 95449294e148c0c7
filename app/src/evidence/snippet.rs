//! One run of a grading snippet on one submission.

use leptos::prelude::*;
use leptos::task::spawn_local;
use model::sandbox::{SnippetProfiles, snippets};

use super::request_words;
use crate::browser;
use crate::browser::FetchError;
use crate::controls::lab_link::lab_link;
use crate::controls::reactive::{on_event, reactive_view};
use crate::fact_book::words as facts_words;
use crate::text;
use crate::text::language::tr;

/// One run of one snippet.
pub(super) fn snippet_run(profiles: &SnippetProfiles, place: usize, submission: usize) -> AnyView {
    let runs = profiles
        .snippets
        .get(place)
        .and_then(|one| one.runs.get(submission));
    let (Some(one), Some(snippet)) = (runs, snippets().get(place)) else {
        return ().into_any();
    };
    let run = &one.run;
    let own = profiles
        .snippets
        .get(place)
        .and_then(|one| one.code.clone());
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
        request_words::NO_CALLS.get().to_owned()
    } else {
        calls.join(", ")
    };
    let facts = [
        (
            request_words::SNIPPET.get(),
            match &own {
                Some(_) => request_words::OWN_CODE.get().to_owned(),
                None => format!("{}. {}", tr(snippet.name), tr(snippet.about)),
            },
        ),
        (
            request_words::AUTHOR.get(),
            match &own {
                Some(_) => String::new(),
                None => tr(snippet.author).to_owned(),
            },
        ),
        (
            request_words::TASK.get(),
            tr(snippet.task.prompt).to_owned(),
        ),
        (request_words::SUBMISSION.get(), one.submission.clone()),
        (
            request_words::ENDED.get(),
            request_words::ended(&run.ended, snippet.reaches),
        ),
        (
            request_words::POINTS.get(),
            request_words::points(run.points(), snippet.task.cap_points, run.points_asked),
        ),
        (
            request_words::FEEDBACK.get(),
            run.feedback.clone().unwrap_or_default(),
        ),
        (
            request_words::FUEL.get(),
            request_words::fuel(run.fuel_burnt, profiles.limits.fuel),
        ),
        (
            request_words::MEMORY.get(),
            text::figures::bytes(run.memory_peak_bytes),
        ),
        (request_words::CALLS.get(), calls),
    ];
    let facts: Vec<_> = facts
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(term, value)| {
            // What a learner wrote, and what the code says of it, are in the course's language.
            let is_of_course = [request_words::SUBMISSION, request_words::FEEDBACK]
                .iter()
                .any(|of_course| of_course.get() == term);
            view! { <dt>{term}</dt> <dd lang=is_of_course.then_some("en")>{value}</dd> }
        })
        .collect();
    let to_lab = lab_link(
        request_words::IN_LAB,
        "",
        snippet.id,
        submission,
        own.clone(),
    );
    view! {
        <h4>{request_words::RUN}</h4>
        <dl class="facts">{facts}</dl>
        {to_lab.map(|link| view! { <p>{link}</p> })}
        {own.is_none().then(|| code(snippet.id))}
    }
    .into_any()
}

/// The source of the snippet, fetched when it is opened, which keeps it out of the page's wasm.
pub(crate) fn code(id: &'static str) -> AnyView {
    let fetched = RwSignal::new(None::<Result<String, FetchError>>);
    let is_asked = StoredValue::new(false);
    let fetch = move |event: web_sys::Event| {
        let details: web_sys::HtmlDetailsElement = event_target(&event);
        if !details.open() || is_asked.get_value() {
            return;
        }
        is_asked.set_value(true);
        spawn_local(async move {
            let text = browser::fetch_text(&format!("snippets/{id}.wat")).await;
            // After a failure, opening it again fetches again.
            is_asked.set_value(text.is_ok());
            fetched.set(Some(text));
        });
    };
    let shown = reactive_view(move || match fetched.get() {
        None => view! { <p>{facts_words::FETCHING}</p> }.into_any(),
        Some(Ok(text)) => view! {
            <pre tabindex="0">
                <code>{text}</code>
            </pre>
        }
        .into_any(),
        Some(Err(error)) => {
            let why = text::opening::fetch_fault(&error);
            view! { <p role="alert">{request_words::no_source(&why)}</p> }.into_any()
        }
    });
    view! {
        <details class="code" on:toggle=on_event(fetch)>
            <summary>{request_words::SOURCE}</summary>
            {shown}
        </details>
    }
    .into_any()
}

//! A learner's own answer in the hands of two checkers that mean harm, and what the walls do to them.

use leptos::prelude::*;
use leptos::task::spawn_local;
use model::sandbox::{SnippetRun, snippets};

use super::words;
use crate::controls::reactive::{on_event, reactive_view};
use crate::evidence::request_words::ended;
use crate::learn::context::{announce, warn};
use crate::text::language::Phrase;
use crate::worker::grade;

/// The checkers, by the ids of their snippets.
const CHECKERS: [(&str, Phrase); 2] = [
    ("endless-loop", words::BY_ENDLESS),
    ("forbidden-call", words::BY_PRYING),
];

/// A button for each of the checkers, and how its run ended.
pub(super) fn hostile_checkers(right: &[String], letters: &str) -> AnyView {
    let outcome = RwSignal::new(None::<String>);
    let buttons: Vec<AnyView> = CHECKERS
        .into_iter()
        .map(|(id, label)| {
            let (right, letters) = (right.to_vec(), letters.to_owned());
            let press = move |_| {
                let (right, letters) = (right.clone(), letters.clone());
                spawn_local(async move {
                    match grade(id, right, letters).await {
                        Ok(run) => {
                            let said = said(id, &run);
                            announce(&said);
                            outcome.try_set(Some(said));
                        }
                        Err(why) => warn(&words::not_graded(why.why())),
                    }
                });
            };
            view! {
                <button type="button" class="button" on:click=on_event(press)>
                    {label}
                </button>
            }
            .into_any()
        })
        .collect();
    view! {
        <details>
            <summary>{words::HOSTILE}</summary>
            <div class="learn-actions">{buttons}</div>
            <p>{reactive_view(move || outcome.get())}</p>
        </details>
    }
    .into_any()
}

/// How the run ended, and what it means for the grade.
fn said(id: &str, run: &SnippetRun) -> String {
    let snippet = snippets().iter().find(|snippet| snippet.id == id);
    let ended = snippet.map_or_else(String::new, |snippet| ended(&run.ended, snippet.reaches));
    words::hostile_run(&ended, run.fuel_burnt)
}

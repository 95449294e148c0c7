//! A hint in three steps: which workload to look at, why it misses its targets, which move to try. The
//! person makes the move. Where no workload needs a hint, the ways on have its place.

use leptos::prelude::*;

use super::ways_on::{is_all_met, ways_on};
use super::words;
use crate::browser;
use crate::controls::reactive::{memo, on_event, reactive_view};
use crate::session::Session;
use crate::text::announcement::Announcement;
use crate::text::headline::{Hint, hint};

/// The steps of a hint that are in sight.
#[derive(Clone, Debug, Default, PartialEq)]
struct Open {
    hint: Option<Hint>,
    steps: usize,
}

/// The button for the next step, and the step before it; the ways on where no workload needs a hint. Another
/// hint begins with its first step.
pub(super) fn hint_of(session: Session, learns: bool) -> AnyView {
    let newest = memo(move || session.run.with(|run| hint(run.as_deref()?)));
    let open = RwSignal::new(Open::default());
    let in_sight = move || {
        let hint = newest.get()?;
        let steps = open.with(|open| {
            if open.hint.as_ref() == Some(&hint) {
                open.steps
            } else {
                0
            }
        });
        Some((hint, steps))
    };
    let next = move || {
        let Some((hint, steps)) = untrack(in_sight) else {
            return;
        };
        let workload = hint.workload.clone();
        if steps + 1 == hint.steps.len() {
            // The button is gone after the last step, so the focus goes to the card.
            browser::focus_soon(format!("[data-workload=\"{workload}\"] .card-name"));
        }
        session.select_workload(workload);
        let step = hint.steps.get(steps).cloned().unwrap_or_default();
        session.announcement.set(Announcement::of_figures(step));
        open.set(Open {
            hint: Some(hint),
            steps: steps + 1,
        });
    };
    let button = reactive_view(move || {
        let (hint, steps) = in_sight()?;
        let label = words::HINT.get(steps)?.get();
        (steps < hint.steps.len()).then(|| {
            view! {
                <button type="button" class="button button-quiet" on:click=on_event(move |_| next())>
                    {label}
                </button>
            }
        })
    });
    let said = reactive_view(move || {
        let (hint, steps) = in_sight()?;
        hint.steps.get(steps.checked_sub(1)?).cloned()
    });
    let is_done = memo(move || is_all_met(session));
    view! {
        <p class="headline-hint">
            <span>{said}</span>
            {button}
            {reactive_view(move || is_done.get().then(|| ways_on(learns)))}
        </p>
    }
    .into_any()
}

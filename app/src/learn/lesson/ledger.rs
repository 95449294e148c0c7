//! The ledger of the card in view, beside the tasks: what its lane takes off the team's hands, and what comes with it; and a
//! person's own sentence about it.

use leptos::prelude::*;
use model::verdict::Verdict;

use crate::controls::reactive::{memo, on_event, reactive, reactive_view};
use crate::learn::context::{LearnContext, ShownRun};
use crate::learn::decision_record::words as record;
use crate::learn::lesson::words;
use crate::state::document::Origin;
use crate::text;

/// The card in view with its verdict, on the chapter's board.
fn in_view(context: LearnContext, origin: &Origin) -> Option<(ShownRun, String)> {
    let run = context.run_of(origin)?;
    let id = context.selected_workload.get()?;
    run.summary.verdict_on(&id)?;
    Some((run, id))
}

/// Two lines: what the lane relieves and which duties moved, and what is accepted in return.
pub(super) fn ledger(
    context: LearnContext,
    origin: Origin,
    is_predicting: Memo<bool>,
) -> impl IntoView {
    reactive_view(move || {
        // The ledger could answer the question.
        if is_predicting.get() {
            return None;
        }
        let (run, id) = in_view(context, &origin)?;
        let verdict = run.summary.verdict_on(&id)?;
        let card = text::workloads::name_of(&run.scenario, &id);
        let lane = text::lanes::name(verdict.lane);
        let relieved = record::relieved(verdict);
        let accepted = record::accepted(verdict, &run.scenario);
        let moved = record::moved(verdict);
        Some(view! {
            <section class="learn-box" aria-label=words::LEDGER>
                <h4>{words::ledger_of(&card, lane)}</h4>
                <p>
                    <strong>{words::RELIEVED}</strong>
                    " "
                    {words::or_nothing(&relieved)}
                    " "
                    {words::duties_moved(&moved)}
                </p>
                <p>
                    <strong>{words::ACCEPTED}</strong>
                    " "
                    {words::or_nothing(&accepted)}
                </p>
            </section>
        })
    })
}

/// A field for the sentence about the card in view. It begins with the ledger, and is the reason in the card's decision record.
pub(super) fn sentence(context: LearnContext, origin: Origin) -> impl IntoView {
    let subject = memo(move || in_view(context, &origin).map(|(_, id)| id));
    let kept = move || {
        let id = subject.get()?;
        context
            .progress
            .with(|progress| progress.reasons.get(&id).cloned())
    };
    let write = move |event| {
        let Some(id) = subject.get_untracked() else {
            return;
        };
        let said = event_target_value(&event);
        context.progress.update(|progress| {
            if said.trim().is_empty() {
                progress.reasons.remove(&id);
            } else {
                progress.reasons.insert(id, said);
            }
        });
    };
    let begin = move |_| {
        let Some(id) = subject.get_untracked() else {
            return;
        };
        let run = context.run.get_untracked();
        let begun = run.and_then(|run| {
            let verdict = run.summary.verdict_on(&id)?;
            Some(first_words(&run, verdict))
        });
        if let Some(begun) = begun {
            context.progress.update(|progress| {
                progress.reasons.insert(id, begun);
            });
        }
    };
    view! {
        <div class="learn-form" hidden=reactive(move || subject.get().is_none())>
            <label>
                <span>{reactive_view(move || {
                    let card = subject.get()?;
                    let run = context.run.get()?;
                    Some(words::sentence_about(&text::workloads::name_of(&run.scenario, &card)))
                })}</span>
                <textarea rows="4" prop:value=move || kept().unwrap_or_default() on:input=write></textarea>
            </label>
            <div class="learn-actions">
                <button type="button" class="button" on:click=on_event(begin)>
                    {words::BEGIN_SENTENCE}
                </button>
            </div>
            <p class="learn-soft">{words::SENTENCE_GOES}</p>
        </div>
    }
    .into_any()
}

/// The ledger as the beginning of a sentence.
fn first_words(run: &ShownRun, verdict: &Verdict) -> String {
    let relieved = record::relieved(verdict);
    let accepted = record::accepted(verdict, &run.scenario);
    words::sentence(&relieved, &accepted)
}

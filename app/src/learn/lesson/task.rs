//! The tasks of a chapter: ticked off by runs of its board, or by the answer to a question about it.

use std::collections::BTreeSet;

use leptos::prelude::*;

use super::choice::choice;
use super::file::{Chapter, Task, reaches};
use crate::controls::reactive::{effect, memo, reactive_view};
use crate::learn::context::{LearnContext, announce};
use crate::learn::goal_words as goals;
use crate::learn::lesson::words;
use crate::text::workloads::in_this_language;

/// Ticks tasks of the chapter off as runs of its board show them done. A tick could answer the question, so
/// it waits for the answer.
pub(super) fn tick(context: LearnContext, chapter: Chapter, is_predicting: Memo<bool>) {
    let origin = chapter.origin();
    effect(move || {
        if is_predicting.get() {
            return;
        }
        let Some(run) = context.run_of(&origin) else {
            return;
        };
        let reached: BTreeSet<usize> = chapter
            .tasks
            .iter()
            .enumerate()
            .filter(|(_, task)| task.is_done_by(&run.scenario, &run.summary))
            .map(|(at, _)| at)
            .collect();
        let known = context.progress.with_untracked(|progress| {
            let known = progress.done.get(&chapter.id);
            known.cloned().unwrap_or_default()
        });
        let new: Vec<usize> = reached.difference(&known).copied().collect();
        let Some(first) = new.first().and_then(|at| chapter.tasks.get(*at)) else {
            return;
        };
        let said = words::done(&in_this_language(&first.text));
        context
            .progress
            .update(|progress| progress.book_tasks(&chapter.id, new));
        announce(&said);
    });
}

/// A task with its state, what the board shows of it, and a hint or a question.
pub(super) fn task(
    context: LearnContext,
    chapter: &Chapter,
    at: usize,
    task: &Task,
    is_predicting: Memo<bool>,
) -> AnyView {
    let (origin, chapter) = (chapter.origin(), chapter.id.clone());
    let is_asked = memo({
        let origin = origin.clone();
        move || context.is_active(&origin) && !is_predicting.get()
    });
    let question =
        (!task.answers.is_empty()).then(|| question(context, &chapter, at, task, is_asked));
    let of_chapter = chapter.clone();
    let is_shown = memo(move || {
        context.progress.with(|progress| {
            let shown = progress.shown.get(&of_chapter);
            shown.is_some_and(|shown| shown.contains(&at))
        })
    });
    let is_done = memo(move || {
        context.progress.with(|progress| {
            let done = progress.done.get(&chapter);
            done.is_some_and(|done| done.contains(&at))
        })
    });
    let asked = task.goals.clone();
    let now = reactive_view(move || {
        // The figure could answer the question.
        if is_predicting.get() {
            return None;
        }
        let run = context.run_of(&origin)?;
        let found = asked.iter().filter_map(|goal| {
            let judged = goal.judge(&run.scenario, &run.summary);
            let measured = goals::measured(goal, &judged);
            (!measured.is_empty()).then_some(measured)
        });
        let found: Vec<String> = found.collect();
        // A task stays done on a board that undoes it.
        let was_done = is_done.get() && !reaches(&asked, &run.scenario, &run.summary);
        let said = if was_done {
            words::done_before
        } else {
            words::now
        };
        (!found.is_empty()).then(|| said(&found.join(", ")))
    });
    let sign = reactive_view(move || match (is_done.get(), is_shown.get()) {
        (true, false) => "✓",
        (true, true) => "◐",
        (false, _) => "○",
    });
    let state = reactive_view(move || match (is_done.get(), is_shown.get()) {
        (true, false) => words::DONE.get(),
        (true, true) => words::SHOWN_TASK.get(),
        (false, _) => words::OPEN.get(),
    });
    view! {
        <li class="learn-box" class:is-done=is_done class:is-open=move || !is_done.get()>
            <p>
                <span class:learn-right=is_done aria-hidden="true">
                    {sign}
                </span>
                " "
                <span class="visually-hidden">{state}</span>
                " "
                {in_this_language(&task.text)}
            </p>
            <p class="learn-soft" hidden=move || !(is_done.get() && is_shown.get())>
                {words::SHOWN_TASK_ABOUT}
            </p>
            <p class="learn-soft">{now}</p>
            {question}
            <details hidden=is_done>
                <summary>{words::HINT}</summary>
                <p>{in_this_language(&task.hint)}</p>
            </details>
        </li>
    }
    .into_any()
}

/// The question of a task, open while the chapter's board is on the screen. The right answer does the task; any answer says what
/// there is to see.
fn question(
    context: LearnContext,
    chapter: &str,
    at: usize,
    task: &Task,
    is_asked: Memo<bool>,
) -> AnyView {
    let chosen = RwSignal::new(None::<usize>);
    let name = format!("task-{chapter}-{at}");
    let said = in_this_language(&task.text);
    let answers = (0..).zip(&task.answers).map(|(place, answer)| {
        let (is_right, chapter, said) = (answer.is_right, chapter.to_owned(), said.clone());
        let choose = move || {
            chosen.set(Some(place));
            if is_right {
                context
                    .progress
                    .update(|progress| progress.book_tasks(&chapter, [at]));
                announce(&words::done(&said));
            } else {
                announce(words::LOOK_AGAIN.get());
            }
        };
        let because = in_this_language(&answer.because);
        let verdict = reactive_view(move || {
            (chosen.get() == Some(place)).then(|| {
                let class = if is_right {
                    "learn-right"
                } else {
                    "learn-wrong"
                };
                let sign = if is_right { "✓" } else { "✕" };
                view! {
                    <p class="learn-soft">
                        <span class=class aria-hidden="true">
                            {sign}
                        </span>
                        " "
                        {because.clone()}
                    </p>
                }
            })
        });
        let is_chosen = move || chosen.get() == Some(place);
        let text = in_this_language(&answer.text);
        choice(&name, text, is_chosen, choose, verdict.into_any())
    });
    let answers: Vec<AnyView> = answers.collect();
    view! {
        <fieldset class="learn-form" disabled=move || !is_asked.get()>
            <legend class="visually-hidden">{said}</legend>
            {answers}
        </fieldset>
    }
    .into_any()
}

//! One chapter: prose, a prediction, tasks, and what to take along.
//!
//! Must not know: which chapters there are.

use std::collections::BTreeSet;
use std::sync::Arc;

use engine::scenario::Scenario;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::file::{Chapter, Prediction, Task, moved, reaches};
use crate::learn::desk::{Desk, complain, say};
use crate::text;
use crate::text::learn::{goals, lesson as words};
use crate::text::workloads::in_this_language;
use crate::worker::try_boards;

/// A chapter.
pub(super) fn chapter(desk: Desk, chapter: &Chapter) -> AnyView {
    let board = Arc::new(chapter.scenario(&desk.shipped()));
    tick(desk, chapter.clone());
    let lay = {
        let (board, look_at) = (Arc::clone(&board), chapter.look_at.clone());
        move |_| {
            desk.lay((*board).clone(), None, Some(look_at.clone()));
            say(words::LAID.get());
        }
    };
    let title = chapter.title.clone();
    let is_laid = Memo::new(move |_| desk.laid().is_some_and(|laid| laid == title));
    let prediction = match &chapter.prediction {
        Some(prediction) => predict(desk, chapter, prediction, &board),
        None => ().into_any(),
    };
    let to_come = match &chapter.prediction {
        Some(_) => words::TO_COME,
        None => words::TO_LAY,
    };
    let done = {
        let chapter = chapter.clone();
        Memo::new(move |_| desk.progress.with(|progress| progress.has_done(&chapter)))
    };
    let after = paragraphs(&chapter.after);
    let show = {
        let (chapter, board) = (chapter.clone(), Arc::clone(&board));
        move |_| {
            let solved = chapter.solved(&board);
            desk.lay(solved, None, Some(chapter.look_at.clone()));
            say(words::SHOWN.get());
        }
    };
    view! {
        <article class="chapter" aria-label=in_this_language(&chapter.title)>
            <h3 id="chapter" tabindex="-1">
                {in_this_language(&chapter.title)}
            </h3>
            <p class="learn-soft" hidden=is_laid>
                {to_come}
            </p>
            {paragraphs(&chapter.prose)}
            {prediction}
            <h4>{words::TASKS}</h4>
            <ul class="learn-list">
                {chapter
                    .tasks
                    .iter()
                    .enumerate()
                    .map(|(at, one)| task(desk, chapter, at, one))
                    .collect_view()}
            </ul>
            <div class="learn-actions">
                <button type="button" class="button" on:click=lay>
                    {move || if is_laid.get() { words::LAY_AGAIN.get() } else { words::LAY.get() }}
                </button>
                <button
                    type="button"
                    class="button"
                    hidden=move || !is_laid.get() || done.get()
                    on:click=show
                >
                    {words::SHOW}
                </button>
                <a class="button" href="#lanes" hidden=move || !is_laid.get()>
                    {text::learn::LANES}
                </a>
                <a class="button" href="#evidence" hidden=move || !is_laid.get()>
                    {text::learn::EVIDENCE}
                </a>
            </div>
            <div class="learn-box is-done" hidden=move || !done.get()>
                <h4>{words::AFTER}</h4>
                {after}
            </div>
        </article>
    }
    .into_any()
}

fn paragraphs(sentences: &[String]) -> Vec<AnyView> {
    sentences
        .iter()
        .map(|one| view! { <p>{in_this_language(one)}</p> }.into_any())
        .collect()
}

/// Ticks tasks of the chapter off as runs of its board show them done.
fn tick(desk: Desk, chapter: Chapter) {
    Effect::new(move |_| {
        let Some(seen) = desk.run.get() else { return };
        if seen.scenario.name != chapter.title {
            return;
        }
        let reached: BTreeSet<usize> = chapter
            .tasks
            .iter()
            .enumerate()
            .filter(|(_, task)| reaches(&task.goals, &seen.scenario, &seen.summary))
            .map(|(at, _)| at)
            .collect();
        let known = desk.progress.with_untracked(|progress| {
            let known = progress.done.get(&chapter.id);
            known.cloned().unwrap_or_default()
        });
        let new: Vec<usize> = reached.difference(&known).copied().collect();
        let Some(first) = new.first().and_then(|at| chapter.tasks.get(*at)) else {
            return;
        };
        let said = words::done(&in_this_language(&first.text));
        desk.progress.update(|progress| {
            progress
                .done
                .entry(chapter.id.clone())
                .or_default()
                .extend(new);
        });
        say(&said);
    });
}

fn task(desk: Desk, chapter: &Chapter, at: usize, task: &Task) -> AnyView {
    let (title, chapter) = (chapter.title.clone(), chapter.id.clone());
    let asked = task.goals.clone();
    let now = move || {
        let seen = desk.run.get().filter(|seen| seen.scenario.name == title)?;
        let found = asked.iter().filter_map(|goal| {
            let judged = goal.judge(&seen.scenario, &seen.summary);
            let measured = goals::measured(goal, &judged);
            (!measured.is_empty()).then_some(measured)
        });
        let found: Vec<String> = found.collect();
        (!found.is_empty()).then(|| words::now(&found.join(", ")))
    };
    let is_done = Memo::new(move |_| {
        desk.progress.with(|progress| {
            let done = progress.done.get(&chapter);
            done.is_some_and(|done| done.contains(&at))
        })
    });
    let sign = move || if is_done.get() { "✓" } else { "○" };
    let state = move || {
        if is_done.get() {
            words::DONE.get()
        } else {
            words::OPEN.get()
        }
    };
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
            <p class="learn-soft">{now}</p>
            <details hidden=is_done>
                <summary>{words::HINT}</summary>
                <p>{in_this_language(&task.hint)}</p>
            </details>
        </li>
    }
    .into_any()
}

/// The question before the board is laid, and what the run says of each answer.
fn predict(desk: Desk, chapter: &Chapter, asked: &Prediction, board: &Arc<Scenario>) -> AnyView {
    let id = chapter.id.clone();
    let kept = {
        let id = id.clone();
        move || {
            desk.progress
                .with(|progress| progress.predicted.get(&id).copied())
        }
    };
    let chosen = RwSignal::new(untrack(&kept));
    // Whether each answer was right, once the boards have run.
    let right = RwSignal::new(None::<Vec<bool>>);
    let boards: Vec<Scenario> = asked
        .options
        .iter()
        .map(|option| moved(board, &option.place))
        .collect();
    let boards = StoredValue::new(boards);
    let asked_for = StoredValue::new(asked.clone());
    // Said only to who just asked; who comes back reads it.
    let find_out = move |is_asked: bool| {
        spawn_local(async move {
            let tried = try_boards(boards.get_value(), desk.profiles.get_untracked()).await;
            match tried {
                Ok(runs) => {
                    let options = asked_for.get_value().options;
                    let judged = options.iter().zip(boards.get_value()).zip(&runs);
                    let judged: Vec<bool> = judged
                        .map(|((option, board), run)| reaches(&option.when, &board, run))
                        .collect();
                    if is_asked
                        && let Some(&was_right) =
                            chosen.get_untracked().and_then(|at| judged.get(at))
                    {
                        say(words::compared(was_right));
                    }
                    // Gone where the chapter is gone.
                    right.try_set(Some(judged));
                }
                Err(why) => complain(&text::learn::not_tried(why.why())),
            }
        });
    };
    if chosen.get_untracked().is_some() {
        find_out(false);
    }
    let is_missing = RwSignal::new(false);
    let look_at = chapter.look_at.clone();
    let compare = move |_| {
        let Some(at) = chosen.get_untracked() else {
            is_missing.set(true);
            say(words::CHOOSE_FIRST.get());
            return;
        };
        desk.progress.update(|progress| {
            progress.predicted.insert(id.clone(), at);
        });
        if let Some(board) = boards.with_value(|boards| boards.get(at).cloned()) {
            desk.lay(board, None, Some(look_at.clone()));
        }
        right.set(None);
        find_out(true);
    };
    view! {
        <fieldset class="learn-box learn-form prediction">
            <legend>{words::PREDICT}</legend>
            <p>{in_this_language(&asked.question)}</p>
            {options(&chapter.id, asked, chosen, right)}
            <button type="button" class="button is-main" on:click=compare>
                {words::COMPARE}
            </button>
            <p class="learn-wrong" hidden=move || !is_missing.get() || chosen.get().is_some()>
                {words::CHOOSE_FIRST}
            </p>
        </fieldset>
    }
    .into_any()
}

/// The answers that can be given, and below each what the run says once it has run.
fn options(
    chapter: &str,
    asked: &Prediction,
    chosen: RwSignal<Option<usize>>,
    right: RwSignal<Option<Vec<bool>>>,
) -> Vec<AnyView> {
    let name = format!("prediction-{chapter}");
    asked
        .options
        .iter()
        .enumerate()
        .map(|(at, option)| {
            let because = in_this_language(&option.because);
            let is_chosen = move || chosen.get() == Some(at);
            let verdict = move || {
                let right = right.get()?;
                let is_right = *right.get(at)?;
                let class = if is_right {
                    "learn-right"
                } else {
                    "learn-wrong"
                };
                let mine = is_chosen().then(|| words::YOURS.get());
                Some(view! {
                    <p class="learn-soft">
                        <span class=class>
                            {if is_right { words::RIGHT.get() } else { words::WRONG.get() }}
                        </span>
                        " "
                        {mine}
                        " "
                        {because.clone()}
                    </p>
                })
            };
            view! {
                <div>
                    <label class="choice">
                        <input
                            type="radio"
                            name=name.clone()
                            prop:checked=is_chosen
                            on:change=move |_| chosen.set(Some(at))
                        />
                        <span>{in_this_language(&option.text)}</span>
                    </label>
                    {verdict}
                </div>
            }
            .into_any()
        })
        .collect()
}

//! One chapter: prose, a prediction, tasks, and a summary.

use crate::controls::reactive::{effect, memo, on_event, reactive, reactive_view};
use crate::learn::panel_words;
use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use model::scenario::Scenario;

use super::choice::choice;
use super::file::{Chapter, Prediction, reaches};
use super::paragraphs::paragraphs;
use super::{endings, ledger, task, terms};
use crate::learn::context::{LearnContext, announce, load_board, predicting, warn};
use crate::learn::lesson::words;
use crate::text::workloads::in_this_language;
use crate::worker::{Boards, try_boards};

/// The view of a chapter.
pub(super) fn chapter(context: LearnContext, chapter: &Chapter) -> AnyView {
    let board = Arc::new(chapter.scenario(&context.shipped()));
    let load = {
        let (chapter, board) = (chapter.clone(), Arc::clone(&board));
        move |_| {
            context
                .progress
                .update(|progress| progress.begin_again(&chapter.id));
            load_board_of(&chapter, (*board).clone());
            announce(words::LOADED.get());
        }
    };
    let origin = chapter.origin();
    let is_loaded = memo(move || context.is_active(&origin));
    let (id, has_prediction) = (chapter.id.clone(), chapter.prediction.is_some());
    let is_predicting = memo(move || {
        has_prediction
            && context
                .progress
                .with(|progress| !progress.predicted.contains_key(&id))
    });
    task::tick(context, chapter.clone(), is_predicting);
    // The board of another chapter is replaced, so that a person sees this one's while they predict; any
    // other board is not.
    if untrack(move || is_predicting.get() && context.is_at_chapter() && !is_loaded.get()) {
        predicting(true);
        load_board_of(chapter, (*board).clone());
    }
    let prediction = match &chapter.prediction {
        Some(prediction) => predict(context, chapter, prediction, &board),
        None => ().into_any(),
    };
    let to_come = match &chapter.prediction {
        Some(_) => words::TO_COME,
        None => words::TO_LOAD,
    };
    let done = {
        let chapter = chapter.clone();
        memo(move || {
            context
                .progress
                .with(|progress| progress.has_done(&chapter))
        })
    };
    let after = paragraphs(&chapter.after);
    let show = {
        let (chapter, board) = (chapter.clone(), Arc::clone(&board));
        move |_| show_one_way(context, &chapter, &board)
    };
    view! {
        <article class="chapter" aria-label=in_this_language(&chapter.title)>
            <h3 id="chapter" tabindex="-1">
                {in_this_language(&chapter.title)}
            </h3>
            <p class="learn-soft" hidden=is_loaded>
                {to_come}
            </p>
            {paragraphs(&chapter.prose)}
            {terms::terms(&chapter.terms)}
            {prediction}
            <h4>{words::TASKS}</h4>
            <ul class="learn-list">
                {chapter
                    .tasks
                    .iter()
                    .enumerate()
                    .map(|(at, one)| task::task(context, chapter, at, one, is_predicting))
                    .collect_view()}
            </ul>
            {ledger::ledger(context, chapter.origin(), is_predicting)}
            {chapter.says.then(|| ledger::sentence(context, chapter.origin()))}
            <div class="learn-actions">
                <button type="button" class="button" on:click=on_event(load)>
                    {reactive_view(move || if is_loaded.get() { words::LOAD_AGAIN.get() } else { words::LOAD.get() })}
                </button>
                <button
                    type="button"
                    class="button"
                    hidden=reactive(move || !is_loaded.get() || done.get() || is_predicting.get())
                    on:click=on_event(show)
                >
                    {words::SHOW}
                </button>
                <a class="button" href="#lanes" hidden=move || !is_loaded.get()>
                    {panel_words::LANES}
                </a>
                <a class="button" href="#evidence" hidden=move || !is_loaded.get()>
                    {panel_words::EVIDENCE}
                </a>
            </div>
            <div class="learn-box is-done" hidden=move || !done.get()>
                <h4>{words::AFTER}</h4>
                {after}
            </div>
            {endings::endings(context, chapter, done)}
        </article>
    }
    .into_any()
}

/// Loads a board with the tasks done. What is open then is the page's work, not the person's.
fn show_one_way(context: LearnContext, chapter: &Chapter, board: &Scenario) {
    context.progress.update(|progress| {
        let done = progress.done.get(&chapter.id).cloned().unwrap_or_default();
        let by_goals = (0..).zip(&chapter.tasks);
        let by_goals = by_goals.filter(|(at, task)| task.answers.is_empty() && !done.contains(at));
        let open = by_goals.map(|(at, _)| at);
        progress
            .shown
            .entry(chapter.id.clone())
            .or_default()
            .extend(open);
    });
    load_board_of(chapter, chapter.solved(board));
    announce(words::SHOWN.get());
}

/// Loads a board of the chapter, to which anything may be done.
fn load_board_of(chapter: &Chapter, board: Scenario) {
    let look_at = Some(chapter.look_at.clone());
    load_board(board, chapter.origin(), None, look_at);
}

/// The question before the board is loaded, and what the run says of each answer.
fn predict(
    context: LearnContext,
    chapter: &Chapter,
    asked: &Prediction,
    board: &Arc<Scenario>,
) -> AnyView {
    let id = chapter.id.clone();
    let kept = {
        let id = id.clone();
        move || {
            context
                .progress
                .with(|progress| progress.predicted.get(&id).copied())
        }
    };
    let chosen = RwSignal::new(untrack(&kept));
    let is_open = move || kept().is_none();
    Effect::new({
        let is_open = is_open.clone();
        move |_| predicting(is_open())
    });
    on_cleanup(|| predicting(false));
    // Whether each answer was right, once the boards have run.
    let right = RwSignal::new(None::<Vec<bool>>);
    let boards: Vec<Scenario> = asked
        .options
        .iter()
        .map(|option| option.tried(board))
        .collect();
    let boards = StoredValue::new(boards);
    let asked_for = StoredValue::new(asked.clone());
    // The result is announced after a click only; in a later visit it is read below the answers.
    let find_out = move |is_announced: bool| {
        spawn_local(async move {
            let to_try = Boards {
                scenarios: boards.get_value(),
                known: context.profiles.get_untracked(),
                by_city: true,
            };
            let tried = try_boards(to_try, Rc::new(|_| {})).await;
            // The chapter may have been left meanwhile.
            let (Some(boards), Some(asked)) = (boards.try_get_value(), asked_for.try_get_value())
            else {
                return;
            };
            match tried {
                Ok(runs) => {
                    let judged = asked.options.iter().zip(boards).zip(&runs);
                    let judged: Vec<bool> = judged
                        .map(|((option, board), run)| reaches(&option.when, &board, run))
                        .collect();
                    let chosen = chosen.try_get_untracked().flatten();
                    if is_announced && let Some(&was_right) = chosen.and_then(|at| judged.get(at)) {
                        announce(words::compared(was_right));
                    }
                    right.try_set(Some(judged));
                }
                Err(why) => warn(&panel_words::not_simulated(&why.into())),
            }
        });
    };
    if chosen.get_untracked().is_some() {
        find_out(false);
    }
    let is_missing = RwSignal::new(false);
    let (of_chapter, beginning) = (chapter.clone(), Arc::clone(board));
    // The board is on the screen while a person predicts, with its verdicts hidden.
    effect(move || {
        // The board of a challenge that is being played is not replaced by a choice.
        let is_elsewhere =
            untrack(|| !context.is_active(&of_chapter.origin()) && !context.is_at_challenge());
        if chosen.get().is_some() && untrack(&is_open) && is_elsewhere {
            load_board_of(&of_chapter, (*beginning).clone());
        }
    });
    let of_chapter = chapter.clone();
    let compare = move |_| {
        let Some(at) = chosen.get_untracked() else {
            is_missing.set(true);
            announce(words::CHOOSE_FIRST.get());
            return;
        };
        context.progress.update(|progress| {
            progress.predicted.insert(id.clone(), at);
        });
        if let Some(board) = boards.with_value(|boards| boards.get(at).cloned()) {
            load_board_of(&of_chapter, board);
        }
        right.set(None);
        find_out(true);
    };
    view! {
        <fieldset class="learn-box learn-form prediction">
            <legend>{words::PREDICT}</legend>
            <p>{in_this_language(&asked.question)}</p>
            {options(&chapter.id, asked, chosen, right)}
            <button type="button" class="button is-main" on:click=on_event(compare)>
                {words::COMPARE}
            </button>
            <p class="learn-wrong" hidden=move || !is_missing.get() || chosen.get().is_some()>
                {words::CHOOSE_FIRST}
            </p>
        </fieldset>
    }
    .into_any()
}

/// The answers to choose from; below each the verdict of the run, once its board has run.
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
            let verdict = reactive_view(move || {
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
            });
            let text = in_this_language(&option.text);
            let choose = move || chosen.set(Some(at));
            choice(&name, text, is_chosen, choose, verdict.into_any())
        })
        .collect()
}

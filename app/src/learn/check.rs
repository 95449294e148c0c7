//! The section for the knowledge check: questions whose answers a snippet grades in the sandbox, each
//! with the board that shows why.
//!
//! The key goes to the sandbox's host, never into its walls.

pub(crate) mod file;
mod walls;
mod words;

use crate::controls::reactive::{memo, on_event, reactive, reactive_view};
use crate::learn::panel_words;
use std::collections::BTreeSet;
use std::sync::Arc;

use file::{Check, Objective, Question};
use leptos::prelude::*;
use leptos::task::spawn_local;
use model::sandbox::{CHOICE_SNIPPET, Ended, SnippetRun};

use super::context::{LearnContext, announce, load_board, warn};
use super::fetched::fetched;
use super::progress::Answered;
use super::progress::bounds::MOST_TRIES;
use crate::evidence::snippet::code;
use crate::state::document::Origin;
use crate::text::workloads::in_this_language;
use crate::worker::grade;

/// The packed file of the questions.
pub(super) const FILE: &str = "text/check.bin";

/// The section: all questions, and the points so far.
pub(super) fn section(context: LearnContext) -> AnyView {
    fetched(FILE, move |check: &Arc<Check>| questions(context, check))
}

fn questions(context: LearnContext, check: &Arc<Check>) -> AnyView {
    // The questions to answer again, by id, while only they are shown. One that is right now stays in sight with its reason.
    let only = RwSignal::new(None::<BTreeSet<String>>);
    let listed: Vec<AnyView> = check
        .questions
        .iter()
        .enumerate()
        .map(|(at, question)| {
            let id = question.id.clone();
            let is_hidden =
                move || only.with(|only| only.as_ref().is_some_and(|only| !only.contains(&id)));
            self::question(context, at, question, Signal::derive(is_hidden))
        })
        .collect();
    let missed = memo(move || {
        context.progress.with(|progress| {
            let answered = progress.answered.iter();
            let missed = answered.filter(|(_, answered)| answered.is_missed());
            missed.map(|(id, _)| id.clone()).collect::<BTreeSet<_>>()
        })
    });
    let is_all = move || only.with(Option::is_none);
    let toggle = move |event| {
        let missed = event_target_checked(&event).then(|| missed.get_untracked());
        only.set(missed);
    };
    let counted = Arc::clone(check);
    let so_far = reactive_view(move || {
        context.progress.with(|progress| {
            let answered = counted.questions.iter();
            let answered = answered.filter_map(|one| progress.answered.get(&one.id));
            let answered: Vec<&Answered> = answered.collect();
            let points = answered.iter().map(|one| one.points).sum();
            let of = counted
                .questions
                .iter()
                .map(|one| one.right.len() as u32)
                .sum();
            words::so_far(answered.len(), counted.questions.len(), points, of)
        })
    });
    view! {
        <p>{words::ABOUT}</p>
        <h3>{words::OBJECTIVES}</h3>
        <ul class="learn-list">{objectives(context, check)}</ul>
        {code(CHOICE_SNIPPET)}
        <p class="learn-soft">
            {so_far}
        </p>
        <label class="choice" hidden=move || is_all() && missed.with(BTreeSet::is_empty)>
            <input type="checkbox" prop:checked=move || !is_all() on:change=on_event(toggle) />
            <span>{reactive_view(move || words::only_missed(missed.with(BTreeSet::len)))}</span>
        </label>
        <ol class="learn-list">{listed}</ol>
    }
    .into_any()
}

/// Each objective, with the points that its questions have earned.
fn objectives(context: LearnContext, check: &Arc<Check>) -> Vec<AnyView> {
    Objective::ALL
        .into_iter()
        .map(|objective| {
            let check = Arc::clone(check);
            let points = reactive_view(move || {
                let questions = || {
                    let all = check.questions.iter();
                    all.filter(|question| question.objective == objective)
                };
                let of: usize = questions().map(|question| question.right.len()).sum();
                let earned = context.progress.with(|progress| {
                    let answered = questions().filter_map(|one| progress.answered.get(&one.id));
                    answered.map(|answered| answered.points).sum::<u32>()
                });
                words::of_objective(earned, of as u32)
            });
            view! {
                <li>
                    {words::objective(objective)}
                    " "
                    <span class="learn-soft">{points}</span>
                </li>
            }
            .into_any()
        })
        .collect()
}

fn question(
    context: LearnContext,
    at: usize,
    question: &Question,
    is_hidden: Signal<bool>,
) -> AnyView {
    let kept = context
        .progress
        .with_untracked(|progress| progress.answered.get(&question.id).cloned());
    let letters = kept.as_ref().map_or("", |kept| &kept.letters);
    let chosen: BTreeSet<String> = letters.split(", ").map(str::to_owned).collect();
    let chosen = RwSignal::new(chosen);
    let run = RwSignal::new(None::<SnippetRun>);
    let is_missing = RwSignal::new(false);
    let stored = StoredValue::new(question.clone());
    let submit = move |_| {
        let letters: Vec<String> = chosen.get_untracked().into_iter().collect();
        let letters = letters.join(", ").trim_start_matches(", ").to_owned();
        is_missing.set(letters.is_empty());
        if letters.is_empty() {
            announce(words::CHOOSE_FIRST.get());
            return;
        }
        spawn_local(async move {
            let question = stored.get_value();
            match grade(CHOICE_SNIPPET, question.right.clone(), letters.clone()).await {
                Ok(graded) => {
                    let (points, of) = (points(&graded), question.right.len() as u32);
                    context.progress.update(|progress| {
                        let before = progress.answered.get(&question.id);
                        let tries = before.map_or(0, |before| before.tries);
                        let answered = Answered {
                            letters,
                            points,
                            of,
                            tries: (tries + 1).min(MOST_TRIES as u32),
                        };
                        progress.answered.insert(question.id, answered);
                    });
                    announce(&words::graded(points, of));
                    run.try_set(Some(graded));
                }
                Err(why) => warn(&words::not_graded(why.why())),
            }
        });
    };
    let options = options(question, chosen);
    let id = question.id.clone();
    let result = reactive_view(move || {
        let answered = context
            .progress
            .with(|progress| progress.answered.get(&id).cloned())?;
        Some(result(
            context,
            at + 1,
            &stored.get_value(),
            &answered,
            run.get(),
        ))
    });
    view! {
        <li class="learn-box" hidden=is_hidden>
            <fieldset class="learn-form">
                <legend>{words::number(at + 1, &in_this_language(&question.asks))}</legend>
                {options}
                <button type="button" class="button" aria-label=words::submit(at + 1) on:click=on_event(submit)>
                    {words::SUBMIT}
                </button>
                <p class="learn-wrong" hidden=move || !is_missing.get()>
                    {words::CHOOSE_FIRST}
                </p>
            </fieldset>
            {result}
        </li>
    }
    .into_any()
}

/// The answers to choose from.
fn options(question: &Question, chosen: RwSignal<BTreeSet<String>>) -> Vec<AnyView> {
    let name = format!("question-{}", question.id);
    let several = question.right.len() > 1;
    let options = question.options.iter().map(|option| {
        let letter = option.letter.clone();
        let (mine, label) = (letter.clone(), in_this_language(&option.text));
        let is_chosen = reactive(move || chosen.with(|chosen| chosen.contains(&mine)));
        let toggle = move |event| {
            let is_on = event_target_checked(&event);
            chosen.update(|chosen| {
                if !several {
                    chosen.clear();
                }
                if is_on {
                    chosen.insert(letter.clone());
                } else {
                    chosen.remove(&letter);
                }
            });
        };
        view! {
            <label class="choice">
                <input
                    type=if several { "checkbox" } else { "radio" }
                    name=name.clone()
                    prop:checked=is_chosen
                    on:change=on_event(toggle)
                />
                <span>{format!("{}. {label}", option.letter)}</span>
            </label>
        }
        .into_any()
    });
    options.collect()
}

/// The grade of an answer, the reason, and the board that shows it.
fn result(
    context: LearnContext,
    number: usize,
    question: &Question,
    answered: &Answered,
    run: Option<SnippetRun>,
) -> AnyView {
    let is_right = answered.points == answered.of;
    let class = if is_right {
        "learn-right"
    } else {
        "learn-wrong"
    };
    // A first wrong answer is sent to the board, where the reason is to be seen.
    let is_explained = is_right || answered.tries > 1;
    let shipped = context.shipped();
    let mut board = question.board.board_on(&shipped);
    // A question is longer than a name may be.
    board.name = words::board(number);
    let origin = Origin::Question(question.id.clone());
    let is_loaded = Memo::new({
        let origin = origin.clone();
        move |_| context.is_active(&origin)
    });
    let look_at = question.look_at.clone();
    let see = in_this_language(&question.see);
    let said = see.clone();
    let open = move |_| {
        load_board(board.clone(), origin.clone(), None, Some(look_at.clone()));
        announce(&said);
    };
    view! {
        <p class=class>{words::graded(answered.points, answered.of)}</p>
        <p class="learn-soft">
            {run.map(|run| words::run(run.feedback.as_deref(), run.fuel_burnt, run.calls.len()))}
        </p>
        <p>{if is_explained { in_this_language(&question.why) } else { words::TRY_AGAIN.get().to_owned() }}</p>
        <p class="learn-soft">{see}</p>
        {walls::hostile_checkers(&question.right, &answered.letters)}
        <div class="learn-actions">
            <button type="button" class="button" on:click=on_event(open)>
                {words::SEE}
            </button>
            <a class="button" href="#evidence" hidden=move || !is_loaded.get()>
                {panel_words::EVIDENCE}
            </a>
        </div>
    }
    .into_any()
}

fn points(run: &SnippetRun) -> u32 {
    match run.ended {
        Ended::Graded { points } => points,
        Ended::Trapped(_) | Ended::Denied { .. } => 0,
    }
}

//! The section for the lesson: chapters of prose with a board, a prediction and tasks that tick
//! themselves.

mod chapter;
mod choice;
mod endings;
pub(crate) mod file;
mod ledger;
mod paragraphs;
mod task;
mod terms;
mod words;

use std::sync::Arc;

use file::{Chapter, Lesson};
use leptos::prelude::*;
use paragraphs::paragraphs;

use super::context::LearnContext;
use super::fetched::fetched;
use super::progress::Section;
use crate::browser;
use crate::controls::reactive::{on_event, reactive, reactive_view};

/// The packed file of the lesson.
pub(super) const FILE: &str = "text/lesson.bin";

/// The section: the open chapter, and the way to the others.
pub(super) fn section(context: LearnContext) -> AnyView {
    fetched(FILE, move |lesson: &Arc<Lesson>| chapters(context, lesson))
}

/// Buttons to the sections that follow the lesson.
fn ways_on(context: LearnContext) -> Vec<AnyView> {
    let ways = [
        (Section::Check, words::TO_CHECK),
        (Section::OwnWorkload, words::TO_OWN),
        (Section::Challenges, words::TO_CHALLENGES),
    ];
    ways.into_iter()
        .map(|(section, name)| {
            let go = move |_| {
                context
                    .progress
                    .update(|progress| progress.section = section);
            };
            view! {
                <button type="button" class="button" on:click=on_event(go)>
                    {name}
                </button>
            }
            .into_any()
        })
        .collect()
}

/// The closing paragraphs, and the ways on.
fn closing_words(context: LearnContext, lesson: &Lesson) -> AnyView {
    view! {
        <div class="learn-box is-done">{paragraphs(&lesson.closing)}</div>
        <h4>{words::WAYS_ON}</h4>
        <div class="learn-actions">{ways_on(context)}</div>
    }
    .into_any()
}

fn chapters(context: LearnContext, lesson: &Arc<Lesson>) -> AnyView {
    let many = lesson.chapters.len();
    let place = Memo::new({
        let lesson = Arc::clone(lesson);
        move |_| {
            let open = context.progress.with(|progress| progress.chapter.clone());
            let of = |chapter: &Chapter| open.as_ref() == Some(&chapter.id);
            lesson.chapters.iter().position(of).unwrap_or(0)
        }
    });
    let ids: Arc<Vec<String>> =
        Arc::new(lesson.chapters.iter().map(|one| one.id.clone()).collect());
    let go = move |to: usize| {
        if let Some(id) = ids.get(to) {
            context
                .progress
                .update(|progress| progress.chapter = Some(id.clone()));
            browser::focus_soon("#chapter".to_owned());
        }
    };
    let options: Vec<AnyView> = lesson
        .chapters
        .iter()
        .enumerate()
        .map(|(at, chapter)| {
            let chapter = chapter.clone();
            let label = reactive_view(move || {
                let done = context
                    .progress
                    .with(|progress| progress.has_done(&chapter));
                words::chapter(at + 1, &chapter.title, chapter.minutes, done)
            });
            view! {
                <option value=at.to_string() selected=move || place.get() == at>
                    {label}
                </option>
            }
            .into_any()
        })
        .collect();
    let choose = {
        let go = go.clone();
        move |event| go(event_target_value(&event).parse().unwrap_or(0))
    };
    let minutes: u32 = lesson.chapters.iter().map(|one| one.minutes).sum();
    let open = {
        let lesson = Arc::clone(lesson);
        move || {
            let chapter = lesson.chapters.get(place.get())?;
            Some(chapter::chapter(context, chapter))
        }
    };
    let closing = {
        let lesson = Arc::clone(lesson);
        move || {
            let ends = place.get() + 1 == many;
            let all = context
                .progress
                .with(|progress| lesson.chapters.iter().all(|one| progress.has_done(one)));
            (ends && all).then(|| closing_words(context, &lesson))
        }
    };
    let is_last = reactive(move || place.get() + 1 == many);
    let (back, forward) = (go.clone(), go);
    view! {
        <p class="learn-soft">{words::about(many, minutes)}</p>
        <label class="learn-form">
            <span>{words::CHAPTER}</span>
            <select on:change=on_event(choose) prop:value=move || place.get().to_string()>
                {options}
            </select>
        </label>
        {open}
        {closing}
        <div class="learn-actions">
            <button
                type="button"
                class="button"
                hidden=reactive(move || place.get() == 0)
                on:click=on_event(move |_| back(place.get_untracked().saturating_sub(1)))
            >
                {words::BACK}
            </button>
            <button
                type="button"
                class="button is-main"
                hidden=is_last
                on:click=on_event(move |_| forward(place.get_untracked() + 1))
            >
                {words::NEXT}
            </button>
        </div>
    }
    .into_any()
}

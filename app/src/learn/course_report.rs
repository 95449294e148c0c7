//! What a page of a course hears of a learner's progress, and the progress that it gives back at the next visit.
//!
//! `frame.js` passes it on: this program sends it news, and hears what the other page has kept.

use std::sync::Arc;

use futures::channel::oneshot;
use js_sys::Array;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CustomEvent, Event};

use super::check::{self, file::Check};
use super::context::LearnContext;
use super::lesson::{self, file::Lesson};
use super::progress::Progress;
use super::progress::merge::merged;
use crate::browser;
use crate::browser::address::{self, Address};
use crate::frame::{object, tell};
use crate::io::autosave::after_changes;
use crate::io::share_link;

/// The event with progress that the other page has kept, and the one that asks for it.
const RESUME: &str = "lanewise-resume";
const LISTENS: &str = "lanewise-learning";
/// The beginning of kept progress, with the version of its spelling.
const MARK: &str = "#p1.";
/// The most letters that are kept: what `cmi.suspend_data` of SCORM 1.2 holds.
const MOST_LETTERS: usize = 4_096;

/// The parts of learning that are counted.
struct Parts {
    lesson: Option<Lesson>,
    check: Option<Check>,
}

/// Reports the progress to the page that shows this one in a frame, from now on. A page that keeps the progress of earlier visits
/// gives it back first.
pub(super) fn start(context: LearnContext) {
    if !Address::of_page().embedded {
        return;
    }
    let (given_back, awaited) = oneshot::channel::<()>();
    hear_kept(context, given_back);
    spawn_local(async move {
        let parts = Arc::new(Parts {
            lesson: browser::fetch_packed(lesson::FILE).await.ok(),
            check: browser::fetch_packed(check::FILE).await.ok(),
        });
        if address::is_kept_elsewhere() {
            // A report of a visit without its past would take the past's place.
            awaited.await.ok();
        }
        let report = StoredValue::new(parts);
        let send = move || spawn_local(send(context, report.get_value()));
        send();
        after_changes(move || context.progress.track(), send, send);
    });
}

/// Adds progress that the other page has kept to this one's, and tells it whether it could be read.
fn hear_kept(context: LearnContext, given_back: oneshot::Sender<()>) {
    let given_back = StoredValue::new_local(Some(given_back));
    let hear = Closure::<dyn FnMut(CustomEvent)>::new(move |event: CustomEvent| {
        let kept = event.detail().as_string().unwrap_or_default();
        spawn_local(async move {
            let theirs = read(&kept).await;
            let is_read = kept.is_empty() || theirs.is_some();
            tell("resumed", &object(&[("read", is_read.into())]));
            if let Some(theirs) = theirs {
                context.progress.update(|ours| {
                    *ours = merged(&Progress::default(), ours, &theirs).progress;
                });
            }
            if let Some(given_back) = given_back.try_update_value(Option::take).flatten() {
                // The program may be gone meanwhile.
                given_back.send(()).ok();
            }
        });
    });
    if let (Some(window), Ok(listens)) = (browser::window(), Event::new(LISTENS)) {
        let listener = hear.as_ref().unchecked_ref();
        // A window takes listeners for any name.
        window
            .add_event_listener_with_callback(RESUME, listener)
            .ok();
        browser::dispatch(&listens);
    }
    hear.forget();
}

/// Kept progress; none where another version wrote it.
async fn read(kept: &str) -> Option<Progress> {
    let text = share_link::read_text(kept, MARK).await?.ok()?;
    Progress::from_text(&text).ok()
}

async fn send(context: LearnContext, parts: Arc<Parts>) {
    let progress = context.progress.get_untracked();
    let kept = kept(&progress).await;
    tell(
        "progress",
        &object(&[
            ("kept", kept.map_or(JsValue::NULL, JsValue::from)),
            ("lesson", lesson_done(&progress, parts.lesson.as_ref())),
            ("check", check_points(&progress, parts.check.as_ref())),
            ("challenges", challenge_stars(context, &progress)),
        ]),
    );
}

/// The progress as letters; without what a person wrote where the whole is too long, and none where even that is.
async fn kept(progress: &Progress) -> Option<String> {
    let packed = async |progress: &Progress| {
        let text = progress.to_text().ok()?;
        let kept = share_link::write_text(MARK, &text).await.ok()?;
        (kept.len() <= MOST_LETTERS).then_some(kept)
    };
    match packed(progress).await {
        Some(kept) => Some(kept),
        None => packed(&progress.marks_alone()).await,
    }
}

fn lesson_done(progress: &Progress, lesson: Option<&Lesson>) -> JsValue {
    let chapters = lesson.map_or(&[][..], |lesson| &lesson.chapters);
    let done = chapters.iter().filter(|one| progress.has_done(one)).count();
    object(&[
        ("done", (done as u32).into()),
        ("of", (chapters.len() as u32).into()),
    ])
}

fn check_points(progress: &Progress, check: Option<&Check>) -> JsValue {
    let questions = check.map_or(&[][..], |check| &check.questions);
    let answered = questions
        .iter()
        .filter_map(|one| progress.answered.get(&one.id));
    let points: u32 = answered.clone().map(|one| one.points).sum();
    let of: usize = questions.iter().map(|one| one.right.len()).sum();
    object(&[
        ("answered", (answered.count() as u32).into()),
        ("questions", (questions.len() as u32).into()),
        ("points", points.into()),
        ("of", (of as u32).into()),
    ])
}

fn challenge_stars(context: LearnContext, progress: &Progress) -> JsValue {
    let all = context.challenges.get_untracked();
    let played = all.iter().filter_map(|challenge| {
        let played = progress.played.get(&challenge.id)?;
        Some(object(&[
            ("id", challenge.id.as_str().into()),
            ("stars", (played.stars as u32).into()),
            ("of", (challenge.stars.len() as u32).into()),
            ("attempts", played.attempts.into()),
        ]))
    });
    played.collect::<Array>().into()
}

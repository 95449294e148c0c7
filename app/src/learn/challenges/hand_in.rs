//! An attempt as a line or a QR code, for a host who collects results.

use std::sync::Arc;

use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;
use model::challenge::{Challenge, ChallengeResult, Claim, NICKNAME_LETTERS};

use super::attempt::Attempt;
use crate::browser;
use crate::controls::qr_code::qr_code;
use crate::controls::reactive::{memo, on_event, reactive_view};
use crate::io::copying::{Copied, copy_or_show};
use crate::io::escape;
use crate::learn::challenges::words;
use crate::learn::context::{LearnContext, announce};
use crate::learn::progress::Progress;
use crate::learn::saved_file::save_file;
use crate::text;
use crate::text::workloads::in_this_language;

/// The ways to hand a result in: the one of this attempt, or the best one that is kept; nothing where there is neither.
pub(super) fn hand_in(
    context: LearnContext,
    challenge: &Arc<Challenge>,
    attempt: Option<Attempt>,
) -> Option<AnyView> {
    let id = challenge.id.clone();
    let is_kept = context
        .progress
        .with_untracked(|progress| progress.results.contains_key(&id));
    if attempt.is_none() && !is_kept {
        return None;
    }
    let score = attempt.as_ref().map(words::scored);
    let line = memo(move || {
        context.progress.with(|progress| match &attempt {
            Some(attempt) => line_of(attempt, progress),
            None => progress.results.get(&id).cloned().unwrap_or_default(),
        })
    });
    let named = move |event: ev::Event| {
        let name = event_target_value(&event);
        context
            .progress
            .update(|progress| progress.name_player(&name));
    };
    let copy = move |_| {
        spawn_local(async move {
            if copy_or_show(&line.get_untracked()).await == Copied::OnClipboard {
                announce(words::RESULT_COPIED.get());
            }
        });
    };
    let challenge = Arc::clone(challenge);
    let save = move |_| {
        let nickname = context
            .progress
            .with_untracked(|progress| progress.nickname.clone());
        let score = score.as_deref().unwrap_or_default();
        save_result(&challenge, &nickname, score, &line.get_untracked());
    };
    let is_code_open = RwSignal::new(false);
    let code = move || {
        let is_open = is_code_open.get();
        is_open.then(|| qr_code(&line.get(), words::RESULT_CODE.get().to_owned()))
    };
    let show = move |_| is_code_open.update(|is_open| *is_open = !*is_open);
    let view = view! {
        <section class="learn-box hand-in" aria-label=words::HAND_IN>
            <h4>{words::HAND_IN}</h4>
            <p class="learn-soft">{words::HAND_IN_HOW}</p>
            <label class="learn-form">
                <span>{words::NICKNAME}</span>
                <input
                    type="text"
                    maxlength=NICKNAME_LETTERS
                    autocomplete="nickname"
                    prop:value=move || context.progress.with(|progress| progress.nickname.clone())
                    on:change=on_event(named)
                />
            </label>
            <div class="learn-actions">
                <button type="button" class="button" on:click=on_event(copy)>
                    {words::COPY_RESULT}
                </button>
                <button
                    type="button"
                    class="button"
                    aria-expanded=move || is_code_open.get().to_string()
                    on:click=on_event(show)
                >
                    {words::SHOW_CODE}
                </button>
                <button type="button" class="button" on:click=on_event(save)>
                    {text::storage::SAVE}
                </button>
            </div>
            {reactive_view(code)}
        </section>
    };
    Some(view.into_any())
}

/// The result of an attempt as a line.
pub(super) fn line_of(attempt: &Attempt, progress: &Progress) -> String {
    let claim = Claim {
        attempt: u16::try_from(attempt.number).unwrap_or(u16::MAX),
        stars: u8::try_from(attempt.score.stars).unwrap_or(u8::MAX),
        is_helped: attempt.is_helped,
        player: progress.player.unwrap_or_default(),
        nickname: progress.nickname.clone(),
    };
    ChallengeResult::new(&attempt.challenge, &attempt.board, claim).to_line()
}

/// Saves a result as a text file that says whose it is, of which challenge and day.
fn save_result(challenge: &Challenge, nickname: &str, score: &str, line: &str) {
    let today = browser::today();
    let name = in_this_language(&challenge.name);
    let parts = [nickname, &name, &today, score, line];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    let text = parts.join("\n");
    let file = escape::file_name(&["lanewise", &challenge.id, nickname, &today]);
    save_file(&format!("{file}.txt"), "text/plain", text.as_bytes());
}

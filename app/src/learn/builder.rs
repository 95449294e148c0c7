//! The section for building: the board on the screen becomes a scenario or a challenge of a person's own,
//! which is tried in the page and saved as a file or a link.

pub(crate) mod check;
mod form;
mod refusal;
mod words;

use crate::controls::reactive::{on_event, reactive_view};
use crate::learn::panel_words;
use std::sync::Arc;

use check::EasyPasses;
use leptos::prelude::*;
use leptos::task::spawn_local;
use model::challenge::Challenge;
use model::scenario::Scenario;

use super::busy_button::BusyButton;
use super::challenge_draft::Draft;
use super::challenges::sharing;
use super::context::{LearnContext, ShownRun, announce, warn};
use super::progress_slice::ProgressSlice;
use super::saved_file::save_file;
use super::solution::Solution;
use crate::bridge::{self, FromLearning};
use crate::io::copying::{Copied, copy_or_show};
use crate::worker::{CheckScenario, WriteChallenge, call};

/// The section: the form, the tests, and the ways to pass the challenge on.
pub(super) fn section(context: LearnContext) -> AnyView {
    let draft = context.slice(|progress| &progress.draft, |progress| &mut progress.draft);
    let passed = RwSignal::new(None::<EasyPasses>);
    // A result is about the challenge that was simulated; any change of the draft takes it away.
    Effect::new(move |before: Option<()>| {
        draft.track();
        if before.is_some() {
            passed.set(None);
        }
    });
    let checking = BusyButton::new();
    let find_out = move |_| {
        checking.begin(move |on_share| async move {
            if let Some(built) = built(context, draft).await {
                let known = context.profiles.get_untracked();
                match check::passed(&built.challenge, known, on_share).await {
                    Ok(found) => {
                        announce(&words::passed(&found));
                        passed.try_set(Some(found));
                    }
                    Err(why) => warn(&panel_words::not_simulated(&why)),
                }
            }
        });
    };
    let play = move |_| {
        spawn_local(async move {
            if let Some(built) = built(context, draft).await {
                let challenge = built.challenge.clone();
                let solution =
                    Solution::begin(draft.with_untracked(Draft::clone), built.board, challenge);
                context.solution.set(Some(solution));
                context.open_challenge(built.challenge);
            }
        });
    };
    view! {
        <p>{words::ABOUT}</p>
        {reactive_view(move || context.run.get().map(|seen| form::form(draft, &seen)))}
        <h3>{words::TEST}</h3>
        <div class="learn-actions">
            {checking.view(words::CHECK, Signal::stored(true), find_out)}
            <button type="button" class="button" on:click=on_event(play)>
                {words::PLAY}
            </button>
        </div>
        <p>{reactive_view(move || passed.get().map(|passed| words::passed(&passed)))}</p>
        <p>{reactive_view(move || Some(possible(context, draft)))}</p>
        {pass_on(context, draft)}
    }
    .into_any()
}

/// Whether the challenge is known to be possible.
fn possible(context: LearnContext, draft: ProgressSlice<Draft>) -> String {
    let shown = context.run.get();
    let solution = context.solution.get();
    let own = shown
        .filter(|run| run.origin.is_own())
        .map(|run| run.scenario);
    let solution = solution.filter(|one| draft.with(|draft| one.is_about(draft, own.as_deref())));
    match solution.and_then(|one| Some((one.stars?, one.of()))) {
        None => words::UNSOLVED.into(),
        Some((earned, of)) => words::solved(earned, of),
    }
}

/// Buttons that make a file, a link, or a scenario of the draft.
fn pass_on(context: LearnContext, draft: ProgressSlice<Draft>) -> AnyView {
    let save = move |_| {
        spawn_local(async move {
            if let Some(Built {
                challenge, file, ..
            }) = built(context, draft).await
            {
                let name = format!("{}.json", challenge.id);
                save_file(&name, "application/json", file.as_bytes());
            }
        });
    };
    let link = move |_| {
        spawn_local(async move {
            if let Some(built) = built(context, draft).await {
                match sharing::address_of(&built.file).await {
                    Ok(address) => {
                        if copy_or_show(&address).await == Copied::OnClipboard {
                            announce(words::LINKED.get());
                        }
                    }
                    Err(error) => warn(&error.to_string()),
                }
            }
        });
    };
    let rebuild = move |_| {
        spawn_local(async move {
            rebuild_board(context, draft).await;
        });
    };
    view! {
        <h3>{words::KEEP}</h3>
        <div class="learn-actions">
            <button type="button" class="button" on:click=on_event(save)>
                {words::SAVE}
            </button>
            <button type="button" class="button" on:click=on_event(link)>
                {words::LINK}
            </button>
            <button type="button" class="button" on:click=on_event(rebuild)>
                {words::REBUILD}
            </button>
        </div>
    }
    .into_any()
}

/// A challenge that keeps every rule.
struct Built {
    challenge: Challenge,
    /// The board on the screen, which it was built from.
    board: Arc<Scenario>,
    /// The text of the challenge's file.
    file: String,
}

/// The challenge of the draft and the board on the screen. Where it breaks a rule, the panel says which one,
/// and the result is none.
async fn built(context: LearnContext, draft: ProgressSlice<Draft>) -> Option<Built> {
    let shown = board_on_screen(context).await?;
    let challenge = draft.with_untracked(|draft| draft.challenge(&shown.scenario));
    let question = WriteChallenge {
        challenge: Box::new(challenge.clone()),
    };
    match call(question).await {
        Ok(file) => Some(Built {
            challenge,
            board: shown.scenario,
            file,
        }),
        Err(error) => {
            warn(&refusal::refused(&challenge.scenario, error.why()));
            None
        }
    }
}

/// Puts the scenario of the draft on the board. Where it breaks a rule, the panel says which one, and the
/// board stays as it is.
async fn rebuild_board(context: LearnContext, draft: ProgressSlice<Draft>) -> Option<()> {
    let shown = board_on_screen(context).await?;
    let scenario = draft.with_untracked(|draft| draft.scenario(&shown.scenario));
    let scenario = Box::new(scenario);
    let question = CheckScenario {
        scenario: scenario.clone(),
    };
    match call(question).await {
        Ok(()) => bridge::send(&FromLearning::Rebuild(scenario)),
        Err(error) => warn(&refusal::refused(&scenario, error.why())),
    }
    Some(())
}

/// The run of the board as it is now. Where none comes, the panel says so, and the result is none.
async fn board_on_screen(context: LearnContext) -> Option<ShownRun> {
    let shown = context.current_run().await;
    shown
        .map_err(|error| warn(&panel_words::not_simulated(&error)))
        .ok()
}

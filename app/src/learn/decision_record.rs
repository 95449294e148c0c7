//! The section for a decision record: for one card or the whole board, written out of runs of the same
//! hour, to copy, save or print.
//!
//! Must not know: how Markdown is spelled, or which sentences a record has.

mod draft;
mod options;
mod page;

use std::sync::Arc;

use draft::Draft;
use engine::scenario::Scenario;
use leptos::prelude::*;
use leptos::task::spawn_local;
use options::Subject;
use page::{Record, markdown};

use super::busy_button::BusyButton;
use super::context::{LearnContext, announce, warn};
use super::not_simulated::NotSimulated;
use crate::snapshot::PageSnapshot;
use crate::worker::try_boards;
use crate::{browser, link, text};

/// The value of the choice that means the whole board; no workload's id has a star.
const WHOLE: &str = "*";

/// A record, and the board that it is about.
#[derive(Clone)]
struct Written {
    record: Arc<Record>,
    board: Arc<Scenario>,
    /// What was chosen when it was written.
    about: String,
}

/// The section.
pub(super) fn section(context: LearnContext) -> AnyView {
    let subject = RwSignal::new(context.in_view.get_untracked().unwrap_or(WHOLE.to_owned()));
    let written = RwSignal::new(None::<Written>);
    let writing = BusyButton::new();
    let write = move |_| {
        writing.begin(async move {
            match write_down(context, &subject.get_untracked()).await {
                Ok(record) => {
                    written.try_set(Some(record));
                    announce(text::learn::record::READY.get());
                }
                Err(why) => warn(&text::learn::not_simulated(&why)),
            }
        });
    };
    let choices = move || {
        let seen = context.run.get()?;
        let cards = seen.scenario.workloads.iter().map(|workload| {
            let (id, name) = (workload.id.clone(), text::workloads::name(workload));
            let is_chosen = subject.with_untracked(|subject| *subject == id);
            view! {
                <option value=id selected=is_chosen>
                    {name}
                </option>
            }
            .into_any()
        });
        Some(cards.collect::<Vec<_>>())
    };
    let reasons = move || {
        let about = subject.get();
        context
            .progress
            .with_untracked(|progress| progress.reasons.get(&about).cloned().unwrap_or_default())
    };
    let reasoned = move |event| {
        let about = subject.get_untracked();
        let reasons = event_target_value(&event);
        context.progress.update(|progress| {
            progress.reasons.insert(about, reasons);
        });
    };
    view! {
        <p>{text::learn::record::ABOUT}</p>
        <div class="learn-form">
            <label>
                <span>{text::learn::record::SUBJECT}</span>
                <select
                    on:change=move |event| subject.set(event_target_value(&event))
                    prop:value=move || subject.get()
                >
                    <option value=WHOLE>{text::learn::record::WHOLE}</option>
                    {choices}
                </select>
            </label>
            <label>
                <span>{text::learn::record::REASONS}</span>
                <textarea rows="3" prop:value=reasons on:input=reasoned></textarea>
            </label>
            {writing.view(text::learn::record::WRITE, Signal::stored(true), write)}
        </div>
        {move || {
            let written = written.get().filter(|written| written.about == subject.get())?;
            Some(shown(context, &written))
        }}
    }
    .into_any()
}

/// Tries every option in the hour of the board, and writes down what came of them.
async fn write_down(context: LearnContext, chosen: &str) -> Result<Written, NotSimulated> {
    let run = context.settled().await?;
    let board = Arc::clone(&run.scenario);
    let subject = match board.workload_index(chosen) {
        Some(index) => Subject::Card(index),
        None => Subject::Whole,
    };
    let options = options::options(&board, subject);
    let boards = options.iter().map(|option| option.board.clone()).collect();
    let summaries = try_boards(boards, context.profiles.get_untracked()).await?;
    let in_view = context.in_view.get_untracked();
    let snapshot = PageSnapshot::to_share((*board).clone(), &run.origin, 0.0, in_view);
    let link = link::write(&snapshot).await.ok();
    let link = link.and_then(|fragment| browser::with_fragment(&fragment));
    let about = subject.id(&board).unwrap_or(WHOLE).to_owned();
    let reasons = context
        .progress
        .with_untracked(|progress| progress.reasons.get(&about).cloned());
    let draft = Draft {
        board: &board,
        subject,
        tried: options.into_iter().zip(summaries).collect(),
        reasons: reasons.unwrap_or_default(),
        date: browser::today(),
        link,
    };
    let record = Arc::new(draft.record().ok_or(NotSimulated::NoRun)?);
    Ok(Written {
        record,
        board,
        about: chosen.to_owned(),
    })
}

fn shown(context: LearnContext, written: &Written) -> AnyView {
    let text = StoredValue::new(markdown(&written.record));
    let board = Arc::clone(&written.board);
    let is_old = move || {
        let run = context.run.get();
        run.is_some_and(|seen| seen.scenario != board)
    };
    let copy = move |_| {
        spawn_local(async move {
            let copied = browser::copy(&text.get_value()).await;
            if copied {
                announce(text::learn::record::COPIED.get());
            } else {
                warn(text::learn::record::NOT_COPIED.get());
            }
        });
    };
    let save = move |_| {
        let saved = browser::try_download("decision-record.md", "text/markdown", &text.get_value());
        if saved.is_err() {
            warn(text::saved::NOT_SAVED.get());
        }
    };
    let print = move |_| {
        if browser::print().is_err() {
            warn(text::learn::record::NOT_PRINTED.get());
        }
    };
    view! {
        <p class="learn-old" hidden=move || !is_old()>
            {text::learn::record::OLD}
        </p>
        <div class="learn-actions">
            <button type="button" class="button" on:click=copy>
                {text::learn::record::COPY}
            </button>
            <button type="button" class="button" on:click=save>
                {text::learn::record::SAVE}
            </button>
            <button type="button" class="button" on:click=print>
                {text::learn::record::PRINT}
            </button>
        </div>
        {page::view(&written.record)}
    }
    .into_any()
}

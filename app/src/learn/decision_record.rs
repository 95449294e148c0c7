//! The section for a decision record of one card or the whole board. It is written from runs of the same
//! hour, and can be copied, saved and printed.

mod consequences;
mod draft;
mod duties;
pub(super) mod figures;
mod justification;
mod options;
mod page;
pub(super) mod words;

use crate::controls::reactive::{on_event, reactive, reactive_view};
use crate::learn::panel_words;
use std::sync::Arc;

use draft::Draft;
use leptos::prelude::*;
use leptos::task::spawn_local;
use model::report::Report;
use model::scenario::Scenario;
use options::Subject;
use page::{RecordText, markdown};

use super::busy_button::BusyButton;
use super::context::{LearnContext, announce, warn};
use super::not_simulated::NotSimulated;
use super::saved_file::save_file;
use super::starter_files;
use crate::browser;
use crate::io::copying::{Copied, copy_or_show};
use crate::io::escape::plain_letters;
use crate::io::share_link;
use crate::state::snapshot::{PageSnapshot, Writing};
use crate::text;
use crate::text::language::{Language, Phrase};
use crate::worker::{Boards, OnShare, call, try_boards};

/// The value of the choice for the whole board; no workload's id contains an asterisk.
const WHOLE: &str = "*";

/// A record, with the board that it describes.
#[derive(Clone)]
struct Written {
    record: Arc<RecordText>,
    board: Arc<Scenario>,
    /// What the hour on this board reported.
    report: Report,
    /// The subject that was chosen when the record was written.
    about: String,
}

/// The section: a form, and the record below it.
pub(super) fn section(context: LearnContext) -> AnyView {
    let subject = RwSignal::new(
        context
            .selected_workload
            .get_untracked()
            .unwrap_or(WHOLE.to_owned()),
    );
    let written = RwSignal::new(None::<Written>);
    let writing = BusyButton::new();
    let write = move |_| {
        writing.begin(move |on_share| async move {
            match write_down(context, &subject.get_untracked(), on_share).await {
                Ok(record) => {
                    written.try_set(Some(record));
                    announce(words::READY.get());
                }
                Err(why) => warn(&panel_words::not_simulated(&why)),
            }
        });
    };
    let choices = reactive_view(move || {
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
    });
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
        <p>{words::ABOUT}</p>
        <div class="learn-form">
            <label>
                <span>{words::SUBJECT}</span>
                <select
                    on:change=on_event(move |event| subject.set(event_target_value(&event)))
                    prop:value=reactive(move || subject.get())
                >
                    <option value=WHOLE>{words::WHOLE}</option>
                    {choices}
                </select>
            </label>
            <label>
                <span>{words::REASONS}</span>
                <textarea rows="3" prop:value=reasons on:input=on_event(reasoned)></textarea>
            </label>
            {writing.view(words::WRITE, Signal::stored(true), write)}
        </div>
        {reactive_view(move || {
            let written = written.get().filter(|written| written.about == subject.get())?;
            Some(shown(context, &written))
        })}
    }
    .into_any()
}

/// Simulates every option in the hour of the board, and writes the record of them.
async fn write_down(
    context: LearnContext,
    chosen: &str,
    on_share: OnShare,
) -> Result<Written, NotSimulated> {
    let run = context.current_run().await?;
    let board = Arc::clone(&run.scenario);
    let subject = match board.workload_index(chosen) {
        Some(index) => Subject::Card(index),
        None => Subject::Whole,
    };
    let options = options::options(
        &board,
        subject,
        &context.tried_boards(),
        &context.shipped().remedies,
    );
    let boards = Boards {
        scenarios: options.iter().map(|option| option.board.clone()).collect(),
        known: context.profiles.get_untracked(),
        by_city: false,
    };
    let summaries = try_boards(boards, on_share).await?;
    let selected_workload = context.selected_workload.get_untracked();
    let snapshot = PageSnapshot::to_share((*board).clone(), &run.origin, 0.0, selected_workload);
    // A record without a link is complete: a link that cannot be made is left out.
    let link = match call(Writing::Snapshot(Box::new(snapshot))).await {
        Ok(text) => share_link::of_saved_text(text).await.ok(),
        Err(_) => None,
    };
    let link = link.map(|fragment| browser::address::link(&fragment));
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
        pages: pages(),
        link,
    };
    let record = Arc::new(draft.record().ok_or(NotSimulated::NoRun)?);
    Ok(Written {
        record,
        report: run.summary.report.clone(),
        board,
        about: chosen.to_owned(),
    })
}

/// The pages that a reader of the record may want, with their addresses.
fn pages() -> Vec<(Phrase, String)> {
    let page = |words: Phrase, name: &str| {
        Some((words, browser::page_beside(&Language::now().page(name))?))
    };
    [page(words::MODEL, "model"), page(words::FACTS, "facts")]
        .into_iter()
        .flatten()
        .collect()
}

fn shown(context: LearnContext, written: &Written) -> AnyView {
    let text = StoredValue::new(markdown(&written.record));
    let file = plain_letters(&written.record.title, "decision-record");
    let board = Arc::clone(&written.board);
    let is_old = move || {
        let run = context.run.get();
        run.is_some_and(|seen| seen.scenario != board)
    };
    let copy = move |_| {
        spawn_local(async move {
            if copy_or_show(&text.get_value()).await == Copied::OnClipboard {
                announce(words::COPIED.get());
            }
        });
    };
    let save = move |_| {
        save_file(
            &format!("{file}.md"),
            "text/markdown",
            text.get_value().as_bytes(),
        );
    };
    let print = move |_| {
        if browser::print().is_err() {
            warn(words::NOT_PRINTED.get());
        }
    };
    let starter = starter_files::of_decision(&written.board, &written.report, &written.about);
    view! {
        <p class="learn-old" hidden=move || !is_old()>
            {words::OLD}
        </p>
        <div class="learn-actions">
            <button type="button" class="button" on:click=on_event(copy)>
                {words::COPY}
            </button>
            <button type="button" class="button" on:click=on_event(save)>
                {words::SAVE}
            </button>
            <button type="button" class="button" on:click=on_event(print)>
                {words::PRINT}
            </button>
        </div>
        {page::view(&written.record)}
        {starter}
    }
    .into_any()
}

//! The starter files of a workload: shown, copied one by one, and saved as an archive.

mod words;

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use model::report::Report;
use model::scenario::Scenario;
use model::starter::{NoStarter, Starter, StarterFile};

use super::context::{announce, warn};
use super::saved_file::save_file;
use crate::controls::disclosure::disclosure;
use crate::controls::reactive::on_event;
use crate::io::archive::{self, ArchiveFile};
use crate::io::copying::{Copied, copy_or_show};
use crate::text;

/// The starter files of the workload that a decision is about, or of every workload of its board.
pub(super) fn of_decision(board: &Arc<Scenario>, report: &Report, about: &str) -> AnyView {
    let files = if board.workload(about).is_some() {
        starter_files(board, Some(report), about)
    } else {
        of_each(board, report).into_any()
    };
    view! {
        <section class="starters" aria-labelledby="starter-files">
            <h3 id="starter-files">{words::TITLE}</h3>
            <p class="learn-soft">{words::ABOUT}</p>
            {files}
        </section>
    }
    .into_any()
}

fn of_each(board: &Arc<Scenario>, report: &Report) -> Vec<AnyView> {
    let workloads = board.workloads.iter().map(|workload| {
        let (board, report) = (Arc::clone(board), report.clone());
        let id = workload.id.clone();
        let name = text::workloads::name(workload).into_any();
        disclosure("learn-box starter", name, move || {
            Some(starter_files(&board, Some(&report), &id))
        })
    });
    workloads.collect()
}

/// The starter files of one workload, or the reason why there are none.
pub(super) fn starter_files(board: &Scenario, report: Option<&Report>, id: &str) -> AnyView {
    match board.starter(id, report) {
        Ok(starter) => files(id, starter),
        Err(NoStarter::Platform { platform, written }) => {
            view! { <p>{words::other_platform(platform, written)}</p> }.into_any()
        }
        // A card that was taken off the board meanwhile.
        Err(NoStarter::Workload(_)) => ().into_any(),
    }
}

fn files(id: &str, starter: Starter) -> AnyView {
    let Starter {
        platform,
        files,
        commands,
    } = starter;
    let shown: Vec<AnyView> = files.iter().map(file).collect();
    let id = id.to_owned();
    let in_folder =
        |file: &StarterFile| ArchiveFile::stored(format!("{id}/{}", file.path), file.text.as_str());
    let files: Vec<ArchiveFile> = files.iter().map(in_folder).collect();
    let save = move |_| match archive::zip(&files) {
        Ok(bytes) => save_file(&format!("{id}.zip"), "application/zip", &bytes),
        Err(_) => warn(words::NOT_PACKED.get()),
    };
    view! {
        <p>{words::for_platform(platform)}</p>
        {shown}
        <div class="learn-actions">
            <button type="button" class="button is-main" on:click=on_event(save)>
                {words::SAVE_ALL}
            </button>
        </div>
        <p>{words::COMMANDS}</p>
        <div class="code">
            <pre tabindex="0">{commands}</pre>
        </div>
    }
    .into_any()
}

fn file(file: &StarterFile) -> AnyView {
    let StarterFile { path, text } = file.clone();
    let name = view! { <code>{path.clone()}</code> }.into_any();
    disclosure("code", name, move || {
        let (path, shown, text) = (path.clone(), text.clone(), text.clone());
        let copy = move |_| {
            let (path, text) = (path.clone(), text.clone());
            spawn_local(async move {
                if copy_or_show(&text).await == Copied::OnClipboard {
                    announce(&words::copied(&path));
                }
            });
        };
        let view = view! {
            <pre tabindex="0">{shown}</pre>
            <div class="learn-actions">
                <button type="button" class="button" on:click=on_event(copy)>
                    {words::COPY}
                </button>
            </div>
        };
        Some(view.into_any())
    })
}

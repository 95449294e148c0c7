//! The board that the board on the screen is compared with: the one before the last change, a kept one,
//! a shipped one, or one from a file.

use std::sync::Arc;

use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;
use model::scenario::{Placements, Scenario};
use web_sys::File;

use super::pairs::Baseline;
use super::words;
use crate::controls::reactive::{effect, memo, on_event, reactive, reactive_view};
use crate::io::file_chooser::file_chooser;
use crate::io::opening::{OpenError, read_scenario};
use crate::session::Session;
use crate::state::document::Document;
use crate::state::loaded_run::LoadedRun;
use crate::text;
use crate::worker::simulate_beside;

/// The other board.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) enum Against {
    /// The board before the last change.
    #[default]
    Before,
    /// The run that a person kept.
    Kept,
    /// A shipped placement preset, by its id.
    Shipped(String),
    /// A board from a file: the file's name, and its placements.
    File(String, Placements),
}

/// The choice of the other board, and its run where that had to be simulated.
#[derive(Clone, Copy)]
pub(super) struct Other {
    session: Session,
    pub(super) against: RwSignal<Against>,
    beside: RwSignal<Option<Arc<LoadedRun>>>,
    is_running: RwSignal<bool>,
}

impl Other {
    pub(super) fn new(session: Session) -> Self {
        let other = Self {
            session,
            against: RwSignal::new(Against::Before),
            beside: RwSignal::new(None),
            is_running: RwSignal::new(false),
        };
        // The other board is simulated again when the hour on the screen changes.
        effect(move || other.follow());
        other
    }

    /// The run to compare with; none before there is one.
    pub(super) fn run(self) -> Option<Arc<LoadedRun>> {
        match self.against.get() {
            Against::Before => self.session.earlier_run.get(),
            Against::Kept => self.session.kept_run.get(),
            Against::Shipped(_) | Against::File(..) => self.beside.get(),
        }
    }

    /// The baseline that the sentences name.
    pub(super) fn than(self) -> Baseline {
        self.against.with(|against| match against {
            Against::Before => Baseline::Before,
            Against::Kept | Against::Shipped(_) | Against::File(..) => Baseline::Beside,
        })
    }

    /// Whether the other board is being simulated.
    pub(super) fn is_running(self) -> bool {
        self.is_running.get()
    }

    /// Keeps the run on the screen, and compares later runs with it.
    pub(super) fn keep(self) {
        self.session.kept_run.set(self.session.run.get_untracked());
        self.against.set(Against::Kept);
    }

    /// The scenario on the screen with the other board's placements.
    fn wanted(self) -> Option<Scenario> {
        let placements = match self.against.get() {
            Against::Before | Against::Kept => return None,
            Against::Shipped(id) => self.session.document.with(|document| {
                let boards = &document.scenario().boards;
                let board = boards.iter().find(|board| board.id == id)?;
                Some(board.placements.clone())
            })?,
            Against::File(_, placements) => placements,
        };
        let mut scenario = self
            .session
            .run
            .with(|run| Some(run.as_ref()?.scenario.as_ref().clone()))?;
        scenario.placements = placements;
        Some(scenario)
    }

    fn follow(self) {
        let Some(wanted) = self.wanted() else {
            return;
        };
        let is_here = self.beside.with_untracked(|run| {
            let run = run.as_ref();
            run.is_some_and(|run| *run.scenario == wanted)
        });
        if is_here || self.is_running.get_untracked() {
            return;
        }
        self.is_running.set(true);
        self.beside.set(None);
        let profiles = self.session.profiles.get_untracked();
        spawn_local(async move {
            let run = simulate_beside(wanted, profiles).await;
            // The region may have been closed meanwhile.
            if self.is_running.try_set(false).is_some() {
                return;
            }
            match run {
                Ok(run) => {
                    self.beside.set(Some(Arc::new(run)));
                    // The hour may have changed meanwhile.
                    untrack(|| self.follow());
                }
                Err(error) => {
                    self.against.set(Against::Before);
                    self.session.tell(&words::not_run(error.why()));
                }
            }
        });
    }
}

/// The other boards to choose from.
pub(super) fn choice(other: Other) -> AnyView {
    let session = other.session;
    let boards = memo(move || {
        session.document.with(|document: &Document| {
            let boards = document.scenario().boards.iter();
            boards
                .map(|board| (board.id.clone(), text::board::name(board)))
                .collect::<Vec<_>>()
        })
    });
    let has_kept = move || session.kept_run.with(Option::is_some);
    let choose = move |event: ev::Event| {
        let chosen = event_target_value(&event);
        other.against.set(match chosen.as_str() {
            "before" => Against::Before,
            "kept" => Against::Kept,
            id => Against::Shipped(id.trim_start_matches("board:").to_owned()),
        });
    };
    let value = move || match other.against.get() {
        Against::Before => "before".to_owned(),
        Against::Kept => "kept".to_owned(),
        Against::Shipped(id) => format!("board:{id}"),
        Against::File(..) => "file".to_owned(),
    };
    let from_file = move || match other.against.get() {
        Against::File(name, _) => Some(name),
        _ => None,
    };
    let option = move |id: String, name: String| {
        let own = id.clone();
        let selected = reactive(move || value() == own);
        view! {
            <option value=id selected=selected>
                {name}
            </option>
        }
    };
    view! {
        <label class="compare-with">
            <span>{words::WITH}</span>
            <select on:change=on_event(choose) prop:value=value>
                {option("before".to_owned(), words::BEFORE.into())}
                {reactive_view(move || has_kept().then(|| option("kept".to_owned(), words::KEPT.into())))}
                {reactive_view(move || {
                    let boards = boards.get().into_iter();
                    boards
                        .map(|(id, name)| option(format!("board:{id}"), name))
                        .collect_view()
                })}
                {reactive_view(move || from_file().map(|name| option("file".to_owned(), name)))}
            </select>
        </label>
        {file_button(other)}
    }
    .into_any()
}

fn file_button(other: Other) -> AnyView {
    let chosen = move |file: File| {
        spawn_local(async move {
            if let Err(error) = open(other, &file).await {
                other.session.tell(&error.to_string());
            }
        });
    };
    file_chooser(
        words::FROM_FILE,
        words::FILE,
        words::FILE,
        ".json,application/json",
        chosen,
    )
}

/// Compares with the placements of a scenario file.
async fn open(other: Other, file: &File) -> Result<(), OpenError> {
    let scenario = read_scenario(file).await?;
    other
        .against
        .set(Against::File(file.name(), scenario.placements));
    Ok(())
}

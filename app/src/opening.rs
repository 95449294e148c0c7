//! Fetches the scenario that the address names, and reads files that a person opens.
//!
//! Must not know: what happens to a scenario afterwards.

use borsh::BorshDeserialize;
use engine::scenario::Scenario;
use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::File;

use crate::address::Address;
use crate::document::{Edit, Origin};
use crate::file_chooser::file_chooser;
use crate::session::Session;
use crate::snapshot::PageSnapshot;
use crate::worker::{self, FromWorker, ToWorker};
use crate::{autosave, browser, link, text};

/// What a page opens with.
#[derive(Clone)]
pub(crate) struct Opening {
    /// The scenario that ships.
    pub(crate) shipped: Scenario,
    /// What a link holds, or was kept from last time.
    pub(crate) saved: Option<PageSnapshot>,
    /// What a person has to know of it.
    pub(crate) notice: Option<String>,
}

/// Fetches the scenario that ships, and looks for what a link or the last visit left. A link counts
/// more than the last visit, and an address that names a board more than both.
///
/// The error is a sentence for a person.
pub(crate) async fn open_page(address: &Address) -> Result<Opening, String> {
    let shipped = fetch(address).await?;
    let location = browser::window().map(|window| window.location());
    let fragment = location.and_then(|location| location.hash().ok());
    let linked = link::read(&fragment.unwrap_or_default()).await;
    let (saved, notice) = match linked {
        Some(Ok(saved)) => (Some(saved), None),
        Some(Err(sentence)) => (None, Some(sentence)),
        None if address.names_a_board() || address.embedded => (None, None),
        None => match autosave::stored_board().await {
            Some(Ok(saved)) => {
                let is_new = saved.scenario != shipped;
                let notice = is_new.then(|| text::saved::RESTORED.get().to_owned());
                (Some(saved), notice)
            }
            Some(Err(sentence)) => (None, Some(sentence)),
            None => (None, None),
        },
    };
    Ok(Opening {
        shipped,
        saved,
        notice,
    })
}

/// Fetches a shipped scenario, with the seed and the board that the address asks for.
///
/// The error is a sentence for a person.
async fn fetch(address: &Address) -> Result<Scenario, String> {
    let mut scenario = match packed(&address.scenario).await {
        Some(scenario) => scenario,
        None => read(&address.scenario).await?,
    };
    if let Some(seed) = address.seed {
        scenario.seed = seed;
    }
    let board = scenario
        .boards
        .iter()
        .find(|board| Some(&board.id) == address.board.as_ref());
    if let Some(placements) = board.map(|board| board.placements.clone()) {
        scenario.placements = placements;
    }
    Ok(scenario)
}

/// A scenario that was packed when the site was made; none where it was not, or by another build.
pub(crate) async fn packed(name: &str) -> Option<Scenario> {
    let bytes = browser::fetch_bytes(&format!("scenarios/{name}.bin")).await;
    Scenario::try_from_slice(&bytes.ok()?).ok()
}

/// A scenario that somebody put beside those.
async fn read(name: &str) -> Result<Scenario, String> {
    let path = format!("scenarios/{name}.json");
    let text = browser::fetch_stable_text(&path)
        .await
        .map_err(|why| text::opening::not_fetched(&path, &why))?;
    match worker::read(&ToWorker::Read { text }).await {
        Ok(FromWorker::Opened { scenario, .. }) => Ok(*scenario),
        Ok(_) => Err(text::opening::breaks_a_rule(&path, "")),
        Err(error) => Err(text::opening::breaks_a_rule(&path, error.why())),
    }
}

/// A button that opens a scenario from a file. Where the file is none, the board stays as it is.
#[component]
pub(crate) fn OpenFile() -> impl IntoView {
    let session = expect_context::<Session>();
    file_chooser(
        text::opening::OPEN,
        text::opening::OPEN_TITLE,
        text::opening::FILE,
        ".json,application/json,.csv,text/csv",
        move |file| spawn_local(open(session, file)),
    )
}

async fn open(session: Session, file: File) {
    let name = file.name();
    let text = match browser::text_of(&file).await {
        Ok(text) => text,
        Err(why) => {
            session.tell(&text::opening::not_fetched(&name, &why));
            return;
        }
    };
    let question = if name.to_lowercase().ends_with(".csv") {
        import(session, text)
    } else {
        ToWorker::Read { text }
    };
    match worker::read(&question).await {
        Ok(FromWorker::Opened { scenario, rows }) => {
            session.notice.set(None);
            session.edit(Edit::Open(scenario, Origin::File));
            if let Some(rows) = rows {
                session.tell(&text::opening::imported(&name, &rows));
            }
        }
        Ok(_) => {}
        Err(error) => session.tell(&text::opening::breaks_a_rule(&name, error.why())),
    }
}

/// A table becomes arrivals of the scenario on the board; rows that name no workload go to the one
/// that is selected.
fn import(session: Session, text: String) -> ToWorker {
    let document = session.document.get_untracked();
    let scenario = document.scenario();
    let chosen = session
        .selection
        .with_untracked(|selection| scenario.workload_index(selection.workload.as_ref()?));
    ToWorker::Import {
        text,
        scenario: Box::new(Scenario::clone(scenario)),
        otherwise: chosen.unwrap_or(0) as u32,
    }
}

//! Fetches the scenario that the address names, and reads files that a person opens.
//!
//! Must not know: what happens to a scenario afterwards.

use engine::scenario::Scenario;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen_futures::JsFuture;
use web_sys::{File, HtmlInputElement};

use crate::address::Address;
use crate::document::Edit;
use crate::saved::Saved;
use crate::session::{Session, Table};
use crate::{browser, keeping, link, text};

/// What a page opens with.
#[derive(Clone)]
pub(crate) struct Opening {
    /// The scenario that ships.
    pub(crate) shipped: Scenario,
    /// What a link holds, or was kept from last time.
    pub(crate) saved: Option<Saved>,
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
        None => match keeping::kept() {
            Some(Ok(saved)) => (Some(saved), Some(text::saved::RESTORED.to_owned())),
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
    let path = format!("scenarios/{}.json", address.scenario);
    let text = browser::fetch_text(&path)
        .await
        .map_err(|why| text::opening::not_fetched(&path, &why))?;
    let mut scenario = Scenario::from_json(&text)
        .map_err(|error| text::opening::breaks_a_rule(&path, &error.to_string()))?;
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

/// A button that opens a scenario from a file. Where the file is none, the board stays as it is.
#[component]
pub(crate) fn OpenFile() -> impl IntoView {
    let session = expect_context::<Session>();
    let input = NodeRef::<leptos::html::Input>::new();
    let choose = move |_| {
        if let Some(input) = input.get_untracked() {
            input.click();
        }
    };
    let chosen = move |event: leptos::ev::Event| {
        let input: HtmlInputElement = event_target(&event);
        let Some(file) = input.files().and_then(|files| files.get(0)) else {
            return;
        };
        // The same file can be chosen again once it has been corrected.
        input.set_value("");
        spawn_local(open(session, file));
    };
    view! {
        <button type="button" class="button" title=text::opening::OPEN_TITLE on:click=choose>
            {text::opening::OPEN}
        </button>
        <input
            type="file"
            accept=".json,application/json,.csv,text/csv"
            class="visually-hidden"
            tabindex="-1"
            aria-label=text::opening::FILE
            node_ref=input
            on:change=chosen
        />
    }
    .into_any()
}

async fn open(session: Session, file: File) {
    let name = file.name();
    let is_table = name.to_lowercase().ends_with(".csv");
    let sentence = match JsFuture::from(file.text()).await {
        Ok(content) if is_table => {
            let text = content.as_string().unwrap_or_default();
            session.notice.set(None);
            session.table.set(Some(Table { name, text }));
            return;
        }
        Ok(content) => match Scenario::from_json(&content.as_string().unwrap_or_default()) {
            Ok(scenario) => {
                session.notice.set(None);
                session.edit(Edit::Open(Box::new(scenario)));
                return;
            }
            Err(error) => text::opening::breaks_a_rule(&name, &error.to_string()),
        },
        Err(error) => text::opening::not_fetched(&name, &browser::thrown(&error)),
    };
    session.tell(&sentence);
}

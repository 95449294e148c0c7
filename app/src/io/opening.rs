//! Fetches the scenario that the address names, and reads links and files that a person opens.

use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;
use model::scenario::Scenario;
use model::units::Nanos;
use thiserror::Error;
use web_sys::File;

use crate::browser;
use crate::browser::FetchError;
use crate::browser::address::Address;
use crate::io::asked_moves;
use crate::io::autosave::{self, Autosave};
use crate::io::board_slot::BoardSlot;
use crate::io::file_chooser::{FileError, MOST_SCENARIO_BYTES, file_chooser, piece_of, text_of};
use crate::io::misread::misread;
use crate::io::share_link::{self, LinkError};
use crate::session::Session;
use crate::state::document::{Edit, Origin};
use crate::state::snapshot::PageSnapshot;
use crate::text;
use crate::worker::{
    CallError, Conversation, FinishLog, LogReading, MOST_LOG_BYTES, ReadPiece, ReadScenario, Rows,
    Wait, call,
};

/// The packed scenario that opens by itself. It is in the program, which would otherwise have to fetch it before it shows
/// anything: on a slow machine a tenth of the time to the first card.
const PACKED_DEFAULT: &[u8] = include_bytes!("../../../public/scenarios/learning-platform.bin");

/// The scenario and the stored state with which a page opens.
#[derive(Clone)]
pub(crate) struct Opening {
    /// The scenario that ships.
    pub(crate) shipped: Scenario,
    /// The state that a link holds, or that was stored in the last visit.
    pub(crate) saved: Option<PageSnapshot>,
    /// A sentence about the opening that a person has to read.
    pub(crate) notice: Option<String>,
    /// Whether the board of the link is still being read.
    pub(crate) awaits_link: bool,
    /// Whether `saved` is what a link holds, as it was sent.
    pub(crate) is_of_link: bool,
    /// Where the board is stored; none before the first edit of a board that is not the person's own.
    pub(crate) slot: Option<BoardSlot>,
}

/// The reason why no scenario could be opened or imported.
#[derive(Clone, Debug, Error)]
pub(crate) enum OpenError {
    /// The file could not be fetched or read: try again.
    #[error("{}", text::opening::not_fetched(.name, .error))]
    NotFetched {
        /// The path or the file's name.
        name: String,
        /// The reason.
        error: FetchError,
    },
    /// The file is too large to be read: cut it into parts.
    #[error("{}", text::opening::too_large(.name, *.bytes, *.most_bytes))]
    TooLarge {
        /// The file's name.
        name: String,
        /// The file's size, bytes.
        bytes: u64,
        /// The most bytes that are read.
        most_bytes: u32,
    },
    /// The text breaks a rule, or the reader did not answer.
    #[error("{}", text::opening::breaks_a_rule(.name, .error.why()))]
    NotRead {
        /// The path or the file's name.
        name: String,
        /// The rule, with the field.
        error: CallError,
    },
}

impl OpenError {
    fn of_file(name: &str, error: FileError) -> Self {
        let name = name.to_owned();
        match error {
            FileError::Browser(why) => Self::NotFetched {
                name,
                error: FetchError::Browser(why),
            },
            FileError::TooLarge { bytes, most_bytes } => Self::TooLarge {
                name,
                bytes: bytes as u64,
                most_bytes,
            },
        }
    }

    fn not_read(name: &str) -> impl FnOnce(CallError) -> Self {
        let name = name.to_owned();
        move |error| Self::NotRead { name, error }
    }
}

/// Fetches the shipped scenario, and reads the state of a link or the one that this tab has stored. A link has priority
/// over the storage; within another page, the board as it was changed there has priority over the link.
///
/// # Errors
///
/// [`OpenError`] where no scenario could be opened at all; a link that cannot be read is a notice.
pub(crate) async fn open_page(address: &Address) -> Result<Opening, OpenError> {
    let shipped = fetch(address).await?;
    let slot = BoardSlot::of_tab(address);
    let mut opening = Opening {
        notice: misread(address, &shipped),
        shipped,
        saved: None,
        awaits_link: false,
        is_of_link: false,
        slot,
    };
    let stored = match &opening.slot {
        Some(slot) if address.embedded => autosave::stored_board(slot).await,
        _ => None,
    };
    if stored.is_some() {
        opening.restore(stored);
        return Ok(opening);
    }
    match share_link::read(&browser::fragment(), Wait::Seconds).await {
        Some(Ok(link)) => {
            if !link.is_of_this_scenario {
                opening.notice = Some(text::storage::OTHER_SCENARIO.get().to_owned());
            }
            opening.saved = Some(link.snapshot);
            opening.is_of_link = true;
        }
        Some(Err(
            LinkError::NotRead(CallError::Late) | LinkError::NotFetched(FetchError::Late),
        )) => {
            opening.awaits_link = true;
            opening.notice = Some(text::storage::LINK_LATE.get().to_owned());
        }
        Some(Err(error)) => opening.notice = Some(text::storage::bad_link(&error.to_string())),
        None => {
            if let Some(slot) = opening.slot.clone() {
                opening.restore(autosave::stored_board(&slot).await);
            }
        }
    }
    Ok(opening)
}

impl Opening {
    /// Takes the board that was stored in an earlier visit, if one was.
    fn restore(&mut self, stored: Option<Result<PageSnapshot, CallError>>) {
        match stored {
            Some(Ok(saved)) => {
                let is_new = saved.scenario != self.shipped;
                if is_new {
                    self.notice
                        .get_or_insert_with(|| text::storage::RESTORED.get().to_owned());
                }
                self.saved = Some(saved);
            }
            Some(Err(error)) => self.notice = Some(text::storage::bad_autosave(error.why())),
            None => {}
        }
    }
}

/// Fetches a shipped scenario, with the seed and the board that the address asks for.
async fn fetch(address: &Address) -> Result<Scenario, OpenError> {
    let packed = if address.has_other_scenario() {
        packed(&address.scenario).await
    } else {
        browser::unpack(PACKED_DEFAULT)
    };
    let mut scenario = match packed {
        Ok(scenario) => scenario,
        // A host that is silent for one file is silent for the next one too.
        Err(error @ FetchError::Late) => {
            let name = address.scenario.clone();
            return Err(OpenError::NotFetched { name, error });
        }
        Err(_) => read(&address.scenario).await?,
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
    if let Some(asked) = &address.place {
        // A part that cannot be read is said in the notice.
        asked_moves::place(&mut scenario, asked).ok();
    }
    Ok(scenario)
}

/// A scenario that was packed when the site was built.
pub(crate) async fn packed(name: &str) -> Result<Scenario, FetchError> {
    browser::fetch_packed(&format!("scenarios/{name}.bin")).await
}

/// A scenario that was added to the site as JSON.
async fn read(name: &str) -> Result<Scenario, OpenError> {
    let path = format!("scenarios/{name}.json");
    let text = match browser::fetch_stable_text(&path).await {
        Ok(text) => text,
        Err(error) => return Err(OpenError::NotFetched { name: path, error }),
    };
    let read = call(ReadScenario { text }).await;
    read.map_err(OpenError::not_read(&path))
}

/// Opens the links that arrive while the page is open: one that could not be read in time, and each that
/// a person enters in the address bar. A link opens as an edit, which can be undone.
pub(crate) fn follow_links(session: Session, autosave: Autosave, awaits_link: bool) {
    let open = move || spawn_local(open_link(session, autosave));
    if awaits_link {
        open();
    }
    browser::on_window(ev::hashchange, move |_| open());
}

async fn open_link(session: Session, autosave: Autosave) {
    let slot = BoardSlot::of_tab(&Address::of_page());
    match share_link::read(&browser::fragment(), Wait::Minute).await {
        None => {
            // The way back leads to a board that this tab has stored.
            if let Some(slot) = slot.filter(|slot| *slot != autosave.slot())
                && let Some(Ok(stored)) = autosave::stored_board(&slot).await
            {
                autosave.go_on_with(slot, || session.restore(stored));
            }
        }
        Some(Ok(link)) => {
            let at = Nanos::from_secs(link.snapshot.at_s);
            let slot = slot.unwrap_or_else(BoardSlot::fresh);
            autosave.go_on_with(slot, || session.restore(link.snapshot));
            session.playhead.seek(at);
            session.tell(text::storage::LINK_OPENED.get());
            if !link.is_of_this_scenario {
                session
                    .notice
                    .set(Some(text::storage::OTHER_SCENARIO.get().to_owned()));
            }
        }
        Some(Err(error)) => session.tell(&text::storage::link_not_opened(&error.to_string())),
    }
}

/// A button that opens a scenario from a file. Where the file is no scenario, the board stays as it is.
#[component]
pub(crate) fn OpenFile() -> impl IntoView {
    let session = expect_context::<Session>();
    file_chooser(
        text::opening::OPEN,
        text::opening::OPEN_TITLE,
        text::opening::FILE,
        ".json,.csv,.tsv,.log,.txt,.jsonl,.gz",
        move |file| spawn_local(open(session, file)),
    )
}

async fn open(session: Session, file: File) {
    let name = file.name();
    let opened = if name.to_ascii_lowercase().ends_with(".json") {
        match read_scenario(&file).await {
            Ok(scenario) => Ok((scenario, None)),
            // Some tools write their logs into files of that name.
            Err(error) => import(session, &file).await.map_err(|_| error),
        }
    } else {
        import(session, &file).await
    };
    match opened {
        Ok((scenario, rows)) => {
            session.notice.set(None);
            session.edit(Edit::Open(Box::new(scenario), Origin::File));
            if let Some(rows) = rows {
                session.tell(&text::opening::imported(
                    &name,
                    rows.used,
                    rows.left_out,
                    &rows.told,
                ));
            }
        }
        Err(error) => session.refuse(&error.to_string()),
    }
}

/// The scenario that a file holds.
///
/// # Errors
///
/// [`OpenError`], whose text is a whole sentence.
pub(crate) async fn read_scenario(file: &File) -> Result<Scenario, OpenError> {
    let name = file.name();
    let text = text_of(file, MOST_SCENARIO_BYTES)
        .await
        .map_err(|error| OpenError::of_file(&name, error))?;
    let read = call(ReadScenario { text }).await;
    read.map_err(OpenError::not_read(&name))
}

/// The bytes of a log that are read at a time.
const PIECE_BYTES: f64 = 4_194_304.0;

/// The scenario on the board with a table's requests as arrivals; rows without a workload of the
/// board go to the one that is selected.
async fn import(session: Session, file: &File) -> Result<(Scenario, Option<Rows>), OpenError> {
    let document = session.document.get_untracked();
    let scenario = document.scenario();
    let chosen = session
        .selection
        .with_untracked(|selection| scenario.workload_index(selection.workload.as_ref()?));
    let scenario = Scenario::clone(scenario);
    let (scenario, rows) = import_into(file, scenario, chosen.unwrap_or(0)).await?;
    Ok((scenario, Some(rows)))
}

/// A scenario with a table's requests as arrivals; rows without a workload of the scenario go to the
/// one at this index.
///
/// # Errors
///
/// [`OpenError`], whose text is a whole sentence.
pub(crate) async fn import_into(
    file: &File,
    scenario: Scenario,
    otherwise: usize,
) -> Result<(Scenario, Rows), OpenError> {
    let name = file.name();
    let unread = |error| OpenError::of_file(&name, error);
    let bytes = file.size();
    if bytes > f64::from(MOST_LOG_BYTES) {
        let most_bytes = MOST_LOG_BYTES;
        return Err(unread(FileError::TooLarge { bytes, most_bytes }));
    }
    let reader = Conversation::<LogReading>::default();
    let mut from = 0.0;
    loop {
        let piece = piece_of(file, from, PIECE_BYTES).await.map_err(unread)?;
        let is_first = from == 0.0;
        from += PIECE_BYTES;
        let read = reader.ask(ReadPiece { piece, is_first }).await;
        read.map_err(OpenError::not_read(&name))?;
        if from >= bytes {
            break;
        }
    }
    let finish = FinishLog {
        scenario: Box::new(scenario),
        otherwise: otherwise as u32,
    };
    let imported = reader.ask(finish).await;
    let imported = imported.map_err(OpenError::not_read(&name))?;
    Ok((imported.scenario, imported.rows))
}

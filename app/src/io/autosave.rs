//! Stores the board in the browser as a person works, and reads it back in the next visit. A storage
//! that is full or forbidden costs a sentence, never the page.
//!
//! A worker writes the board as JSON, which every later build reads. A page that is left cannot wait for it, and
//! stores an edit of its last moment as bytes, which a build with the same types reads.

use gloo_timers::callback::Timeout;
use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser;
use crate::browser::shared_text::SharedText;
use crate::controls::reactive::{effect, memo};
use crate::io::board_slot::BoardSlot;
use crate::io::share_link::{from_letters, to_letters};
use crate::session::Session;
use crate::state::document::Document;
use crate::state::snapshot::{PageSnapshot, Writing};
use crate::text;
use crate::worker::{CallError, read_snapshot};

/// The beginning of a board that is stored as bytes; JSON begins with a bracket.
const BYTES: &str = "bytes.";
/// The name of a board that could not be read; it is kept there.
const UNREAD_BOARD: &str = "lanewise.board.unread";
/// Changes closer together than this are written once, milliseconds.
const REST_MS: u32 = 400;

/// Calls `write` once the signals that `track` reads have not changed for [`REST_MS`] after a change, and
/// `write_at_once` when the page is left.
pub(crate) fn after_changes(
    track: impl Fn() + 'static,
    write: impl Fn() + Copy + 'static,
    write_at_once: impl Fn() + 'static,
) {
    let waiting = StoredValue::new_local(None::<Timeout>);
    Effect::new(move |is_later: Option<bool>| {
        track();
        if is_later.unwrap_or(false) {
            // Dropping the timer that this one replaces cancels it.
            waiting.set_value(Some(Timeout::new(REST_MS, write)));
        }
        true
    });
    browser::on_window(ev::pagehide, move |_| write_at_once());
}

/// The board that a slot of the storage has; none where it has none. A board that cannot be read is kept under another
/// name.
pub(crate) async fn stored_board(slot: &BoardSlot) -> Option<Result<PageSnapshot, CallError>> {
    let text = browser::stored(slot.name())?;
    let read = match text.strip_prefix(BYTES) {
        Some(letters) => from_letters(letters)
            .and_then(|bytes| PageSnapshot::from_bytes(&bytes))
            .ok_or_else(|| CallError::Refused(text::storage::OTHER_VERSION.get().to_owned())),
        None => read_snapshot(text.clone()).await,
    };
    if let Err(why) = &read {
        put_aside(slot, &text, why);
    }
    Some(read)
}

/// Keeps a board that cannot be read, so that the next edit does not overwrite it. A text that the
/// reader refused would be refused in each visit; a text for which no reader started may be read in the
/// next visit.
fn put_aside(slot: &BoardSlot, text: &str, why: &CallError) {
    if browser::store(UNREAD_BOARD, text) && matches!(why, CallError::Refused(_)) {
        browser::remove_stored(slot.name());
    }
}

/// The storage of this tab's board; every field is `Copy`.
#[derive(Clone, Copy)]
pub(crate) struct Autosave {
    session: Session,
    /// The slot in which the board is stored.
    slot: StoredValue<BoardSlot>,
    /// Counts up with each change of the list of kept boards, and of the slot.
    pub(crate) listed: RwSignal<u32>,
    stored: SharedText,
    revision: Memo<u64>,
    revisions: StoredValue<Revisions>,
    has_complained: StoredValue<bool>,
}

impl Autosave {
    /// Stores the board in this slot after each change and when the page is left; without a slot, in a fresh one from the
    /// first change on. Where another tab has stored a board in the slot meanwhile, this tab goes on in a fresh one, so
    /// that both boards stay.
    pub(crate) fn start(session: Session, slot: Option<BoardSlot>) -> Self {
        if let Some(slot) = slot.clone() {
            // The board is painted before the history is written: 6 ms on a slow machine.
            Timeout::new(0, move || slot.name_in_history()).forget();
        }
        let slot = slot.unwrap_or_else(BoardSlot::fresh);
        let revision = memo(move || session.document.with(Document::revision));
        let autosave = Self {
            session,
            stored: SharedText::open(slot.name()),
            slot: StoredValue::new(slot),
            listed: RwSignal::new(0),
            revision,
            revisions: StoredValue::new(Revisions::opened(revision.get_untracked())),
            has_complained: StoredValue::new(false),
        };
        effect(move || {
            if autosave
                .revisions
                .get_value()
                .is_to_be_stored(revision.get())
            {
                autosave.slot.with_value(BoardSlot::name_in_history);
            }
        });
        after_changes(
            move || revision.track(),
            move || autosave.write(),
            move || autosave.write_at_once(),
        );
        autosave
            .stored
            .on_foreign(move |_| autosave.fork_from_other_tab());
        autosave
    }

    /// The slot of the board on the screen.
    pub(crate) fn slot(self) -> BoardSlot {
        self.slot.get_value()
    }

    /// Stores the board on the screen, shows another one, and goes on in its slot.
    pub(crate) fn go_on_with(self, slot: BoardSlot, show: impl FnOnce()) {
        self.write_at_once();
        show();
        self.switch_to(slot);
        self.revisions
            .set_value(Revisions::opened(self.revision.get_untracked()));
    }

    fn switch_to(self, slot: BoardSlot) {
        self.stored.switch_to(slot.name());
        self.slot.set_value(slot);
        self.listed.update(|count| *count += 1);
    }

    /// Another tab has stored its board in this tab's slot: it began with what this tab had stored. What this tab has changed
    /// since is stored in a slot of its own at once, and what it changes later then.
    fn fork_from_other_tab(self) {
        // Frames with one address share its slot, and the last edit counts: a frame has no list in which both could be.
        if self.slot.with_value(BoardSlot::is_of_frame) {
            return;
        }
        let now = self.revision.get_untracked();
        self.switch_to(BoardSlot::fresh());
        let revisions = self.revisions.get_value();
        if revisions.is_to_be_stored(now) && revisions.written != now {
            self.revisions
                .update_value(|revisions| revisions.written = Revisions::NEVER);
            self.session.tell(text::storage::OTHER_TAB_TOO.get());
            self.slot.with_value(BoardSlot::name_in_history);
            self.write();
        } else {
            self.revisions.set_value(Revisions::opened(now));
            self.session.tell(text::storage::OTHER_TAB.get());
        }
    }

    /// The revision that is to be stored, if one is.
    fn due(self) -> Option<u64> {
        if self.stored.take_foreign().is_some() {
            self.fork_from_other_tab();
        }
        let now = self.revision.get_untracked();
        let revisions = self.revisions.get_value();
        (revisions.is_to_be_stored(now) && revisions.written != now).then_some(now)
    }

    fn write(self) {
        spawn_local(async move {
            let Some(now) = self.due() else { return };
            let writing = Writing::Snapshot(Box::new(self.session.snapshot()));
            let written = self.session.written(writing).await;
            // A later edit is stored at its own time, and another tab may have stored its board meanwhile.
            if self.revision.try_get_untracked() == Some(now) && self.due() == Some(now) {
                self.keep(now, written.or_else(|| as_bytes(self.session)));
            }
        });
    }

    fn write_at_once(self) {
        if let Some(now) = self.due() {
            self.keep(now, as_bytes(self.session));
        }
    }

    fn keep(self, now: u64, text: Option<String>) {
        if text.is_some_and(|text| self.stored.write(text)) {
            self.revisions
                .update_value(|revisions| revisions.written = now);
            let name = self
                .session
                .document
                .with_untracked(|document| document.scenario().name.clone());
            if self.slot.with_value(|slot| slot.add_to_list(&name)) {
                self.listed.update(|count| *count += 1);
            }
        } else if !self.has_complained.get_value() {
            self.has_complained.set_value(true);
            self.session.tell(text::storage::NOT_KEPT.get());
        }
    }
}

/// The board as a text that needs no worker.
fn as_bytes(session: Session) -> Option<String> {
    let bytes = session.snapshot().to_bytes().ok()?;
    Some(format!("{BYTES}{}", to_letters(&bytes)?))
}

/// Which revisions of the document the storage has.
#[derive(Clone, Copy)]
struct Revisions {
    /// The board of this revision is not stored: it is the one that was opened.
    opened: u64,
    /// The revision that this tab has stored last in its slot.
    written: u64,
}

impl Revisions {
    /// The revision that is written where none is.
    const NEVER: u64 = u64::MAX;

    fn opened(revision: u64) -> Self {
        Self {
            opened: revision,
            written: Self::NEVER,
        }
    }

    fn is_to_be_stored(self, now: u64) -> bool {
        now != self.opened
    }
}

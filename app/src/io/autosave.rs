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
use crate::controls::reactive::memo;
use crate::io::share_link::{from_letters, to_letters};
use crate::session::Session;
use crate::state::document::Document;
use crate::state::snapshot::{PageSnapshot, Writing};
use crate::text;
use crate::worker::{CallError, read_snapshot};

/// The board's name in the browser's storage.
const BOARD: &str = "lanewise.board";
/// The beginning of a board that is stored as bytes; JSON begins with a bracket.
const BYTES: &str = "bytes.";
/// The name of a board that could not be read; it is kept there.
const UNREAD_BOARD: &str = "lanewise.board.unread";
/// Changes closer together than this are written once, milliseconds.
const REST_MS: u32 = 400;

/// Calls `write` once the signals that `track` reads have not changed for [`REST_MS`] after a change, and
/// `write_at_once` when the page is left.
pub(crate) fn autosave(
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

/// The board that was stored in the last visit; none where no board was stored. A board that cannot be
/// read is kept under another name.
pub(crate) async fn stored_board() -> Option<Result<PageSnapshot, CallError>> {
    let text = browser::stored(BOARD)?;
    let read = match text.strip_prefix(BYTES) {
        Some(letters) => from_letters(letters)
            .and_then(|bytes| PageSnapshot::from_bytes(&bytes))
            .ok_or_else(|| CallError::Refused(text::storage::OTHER_VERSION.get().to_owned())),
        None => read_snapshot(text.clone()).await,
    };
    if let Err(why) = &read {
        put_aside(&text, why);
    }
    Some(read)
}

/// Keeps a board that cannot be read, so that the next edit does not overwrite it. A text that the
/// reader refused would be refused in each visit; a text for which no reader started may be read in the
/// next visit.
fn put_aside(text: &str, why: &CallError) {
    if browser::store(UNREAD_BOARD, text) && matches!(why, CallError::Refused(_)) {
        browser::remove_stored(BOARD);
    }
}

/// Stores the board after each change and when the page is left. Where another tab has stored its board
/// meanwhile, this board is stored again only after it has changed too.
pub(crate) fn store_board(session: Session) {
    let stored = SharedText::open(BOARD);
    let revision = memo(move || session.document.with(Document::revision));
    let revisions = StoredValue::new(Revisions::opened(revision.get_untracked()));
    let has_complained = StoredValue::new(false);
    let hear_of_other_tab = move || {
        session.tell(text::storage::OTHER_TAB.get());
        revisions.update_value(|revisions| revisions.other_tab_stored(revision.get_untracked()));
    };
    // The revision that is to be stored, if one is.
    let due = move || {
        if stored.take_foreign().is_some() {
            hear_of_other_tab();
        }
        let now = revision.get_untracked();
        revisions.get_value().is_to_be_stored(now).then_some(now)
    };
    let keep = move |now: u64, text: Option<String>| {
        if text.is_some_and(|text| stored.write(text)) {
            revisions.update_value(|revisions| revisions.written = now);
        } else if !has_complained.get_value() {
            has_complained.set_value(true);
            session.tell(text::storage::NOT_KEPT.get());
        }
    };
    let write = move || {
        spawn_local(async move {
            let Some(now) = due() else { return };
            let writing = Writing::Snapshot(Box::new(session.snapshot()));
            let written = session.written(writing).await;
            // A later edit is stored at its own time, and another tab may have stored its board meanwhile.
            if revision.try_get_untracked() == Some(now) && due() == Some(now) {
                keep(now, written.or_else(|| as_bytes(session)));
            }
        });
    };
    let write_at_once = move || {
        if let Some(now) = due()
            && revisions.get_value().written != now
        {
            keep(now, as_bytes(session));
        }
    };
    autosave(move || revision.track(), write, write_at_once);
    stored.on_foreign(move |_| hear_of_other_tab());
}

/// The board as a text that needs no worker.
fn as_bytes(session: Session) -> Option<String> {
    let bytes = session.snapshot().to_bytes().ok()?;
    Some(format!("{BYTES}{}", to_letters(&bytes)?))
}

/// Which revisions of the document the storage has.
#[derive(Clone, Copy)]
struct Revisions {
    /// The board of this revision is not stored: it is the one that was opened, or an older one than another
    /// tab has stored.
    skipped: u64,
    /// The revision that this tab has opened or stored last.
    written: u64,
}

impl Revisions {
    fn opened(revision: u64) -> Self {
        Self {
            skipped: revision,
            written: revision,
        }
    }

    /// Another tab has stored its board. This tab's board is older, unless an edit of it waits to be stored.
    fn other_tab_stored(&mut self, now: u64) {
        if now == self.written {
            self.skipped = now;
        }
    }

    fn is_to_be_stored(self, now: u64) -> bool {
        now != self.skipped
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_board_that_was_changed_last_is_stored() {
        let check = |written: u64, now: u64, expected: bool| {
            let mut revisions = Revisions::opened(0);
            revisions.written = written;
            revisions.other_tab_stored(now);
            let is_stored = revisions.is_to_be_stored(now);
            assert_eq!(is_stored, expected, "written {written}, now {now}");
        };
        check(0, 0, false);
        check(3, 3, false);
        // An edit of the last moments waits while the other tab stores its board.
        check(3, 4, true);
    }
}

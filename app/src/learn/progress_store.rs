//! Stores the progress in the browser, and hears of other tabs that do the same.

use crate::learn::panel_words;
use leptos::prelude::*;

use super::context::{announce, warn};
use super::progress::Progress;
use super::progress::merge::{Merged, merged};
use crate::autosave::autosave;
use crate::browser;
use crate::shared_text::SharedText;

/// The progress's name in the browser's storage.
const PROGRESS: &str = "lanewise.progress";
/// The name under which progress that could not be read is put aside.
const UNREAD_PROGRESS: &str = "lanewise.progress.unread";

/// The stored progress.
#[derive(Clone, Copy)]
pub(super) struct ProgressStore {
    stored: SharedText,
    /// Whether something lies there that could neither be read nor put aside: it is not overwritten.
    is_occupied: bool,
}

impl ProgressStore {
    /// Reads what the last visit stored. Progress that cannot be read is put aside, which is said.
    pub(super) fn open() -> (Self, Progress) {
        let stored = SharedText::open(PROGRESS);
        let read = stored
            .known()
            .map(|text| (Progress::from_text(&text), text));
        let (progress, is_occupied) = match read {
            None => (Progress::default(), false),
            Some((Ok(progress), _)) => (progress, false),
            Some((Err(error), text)) => {
                let is_aside = browser::store(UNREAD_PROGRESS, &text);
                warn(&panel_words::stored_progress_unreadable(&error));
                (Progress::default(), !is_aside)
            }
        };
        let store = Self {
            stored,
            is_occupied,
        };
        (store, progress)
    }

    /// Stores the progress from now on, whenever it has changed and as the page is left.
    pub(super) fn follow(self, progress: RwSignal<Progress>) {
        // What this tab and the storage had in common last.
        let base = StoredValue::new(progress.get_untracked());
        let has_complained = StoredValue::new(false);
        let merge = move |text: String| match Progress::from_text(&text) {
            Ok(theirs) => {
                let ours = progress.get_untracked();
                let Merged {
                    progress: both,
                    is_in_conflict,
                } = base.with_value(|base| merged(base, &ours, &theirs));
                base.set_value(theirs);
                if both != ours {
                    progress.set(both);
                }
                if is_in_conflict {
                    warn(panel_words::OTHER_TAB.get());
                } else {
                    announce(panel_words::OTHER_TAB_ADDED.get());
                }
            }
            Err(error) => {
                // A newer version of the page runs in the other tab. This tab's next change takes the
                // place of what is there, so that is put aside.
                browser::store(UNREAD_PROGRESS, &text);
                warn(&panel_words::stored_progress_unreadable(&error));
            }
        };
        let write = move || {
            if self.is_occupied {
                return;
            }
            if let Some(text) = self.stored.take_foreign() {
                merge(text);
            }
            let now = progress.get_untracked();
            if base.with_value(|base| *base == now) {
                return;
            }
            let text = now.to_text();
            if text.is_ok_and(|text| self.stored.write(text)) {
                base.set_value(now);
            } else if !has_complained.get_value() {
                has_complained.set_value(true);
                warn(panel_words::NOT_KEPT.get());
            }
        };
        autosave(move || progress.track(), write);
        self.stored.on_foreign(merge);
    }
}

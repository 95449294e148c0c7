//! Stores the progress in the browser, and follows changes that other tabs store.

use crate::learn::panel_words;
use leptos::prelude::*;

use super::context::{announce, warn};
use super::progress::merge::{Merged, merged};
use super::progress::{Progress, ProgressError};
use crate::browser;
use crate::browser::shared_text::SharedText;
use crate::io::autosave::after_changes;

/// The progress's name in the browser's storage.
const PROGRESS: &str = "lanewise.progress";
/// The name under which progress that could not be read is put aside.
const UNREAD_PROGRESS: &str = "lanewise.progress.unread";

/// The stored progress.
#[derive(Clone, Copy)]
pub(super) struct ProgressStore {
    stored: SharedText,
    /// Whether the storage has progress that could neither be read nor put aside; nothing is stored over it.
    is_occupied: StoredValue<bool>,
}

impl ProgressStore {
    /// Reads what the last visit stored. Progress that cannot be read is put aside, which is said.
    pub(super) fn open() -> (Self, Progress) {
        let stored = SharedText::open(PROGRESS);
        let read = stored
            .known()
            .map(|text| (Progress::from_text(&text), text));
        let store = Self {
            stored,
            is_occupied: StoredValue::new(false),
        };
        let progress = match read {
            None => Progress::default(),
            Some((Ok(progress), _)) => progress,
            Some((Err(error), text)) => {
                store.put_aside(&text, &error);
                Progress::default()
            }
        };
        (store, progress)
    }

    /// Puts a stored text aside that could not be read, and says what has become of it.
    fn put_aside(self, text: &str, error: &ProgressError) {
        let is_aside = browser::store(UNREAD_PROGRESS, text);
        self.is_occupied.set_value(!is_aside);
        warn(&panel_words::stored_progress_unreadable(error, is_aside));
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
                // A newer version of the page runs in the other tab. This tab's next change replaces the
                // stored text, so that is put aside.
                self.put_aside(&text, &error);
            }
        };
        let write = move || {
            if self.is_occupied.get_value() {
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
        after_changes(move || progress.track(), write, write);
        self.stored.on_foreign(merge);
    }
}

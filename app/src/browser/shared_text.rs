//! A text in the browser's storage that other tabs of the page write too.

use leptos::ev;
use leptos::prelude::*;

use crate::browser;

/// A stored text, with the version of it that this tab knows.
#[derive(Clone, Copy)]
pub(crate) struct SharedText {
    /// The name of the text in the storage.
    name: &'static str,
    /// The text that this tab has read or written last; none where there was no text.
    known: StoredValue<Option<String>>,
}

impl SharedText {
    /// Reads the text of this name.
    pub(crate) fn open(name: &'static str) -> Self {
        Self {
            name,
            known: StoredValue::new(browser::stored(name)),
        }
    }

    /// The text that this tab has read or written last.
    pub(crate) fn known(self) -> Option<String> {
        self.known.get_value()
    }

    /// Stores a text. Returns whether the storage accepted it; a full or forbidden storage does not.
    pub(crate) fn write(self, text: String) -> bool {
        if self.known.with_value(|known| known.as_ref() == Some(&text)) {
            return true;
        }
        let is_stored = browser::store(self.name, &text);
        if is_stored {
            self.known.set_value(Some(text));
        }
        is_stored
    }

    /// The text that another tab has written since this tab read or wrote it; the tab knows it from then
    /// on. A sleeping tab misses the event, so this is called before each write too.
    pub(crate) fn take_foreign(self) -> Option<String> {
        let stored = browser::stored(self.name);
        if self.known.with_value(|known| *known == stored) {
            return None;
        }
        self.known.set_value(stored.clone());
        stored
    }

    /// Calls `hear` with each text that another tab writes, until the component is disposed.
    pub(crate) fn on_foreign(self, hear: impl Fn(String) + 'static) {
        browser::on_window(ev::storage, move |event| {
            let concerns_all = event.key().is_none();
            if (concerns_all || event.key().as_deref() == Some(self.name))
                && let Some(text) = self.take_foreign()
            {
                hear(text);
            }
        });
    }
}

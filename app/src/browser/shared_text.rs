//! A text in the browser's storage that other tabs of the page write too.

use leptos::ev;
use leptos::prelude::*;

use crate::browser;

/// A stored text, with the version of it that this tab knows.
#[derive(Clone, Copy)]
pub(crate) struct SharedText {
    /// The name of the text in the storage.
    name: StoredValue<String>,
    /// The text that this tab has read or written last; none where there was no text.
    known: StoredValue<Option<String>>,
}

impl SharedText {
    /// Reads the text of this name.
    pub(crate) fn open(name: &str) -> Self {
        Self {
            name: StoredValue::new(name.to_owned()),
            known: StoredValue::new(browser::stored(name)),
        }
    }

    /// Goes on with the text of another name.
    pub(crate) fn switch_to(self, name: &str) {
        self.known.set_value(browser::stored(name));
        self.name.set_value(name.to_owned());
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
        let is_stored = self.name.with_value(|name| browser::store(name, &text));
        if is_stored {
            self.known.set_value(Some(text));
        }
        is_stored
    }

    /// The text that another tab has written since this tab read or wrote it; the tab knows it from then
    /// on. A sleeping tab misses the event, so this is called before each write too.
    pub(crate) fn take_foreign(self) -> Option<String> {
        let stored = self.name.with_value(|name| browser::stored(name));
        if self.known.with_value(|known| *known == stored) {
            return None;
        }
        self.known.set_value(stored.clone());
        stored
    }

    /// Calls `hear` with each text that another tab writes, until the component is disposed.
    pub(crate) fn on_foreign(self, hear: impl Fn(String) + 'static) {
        browser::on_window(ev::storage, move |event| {
            let concerned = event.key();
            let is_this = |name: &String| concerned.as_ref().is_none_or(|key| key == name);
            if self.name.with_value(is_this)
                && let Some(text) = self.take_foreign()
            {
                hear(text);
            }
        });
    }
}

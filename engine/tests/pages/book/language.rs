//! The languages of the pages. As on the board, an English sentence is the key of its translation.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Display;
use std::sync::{LazyLock, Mutex, PoisonError};

/// The Spanish sentences by their keys.
static SPANISH: LazyLock<BTreeMap<String, String>> =
    LazyLock::new(|| serde_json::from_str(include_str!("es.json")).unwrap_or_default());

/// The keys that a page has asked for in Spanish.
static ASKED: Mutex<BTreeSet<String>> = Mutex::new(BTreeSet::new());

/// A language of the pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Language {
    English,
    Spanish,
}

impl Language {
    pub(crate) const ALL: [Self; 2] = [Self::English, Self::Spanish];

    /// The code in the `lang` attribute.
    pub(crate) fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Spanish => "es",
        }
    }

    /// Its name for itself.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::Spanish => "Español",
        }
    }

    /// The folder of its pages below that of the English ones.
    pub(crate) fn folder(self) -> &'static str {
        match self {
            Self::English => "",
            Self::Spanish => "es/",
        }
    }

    /// The way from one of its pages to the root of the site.
    pub(crate) fn root(self) -> &'static str {
        match self {
            Self::English => "../",
            Self::Spanish => "../../",
        }
    }

    /// A sentence in this language.
    pub(crate) fn tr(self, english: &str) -> String {
        if self == Self::English || english.is_empty() {
            return english.to_owned();
        }
        let mut asked = ASKED.lock().unwrap_or_else(PoisonError::into_inner);
        asked.insert(english.to_owned());
        let spanish = SPANISH.get(english).map_or(english, String::as_str);
        spanish.to_owned()
    }

    /// A sentence with values in the places of its names in braces.
    pub(crate) fn say(self, english: &str, values: &[(&str, &dyn Display)]) -> String {
        let sentence = self.tr(english);
        values.iter().fold(sentence, |sentence, (name, value)| {
            sentence.replace(&format!("{{{name}}}"), &value.to_string())
        })
    }

    /// A number as its text in English, with this language's marks: `10,240.5` and `10 240,5`.
    pub(crate) fn number(self, english: &str) -> String {
        match self {
            Self::English => english.to_owned(),
            // A number of four digits has no space.
            Self::Spanish if english.len() == 5 && english.find(',') == Some(1) => {
                english.replace(',', "")
            }
            Self::Spanish => english.replace(',', "\u{a0}").replace('.', ","),
        }
    }
}

/// The sentences that no translation has, and the translations that no page asks for, once all pages are rendered.
pub(crate) fn differences() -> (Vec<String>, Vec<String>) {
    let asked = ASKED.lock().unwrap_or_else(PoisonError::into_inner);
    let missing = asked.iter().filter(|key| !SPANISH.contains_key(*key));
    let unused = SPANISH.keys().filter(|key| !asked.contains(*key));
    (missing.cloned().collect(), unused.cloned().collect())
}

//! The languages of the pages. As on the board, an English sentence is the key of its translation.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Display;
use std::sync::{LazyLock, Mutex, PoisonError};

type Sentences = LazyLock<BTreeMap<String, String>>;

/// The sentences of each language by their keys.
static SPANISH: Sentences = LazyLock::new(|| read(include_str!("es.json")));
static PORTUGUESE: Sentences = LazyLock::new(|| read(include_str!("pt.json")));
static ARABIC: Sentences = LazyLock::new(|| read(include_str!("ar.json")));

fn read(file: &str) -> BTreeMap<String, String> {
    serde_json::from_str(file).unwrap_or_default()
}

/// The keys that a page has asked for in another language than English.
static ASKED: Mutex<BTreeSet<String>> = Mutex::new(BTreeSet::new());

/// A language of the pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Language {
    English,
    Spanish,
    Portuguese,
    Arabic,
}

impl Language {
    pub(crate) const ALL: [Self; 4] =
        [Self::English, Self::Spanish, Self::Portuguese, Self::Arabic];

    /// The code in the `lang` attribute.
    pub(crate) fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Spanish => "es",
            Self::Portuguese => "pt",
            Self::Arabic => "ar",
        }
    }

    /// The attributes of the root of its pages.
    pub(crate) fn attributes(self) -> String {
        let direction = match self {
            Self::Arabic => " dir=\"rtl\"",
            _ => "",
        };
        format!("lang=\"{}\"{direction}", self.code())
    }

    /// Its name for itself.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::Spanish => "Español",
            Self::Portuguese => "Português",
            Self::Arabic => "العربية",
        }
    }

    /// The folder of its pages below that of the English ones.
    pub(crate) fn folder(self) -> &'static str {
        match self {
            Self::English => "",
            Self::Spanish => "es/",
            Self::Portuguese => "pt/",
            Self::Arabic => "ar/",
        }
    }

    /// The way from one of its pages to the root of the site.
    pub(crate) fn root(self) -> &'static str {
        match self {
            Self::English => "../",
            _ => "../../",
        }
    }

    fn sentences(self) -> Option<&'static BTreeMap<String, String>> {
        match self {
            Self::English => None,
            Self::Spanish => Some(&SPANISH),
            Self::Portuguese => Some(&PORTUGUESE),
            Self::Arabic => Some(&ARABIC),
        }
    }

    /// A sentence in this language.
    pub(crate) fn tr(self, english: &str) -> String {
        let Some(sentences) = self.sentences().filter(|_| !english.is_empty()) else {
            return english.to_owned();
        };
        let mut asked = ASKED.lock().unwrap_or_else(PoisonError::into_inner);
        asked.insert(english.to_owned());
        let translated = sentences.get(english).map_or(english, String::as_str);
        translated.to_owned()
    }

    /// A sentence with values in the places of its names in braces.
    pub(crate) fn say(self, english: &str, values: &[(&str, &dyn Display)]) -> String {
        let sentence = self.tr(english);
        values.iter().fold(sentence, |sentence, (name, value)| {
            sentence.replace(&format!("{{{name}}}"), &value.to_string())
        })
    }

    /// A figure with a unit in Latin letters, in its own direction on a page that is written from right to left: within the
    /// invisible marks of Unicode's bidirectional algorithm.
    pub(crate) fn left_to_right(self, figure: &str) -> String {
        let is_latin = figure.chars().all(|letter| (letter as u32) < 0x600);
        if self == Self::Arabic && is_latin {
            format!("\u{2066}{figure}\u{2069}")
        } else {
            figure.to_owned()
        }
    }

    /// A number as its text in English, with this language's marks: `10,240.5` and `10 240,5`.
    pub(crate) fn number(self, english: &str) -> String {
        match self {
            Self::English | Self::Arabic => english.to_owned(),
            Self::Portuguese => english
                .chars()
                .map(|letter| match letter {
                    ',' => '.',
                    '.' => ',',
                    other => other,
                })
                .collect(),
            // A number of four digits has no space.
            Self::Spanish if english.len() == 5 && english.find(',') == Some(1) => {
                english.replace(',', "")
            }
            Self::Spanish => english.replace(',', "\u{a0}").replace('.', ","),
        }
    }
}

/// The sentences that a translation lacks, and the translations that no page asks for, once all pages are rendered: each with
/// the code of its language.
pub(crate) fn differences() -> (Vec<String>, Vec<String>) {
    let asked = ASKED.lock().unwrap_or_else(PoisonError::into_inner);
    let (mut missing, mut unused) = (Vec::new(), Vec::new());
    for language in Language::ALL {
        let Some(sentences) = language.sentences() else {
            continue;
        };
        let named = |key: &String| format!("{}: {key}", language.code());
        let lacks = asked.iter().filter(|key| !sentences.contains_key(*key));
        missing.extend(lacks.map(named));
        let is_unused = sentences.keys().filter(|key| !asked.contains(*key));
        unused.extend(is_unused.map(named));
    }
    (missing, unused)
}

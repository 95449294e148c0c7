//! The language that the page speaks, and the way from a sentence in the source to the one on it.
//!
//! Sentences stand in English where they are used, and are their own keys. Another language is one
//! file, `public/text/CODE.json`, from each English sentence to its own; a test holds the files to
//! what the sources say. What a file does not have is said in English.
//!
//! Must not know: any sentence.

#[cfg(test)]
mod coverage;
pub(crate) mod say;

use std::collections::HashMap;
use std::fmt::{self, Display};
use std::sync::OnceLock;

use leptos::tachys::html::attribute::IntoAttributeValue;
use leptos::tachys::view::IntoRender;
pub(crate) use say::{put, say};

/// A language that the page speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(crate) enum Language {
    /// The sources' own.
    #[default]
    English,
    /// Spanish, as it is read on both sides of the Atlantic.
    Spanish,
}

/// The other language's sentences, by their English ones. Set once, before the page is laid out.
static SENTENCES: OnceLock<(Language, HashMap<String, String>)> = OnceLock::new();

impl Language {
    /// All of them, in the order in which they are offered.
    pub(crate) const ALL: [Self; 2] = [Self::English, Self::Spanish];

    /// The code that stands in addresses and in the document's root.
    pub(crate) fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Spanish => "es",
        }
    }

    /// The language's name in itself.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::Spanish => "Español",
        }
    }

    /// The language of a tag such as `es` or `es-MX`; none where the page does not speak it.
    pub(crate) fn of_tag(tag: &str) -> Option<Self> {
        let code = tag.split('-').next()?.to_ascii_lowercase();
        Self::ALL.into_iter().find(|one| one.code() == code)
    }

    /// The language that the page speaks.
    pub(crate) fn now() -> Self {
        SENTENCES.get().map_or(Self::English, |(spoken, _)| *spoken)
    }

    /// Speaks this language from now on; a second call changes nothing.
    pub(crate) fn speak(self, sentences: HashMap<String, String>) {
        // Set already: the page is laid out, and keeps the language that it has.
        let _ = SENTENCES.set((self, sentences));
    }

    /// What stands before a number's decimals.
    pub(crate) fn decimal_mark(self) -> char {
        match self {
            Self::English => '.',
            Self::Spanish => ',',
        }
    }

    /// What keeps a number's thousands apart. In Spanish a space that does not break, as the
    /// Ortografía of 2010 has it.
    pub(crate) fn thousands_mark(self) -> char {
        match self {
            Self::English => ',',
            Self::Spanish => '\u{a0}',
        }
    }

    /// The least number whose thousands are kept apart: in Spanish one of five digits.
    pub(crate) fn groups_from(self) -> u64 {
        match self {
            Self::English => 1_000,
            Self::Spanish => 10_000,
        }
    }

    /// The word before the last one of a list.
    pub(crate) fn and(self, last: &str) -> &'static str {
        match self {
            Self::English => "and",
            // Before the same sound, another word: "Lagos e Ibadán".
            Self::Spanish if last.starts_with(['I', 'i', 'Í', 'í']) || last.starts_with("Hi") => {
                "e"
            }
            Self::Spanish => "y",
        }
    }
}

/// An English sentence in the language of the page; names that come with a scenario too, where
/// the page knows them.
pub(crate) fn tr(english: &str) -> &str {
    SENTENCES
        .get()
        .and_then(|(_, sentences)| sentences.get(english))
        .map_or(english, String::as_str)
}

/// A sentence as a constant: it is put into the page's language where it is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Phrase(&'static str);

/// The phrase of an English sentence.
pub(crate) const fn phrase(english: &'static str) -> Phrase {
    Phrase(english)
}

impl Phrase {
    /// The sentence in the page's language.
    pub(crate) fn get(self) -> &'static str {
        tr(self.0)
    }
}

impl Display for Phrase {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.get())
    }
}

impl From<Phrase> for String {
    fn from(phrase: Phrase) -> Self {
        phrase.get().to_owned()
    }
}

impl IntoRender for Phrase {
    type Output = &'static str;

    fn into_render(self) -> Self::Output {
        self.get()
    }
}

impl IntoAttributeValue for Phrase {
    type Output = &'static str;

    fn into_attribute_value(self) -> Self::Output {
        self.get()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_is_read() {
        let check = |tag: &str, expected: Option<Language>| {
            assert_eq!(Language::of_tag(tag), expected, "{tag}");
        };
        check("es", Some(Language::Spanish));
        check("es-MX", Some(Language::Spanish));
        check("EN-gb", Some(Language::English));
        check("de", None);
        check("", None);
    }
}

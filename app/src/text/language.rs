//! The language of the page, and the way from an English sentence to the sentence on the page.
//!
//! The sources hold every sentence in English, and the English sentence is its own key. Another language
//! is two files, `public/text/CODE.json` and `CODE-learn.json`, which map each key to the translation; a
//! test compares the files with the sources. The pages of facts and of the model have
//! `engine/tests/pages/book/CODE.json`. A sentence that a file lacks appears in English. A key may end in `|` and a qualifier: the context of a word with two meanings (see [`phrase_in!`]), or a plural
//! category that English lacks (see [`plural!`]).

#[cfg(test)]
mod coverage;
#[cfg(test)]
mod glossary;
mod intl;
mod letter_case;
pub(crate) mod numbers;
pub(crate) mod plural;
pub(crate) mod say;

use std::collections::HashMap;
use std::fmt::{self, Display};
use std::sync::OnceLock;

pub(crate) use intl::{date_and_time, list};
use leptos::tachys::html::attribute::IntoAttributeValue;
use leptos::tachys::view::IntoRender;
pub(crate) use letter_case::{lower_case, sentence_case};
pub(crate) use plural::plural;
pub(crate) use say::{put, say};

/// A language of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(crate) enum Language {
    /// The language of the sources.
    #[default]
    English,
    /// Spanish, in words that readers on both sides of the Atlantic share.
    Spanish,
    /// Portuguese as it is written in Brazil.
    Portuguese,
    /// Modern Standard Arabic, from right to left.
    Arabic,
}

/// The facts of one language; a new language is a variant and a row of these.
struct Row {
    code: &'static str,
    name: &'static str,
    locale: &'static str,
    folder: &'static str,
    direction: &'static str,
}

/// The language of the page and its sentences by their keys. Set once, before the page is built.
static SPOKEN: OnceLock<(Language, HashMap<String, String>)> = OnceLock::new();

impl Language {
    /// All languages, in the order of the menu.
    pub(crate) const ALL: [Self; 4] =
        [Self::English, Self::Spanish, Self::Portuguese, Self::Arabic];

    const fn row(self) -> Row {
        match self {
            // English has no comma before the "and" of a list.
            Self::English => Row {
                code: "en",
                name: "English",
                locale: "en-GB",
                folder: "",
                direction: "ltr",
            },
            // Spanish has a comma before decimals and a space between thousands, as the Ortografía of
            // 2010 requires; plain "es" has a point there, which readers in Mexico take for a decimal
            // point.
            Self::Spanish => Row {
                code: "es",
                name: "Español",
                locale: "es-CR",
                folder: "es/",
                direction: "ltr",
            },
            Self::Portuguese => Row {
                code: "pt",
                name: "Português",
                locale: "pt-BR",
                folder: "pt/",
                direction: "ltr",
            },
            // Figures have Latin digits, as on the charts and the map beside them.
            Self::Arabic => Row {
                code: "ar",
                name: "العربية",
                locale: "ar-u-nu-latn",
                folder: "ar/",
                direction: "rtl",
            },
        }
    }

    /// The code in addresses and in the `lang` attribute.
    pub(crate) const fn code(self) -> &'static str {
        self.row().code
    }

    /// The address of a page for reading, `facts` or `model`, in this language, relative to the board.
    pub(crate) fn page(self, name: &str) -> String {
        format!("{name}/{}", self.row().folder)
    }

    /// The language's own name for itself.
    pub(crate) const fn name(self) -> &'static str {
        self.row().name
    }

    /// The direction of its script, for the `dir` attribute.
    pub(crate) const fn direction(self) -> &'static str {
        self.row().direction
    }

    /// The arrow keys that lead ahead and back in a row.
    pub(crate) fn arrows(self) -> (&'static str, &'static str) {
        match self.direction() {
            "rtl" => ("ArrowLeft", "ArrowRight"),
            _ => ("ArrowRight", "ArrowLeft"),
        }
    }

    /// The locale whose number marks, plural rules and lists the page follows.
    const fn locale(self) -> &'static str {
        self.row().locale
    }

    /// The language of a tag such as `es` or `es-MX`; none for a language that the page lacks.
    pub(crate) fn of_tag(tag: &str) -> Option<Self> {
        let code = tag.split('-').next()?.to_ascii_lowercase();
        Self::ALL.into_iter().find(|one| one.code() == code)
    }

    /// The language of the page.
    pub(crate) fn now() -> Self {
        SPOKEN
            .get()
            .map_or(Self::English, |(language, _)| *language)
    }

    /// Sets the language of the page; a second call changes nothing.
    pub(crate) fn speak(self, sentences: HashMap<String, String>) {
        // An error means that the page is built already, and it keeps its language.
        SPOKEN.set((self, sentences)).ok();
    }
}

/// A figure with its unit, such as `1.2 s`, in its own direction where the page is written from right to left.
pub(crate) fn left_to_right(figure: String) -> String {
    // The marks of Unicode's bidirectional algorithm for an isolate; they are not visible.
    match Language::now().direction() {
        "rtl" => format!("\u{2066}{figure}\u{2069}"),
        _ => figure,
    }
}

/// The translation of a key; none in English, and where the language's file lacks it.
fn translated(key: &str) -> Option<&'static str> {
    let (_, sentences) = SPOKEN.get()?;
    sentences.get(key).map(String::as_str)
}

/// An English sentence in the language of the page. Also translates names of a scenario that ships.
pub(crate) fn tr(english: &str) -> &str {
    translated(english).unwrap_or(english)
}

/// A sentence as a constant, translated where it is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Phrase(&'static str);

/// The phrase of an English sentence.
pub(crate) const fn phrase(english: &'static str) -> Phrase {
    Phrase(english)
}

/// The phrase of an English word with two meanings, with the meaning in a word or two:
/// `phrase_in!("on", "a remedy")`. Its key is `on|a remedy`.
macro_rules! phrase_in {
    ($english:literal, $context:literal) => {
        $crate::text::language::phrase(concat!($english, "|", $context))
    };
}
pub(crate) use phrase_in;

/// The character that separates a sentence from its qualifier in a key.
const QUALIFIER_MARK: char = '|';

impl Phrase {
    /// The sentence in the language of the page.
    pub(crate) fn get(self) -> &'static str {
        let in_english = || self.0.split(QUALIFIER_MARK).next().unwrap_or_default();
        translated(self.0).unwrap_or_else(in_english)
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
    fn a_context_is_not_shown() {
        assert_eq!(phrase_in!("on", "a remedy").get(), "on");
        assert_eq!(phrase("Undo").get(), "Undo");
    }

    #[test]
    fn a_tag_is_read() {
        let check = |tag: &str, expected: Option<Language>| {
            assert_eq!(Language::of_tag(tag), expected, "{tag}");
        };
        check("es", Some(Language::Spanish));
        check("es-MX", Some(Language::Spanish));
        check("pt-BR", Some(Language::Portuguese));
        check("ar", Some(Language::Arabic));
        check("EN-gb", Some(Language::English));
        check("xx", None);
        check("", None);
    }
}

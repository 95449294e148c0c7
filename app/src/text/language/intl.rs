//! The browser's `Intl` for a language: its number marks, its plural rules, its lists.
//!
//! The objects of `Intl` take long to construct (20 ms of the page's first 200 on a laptop), so each is
//! constructed once, and English, the language of the sources, has its few rules here. Outside a browser, that is
//! in tests, rules of the same content replace `Intl`.

use std::cell::OnceCell;

use super::Language;

/// The number marks of a language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Marks {
    /// The mark before the decimals.
    pub(super) decimal: char,
    /// The mark between groups of three digits.
    pub(super) group: char,
    /// The smallest number that is grouped: 1,000, or 10,000 where four digits stay together.
    pub(super) groups_from: u64,
}

impl Marks {
    /// Reads the marks from the browser's texts for 1,234,567.5 and 1,000.
    fn of(large: &str, thousand: &str) -> Self {
        let mut marks = large.chars().filter(|letter| !letter.is_numeric());
        let has_four_together = thousand.chars().all(char::is_numeric);
        let group = marks.next().unwrap_or(',');
        Self {
            decimal: marks.next_back().unwrap_or('.'),
            group,
            groups_from: if has_four_together { 10_000 } else { 1_000 },
        }
    }
}

thread_local! {
    static MARKS: OnceCell<Marks> = const { OnceCell::new() };
}

/// The number marks of the page's language.
pub(super) fn marks() -> Marks {
    match Language::now() {
        Language::English => english::MARKS,
        language => MARKS.with(|marks| *marks.get_or_init(|| rules::marks(language))),
    }
}

/// The plural category of a count in the page's language: `one`, `few`, `other` …
pub(super) fn plural_category(count: u64) -> String {
    match Language::now() {
        Language::English => english::plural_category(count).to_owned(),
        language => rules::plural_category(language, count),
    }
}

/// A list in the page's language: `a`, `a and b`, `a, b and c`.
pub(crate) fn list(parts: &[String]) -> String {
    match Language::now() {
        Language::English => english::list(parts, "and"),
        language => rules::list(language, parts),
    }
}

/// A moment of the calendar in the page's language and the person's time zone, with hours and minutes; milliseconds since
/// 1970.
pub(crate) fn date_and_time(ms: f64) -> String {
    let options = js_sys::Object::new();
    for (field, style) in [("dateStyle", "medium"), ("timeStyle", "short")] {
        // A property of a fresh object can always be set.
        js_sys::Reflect::set(&options, &field.into(), &style.into()).ok();
    }
    js_sys::Date::new(&ms.into())
        .to_locale_string(Language::now().locale(), &options)
        .into()
}

/// The rules of English.
mod english {
    use super::Marks;

    pub(super) const MARKS: Marks = Marks {
        decimal: '.',
        group: ',',
        groups_from: 1_000,
    };

    pub(super) fn plural_category(count: u64) -> &'static str {
        if count == 1 { "one" } else { "other" }
    }

    pub(super) fn list(parts: &[String], and: &str) -> String {
        match parts {
            [] => String::new(),
            [only] => only.clone(),
            [first @ .., last] => format!("{} {and} {last}", first.join(", ")),
        }
    }
}

#[cfg(target_arch = "wasm32")]
mod rules {
    use std::cell::OnceCell;

    use js_sys::Intl::{ListFormat, NumberFormat, PluralRules};
    use js_sys::{Array, Object};
    use wasm_bindgen::JsValue;

    use super::{Language, Marks};

    thread_local! {
        static PLURAL_RULES: OnceCell<PluralRules> = const { OnceCell::new() };
        static LIST_FORMAT: OnceCell<ListFormat> = const { OnceCell::new() };
    }

    fn locales(language: Language) -> Array {
        Array::of1(&language.locale().into())
    }

    pub(super) fn marks(language: Language) -> Marks {
        let format = NumberFormat::new(&locales(language), &Object::new()).format();
        let written = |number: f64| {
            let text = format.call1(&JsValue::UNDEFINED, &number.into());
            text.ok()
                .and_then(|text| text.as_string())
                .unwrap_or_default()
        };
        Marks::of(&written(1_234_567.5), &written(1e3))
    }

    pub(super) fn plural_category(language: Language, count: u64) -> String {
        PLURAL_RULES.with(|rules| {
            rules
                .get_or_init(|| PluralRules::new(&locales(language), &Object::new()))
                .select(count as f64)
                .into()
        })
    }

    pub(super) fn list(language: Language, parts: &[String]) -> String {
        let parts: Array = parts.iter().map(|part| JsValue::from_str(part)).collect();
        LIST_FORMAT.with(|format| {
            format
                .get_or_init(|| ListFormat::new(&locales(language), &Object::new()))
                .format(&parts)
                .into()
        })
    }
}

#[cfg(not(target_arch = "wasm32"))]
mod rules {
    use super::{Language, Marks, english};

    pub(super) fn marks(language: Language) -> Marks {
        match language.locale() {
            "es-CR" => Marks::of("1\u{a0}234\u{a0}567,5", "1000"),
            "pt-BR" => Marks::of("1.234.567,5", "1.000"),
            _ => english::MARKS,
        }
    }

    /// Spanish and Portuguese have the same two categories as English, but for millions, whose category `many` has no
    /// sentence of its own on the page. The six of Arabic are in the browser alone.
    pub(super) fn plural_category(_: Language, count: u64) -> String {
        english::plural_category(count).to_owned()
    }

    pub(super) fn list(_: Language, parts: &[String]) -> String {
        english::list(parts, "y")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_read_from_two_numbers() {
        let check = |language, decimal, group, groups_from| {
            let expected = Marks {
                decimal,
                group,
                groups_from,
            };
            let found = match language {
                Language::English => english::MARKS,
                language => rules::marks(language),
            };
            assert_eq!(found, expected);
        };
        check(Language::English, '.', ',', 1_000);
        check(Language::Spanish, ',', '\u{a0}', 10_000);
        check(Language::Portuguese, ',', '.', 1_000);
        check(Language::Arabic, '.', ',', 1_000);
    }

    #[test]
    fn lists_read_as_people_say_them() {
        let check = |parts: &[&str], expected: &str| {
            let parts: Vec<String> = parts.iter().map(|&part| part.to_owned()).collect();
            assert_eq!(list(&parts), expected);
        };
        check(&[], "");
        check(&["a"], "a");
        check(&["a", "b", "c"], "a, b and c");
    }
}

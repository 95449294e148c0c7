//! Small and capital letters, as the page's language writes them.
//!
//! The browser knows the letters of all languages; the standard library's tables would be 4 KB of every
//! program.

/// The text in small letters, such as a lane's name within a sentence.
pub(crate) fn lower_case(text: &str) -> String {
    letters::lower_case(text)
}

/// The text with its first letter as a capital.
pub(crate) fn sentence_case(text: &str) -> String {
    let mut rest = text.chars();
    rest.next().map_or_else(String::new, |first| {
        letters::upper_case(first) + rest.as_str()
    })
}

#[cfg(target_arch = "wasm32")]
mod letters {
    use js_sys::JsString;

    use crate::text::language::Language;

    pub(super) fn lower_case(text: &str) -> String {
        let locale = Language::now().locale();
        JsString::from(text)
            .to_locale_lower_case(Some(locale))
            .into()
    }

    pub(super) fn upper_case(letter: char) -> String {
        let locale = Language::now().locale();
        JsString::from(letter)
            .to_locale_upper_case(Some(locale))
            .into()
    }
}

#[cfg(not(target_arch = "wasm32"))]
mod letters {
    pub(super) fn lower_case(text: &str) -> String {
        text.to_lowercase()
    }

    pub(super) fn upper_case(letter: char) -> String {
        letter.to_uppercase().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_begins_with_a_capital() {
        let check = |text: &str, expected: &str| assert_eq!(sentence_case(text), expected);
        check("", "");
        check("élan vital", "Élan vital");
        check("3 requests", "3 requests");
    }
}

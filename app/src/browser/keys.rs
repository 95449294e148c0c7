//! The Latin letter of a key on any keyboard layout.

use web_sys::{HtmlElement, KeyboardEvent};

use crate::browser;

/// The Latin letter of a key, in lower case: the letter that the layout writes, else, on a layout of
/// another script, the letter that the key has on an English keyboard. None for other keys.
pub(crate) fn latin_letter(key: &str, code: &str) -> Option<char> {
    let mut letters = key.chars();
    let (Some(letter), None) = (letters.next(), letters.next()) else {
        return None;
    };
    if letter.is_ascii_alphabetic() {
        return Some(letter.to_ascii_lowercase());
    }
    if letter.is_ascii() || !letter.is_alphabetic() {
        return None;
    }
    let mut letters = code.strip_prefix("Key")?.chars();
    let letter = letters.next().filter(char::is_ascii_alphabetic)?;
    letters
        .next()
        .is_none()
        .then(|| letter.to_ascii_lowercase())
}

/// Whether the focused element uses the key itself: letters and Ctrl+Z in a field for text or numbers,
/// all keys in a dialog.
pub(crate) fn are_taken(event: &KeyboardEvent) -> bool {
    is_typing(event) || browser::find("dialog[open]").is_some()
}

/// Whether the focused element is a control, which uses the space key itself.
pub(crate) fn is_on_control(event: &KeyboardEvent) -> bool {
    browser::target_of::<HtmlElement>(event).is_some_and(|element| {
        matches!(
            &*element.tag_name(),
            "A" | "BUTTON" | "INPUT" | "SELECT" | "SUMMARY" | "TEXTAREA"
        )
    })
}

/// Whether a person is typing a text or a number.
pub(crate) fn is_typing(event: &KeyboardEvent) -> bool {
    browser::target_of::<HtmlElement>(event).is_some_and(|element| {
        let kind = element.get_attribute("type");
        match &*element.tag_name() {
            "TEXTAREA" => true,
            "INPUT" => !matches!(
                kind.as_deref(),
                Some(
                    "button"
                        | "checkbox"
                        | "color"
                        | "file"
                        | "radio"
                        | "range"
                        | "reset"
                        | "submit"
                )
            ),
            _ => element.is_content_editable(),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(key: &str, code: &str, expected: Option<char>) {
        assert_eq!(latin_letter(key, code), expected, "{key} {code}");
    }

    #[test]
    fn a_layout_of_another_script_has_the_letters_of_an_english_keyboard() {
        check("z", "KeyZ", Some('z'));
        check("Z", "KeyZ", Some('z'));
        // German, French: the layout's own letter counts.
        check("z", "KeyY", Some('z'));
        check("z", "KeyW", Some('z'));
        // Russian, Arabic, Greek, Hebrew.
        check("я", "KeyZ", Some('z'));
        check("Я", "KeyZ", Some('z'));
        check("ئ", "KeyZ", Some('z'));
        check("ζ", "KeyZ", Some('z'));
        check("ז", "KeyZ", Some('z'));
        check("н", "KeyY", Some('y'));
    }

    #[test]
    fn other_keys_are_no_letters() {
        check("Escape", "Escape", None);
        check("1", "Digit1", None);
        check(";", "KeyZ", None);
        check("ж", "Semicolon", None);
    }
}

//! Text from outside within a sentence, shortened to a readable length.

use std::borrow::Cow;

/// The most letters of a foreign name or value that a sentence repeats.
pub(crate) const ECHO_LETTERS: usize = 80;
/// The most letters of a sentence about a fault in a text from outside.
pub(crate) const SENTENCE_LETTERS: usize = 400;

/// A text of at most this many letters; an ellipsis marks the cut.
pub(crate) fn shorten(text: &str, most_letters: usize) -> Cow<'_, str> {
    if text.char_indices().nth(most_letters).is_none() {
        return Cow::Borrowed(text);
    }
    let kept: String = text.chars().take(most_letters.saturating_sub(1)).collect();
    Cow::Owned(format!("{kept}…"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, most_letters: usize, expected: &str) {
        assert_eq!(shorten(text, most_letters), expected, "{text}");
    }

    #[test]
    fn long_texts_are_cut() {
        check("short", 5, "short");
        check("longer", 5, "long…");
        check("São Paulo", 4, "São…");
        check("", 5, "");
        let long = "a".repeat(3_000_000);
        assert_eq!(shorten(&long, ECHO_LETTERS).chars().count(), ECHO_LETTERS);
    }
}

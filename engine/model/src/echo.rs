//! Foreign text as an error repeats it: on one line and never longer than [`MOST_LETTERS`].
//!
//! A file or a link may hold names of millions of letters. An error that repeats one has to stay a
//! sentence.

/// Letters of foreign text that an error repeats at most, the mark of omission included.
pub const MOST_LETTERS: usize = 80;

/// Letters at most of a whole sentence about a fault in foreign text.
const MOST_LETTERS_OF_A_SENTENCE: usize = 400;

/// The end of a sentence is longer than [`MOST_LETTERS`] where it lists the allowed values, such as
/// the names of all causes.
const MOST_LETTERS_OF_A_LIST: usize = 1_000;

/// The first letters of a text, with `…` where some are left out.
///
/// ```
/// use model::echo::{MOST_LETTERS, shorten};
///
/// assert_eq!(shorten("short"), "short");
/// assert_eq!(shorten(&"x".repeat(1_000)).chars().count(), MOST_LETTERS);
/// ```
pub fn shorten(text: &str) -> String {
    shorten_to(text, MOST_LETTERS)
}

/// A sentence about a fault in foreign text, which may repeat that text: its first four hundred letters.
///
/// ```
/// let long = format!("unknown field {}", "x".repeat(1_000));
/// assert_eq!(model::echo::shorten_sentence(&long).chars().count(), 400);
/// ```
pub fn shorten_sentence(sentence: &str) -> String {
    shorten_to(sentence, MOST_LETTERS_OF_A_SENTENCE)
}

/// A text in quotation marks, with control characters escaped, shortened like [`shorten`].
///
/// ```
/// assert_eq!(model::echo::quoted("a\nb"), r#""a\nb""#);
/// ```
pub fn quoted(text: &str) -> String {
    // No more is formatted than can be shown.
    let first: String = text.chars().take(MOST_LETTERS).collect();
    shorten(&format!("{first:?}"))
}

/// A sentence that begins with foreign text and ends with the value that was expected in its
/// place, like the errors of `serde`: the foreign part is shortened, the rest stays.
pub fn shorten_reason(reason: &str) -> String {
    let (foreign, expected) = reason.split_at(reason.rfind(", expected ").unwrap_or(0));
    if foreign.is_empty() {
        return shorten_to(reason, 2 * MOST_LETTERS);
    }
    let expected = shorten_to(expected, MOST_LETTERS_OF_A_LIST);
    format!("{}{expected}", shorten(foreign))
}

fn shorten_to(text: &str, most: usize) -> String {
    if text.chars().nth(most).is_none() {
        return text.to_owned();
    }
    let kept = text.chars().take(most - 1);
    kept.chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(reason: &str, expected: &str) {
        assert_eq!(shorten_reason(reason), expected);
    }

    #[test]
    fn a_reason_keeps_its_end() {
        check("EOF while parsing a value", "EOF while parsing a value");
        let long = "x".repeat(3_900_000);
        let kept = "x".repeat(MOST_LETTERS - "unknown field `…".chars().count());
        check(
            &format!("unknown field `{long}`, expected `a` or `b` at line 1"),
            &format!("unknown field `{kept}…, expected `a` or `b` at line 1"),
        );
    }

    #[test]
    fn letters_are_counted_and_not_bytes() {
        let accented = "é".repeat(MOST_LETTERS);
        assert_eq!(shorten(&accented), accented);
        let longer = format!("{accented}é");
        assert_eq!(shorten(&longer).chars().count(), MOST_LETTERS);
        assert_eq!(quoted(&longer).chars().count(), MOST_LETTERS);
    }
}

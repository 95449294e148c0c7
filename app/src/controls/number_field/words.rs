//! The words of a number field.

use super::NotANumber;
use crate::text::language::say;
use model::echo::shorten;

/// The notice that the typed text is no number.
pub(crate) fn not_a_number(error: &NotANumber) -> String {
    match error {
        NotANumber::Unreadable(text) => say!(
            "“{text}” is no number, so nothing was changed. Enter digits, with a point or a comma before decimals.",
            text = shorten(text)
        ),
        NotANumber::Ambiguous(text) => say!(
            "“{text}” can be read as two numbers, so nothing was changed. Enter it without a comma, or with a point before decimals.",
            text = shorten(text)
        ),
    }
}

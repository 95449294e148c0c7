//! The words of a number field.

use super::NotANumber;
use crate::text::figures;
use crate::text::language::say;
use model::echo::shorten;

/// The notice that the typed text is not a number.
pub(crate) fn not_a_number(error: &NotANumber) -> String {
    match error {
        NotANumber::Unreadable(text) => say!(
            "“{text}” is not a number, so nothing was changed. Enter digits, with a point or a comma before decimals.",
            text = shorten(text)
        ),
        NotANumber::Ambiguous(text) => say!(
            "“{text}” can be read as two numbers, so nothing was changed. Enter it without a comma, or with a point before decimals.",
            text = shorten(text)
        ),
    }
}

/// The notice that a number is outside the accepted ones, and that the nearest of them was set.
pub(crate) fn out_of_range(number: f64, least: f64, most: f64) -> String {
    say!(
        "{number} is outside {least} to {most}, so the nearest of these was set.",
        number = super::shown(number),
        least = figures::number(least),
        most = figures::number(most)
    )
}

//! What the values of a table say: its decimal mark, its units, and whether it lost its times.

use model::decimal;

use crate::choices::{Choices, Unit};
use crate::fault::LogError;
use crate::layout::number;
use crate::sample::Header;
use crate::time::{TimeForm, unit_since_1970};

/// From so many on, a whole number without a unit is no number of seconds: requests that take minutes are rare.
const LONG_S: f64 = 30.0;
/// The digits of a time of a whole second since 1970.
const DIGITS: usize = 10;

/// Whether durations without a unit are milliseconds: whole numbers that would be long as seconds.
pub(super) fn are_millis(lengths: &[f64]) -> bool {
    are_whole(lengths) && median(lengths) >= LONG_S
}

/// Whether there are numbers, and all of them are whole.
pub(super) fn are_whole(numbers: &[f64]) -> bool {
    !numbers.is_empty() && numbers.iter().all(|number| number.fract() == 0.0)
}

/// The form of the times, or what a person chose of it.
pub(super) fn time_form(times: &[String], relative: Unit, choices: &Choices) -> TimeForm {
    let form = TimeForm::of(times.iter().map(String::as_str), relative);
    match (form, choices.time_unit, choices.offset_min) {
        (Some(TimeForm::Number(_)) | None, Some(unit), _) => TimeForm::Number(unit),
        (Some(TimeForm::Iso { .. }), _, Some(minutes)) => TimeForm::Iso {
            has_zone: false,
            offset_s: minutes * 60,
        },
        (Some(form), _, _) => form,
        (None, None, _) => TimeForm::Number(Unit::Seconds),
    }
}

/// Commas that separate fields and decimals make more fields than the header has.
pub(super) fn refuse_two_commas(header: &Header, rows: &[Vec<String>]) -> Result<(), LogError> {
    let Some(first) = rows.first() else {
        return Ok(());
    };
    let (names, row) = (header.names.len(), first.len());
    let all_longer = rows.iter().all(|row| row.len() > names);
    if header.separator == b',' && row > names && all_longer {
        return Err(LogError::TwoCommas { header: names, row });
    }
    Ok(())
}

/// The mark before decimals: a comma where other characters separate the fields, and all numbers with a mark have one.
pub(super) fn mark_of<'a>(numbers: impl Iterator<Item = &'a str>, separator: u8) -> u8 {
    let mut has_comma = false;
    for text in numbers {
        if text.contains('.') && decimal::parse(text).is_some() {
            return b'.';
        }
        has_comma |= text.contains(',') && number(text, b',').is_some();
    }
    if has_comma && separator != b',' {
        b','
    } else {
        b'.'
    }
}

pub(super) fn with_point(text: &str, mark: u8) -> String {
    if mark == b',' {
        text.replace(',', ".")
    } else {
        text.to_owned()
    }
}

/// Whether a time since 1970 has lost its seconds: `1.77247E+09`.
pub(super) fn is_rounded(text: &str) -> bool {
    let counts_from_1970 =
        decimal::parse(text).is_some_and(|number| unit_since_1970(number).is_some());
    let Some((digits, _)) = text.split_once(['e', 'E']) else {
        return false;
    };
    counts_from_1970 && digits.bytes().filter(u8::is_ascii_digit).count() < DIGITS
}

fn median(numbers: &[f64]) -> f64 {
    let mut sorted = numbers.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted.get(sorted.len() / 2).copied().unwrap_or(0.0)
}

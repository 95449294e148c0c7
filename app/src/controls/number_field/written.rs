//! Reading of numbers as people write them.

use model::decimal;
use thiserror::Error;

/// Why a text is not a number.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub(crate) enum NotANumber {
    /// The text has other characters than digits and marks: enter digits.
    #[error("{0:?} is not a number")]
    Unreadable(String),
    /// The comma may be a decimal mark or separate thousands: write the number without a comma.
    #[error("{0:?} may be two numbers")]
    Ambiguous(String),
}

/// The number that a text means. The decimal mark is a point or a comma; spaces, apostrophes and the
/// other mark may group thousands.
///
/// # Errors
///
/// [`NotANumber`] where the text is not a number, or where `1,500` could be one and a half as well.
pub(crate) fn read(text: &str) -> Result<f64, NotANumber> {
    let unreadable = || NotANumber::Unreadable(text.trim().to_owned());
    let digits: String = text
        .trim()
        .chars()
        .filter(|letter| !letter.is_whitespace() && !matches!(letter, '\'' | '’'))
        .map(|letter| if letter == '−' { '-' } else { letter })
        .collect();
    let commas = digits.matches(',').count();
    let points = digits.matches('.').count();
    let plain = match (commas, points) {
        (0, 0 | 1) => digits,
        (1, 0) if is_grouped(&digits, ',') => {
            return Err(NotANumber::Ambiguous(text.trim().to_owned()));
        }
        (1, 0) => digits.replace(',', "."),
        _ => {
            let is_comma_last = digits.rfind(',') > digits.rfind('.');
            let (decimal, group) = match (commas, points) {
                (0, _) => (',', '.'),
                (_, 0) => ('.', ','),
                _ if is_comma_last => (',', '.'),
                _ => ('.', ','),
            };
            let (whole, rest) = digits.split_once(decimal).unwrap_or((&digits, ""));
            if !is_grouped(whole, group) || rest.contains([',', '.']) {
                return Err(unreadable());
            }
            format!("{}.{rest}", whole.replace(group, ""))
        }
    };
    let is_plain = |letter: char| letter.is_ascii_digit() || matches!(letter, '.' | '-' | '+');
    let number = decimal::parse(&plain);
    number
        .filter(|number| number.is_finite() && plain.chars().all(is_plain))
        .ok_or_else(unreadable)
}

/// Whether this mark is before every three digits, after one to three digits that do not begin with a
/// zero.
fn is_grouped(digits: &str, mark: char) -> bool {
    let mut groups = digits.trim_start_matches(['-', '+']).split(mark);
    let first = groups.next().unwrap_or_default();
    (1..=3).contains(&first.len())
        && !first.starts_with('0')
        && groups.all(|group| group.len() == 3 && group.bytes().all(|byte| byte.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<f64>) {
        assert_eq!(read(text).ok(), expected, "{text}");
    }

    #[test]
    fn a_number_is_read_where_it_is_unambiguous() {
        check("1.5", Some(1.5));
        check("1,5", Some(1.5));
        check(" 12 ", Some(12.0));
        check("-3", Some(-3.0));
        check("−3", Some(-3.0));
        check("0,125", Some(0.125));
        check("1.500", Some(1.5));
        check("1,500.25", Some(1_500.25));
        check("1.500,25", Some(1_500.25));
        check("1,500,000", Some(1_500_000.0));
        check("1.500.000", Some(1_500_000.0));
        check("1\u{a0}500", Some(1_500.0));
        check("1’500", Some(1_500.0));
        check("1,25", Some(1.25));
        check("12,5000", Some(12.5));
    }

    #[test]
    fn the_others_are_refused() {
        for text in [
            "", "abc", "1e9", "inf", "NaN", "1..5", "1,5,5", "1.5,5.5", "1,50.000", "12kg",
        ] {
            assert_eq!(
                read(text),
                Err(NotANumber::Unreadable(text.to_owned())),
                "{text}"
            );
        }
        for text in ["1,500", "12,345"] {
            assert_eq!(
                read(text),
                Err(NotANumber::Ambiguous(text.to_owned())),
                "{text}"
            );
        }
    }
}

//! Decimal numbers out of text, and rounded ones as text, without the standard library's tables.
//!
//! That table is 10 KB of every program that reads a number, and cannot be compressed. It is needed for
//! more than 15 digits only.

/// The powers of ten that a double holds exactly.
const POWERS: [f64; 23] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
];

/// The most digits, without leading zeros, that are read; the digits behind them count as zeros.
const MOST_DIGITS: i32 = 18;

/// A number with an optional sign, point and exponent, such as `-1.5` or `2e6`; `None` for anything else.
///
/// With up to 15 digits, and up to 22 behind the point, it is the nearest double (W. D. Clinger, "How to
/// read floating point numbers accurately", 1990, section 4: both operands are exact and one operation
/// rounds). A longer number may differ from the nearest double by its last bits.
///
/// ```
/// assert_eq!(model::decimal::parse("-0.1"), Some(-0.1));
/// assert_eq!(model::decimal::parse("1,5"), None);
/// ```
pub fn parse(text: &str) -> Option<f64> {
    let (is_negative, unsigned) = split_sign(text);
    let (digits, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((digits, exponent)) => (digits, read_exponent(exponent)?),
        None => (unsigned, 0),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    if whole.is_empty() && fraction.is_empty() {
        return None;
    }
    let mut mantissa = 0_u64;
    let mut kept_digits = 0;
    let mut power = exponent;
    for (bytes, step) in [(whole, 0), (fraction, -1)] {
        for byte in bytes.bytes() {
            let digit = char::from(byte).to_digit(10)?;
            if kept_digits < MOST_DIGITS {
                mantissa = mantissa * 10 + u64::from(digit);
                kept_digits += i32::from(mantissa > 0);
                power += step;
            } else {
                power += 1 + step;
            }
        }
    }
    let magnitude = scaled(mantissa as f64, power);
    Some(if is_negative { -magnitude } else { magnitude })
}

/// A number with so many decimals, at most 12: `write(4.25, 1)` is `4.2`, for a tie goes to the even digit.
///
/// The standard library's exact digits are 5 KB of every program that writes a number. This one multiplies by a power of ten and
/// rounds, which is right for each number that a person reads: up to 10^12 with three decimals, up to 10^6 with twelve.
pub fn write(number: f64, places: usize) -> String {
    let places = places.min(12);
    let parts = POWERS[places] as u64;
    let rounded = (number.abs() * POWERS[places]).round_ties_even() as u64;
    let sign = if number < 0.0 && rounded > 0 { "-" } else { "" };
    let (whole, rest) = (rounded / parts, rounded % parts);
    if places == 0 {
        format!("{sign}{whole}")
    } else {
        format!("{sign}{whole}.{rest:0places$}")
    }
}

/// A number with the decimals that it has, at most 6, or below 1 at most 12: `plain(0.25)` is `0.25`.
pub fn plain(number: f64) -> String {
    let text = write(number, if number.abs() < 1.0 { 12 } else { 6 });
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// The nearest number within bounds.
///
/// `f64::clamp` has a panic whose message brings the standard library's digits into each program.
pub fn within(number: f64, least: f64, most: f64) -> f64 {
    number.max(least).min(most)
}

/// Whether a text begins with a minus, and what follows its sign.
fn split_sign(text: &str) -> (bool, &str) {
    match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    }
}

/// An exponent with an optional sign. No double has one beyond 400, however many digits a text has.
fn read_exponent(text: &str) -> Option<i32> {
    let (is_negative, digits) = split_sign(text);
    if digits.is_empty() {
        return None;
    }
    let mut exponent = 0;
    for digit in digits.chars() {
        let digit = i32::try_from(digit.to_digit(10)?).ok()?;
        exponent = (exponent * 10 + digit).min(9_999);
    }
    Some(if is_negative { -exponent } else { exponent })
}

/// `number × 10^power`, in as few roundings as the exact powers allow.
fn scaled(mut number: f64, power: i32) -> f64 {
    let mut left = power.unsigned_abs();
    while left > 0 && number != 0.0 && number.is_finite() {
        let step = left.min(22);
        let factor = POWERS[step as usize];
        number = if power > 0 {
            number * factor
        } else {
            number / factor
        };
        left -= step;
    }
    number
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(text: &str, expected: Option<f64>) {
        assert_eq!(parse(text), expected, "{text:?}");
    }

    #[test]
    fn refuses_what_is_no_decimal() {
        for text in [
            "", "-", "+", ".", "e5", "1e", "1,5", "1 ", " 1", "0x10", "inf", "NaN", "1.2.3", "--1",
            "1e5.0", "٣",
        ] {
            check(text, None);
        }
    }

    #[test]
    fn reads_signs_points_and_exponents() {
        for (text, expected) in [
            ("0", 0.0),
            ("+7", 7.0),
            (".5", 0.5),
            ("5.", 5.0),
            ("1e3", 1000.0),
            ("1E-3", 0.001),
            ("000000000000000000000000000001", 1.0),
            ("0.0000000000000000000001", 1e-22),
            ("1e400", f64::INFINITY),
            ("1e-400", 0.0),
            ("1e99999999999", f64::INFINITY),
            ("0e999", 0.0),
        ] {
            check(text, Some(expected));
        }
    }

    #[test]
    fn writes_what_is_read() {
        let check = |number: f64, places: usize, expected: &str| {
            assert_eq!(write(number, places), expected, "{number} {places}");
        };
        check(0.0, 0, "0");
        check(0.5, 0, "0");
        check(1.5, 0, "2");
        check(4.25, 1, "4.2");
        check(-1.005, 1, "-1.0");
        check(-0.001, 2, "0.00");
        check(0.000_001, 6, "0.000001");
        check(200_000.0, 3, "200000.000");
        check(1e12, 3, "1000000000000.000");
        assert_eq!([0.25, 200.0, -1.5].map(plain), ["0.25", "200", "-1.5"]);
    }

    proptest! {
        #[test]
        fn what_is_written_is_the_nearest(number in -1e9_f64..1e9, places in 0_usize..4) {
            let written = parse(&write(number, places)).unwrap();
            prop_assert!((written - number).abs() <= 0.500_001 / POWERS[places]);
        }

        #[test]
        fn up_to_fifteen_digits_are_the_nearest_double(
            digits in 0_u64..1_000_000_000_000_000, behind in 0_usize..16, is_negative: bool
        ) {
            let mut text = format!("{digits:016}");
            text.insert(16 - behind, '.');
            if is_negative {
                text.insert(0, '-');
            }
            prop_assert_eq!(parse(&text), text.parse().ok());
        }

        #[test]
        fn any_double_is_read_within_its_last_bits(number in -1e20..1e20_f64) {
            let read = parse(&number.to_string()).unwrap_or(f64::NAN);
            prop_assert!((read - number).abs() <= number.abs() * 4.0 * f64::EPSILON);
        }

        #[test]
        fn accepts_nothing_that_the_standard_library_refuses(text in "[-+.eE0-9]{0,8}") {
            prop_assert_eq!(parse(&text).is_some(), text.parse::<f64>().is_ok(), "{}", text);
        }
    }
}

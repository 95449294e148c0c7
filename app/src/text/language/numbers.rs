//! Numbers with the marks of the page's language.

use std::fmt::{self, Display, Write};

use super::intl;

/// A count with marks between its thousands: `12,400`. Writing it allocates nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Count(pub(crate) u64);

impl Display for Count {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (Self(count), marks) = (*self, intl::marks());
        if count < marks.groups_from {
            write!(out, "{count}")
        } else {
            write_grouped(out, count, marks.group)
        }
    }
}

fn write_grouped(out: &mut impl Write, count: u64, mark: char) -> fmt::Result {
    if count < 1_000 {
        return write!(out, "{count}");
    }
    write_grouped(out, count / 1_000, mark)?;
    write!(out, "{mark}{:03}", count % 1_000)
}

/// A number with its significant decimals: `0.04`, `0.2`, `7.5`, `60`, `1,000`. Writing it allocates
/// nothing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Number(pub(crate) f64);

impl Display for Number {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(value) = *self;
        let (places, parts) = if value >= 10.0 || value.fract().abs() < 1e-9 {
            return Count(value.round() as u64).fmt(out);
        } else if value >= 0.1 {
            (1, 10.0)
        } else {
            (2, 100.0)
        };
        let parts_in_all = (value * parts).round() as u64;
        let mark = intl::marks().decimal;
        let (whole, rest) = (parts_in_all / parts as u64, parts_in_all % parts as u64);
        write!(out, "{whole}{mark}{rest:0places$}")
    }
}

/// [`Number`] as a text.
pub(crate) fn number(value: f64) -> String {
    Number(value).to_string()
}

/// A number as the sources write it, `1.92`, with the page's decimal mark.
pub(crate) fn with_decimal_mark(number: &str) -> String {
    match intl::marks().decimal {
        '.' => number.to_owned(),
        mark => number.replace('.', mark.encode_utf8(&mut [0; 4])),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_grouped() {
        let check = |many: u64, expected: &str| assert_eq!(Count(many).to_string(), expected);
        check(0, "0");
        check(212, "212");
        check(12_400, "12,400");
        check(1_234_567, "1,234,567");
    }

    #[test]
    fn every_three_digits_have_their_mark() {
        let check = |count: u64, expected: &str| {
            let mut out = String::new();
            write_grouped(&mut out, count, '_').unwrap();
            assert_eq!(out, expected);
        };
        check(999, "999");
        check(12_400, "12_400");
        // The thousands of any number are grouped, however few its digits are.
        check(1_234_567, "1_234_567");
        check(1_000_000, "1_000_000");
    }

    #[test]
    fn numbers_have_the_decimals_that_matter() {
        let check = |value: f64, expected: &str| assert_eq!(number(value), expected);
        check(0.0, "0");
        check(0.04, "0.04");
        check(0.2, "0.2");
        check(7.5, "7.5");
        check(60.0, "60");
        check(1_204.4, "1,204");
        check(1_000_000.0, "1,000,000");
    }
}

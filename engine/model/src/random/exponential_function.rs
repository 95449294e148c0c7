//! The exponential function, quick and the same on every target.
//!
//! A table for the leading five bits of the binary exponent's fraction and a short series for the rest: no
//! division and no branch but the one for numbers that a length cannot have. Only additions and
//! multiplications, which IEEE 754 rounds alike everywhere.

const BITS: u32 = 5;
const ENTRIES: usize = 1 << BITS;
const STEPS_PER_E: f64 = ENTRIES as f64 * std::f64::consts::LOG2_E;
/// ln 2 / 32 in two parts: the first has so few digits that its multiples are exact. ln 2 in two parts is
/// fdlibm's (Sun Microsystems, `e_exp.c`, 1993).
const STEP_HIGH: f64 = 6.931_471_803_691_238e-1 / ENTRIES as f64;
const STEP_LOW: f64 = 1.908_214_929_270_587_7e-10 / ENTRIES as f64;
/// Added and subtracted, it rounds to a whole number.
const ROUND: f64 = 6_755_399_441_055_744.0;
/// The greatest magnitude that the quick way takes: its powers of two are normal numbers.
const QUICK: f64 = 700.0;

/// The powers of two with exponents of 0/32 to 31/32.
const TABLE: [f64; ENTRIES] = table();

const fn table() -> [f64; ENTRIES] {
    let mut table = [1.0; ENTRIES];
    let mut index = 1;
    while index < ENTRIES {
        table[index] = series(index as f64 * (std::f64::consts::LN_2 / ENTRIES as f64));
        index += 1;
    }
    table
}

/// e^x for x from 0 to ln 2, summed from the smallest of thirty terms.
const fn series(x: f64) -> f64 {
    let mut sum = 1.0;
    let mut term = 30;
    while term > 0 {
        sum = 1.0 + x / term as f64 * sum;
        term -= 1;
    }
    sum
}

/// e^x, within 4e-16 of its value.
#[inline]
pub fn exp(x: f64) -> f64 {
    if x.abs() > QUICK || x.is_nan() {
        return libm::exp(x);
    }
    let steps = (x * STEPS_PER_E + ROUND) - ROUND;
    let r = (x - steps * STEP_HIGH) - steps * STEP_LOW;
    let whole = steps as i32;
    let power = i64::from(whole >> BITS);
    let index = whole.cast_unsigned() as usize % ENTRIES;
    // |r| < 0.011: the seventh term is below 2^-58.
    let square = r * r;
    let series = r + square
        * (0.5
            + r * (1.0 / 6.0)
            + square * (1.0 / 24.0 + r * (1.0 / 120.0) + square * (1.0 / 720.0)));
    let fraction = TABLE[index];
    let scale = f64::from_bits((1_023 + power).cast_unsigned() << 52);
    (fraction + fraction * series) * scale
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::{Purpose, Stream};

    fn check(x: f64) {
        let (found, expected) = (exp(x), libm::exp(x));
        assert!(
            (found - expected).abs() <= 4e-16 * expected,
            "exp {x}: {found:e}, not {expected:e}"
        );
    }

    #[test]
    fn agrees_with_libm() {
        let stream = Stream::new(1, "exponential function");
        for number in 0..200_000 {
            let unit = stream.request(number).unit(Purpose::Gap, 0) - 0.5;
            check(unit);
            check(unit * 20.0);
            check(unit * 1_400.0);
        }
        for x in [0.0, -0.0, 1.0, -1.0, 1e-300, 699.9, -699.9] {
            check(x);
        }
        for x in [f64::INFINITY, 800.0] {
            assert_eq!(exp(x), libm::exp(x));
        }
        assert!(exp(f64::NAN).is_nan());
        assert_eq!(exp(f64::NEG_INFINITY), 0.0);
    }
}

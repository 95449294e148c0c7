//! Figures with their units: times, shares, counts, memory and money.

pub(crate) use super::language::list;
pub(crate) use super::language::numbers::{Count, Number, number, with_decimal_mark};
use super::language::{left_to_right, say};
use model::decimal;

/// A time: `18 ms`, `1.92 s`, `4 min 10 s`, `2 h 5 min`.
pub(crate) fn time_ms(ms: f64) -> String {
    left_to_right(time_with_unit(ms))
}

fn time_with_unit(ms: f64) -> String {
    let secs = ms / 1e3;
    if secs >= 3_600.0 {
        let minutes = (secs / 60.0).round() as u64;
        format!("{} h {} min", minutes / 60, minutes % 60)
    } else if secs >= 100.0 {
        let secs = secs.round() as u64;
        match secs % 60 {
            0 => format!("{} min", secs / 60),
            rest => format!("{} min {rest} s", secs / 60),
        }
    } else if secs >= 10.0 {
        format!("{} s", trimmed(secs, 1))
    } else if secs >= 1.0 {
        format!("{} s", trimmed(secs, 2))
    } else if ms >= 10.0 {
        format!("{} ms", decimal::write(ms, 0))
    } else if ms >= 1.0 {
        format!("{} ms", trimmed(ms, 1))
    } else if ms > 0.0 {
        format!("{} µs", trimmed(ms * 1e3, 0))
    } else {
        "0 ms".to_owned()
    }
}

/// A share: `0 %`, `0.4 %`, `12 %`. A share near 0 or 1 is never rounded to `0 %` or `100 %`.
pub(crate) fn share(share: f64) -> String {
    let percent = share * 100.0;
    if percent <= 0.0 {
        percents(0.0, 0)
    } else if percent < 0.01 {
        say!("under {percent}", percent = percents(0.01, 2))
    } else if percent < 1.0 {
        percents(percent, 2)
    } else if percent < 10.0 {
        percents(percent, 1)
    } else if percent > 99.9 && percent < 100.0 {
        say!("over {percent}", percent = percents(99.9, 1))
    } else if percent > 99.0 {
        percents(percent, 1)
    } else {
        percents(percent, 0)
    }
}

fn percents(percent: f64, places: usize) -> String {
    left_to_right(format!("{} %", trimmed(percent, places)))
}

/// A count with marks between its thousands: `12,400`.
pub(crate) fn count(count: u64) -> String {
    Count(count).to_string()
}

/// A speed on the slider's label: `60×`.
pub(crate) fn times(speed: f64) -> String {
    format!("{}×", number(speed))
}

/// An amount of memory: `64 KB`, `4 MB`, `12 GB`.
pub(crate) fn bytes(bytes: u64) -> String {
    let kb = bytes as f64 / 1024.0;
    left_to_right(if kb >= 1024.0 * 1024.0 {
        format!("{} GB", trimmed(kb / 1024.0 / 1024.0, 1))
    } else if kb >= 1024.0 {
        format!("{} MB", trimmed(kb / 1024.0, 1))
    } else {
        format!("{} KB", trimmed(kb, 0))
    })
}

fn trimmed(value: f64, places: usize) -> String {
    let text = decimal::write(value, places);
    if text.contains('.') {
        with_decimal_mark(text.trim_end_matches('0').trim_end_matches('.'))
    } else {
        text
    }
}

/// An amount of money in US dollars, with cents below 100 dollars: `$0.04`, `$7.10`, `$1,450`.
pub(crate) fn usd(usd: f64) -> String {
    if usd < 0.005 {
        "$0".to_owned()
    } else if usd < 100.0 {
        with_decimal_mark(&format!("${}", decimal::write(usd, 2)))
    } else {
        format!("${}", count(usd.round() as u64))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_have_the_unit_that_suits() {
        let check = |ms: f64, expected: &str| assert_eq!(time_ms(ms), expected);
        check(0.0, "0 ms");
        check(0.018, "18 µs");
        check(4.25, "4.2 ms");
        check(380.4, "380 ms");
        check(1_920.0, "1.92 s");
        check(12_000.0, "12 s");
        check(120_000.0, "2 min");
        check(250_000.0, "4 min 10 s");
        check(7_500_000.0, "2 h 5 min");
    }

    #[test]
    fn shares_do_not_hide_the_rest() {
        let check = |part: f64, expected: &str| assert_eq!(share(part), expected);
        check(0.0, "0 %");
        check(0.000_01, "under 0.01 %");
        check(0.004, "0.4 %");
        check(0.123, "12 %");
        check(0.999_5, "over 99.9 %");
        check(1.0, "100 %");
    }
}

//! The clock on the wall of the scenario's hour.
//!
//! Must not know: the playhead.

use engine::units::Nanos;

const DAY_S: u64 = 86_400;

/// The time of day at an instant of an hour that begins so many minutes after midnight:
/// `20:41:07`.
pub fn time_of_day(starts_at_min: u32, time: Nanos) -> String {
    let seconds = seconds_of_day(starts_at_min, time);
    format!(
        "{:02}:{:02}:{:02}",
        seconds / 3600,
        seconds / 60 % 60,
        seconds % 60
    )
}

/// The same with thousandths of a second: `20:41:07.250`.
pub fn time_of_day_ms(starts_at_min: u32, time: Nanos) -> String {
    let millis = time.0 / 1_000_000 % 1_000;
    format!("{}.{millis:03}", time_of_day(starts_at_min, time))
}

/// The same without seconds: `20:41`.
pub fn hour_and_minute(starts_at_min: u32, time: Nanos) -> String {
    let seconds = seconds_of_day(starts_at_min, time);
    format!("{:02}:{:02}", seconds / 3600, seconds / 60 % 60)
}

fn seconds_of_day(starts_at_min: u32, time: Nanos) -> u64 {
    (u64::from(starts_at_min) * 60 + time.0 / 1_000_000_000) % DAY_S
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(starts_at_min: u32, secs: f64, expected: &str) {
        assert_eq!(
            time_of_day_ms(starts_at_min, Nanos::from_secs(secs)),
            expected
        );
    }

    #[test]
    fn the_clock_shows_the_time_of_day() {
        check(0, 0.0, "00:00:00.000");
        check(1_200, 2_467.25, "20:41:07.250");
        check(1_439, 61.0, "00:00:01.000");
        assert_eq!(hour_and_minute(1_200, Nanos::from_secs(3_600.0)), "21:00");
        assert_eq!(time_of_day(1_200, Nanos::from_secs(59.9)), "20:00:59");
    }
}

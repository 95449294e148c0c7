//! The time of day of the scenario's hour, and its day where the scenario is longer than a day.

use model::scenario::Scenario;
use model::units::Nanos;

use super::words;

const DAY_S: u64 = 86_400;

/// The start of a scenario's clock, and whether it shows days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clock {
    /// The time of day at which the hour begins, minutes after midnight.
    starts_at_min: u32,
    /// Whether a time has to name its day.
    has_days: bool,
}

impl Clock {
    /// The clock of this scenario.
    pub fn of(scenario: &Scenario) -> Self {
        Self {
            starts_at_min: scenario.starts_at_min,
            has_days: scenario.horizon_s > DAY_S as f64,
        }
    }

    fn seconds(self, time: Nanos) -> u64 {
        u64::from(self.starts_at_min) * 60 + time.0 / 1_000_000_000
    }

    /// A time of day, with its day where the clock has days.
    fn dated(self, time: Nanos, time_of_day: String) -> String {
        if self.has_days {
            words::on_day(self.seconds(time) / DAY_S + 1, &time_of_day)
        } else {
            time_of_day
        }
    }
}

/// The time of day: `20:41:07`, or `day 2, 20:41:07`.
pub fn time_of_day(clock: Clock, time: Nanos) -> String {
    clock.dated(time, to_seconds(clock, time))
}

/// The time of day with thousandths of a second: `20:41:07.250`.
pub fn time_of_day_ms(clock: Clock, time: Nanos) -> String {
    let millis = time.0 / 1_000_000 % 1_000;
    clock.dated(time, format!("{}.{millis:03}", to_seconds(clock, time)))
}

/// The time of day without seconds: `20:41`.
pub fn hour_and_minute(clock: Clock, time: Nanos) -> String {
    let seconds = clock.seconds(time) % DAY_S;
    clock.dated(
        time,
        format!("{:02}:{:02}", seconds / 3600, seconds / 60 % 60),
    )
}

fn to_seconds(clock: Clock, time: Nanos) -> String {
    let seconds = clock.seconds(time) % DAY_S;
    format!(
        "{:02}:{:02}:{:02}",
        seconds / 3600,
        seconds / 60 % 60,
        seconds % 60
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hour(starts_at_min: u32) -> Clock {
        Clock {
            starts_at_min,
            has_days: false,
        }
    }

    fn check(starts_at_min: u32, secs: f64, expected: &str) {
        assert_eq!(
            time_of_day_ms(hour(starts_at_min), Nanos::from_secs(secs)),
            expected
        );
    }

    #[test]
    fn the_clock_shows_the_time_of_day() {
        check(0, 0.0, "00:00:00.000");
        check(1_200, 2_467.25, "20:41:07.250");
        check(1_439, 61.0, "00:00:01.000");
        assert_eq!(
            hour_and_minute(hour(1_200), Nanos::from_secs(3_600.0)),
            "21:00"
        );
        assert_eq!(time_of_day(hour(1_200), Nanos::from_secs(59.9)), "20:00:59");
    }

    #[test]
    fn a_week_has_days() {
        let week = Clock {
            starts_at_min: 1_200,
            has_days: true,
        };
        let at = |hours: f64| hour_and_minute(week, Nanos::from_secs(hours * 3_600.0));
        assert_eq!(at(0.0), "day 1, 20:00");
        assert_eq!(at(4.0), "day 2, 00:00");
        assert_eq!(at(42.0), "day 3, 14:00");
        assert_eq!(at(168.0), "day 8, 20:00");
    }
}

//! When a timer starts work, as cron expressions.

use super::sheet::{Sheet, grouped};
use crate::scenario::{Arrivals, Scenario, Workload};

const DAY_MIN: u32 = 24 * 60;

/// The times at which a timer starts work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Clock {
    /// Every so many minutes; a divisor of an hour or of a day's hours.
    Every(u32),
    /// Once a day, minutes after midnight.
    Daily(u32),
}

impl Clock {
    /// The clock of a workload that a timer starts.
    pub(super) fn of(board: &Scenario, workload: &Workload) -> Self {
        let at = |minutes: f64| (board.starts_at_min + minutes.max(0.0) as u32) % DAY_MIN;
        match workload.arrivals {
            Arrivals::Schedule {
                first_min,
                every_min,
            } => {
                let every = every_min.round().max(1.0) as u32;
                let comes_again = first_min + every_min < board.horizon_s / 60.0;
                if comes_again && (60 % every == 0) {
                    Self::Every(every)
                } else {
                    Self::Daily(at(first_min))
                }
            }
            Arrivals::Batch { at_min, .. } => Self::Daily(at(at_min)),
            _ => Self::Daily(at(0.0)),
        }
    }

    /// Minute, hour, day, month and weekday, as in crontab.
    pub(super) fn cron(self) -> String {
        match self {
            Self::Every(60) => "0 * * * *".to_owned(),
            Self::Every(minutes) => format!("*/{minutes} * * * *"),
            Self::Daily(at_min) => format!("{} {} * * *", at_min % 60, at_min / 60),
        }
    }

    /// The same for `EventBridge`, whose sixth field is the year.
    pub(super) fn event_bridge(self) -> String {
        match self {
            Self::Every(1) => "rate(1 minute)".to_owned(),
            Self::Every(minutes) => format!("rate({minutes} minutes)"),
            Self::Daily(at_min) => format!("cron({} {} * * ? *)", at_min % 60, at_min / 60),
        }
    }
}

/// The questions that a clock leaves open.
pub(super) fn ask_about_clock(workload: &Workload, sheet: &mut Sheet) {
    if let Some(runs) = clock_runs(workload) {
        sheet.todo(&format!("which code turns one tick into {runs} runs?"));
    }
    sheet.todo("in which time zone does the clock run?");
}

/// How many runs one tick starts, with a comma after each three digits, where it starts several.
pub(super) fn clock_runs(workload: &Workload) -> Option<String> {
    match workload.arrivals {
        Arrivals::Batch { count, .. } if count > 1 => Some(grouped(count.into())),
        _ => None,
    }
}

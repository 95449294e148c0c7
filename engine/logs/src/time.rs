//! Times as people and servers write them.

use jiff::civil::DateTime;
use jiff::fmt::strtime::BrokenDownTime;
use jiff::{Timestamp, tz::Offset};
use model::decimal;

use crate::choices::Unit;
use crate::fault::{RowFault, shortened};

/// How the times of a log are written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum TimeForm {
    /// A number of this unit since 1970, or since a zero of the log's own.
    Number(Unit),
    /// Date and time, `2026-03-02T18:00:01.204Z`; with a zone, or without.
    Iso {
        /// Whether each row has to say its zone, since others do.
        has_zone: bool,
        /// The offset from UTC of times without one, seconds.
        offset_s: i32,
    },
    /// `02/Mar/2026:18:00:01 +0100`, of access logs.
    Clf,
    /// `3/2/2026, 6:00:01.204 PM`, in UTC.
    American,
}

/// The form of `02/Mar/2026:18:00:01 +0100`.
const CLF: &str = "%d/%b/%Y:%H:%M:%S %z";
/// The form of `3/2/2026, 6:00:01.204 PM`.
const AMERICAN: &str = "%m/%d/%Y, %I:%M:%S%.f %p";
/// The numbers of seconds since 1970 from 2001 to 2128; those of smaller units are a thousand times as many.
const SECONDS_SINCE_1970: std::ops::Range<f64> = 1e9..5e9;

/// The unit of a number that counts from 1970; none where it does not.
pub(crate) fn unit_since_1970(number: f64) -> Option<Unit> {
    let mut units = Unit::ALL.into_iter();
    units.find(|unit| SECONDS_SINCE_1970.contains(&(number * unit.seconds())))
}

impl TimeForm {
    /// Dates and times without a zone, in UTC.
    pub(crate) const ISO_WITHOUT_ZONE: Self = Self::Iso {
        has_zone: false,
        offset_s: 0,
    };

    /// The form of these times, by the first that can be read; none where none can. Numbers that do not count from 1970 are of `otherwise`.
    pub(crate) fn of<'a>(
        times: impl Iterator<Item = &'a str> + Clone,
        otherwise: Unit,
    ) -> Option<Self> {
        let first = times.clone().find_map(|text| {
            if let Some(number) = decimal::parse(text) {
                return Some(Self::Number(unit_since_1970(number).unwrap_or(otherwise)));
            }
            let iso = |has_zone| Self::Iso {
                has_zone,
                offset_s: 0,
            };
            let forms = [iso(true), iso(false), Self::Clf, Self::American];
            forms.into_iter().find(|form| form.read(text).is_ok())
        })?;
        Some(match first {
            // One row with a zone is enough to ask all rows for theirs.
            Self::Iso { .. } => Self::Iso {
                has_zone: times.into_iter().any(|text| instant(text).is_some()),
                offset_s: 0,
            },
            other => other,
        })
    }

    /// A time in seconds since 1970, or since the log's own zero.
    pub(crate) fn read(self, text: &str) -> Result<f64, RowFault> {
        let no_time = || RowFault::NoTime(shortened(text));
        match self {
            Self::Number(unit) => decimal::parse(text)
                .map(|number| number * unit.seconds())
                .filter(|seconds| seconds.abs() < 1e11)
                .ok_or_else(no_time),
            Self::Iso { has_zone, offset_s } => match (instant(text), has_zone) {
                (Some(seconds), _) => Ok(seconds),
                (None, true) if civil(text).is_some() => Err(RowFault::NoZone(shortened(text))),
                (None, true) => Err(no_time()),
                (None, false) => civil(text)
                    .map(|time| seconds_of(time) - f64::from(offset_s))
                    .ok_or_else(no_time),
            },
            Self::Clf => broken_down(CLF, text)
                .and_then(|time| time.to_timestamp().ok())
                .map(seconds_since_1970)
                .ok_or_else(no_time),
            Self::American => broken_down(AMERICAN, text)
                .and_then(|time| time.to_datetime().ok())
                .map(seconds_of)
                .ok_or_else(no_time),
        }
    }

    /// A time in JSON: a number, or a text; a number that does not count from 1970 is of `otherwise`.
    pub(crate) fn of_json(value: &serde_json::Value, otherwise: Unit) -> Result<f64, RowFault> {
        let number = value
            .as_f64()
            .or_else(|| value.as_str().and_then(decimal::parse));
        if let Some(number) = number {
            let unit = unit_since_1970(number).unwrap_or(otherwise);
            return Ok(number * unit.seconds());
        }
        let text = value.as_str().unwrap_or("");
        instant(text).ok_or_else(|| RowFault::NoTime(shortened(&value.to_string())))
    }

    /// Whether numbers count from a zero of the log's own.
    pub(crate) fn is_relative(self, first: &str) -> bool {
        let number = decimal::parse(first);
        matches!(self, Self::Number(_))
            && number.is_some_and(|number| unit_since_1970(number).is_none())
    }
}

fn broken_down(form: &str, text: &str) -> Option<BrokenDownTime> {
    BrokenDownTime::parse(form, text).ok()
}

/// An instant with its zone; `UTC` behind it counts as one.
fn instant(text: &str) -> Option<f64> {
    let plain = text.strip_suffix("UTC").map(str::trim_end);
    if let Some(time) = plain.and_then(civil) {
        return Some(seconds_of(time));
    }
    let time: Timestamp = text.parse().ok()?;
    Some(seconds_since_1970(time))
}

/// A date with a time, without a zone.
fn civil(text: &str) -> Option<DateTime> {
    let has_time = text.contains(':');
    text.parse().ok().filter(|_| has_time)
}

fn seconds_since_1970(time: Timestamp) -> f64 {
    time.as_second() as f64 + f64::from(time.subsec_nanosecond()) / 1e9
}

fn seconds_of(time: DateTime) -> f64 {
    let instant = Offset::UTC.to_timestamp(time);
    instant.map_or(0.0, seconds_since_1970)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(times: &[&str], expected: &[Result<f64, &str>]) {
        let form = TimeForm::of(times.iter().copied(), Unit::Seconds).expect("a form");
        let read: Vec<Result<f64, String>> = times
            .iter()
            .map(|text| form.read(text).map_err(|fault| fault.to_string()))
            .collect();
        let expected: Vec<Result<f64, String>> = expected
            .iter()
            .map(|one| one.map_err(str::to_owned))
            .collect();
        assert_eq!(read, expected, "{form:?}");
    }

    /// 2 March 2026, 18:00:01 UTC.
    const AT: f64 = 1_772_474_401.0;

    #[test]
    fn numbers_have_the_unit_of_their_size() {
        check(&["1772474401.25"], &[Ok(AT + 0.25)]);
        check(&["1772474401250"], &[Ok(AT + 0.25)]);
        check(&["1772474401250000"], &[Ok(AT + 0.25)]);
        check(
            &["12.5", "soon"],
            &[Ok(12.5), Err("expected a time, found \"soon\"")],
        );
    }

    #[test]
    fn times_of_a_day_have_their_zone() {
        check(
            &["2026-03-02T18:00:01.25Z", "2026-03-02 19:00:02+01:00"],
            &[Ok(AT + 0.25), Ok(AT + 1.0)],
        );
        check(
            &["2026-03-02T18:00:01Z", "2026-03-02 18:00:01"],
            &[
                Ok(AT),
                Err("the time \"2026-03-02 18:00:01\" has no zone, and other rows have one"),
            ],
        );
        check(&["2026-03-02 18:00:01.250"], &[Ok(AT + 0.25)]);
        check(&["2026-03-02 18:00:01 UTC"], &[Ok(AT)]);
        check(&["02/Mar/2026:19:00:01 +0100"], &[Ok(AT)]);
        check(&["3/2/2026, 6:00:01.250 PM"], &[Ok(AT + 0.25)]);
    }
}

//! The three axes in words: what a workload requires, and what its lane provides.

use model::verdict::{Amount, Axis, AxisReading, Measure};

use super::figures;
use super::language::{Phrase, phrase, say, tr};

pub(crate) const CAPTION: Phrase = phrase("Asked and offered, on the three axes");
pub(crate) const WHAT: Phrase = phrase("What");
pub(crate) const ASKED: Phrase = phrase("Asked");
pub(crate) const OFFERED: Phrase = phrase("Offered");
pub(crate) const MATCHES: Phrase = phrase("matches");
pub(crate) const MISMATCH: Phrase = phrase("does not match");
pub(crate) const HINT: Phrase = phrase("The bar is the limit; the mark should be within it.");

/// The question that an axis answers.
pub(crate) fn axis(axis: Axis) -> &'static str {
    match axis {
        Axis::Capacity => tr("Who manages capacity?"),
        Axis::Place => tr("Where does it run?"),
        Axis::Freedom => tr("How much time, state and freedom?"),
    }
}

/// The name of a measure.
pub(crate) fn measure(measure: Measure) -> &'static str {
    match measure {
        Measure::AtOnce => tr("Requests at once to be in time"),
        Measure::Duties => tr("Duties that the platform carries"),
        Measure::WayMs => tr("Network latency"),
        Measure::TripMs => tr("Round trip to data"),
        Measure::RunMs => tr("A long run"),
        Measure::MemoryMb => tr("Memory"),
        Measure::Connections => tr("Database connections, one an instance, busy or idle"),
        Measure::Session => tr("Memory between requests"),
        Measure::Agreement => tr("Consistent writes"),
        Measure::FreshReads => tr("Reads of the last write"),
        Measure::Calls => tr("Outbound calls"),
        Measure::Walls => tr("Isolation"),
    }
}

/// The required amount, with its unit.
pub(crate) fn required(reading: &AxisReading) -> String {
    match reading.required {
        Amount::Nothing => "–".to_owned(),
        Amount::Is(true) => say!("needed"),
        Amount::Is(false) => say!("not needed"),
        Amount::Unlimited => say!("no end"),
        Amount::MoreThan(number) => {
            say!("over {amount}", amount = amount(reading.measure, number))
        }
        Amount::Number(number) if reading.is_bearable_most() => {
            say!("at most {amount}", amount = amount(reading.measure, number))
        }
        Amount::Number(number) => amount(reading.measure, number),
    }
}

/// The provided amount, with its unit.
pub(crate) fn provided(reading: &AxisReading) -> String {
    match reading.provided {
        Amount::Nothing => "–".to_owned(),
        Amount::Is(true) => say!("yes"),
        Amount::Is(false) => say!("no"),
        Amount::Unlimited => say!("no limit"),
        Amount::Number(number) if reading.measure == Measure::Duties => {
            say!("{carried} of 12", carried = figures::count(number as u64))
        }
        Amount::Number(number) if reading.is_bearable_most() => amount(reading.measure, number),
        Amount::Number(number) | Amount::MoreThan(number) => {
            say!("up to {amount}", amount = amount(reading.measure, number))
        }
    }
}

/// The first of the requirements that a lane does not meet, and the number of the others.
pub(crate) fn unmet(readings: &[AxisReading]) -> String {
    let Some((first, others)) = readings.split_first() else {
        return say!("✓ within its limits");
    };
    let measure = measure(first.measure);
    let first = match first.required {
        Amount::Is(_) => say!("✕ {measure}: not provided", measure),
        _ if first.is_bearable_most() => say!(
            "✕ {measure}: {found}, {target}",
            measure,
            found = provided(first),
            target = required(first)
        ),
        _ => say!(
            "✕ {measure}: needs {target}, offered {found}",
            measure,
            target = required(first),
            found = provided(first)
        ),
    };
    if others.is_empty() {
        first
    } else {
        let more = figures::count(others.len() as u64);
        say!("{first}, and {more} more", first, more)
    }
}

fn amount(measure: Measure, number: f64) -> String {
    match measure {
        Measure::WayMs | Measure::TripMs | Measure::RunMs => figures::time_ms(number),
        Measure::MemoryMb => figures::bytes((number * 1024.0 * 1024.0) as u64),
        _ => figures::count(number as u64),
    }
}

//! The words of the timeline.

use crate::text::figures::number;
use crate::text::language::{Phrase, phrase, plural, say};
use model::moments::{Moment, MomentKind};

/// Name of the region.
pub const REGION: Phrase = phrase("Timeline");
/// The button that opens the charts, the events and the table.
pub const DETAILS: Phrase = phrase("Charts, events");
/// Name of the transport group.
pub const TRANSPORT: Phrase = phrase("Playback");
/// The button that starts playback.
pub const PLAY: Phrase = phrase("Play");
/// The button that stops playback.
pub const PAUSE: Phrase = phrase("Pause");
/// The button that goes to the previous event.
pub const STEP_BACK: Phrase = phrase("Step back to the event before");
/// The button that goes to the next event.
pub const STEP_FORWARD: Phrase = phrase("Step to the next event");
/// The button that goes to the start of the hour.
pub const TO_START: Phrase = phrase("Back to the start of the hour");
/// The button that sets the start of the loop.
pub const LOOP_FROM: Phrase = phrase("Loop: from here");
/// The button that sets the end of the loop.
pub const LOOP_TO: Phrase = phrase("Loop: up to here");
/// The button that ends the loop.
pub const LOOP_OFF: Phrase = phrase("Stop looping");
/// Label of the speed slider.
pub const SPEED: Phrase = phrase("Speed");
/// Label of the scrubber.
pub const SCRUB: Phrase = phrase("Time of day");
/// Heading of the moments.
pub const MOMENTS: Phrase = phrase("Key events");
/// Shown where a run has no moments.
pub const NO_MOMENTS: Phrase = phrase("No key events in this hour.");
/// Shown before the first run.
pub const NO_RUN: Phrase = phrase("The timeline appears when the first hour has been simulated.");
/// The name of the table with the charts' figures.
pub const AS_TABLE: Phrase = phrase("The charts as a table");
/// The caption of that table.
pub const TABLE_CAPTION: Phrase = phrase("The hour in steps of five minutes");
/// The columns of that table.
pub const COLUMNS: [Phrase; 7] = [
    phrase("From"),
    phrase("Requests"),
    phrase("Failed"),
    phrase("Late"),
    phrase("Cold starts"),
    phrase("Longest queue"),
    phrase("Instances at the end"),
];
/// Title of the first chart.
pub const CHART_TRAFFIC: Phrase = phrase("Requests a second");
/// Title of the second chart.
pub const CHART_FAILURES: Phrase = phrase("Failed a second");
/// Title of the third chart.
pub const CHART_QUEUE: Phrase = phrase("Waiting in the longest queue");
/// Title of the fourth chart.
pub const CHART_INSTANCES: Phrase = phrase("Function instances and replicas");

/// A time of day with the day of the scenario, from 1.
pub fn on_day(day: u64, time_of_day: &str) -> String {
    say!("day {day}, {time_of_day}", day, time_of_day)
}

/// A speed in words, for screen readers.
pub fn speed_spoken(speed: f64) -> String {
    let number = number(speed);
    if speed == 1.0 {
        say!("as fast as life")
    } else if speed < 1.0 {
        say!("{number} of real speed", number)
    } else {
        say!("{number} times real speed", number)
    }
}

/// The largest value of a chart.
pub fn at_most(value: f64) -> String {
    say!("at most {value}", value = number(value))
}

/// The values of the overview at a time of day.
pub fn values_at(when: &str, requests: f64, failed: f64) -> String {
    say!(
        "{when} · {requests} requests/s · {failed} failed/s",
        when,
        requests = number(requests),
        failed = number(failed)
    )
}

/// The content of a chart, in a sentence.
pub fn chart_summary(title: &str, most: f64, when: &str) -> String {
    if most <= 0.0 {
        return say!("{title}: none in this hour.", title);
    }
    say!(
        "{title}: at most {most} at {when}.",
        title,
        most = number(most),
        when
    )
}

/// One sentence for a moment.
pub fn moment(moment: &Moment, workload: &str) -> String {
    let count = moment.count;
    match moment.kind {
        MomentKind::FirstColdStart => {
            say!(
                "{workload}: a request waits for a new instance for the first time.",
                workload
            )
        }
        MomentKind::ThrottlingBegins => {
            say!(
                "{workload}: a request is refused, because the account runs no more at once.",
                workload
            )
        }
        MomentKind::ConnectionsExhausted => {
            say!("{workload}: no database connection is left.", workload)
        }
        MomentKind::QueueFull => say!("{workload}: the queue is full.", workload),
        MomentKind::ScaleOut => {
            plural!(
                count,
                "{workload}: scaling out to {count} replica, ready in about a minute.",
                "{workload}: scaling out to {count} replicas, ready in about a minute.",
                workload
            )
        }
        MomentKind::ReplicaCrashed => {
            plural!(
                count,
                "{workload}: a process crashes, and {count} request fails with it.",
                "{workload}: a process crashes, and {count} requests fail with it.",
                workload
            )
        }
        MomentKind::FirstBreach => {
            say!("{workload}: a run makes an unauthorised access.", workload)
        }
        MomentKind::FirstContained => {
            say!(
                "The walls end a hostile run of {workload}; nothing else notices.",
                workload
            )
        }
        MomentKind::FirstLostUpdate => {
            say!(
                "{workload}: another write replaces one that it had not read (lost update).",
                workload
            )
        }
        MomentKind::FirstLimitHit => {
            say!("{workload}: a run reaches a limit and is ended.", workload)
        }
        MomentKind::PeakMinute => plural!(
            count,
            "The busiest minute begins: {count} request.",
            "The busiest minute begins: {count} requests."
        ),
    }
}

/// Shown instead of a workload's name where a moment belongs to no workload.
pub const SOMETHING: Phrase = phrase("A workload");

//! Every sentence of the timeline.

use super::language::{Phrase, phrase, say};
use engine::moments::{Moment, MomentKind};

/// Name of the region.
pub const REGION: Phrase = phrase("Timeline");
/// Name of the transport group.
pub const TRANSPORT: Phrase = phrase("Playback");
/// Starts playback.
pub const PLAY: Phrase = phrase("Play");
/// Stops playback.
pub const PAUSE: Phrase = phrase("Pause");
/// Goes to the event before.
pub const STEP_BACK: Phrase = phrase("Step back to the event before");
/// Goes to the next event.
pub const STEP_FORWARD: Phrase = phrase("Step to the next event");
/// Goes to the start of the hour.
pub const TO_START: Phrase = phrase("Back to the start of the hour");
/// Begins the part of the hour that is to play again and again.
pub const LOOP_FROM: Phrase = phrase("Loop: from here");
/// Ends that part.
pub const LOOP_TO: Phrase = phrase("Loop: up to here");
/// Plays the whole hour again.
pub const LOOP_OFF: Phrase = phrase("Stop looping");
/// Label of the speed slider.
pub const SPEED: Phrase = phrase("Speed");
/// Label of the scrubber.
pub const SCRUB: Phrase = phrase("Time of day");
/// Heading of the moments.
pub const MOMENTS: Phrase = phrase("Moments worth looking at");
/// Where a run has no moments.
pub const NO_MOMENTS: Phrase = phrase("Nothing stands out in this hour.");
/// Before there is a run.
pub const NO_RUN: Phrase = phrase("The timeline appears when the first hour has been simulated.");
/// The charts' table twin.
pub const AS_TABLE: Phrase = phrase("The charts as a table");
/// Caption of the table twin.
pub const TABLE_CAPTION: Phrase = phrase("The hour in steps of five minutes");
/// Columns of the table twin.
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
/// A chart.
pub const CHART_INSTANCES: Phrase = phrase("Function instances and replicas");

/// A time of day with the day of the scenario, from 1.
pub fn on_day(day: u64, time_of_day: &str) -> String {
    say!("day {day}, {time_of_day}", day, time_of_day)
}

/// A speed on the slider's label: `60×`.
pub fn times(speed: f64) -> String {
    format!("{}×", super::stage::number(speed))
}

/// A speed as a screen reader says it.
pub fn speed_spoken(speed: f64) -> String {
    let number = super::stage::number(speed);
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
    say!("at most {value}", value = super::stage::number(value))
}

/// What a chart shows, in a sentence.
pub fn chart_summary(title: &str, most: f64, when: &str) -> String {
    if most <= 0.0 {
        return say!("{title}: none in this hour.", title);
    }
    say!(
        "{title}: at most {most} at {when}.",
        title,
        most = super::stage::number(most),
        when
    )
}

/// One sentence for a moment.
pub fn moment(moment: &Moment, workload: &str) -> String {
    let count = super::figures::count(moment.count);
    match moment.kind {
        MomentKind::FirstColdStart => {
            say!(
                "{workload} waits for a new instance for the first time.",
                workload
            )
        }
        MomentKind::ThrottlingBegins => {
            say!(
                "{workload} is refused: the account runs no more at once.",
                workload
            )
        }
        MomentKind::ConnectionsExhausted => {
            say!("{workload} finds no database connection left.", workload)
        }
        MomentKind::QueueFull => say!("{workload} finds the waiting room full.", workload),
        MomentKind::ScaleOut => {
            say!(
                "{workload} asks for more: {count} replicas, ready in about a minute.",
                workload,
                count
            )
        }
        MomentKind::ReplicaCrashed => {
            say!(
                "{workload} takes a replica down, and {count} requests die with it.",
                workload,
                count
            )
        }
        MomentKind::FirstBreach => {
            say!(
                "{workload} reaches something that was never granted.",
                workload
            )
        }
        MomentKind::FirstContained => {
            say!(
                "The walls end a hostile run of {workload}; nothing else notices.",
                workload
            )
        }
        MomentKind::FirstLostUpdate => {
            say!("A write of {workload} is overwritten unseen.", workload)
        }
        MomentKind::FirstLimitHit => say!("{workload} runs into a limit and is ended.", workload),
        MomentKind::PeakMinute => say!("The busiest minute begins: {count} requests.", count),
    }
}

/// Whose moment it is where it is nobody's in particular.
pub const SOMETHING: Phrase = phrase("A workload");

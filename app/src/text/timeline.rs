//! Every sentence of the timeline.

use engine::moments::{Moment, MomentKind};

/// Name of the region.
pub const REGION: &str = "Timeline";
/// Name of the transport group.
pub const TRANSPORT: &str = "Playback";
/// Starts playback.
pub const PLAY: &str = "Play";
/// Stops playback.
pub const PAUSE: &str = "Pause";
/// Goes to the event before.
pub const STEP_BACK: &str = "Step back to the event before";
/// Goes to the next event.
pub const STEP_FORWARD: &str = "Step to the next event";
/// Goes to the start of the hour.
pub const TO_START: &str = "Back to the start of the hour";
/// Begins the part of the hour that is to play again and again.
pub const LOOP_FROM: &str = "Loop: from here";
/// Ends that part.
pub const LOOP_TO: &str = "Loop: up to here";
/// Plays the whole hour again.
pub const LOOP_OFF: &str = "Stop looping";
/// Label of the speed slider.
pub const SPEED: &str = "Speed";
/// Label of the scrubber.
pub const SCRUB: &str = "Time of day";
/// Heading of the moments.
pub const MOMENTS: &str = "Moments worth looking at";
/// Where a run has no moments.
pub const NO_MOMENTS: &str = "Nothing stands out in this hour.";
/// Before there is a run.
pub const NO_RUN: &str = "The timeline appears when the first hour has been simulated.";
/// The charts' table twin.
pub const AS_TABLE: &str = "The charts as a table";
/// Caption of the table twin.
pub const TABLE_CAPTION: &str = "The hour in steps of five minutes";
/// Columns of the table twin.
pub const COLUMNS: [&str; 7] = [
    "From",
    "Requests",
    "Failed",
    "Late",
    "Cold starts",
    "Longest queue",
    "Instances at the end",
];
/// Title of the first chart.
pub const CHART_TRAFFIC: &str = "Requests a second";
/// Title of the second chart.
pub const CHART_FAILURES: &str = "Failed a second";
/// Title of the third chart.
pub const CHART_INSTANCES: &str = "Function instances and replicas";

/// A speed on the slider's label: `60×`.
pub fn times(speed: f64) -> String {
    format!("{}×", super::stage::number(speed))
}

/// A speed as a screen reader says it.
pub fn speed_spoken(speed: f64) -> String {
    let number = super::stage::number(speed);
    if speed == 1.0 {
        "as fast as life".to_owned()
    } else if speed < 1.0 {
        format!("{number} of real speed")
    } else {
        format!("{number} times real speed")
    }
}

/// The largest value of a chart.
pub fn at_most(value: f64) -> String {
    format!("at most {}", super::stage::number(value))
}

/// What a chart shows, in a sentence.
pub fn chart_summary(title: &str, most: f64, when: &str) -> String {
    if most <= 0.0 {
        return format!("{title}: none in this hour.");
    }
    format!("{title}: at most {} at {when}.", super::stage::number(most))
}

/// One sentence for a moment.
pub fn moment(moment: &Moment, workload: &str) -> String {
    let count = super::figures::count(moment.count);
    match moment.kind {
        MomentKind::FirstColdStart => {
            format!("{workload} waits for a new instance for the first time.")
        }
        MomentKind::ThrottlingBegins => {
            format!("{workload} is refused: the account runs no more at once.")
        }
        MomentKind::ConnectionsExhausted => {
            format!("{workload} finds no database connection left.")
        }
        MomentKind::QueueFull => format!("{workload} finds the waiting room full."),
        MomentKind::ScaleOut => {
            format!("{workload} asks for more: {count} replicas, ready in about a minute.")
        }
        MomentKind::ReplicaCrashed => {
            format!("{workload} takes a replica down, and {count} requests die with it.")
        }
        MomentKind::FirstBreach => {
            format!("{workload} reaches something that was never granted.")
        }
        MomentKind::FirstContained => {
            format!("The walls end a hostile run of {workload}; nothing else notices.")
        }
        MomentKind::FirstLostUpdate => {
            format!("A write of {workload} is overwritten unseen.")
        }
        MomentKind::FirstLimitHit => format!("{workload} runs into a limit and is ended."),
        MomentKind::PeakMinute => format!("The busiest minute begins: {count} requests."),
    }
}

/// Whose moment it is where it is nobody's in particular.
pub const SOMETHING: &str = "A workload";

//! Every sentence of the stage, on the canvas and beside it.

use std::fmt::Write;

use engine::catalog::LaneId;
use engine::outcome::{Cause, Outcome};

use crate::stage::tally::{LaneTally, Tally};
use crate::stage::whereabouts::Doing;
use crate::text::board::lane;
use crate::text::causes;
use crate::text::figures::count;

/// Name of the buttons that zoom.
pub const ZOOM: &str = "Zoom the map";
/// Zooms in.
pub const NEARER: &str = "Nearer";
/// Zooms out.
pub const FARTHER: &str = "Farther";
/// Shows everything again.
pub const WHOLE: &str = "The whole world";
/// What keys do on the stage.
pub const KEYS: &str =
    "Map and lanes. Plus and minus zoom the map, arrows move it, zero shows the whole world.";
/// Name of the region.
pub const REGION: &str = "Stage";
/// What the canvas is.
pub const CANVAS: &str = "Animated map of the requests between cities, points of presence and the \
    home region, and of the instances of the four lanes. The summary below says the same in words.";
/// Before there is a run.
pub const NO_RUN: &str = "The first hour is being simulated.";
/// Said when requests are drawn longer than they last.
pub const STRETCHED: &str = "Short requests are drawn longer than they last, so that they can be \
    seen. Instances, queues and every number are as they are.";
/// Said when requests are drawn as flows.
pub const FLOWING: &str = "More than a thousand requests a second of screen time: they are drawn as \
    flows with numbers. Slow down to see each.";
/// Said when nothing may travel.
pub const STILL: &str = "Motion is reduced: numbers at the places instead of travelling requests, \
    twice a second.";
/// The summary in words.
pub const IN_WORDS: &str = "This picture in words";
/// The requests in flight, as a table.
pub const IN_FLIGHT: &str = "Requests in flight";
/// Caption of that table.
pub const IN_FLIGHT_CAPTION: &str =
    "The first twelve requests in flight. Choose one to see its way.";
/// Its columns.
pub const IN_FLIGHT_COLUMNS: [&str; 4] = ["Request", "Lane", "Doing", "For"];
/// Nobody is there.
pub const NOBODY: &str = "No request is in flight.";
/// Nothing failed.
pub const NO_FAILURES: &str = "Nothing failed in the last minute.";
/// The legend's heading, for whoever cannot see its signs.
pub const LEGEND: &str = "Legend";
/// The legend's entries.
pub const LEGEND_ENTRIES: [&str; 8] = [
    "request",
    "waits",
    "waits for a start",
    "starting",
    "warm",
    "busy",
    "late",
    "failed",
];

/// A whole number with its thousands apart, into a text that is kept from frame to frame.
pub fn write_count(out: &mut String, value: u64) {
    if value >= 1_000 {
        write_count(out, value / 1_000);
        let _ = write!(out, ",{:03}", value % 1_000);
    } else {
        let _ = write!(out, "{value}");
    }
}

/// A number with as many places as tell something: `0.2`, `7.5`, `60`, `1,000`.
pub fn number(value: f64) -> String {
    let mut out = String::new();
    write_number(&mut out, value);
    out
}

fn write_number(out: &mut String, value: f64) {
    if value >= 10.0 || value.fract().abs() < 1e-9 {
        write_count(out, value.round() as u64);
    } else if value >= 0.1 {
        let _ = write!(out, "{value:.1}");
    } else {
        let _ = write!(out, "{value:.2}");
    }
}

/// Requests a second, beside a flow: `42/s`.
pub fn write_rate(out: &mut String, per_second: f64) {
    write_number(out, per_second);
    out.push_str("/s");
}

/// The second line of a lane's head.
pub fn write_lane_use(out: &mut String, lane: LaneId, tally: &LaneTally, pops: u32) {
    if tally.instances() == 0 && tally.requests.in_flight == 0 {
        out.push_str(if lane == LaneId::Edge {
            "nothing runs now"
        } else {
            "no instance now"
        });
        return;
    }
    if lane == LaneId::Edge {
        write_count(out, u64::from(tally.requests.running));
        let _ = write!(
            out,
            " running at {pops} {}",
            if pops == 1 { "POP" } else { "POPs" }
        );
        return;
    }
    write_count(out, u64::from(tally.busy));
    out.push_str(" of ");
    write_count(out, u64::from(tally.idle + tally.busy));
    out.push_str(" busy");
    if tally.starting > 0 {
        out.push_str(", ");
        write_count(out, u64::from(tally.starting));
        out.push_str(" starting");
    }
}

/// The third line of a lane's head, on the left.
pub fn write_waiting(out: &mut String, waiting: u32) {
    if waiting > 0 {
        write_count(out, u64::from(waiting));
        out.push_str(" waiting");
    }
}

/// The third line of a lane's head, on the right.
pub fn write_failing(out: &mut String, per_second: f64) {
    write_number(out, per_second);
    out.push_str("/s fail");
}

/// Those of a queue who have no place on the canvas.
pub fn write_more(out: &mut String, more: u32) {
    out.push('+');
    write_count(out, u64::from(more));
}

/// The home region's label on the map.
pub fn home_label(city: &str) -> String {
    format!("{city}: home region and database")
}

/// The same where there is little room.
pub fn home_label_short(city: &str) -> String {
    format!("{city} (home)")
}

/// What a request does, as a verb.
pub const fn doing(doing: Doing) -> &'static str {
    match doing {
        Doing::Travelling => "travelling",
        Doing::Connecting => "connecting",
        Doing::Waiting => "waiting in a queue",
        Doing::BackingOff => "waiting to be taken again",
        Doing::Starting => "waiting for a cold start",
        Doing::Running => "running",
    }
}

/// Time and speed: `20:41:07, playing at 60×.`
pub fn when(clock: &str, playing: bool, times: &str) -> String {
    if playing {
        format!("{clock}, playing at {times}.")
    } else {
        format!("{clock}, paused.")
    }
}

/// What share of the requests is drawn, where not all are; counts and percentiles are of all.
pub fn sample(drawn: u64, all: u64) -> Option<String> {
    (drawn < all).then(|| {
        format!(
            "Shown: {} of {} requests, a fair sample, and the first failures of each kind. Every \
             count and percentile is of all of them.",
            count(drawn),
            count(all)
        )
    })
}

/// The requests in flight, by what they do.
pub fn in_flight(tally: &Tally, stands_for: f64) -> String {
    let parts = [
        (tally.travelling, "travelling"),
        (tally.connecting, "connecting"),
        (tally.waiting, "waiting in a queue"),
        (tally.backing_off, "waiting to be taken again"),
        (tally.starting, "waiting for a cold start"),
        (tally.running, "running"),
    ];
    let words: Vec<String> = parts
        .iter()
        .filter(|(n, _)| *n > 0)
        .map(|(n, what)| format!("{} {what}", count(u64::from(*n))))
        .collect();
    let sample = if stands_for > 1.5 {
        format!(" Each stands for about {}.", number(stands_for))
    } else {
        String::new()
    };
    match tally.in_flight {
        0 => format!("{NOBODY}{sample}"),
        1 => format!("1 request in flight: {}.{sample}", words.join(", ")),
        n => format!(
            "{} requests in flight: {}.{sample}",
            count(u64::from(n)),
            words.join(", ")
        ),
    }
}

/// One lane in a sentence.
pub fn lane_sentence(id: LaneId, tally: &LaneTally, pops: u32) -> String {
    let mut out = format!("{}: ", lane(id));
    if id != LaneId::Edge && tally.instances() > 0 {
        let instances = tally.instances();
        write_count(&mut out, u64::from(instances));
        out.push_str(if instances == 1 {
            " instance, "
        } else {
            " instances, "
        });
    }
    write_lane_use(&mut out, id, tally, pops);
    if tally.requests.in_queue() > 0 {
        out.push_str(", ");
        write_waiting(&mut out, tally.requests.in_queue());
    }
    for (rate, what) in [
        (tally.failed_per_second, "failed"),
        (tally.late_per_second, "late"),
    ] {
        if rate >= 0.005 {
            let _ = write!(out, ", {} a second {what}", number(rate));
        }
    }
    out.push('.');
    out
}

/// The most frequent failures.
pub fn failures(causes: &[(Cause, u64)]) -> String {
    if causes.is_empty() {
        return NO_FAILURES.to_owned();
    }
    let words: Vec<String> = causes
        .iter()
        .take(3)
        .map(|&(cause, n)| format!("{} ({})", causes::label(cause), count(n)))
        .collect();
    format!(
        "Most frequent failures in the last minute: {}.",
        words.join(", ")
    )
}

/// The name of a request.
pub fn request(workload: &str, step: &str, number: u32) -> String {
    let number = count(u64::from(number));
    if step.is_empty() || step == workload {
        format!("{workload} {number}")
    } else {
        format!("{workload}, {step} {number}")
    }
}

/// Where the request that a person has chosen is.
pub fn chosen(name: &str, doing: Option<Doing>, outcome: Outcome) -> String {
    match (doing, outcome) {
        (Some(doing), _) => format!("Chosen: {name}, {}.", self::doing(doing)),
        (None, Outcome::Ok) => format!("Chosen: {name}. It ends well."),
        (None, Outcome::Late(why)) => {
            format!("Chosen: {name}. It ends late: {}.", causes::label(why))
        }
        (None, Outcome::Failed(why)) => {
            format!("Chosen: {name}. It fails: {}.", causes::label(why))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(value: f64, expected: &str) {
        assert_eq!(number(value), expected);
    }

    #[test]
    fn numbers_have_the_places_that_tell_something() {
        check(0.0, "0");
        check(0.04, "0.04");
        check(0.2, "0.2");
        check(7.5, "7.5");
        check(60.0, "60");
        check(1_204.4, "1,204");
        check(1_000_000.0, "1,000,000");
    }

    #[test]
    fn the_tally_is_a_sentence() {
        let mut tally = Tally::default();
        assert_eq!(in_flight(&tally, 1.0), "No request is in flight.");
        tally.add(Doing::Running);
        assert_eq!(in_flight(&tally, 1.0), "1 request in flight: 1 running.");
        tally.add(Doing::Starting);
        let both = "2 requests in flight: 1 waiting for a cold start, 1 running.";
        assert_eq!(in_flight(&tally, 1.0), both);
    }
}

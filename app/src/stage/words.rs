//! The words of the stage, on the canvas and beside it.

use std::fmt::Write;

use model::catalog::LaneId;
use model::outcome::{Cause, Outcome};

use crate::stage::tally::{LaneTally, Tally};
use crate::stage::whereabouts::Doing;
use crate::text::causes;
use crate::text::figures::{Count, Number, count, number};
use crate::text::lanes;
use crate::text::language::{Phrase, phrase, plural, put, say, tr};

/// The name of the group of zoom buttons.
pub const ZOOM: Phrase = phrase("Zoom the map");
/// The button that zooms in.
pub const NEARER: Phrase = phrase("Nearer");
/// The button that zooms out.
pub const FARTHER: Phrase = phrase("Farther");
/// The button that shows the whole map.
pub const WHOLE: Phrase = phrase("The whole world");
/// The buttons that move a zoomed map.
pub const LEFT: Phrase = phrase("Go left");
/// The same to the right.
pub const RIGHT: Phrase = phrase("Go right");
/// The same upwards.
pub const UP: Phrase = phrase("Go up");
/// The same downwards.
pub const DOWN: Phrase = phrase("Go down");
/// The keys of the stage.
pub const KEYS: Phrase =
    phrase("Map. Plus and minus zoom it, arrows move it, zero shows the whole world.");
/// The name of the region.
pub const REGION: Phrase = phrase("World");
/// The description of the canvas.
pub const CANVAS: Phrase = phrase(
    "Animated map of the requests between cities, points of presence and the \
    home region. The summary below says the same in words.",
);
/// Shown while requests are drawn longer than they last.
pub const STRETCHED: Phrase = phrase(
    "Short requests are drawn longer than they last, so that they can be \
    seen. Instances, queues and all figures are exact.",
);
/// Shown while requests are drawn as flows.
pub const FLOWING: Phrase = phrase(
    "More than a thousand requests a second of screen time: they are drawn as \
    flows with numbers. Slow down to see each.",
);
/// Shown while motion is reduced.
pub const STILL: Phrase = phrase(
    "Motion is reduced: numbers at the places instead of travelling requests, \
    twice a second.",
);
/// The name of the summary in words.
pub const IN_WORDS: Phrase = phrase("In words");
/// The name of the table of requests in flight.
pub const IN_FLIGHT: Phrase = phrase("In flight");
/// The caption of that table.
pub const IN_FLIGHT_CAPTION: Phrase =
    phrase("The first twelve requests in flight. Choose one to see its way.");
/// The columns of that table.
pub const IN_FLIGHT_COLUMNS: [Phrase; 4] = [
    phrase("Request"),
    phrase("Lane"),
    phrase("Doing"),
    phrase("For"),
];
/// Shown while no request is in flight.
pub const NOBODY: Phrase = phrase("No request is in flight.");
/// Shown where no request failed in the last minute.
pub const NO_FAILURES: Phrase = phrase("Nothing failed in the last minute.");
/// The legend's heading, for screen readers.
pub const LEGEND: Phrase = phrase("Legend");
/// The legend's entries.
pub const LEGEND_ENTRIES: [Phrase; 8] = [
    phrase("request"),
    phrase("queued"),
    phrase("cold start"),
    phrase("starting"),
    phrase("warm"),
    phrase("busy"),
    phrase("late"),
    phrase("failed"),
];

/// Appends a count to a text that is reused from frame to frame.
pub fn write_count(out: &mut String, value: u64) {
    write!(out, "{}", Count(value)).ok(); // writing into a text cannot fail
}

/// Appends the requests a second of a flow: `42/s`.
pub fn write_rate(out: &mut String, per_second: f64) {
    put!(out, "{per_second}/s", per_second = Number(per_second));
}

/// The instances and the waiting requests of a lane now, in a line.
pub fn lane_now(lane: LaneId, tally: &LaneTally, pops: u32) -> String {
    let mut out = instances_now(lane, tally, pops);
    let requests = &tally.requests;
    if requests.waiting > 0 {
        put!(
            &mut out,
            ", {count} queued",
            count = count_of(requests.waiting)
        );
    }
    if requests.backing_off > 0 {
        let count = count_of(requests.backing_off);
        put!(&mut out, ", {count} backing off", count);
    }
    if requests.starting > 0 {
        let count = count_of(requests.starting);
        put!(&mut out, ", {count} in cold start", count);
    }
    out
}

/// The rate of failures of a lane now; empty where nothing fails.
pub fn failing(per_second: f64) -> String {
    if per_second < 0.005 {
        return String::new();
    }
    say!("{per_second}/s fail", per_second = number(per_second))
}

/// The name of the chart of a lane's failures.
pub fn failed_at_most(per_second: f64) -> String {
    say!(
        "Failures over the hour, at most {per_second}/s",
        per_second = number(per_second)
    )
}

fn instances_now(lane: LaneId, tally: &LaneTally, pops: u32) -> String {
    if tally.instances() == 0 && tally.requests.in_flight == 0 {
        return tr("Idle").to_owned();
    }
    if lane == LaneId::Edge {
        let running = count_of(tally.requests.running);
        if pops == 0 {
            return say!("{running} running", running);
        }
        return plural!(
            pops = u64::from(pops),
            "{running} running at {pops} POP",
            "{running} running at {pops} POPs",
            running
        );
    }
    let (busy, all) = (count_of(tally.busy), count_of(tally.idle + tally.busy));
    let mut out = say!("{busy} of {all} busy", busy, all);
    if tally.starting > 0 {
        let starting = count_of(tally.starting);
        put!(&mut out, ", {starting} starting", starting);
    }
    out
}

fn count_of(many: u32) -> Count {
    Count(u64::from(many))
}

/// Appends how many waiting requests have no room on the canvas.
pub fn write_more(out: &mut String, more: u32) {
    out.push('+');
    write_count(out, u64::from(more));
}

/// The home region's label on the map.
pub fn home_label(city: &str) -> String {
    say!("{city}: home region and database", city)
}

/// The short form of that label.
pub fn home_label_short(city: &str) -> String {
    say!("{city} (home)", city)
}

/// The label of a second region on the map.
pub fn second_region_label(city: &str) -> String {
    say!("{city} (second region)", city)
}

/// The activity of a request, as a verb.
pub fn doing(doing: Doing) -> &'static str {
    match doing {
        Doing::Travelling => tr("travelling"),
        Doing::Connecting => tr("connecting"),
        Doing::Waiting => tr("queued"),
        Doing::BackingOff => tr("backing off"),
        Doing::Starting => tr("waiting on a cold start"),
        Doing::Running => tr("running"),
    }
}

/// Time and speed: `20:41:07, playing at 60×.`
pub fn when(clock: &str, playing: bool, times: &str) -> String {
    if playing {
        say!("{clock}, playing at {times}.", clock, times)
    } else {
        say!("{clock}, paused.", clock)
    }
}

/// The share of the requests that are drawn, in a sentence; none where all of them are.
pub fn sample(drawn: u64, all: u64) -> Option<String> {
    (drawn < all).then(|| {
        say!("Shown: {drawn} of {all} requests, a fair sample, and the first failures of each kind. Every \
             count and percentile is of all of them.", drawn = count(drawn), all = count(all))
    })
}

/// The requests in flight, by activity.
pub fn in_flight(tally: &Tally, represents: f64) -> String {
    let parts = [
        (tally.travelling, tr("travelling")),
        (tally.connecting, tr("connecting")),
        (tally.waiting, tr("queued")),
        (tally.backing_off, tr("backing off")),
        (tally.starting, tr("waiting on a cold start")),
        (tally.running, tr("running")),
    ];
    let words: Vec<String> = parts
        .iter()
        .filter(|(n, _)| *n > 0)
        .map(|(n, what)| format!("{} {what}", count(u64::from(*n))))
        .collect();
    let sample = if represents > 1.5 {
        say!(
            " Each represents about {represents}.",
            represents = number(represents)
        )
    } else {
        String::new()
    };
    match tally.in_flight {
        0 => format!("{NOBODY}{sample}"),
        n => plural!(
            count = u64::from(n),
            "{count} request in flight: {list}.{sample}",
            "{count} requests in flight: {list}.{sample}",
            list = words.join(", "),
            sample
        ),
    }
}

/// One lane in a sentence.
pub fn lane_sentence(id: LaneId, tally: &LaneTally, pops: u32) -> String {
    let mut out = format!("{}: ", lanes::name(id));
    if id != LaneId::Edge && tally.instances() > 0 {
        out.push_str(&plural!(
            instances = u64::from(tally.instances()),
            "{instances} instance, ",
            "{instances} instances, "
        ));
    }
    out.push_str(&lane_now(id, tally, pops));
    let (failed, late) = (tally.failed_per_second, tally.late_per_second);
    if failed >= 0.005 {
        put!(
            &mut out,
            ", {failed} a second failed",
            failed = Number(failed)
        );
    }
    if late >= 0.005 {
        put!(&mut out, ", {late} a second late", late = Number(late));
    }
    out.push('.');
    out
}

/// The most frequent failures.
pub fn failures(causes: &[(Cause, u64)]) -> String {
    if causes.is_empty() {
        return NO_FAILURES.into();
    }
    let words: Vec<String> = causes
        .iter()
        .take(3)
        .map(|&(cause, n)| format!("{} ({})", causes::label(cause), count(n)))
        .collect();
    say!(
        "Most frequent failures in the last minute: {list}.",
        list = words.join(", ")
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

/// A request, with its activity or its outcome.
pub fn one_request(name: &str, doing: Option<Doing>, outcome: Outcome) -> String {
    match (doing, outcome) {
        (Some(doing), _) => say!("{name}: {doing}.", name, doing = self::doing(doing)),
        (None, Outcome::Ok) => say!("{name}: done.", name),
        (None, Outcome::Late(why)) => {
            say!("{name}: done late ({why}).", name, why = causes::label(why))
        }
        (None, Outcome::Failed(why)) => {
            say!("{name}: failed ({why}).", name, why = causes::label(why))
        }
    }
}

/// The position of the request that a person has selected.
pub fn chosen(name: &str, doing: Option<Doing>, outcome: Outcome) -> String {
    match (doing, outcome) {
        (Some(doing), _) => say!("Chosen: {name}, {doing}.", name, doing = self::doing(doing)),
        (None, Outcome::Ok) => say!("Chosen: {name}. It ends well.", name),
        (None, Outcome::Late(why)) => {
            say!(
                "Chosen: {name}. It ends late: {why}.",
                name,
                why = causes::label(why)
            )
        }
        (None, Outcome::Failed(why)) => {
            say!(
                "Chosen: {name}. It fails: {why}.",
                name,
                why = causes::label(why)
            )
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tally_is_a_sentence() {
        let mut tally = Tally::default();
        assert_eq!(in_flight(&tally, 1.0), "No request is in flight.");
        tally.add(Doing::Running);
        assert_eq!(in_flight(&tally, 1.0), "1 request in flight: 1 running.");
        tally.add(Doing::Starting);
        let both = "2 requests in flight: 1 waiting on a cold start, 1 running.";
        assert_eq!(in_flight(&tally, 1.0), both);
    }
}

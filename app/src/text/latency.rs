//! The words of the times of requests: the distribution, its percentiles, the cities.

use model::trace::SegmentKind;

use super::evidence;
use super::figures::{self, number};
use super::language::{Phrase, phrase, plural, say};

pub(crate) const SHOW: Phrase = phrase("How long requests took");
pub(crate) const SCALE: Phrase = phrase("From arrival to answer, logarithmic");
/// The name of the line at the target of the latency.
pub(crate) const TARGET: Phrase = phrase("target");
pub(crate) const AS_TABLE: Phrase = phrase("The distribution as a table");
pub(crate) const FROM: Phrase = phrase("From");
pub(crate) const UNTIL: Phrase = phrase("Until");
pub(crate) const REQUESTS: Phrase = phrase("Requests");
pub(crate) const BESIDE: Phrase = phrase("A usual request and two slow ones");
pub(crate) const GO: Phrase = phrase("Show it");
pub(crate) const BY_CITY: Phrase = phrase("By city, the slowest first");
pub(crate) const CITY: Phrase = phrase("City");
pub(crate) const TOO_FEW: &str = "–";
pub(crate) const NONE_DONE: Phrase = phrase("No request was done.");
/// The menu that saves charts and tables.
pub(crate) const SAVE: Phrase = phrase("Save");
pub(crate) const SAVE_CSV: Phrase = phrase("Save as CSV");
pub(crate) const SAVE_SVG: Phrase = phrase("Save as SVG");

/// The name of a button that saves a chart or a table: its label, and what it saves.
pub(crate) fn save(button: Phrase, what: &str) -> String {
    format!("{button}: {what}")
}

/// The content of the chart, in a sentence.
pub(crate) fn summary(count: usize, percentiles: &[(f64, f64)]) -> String {
    let of: Vec<String> = percentiles
        .iter()
        .map(|(percent, ms)| {
            say!(
                "{percent} % within {ms}",
                percent = number(*percent),
                ms = figures::time_ms(*ms)
            )
        })
        .collect();
    let count = plural!(count = count as u64, "{count} request", "{count} requests");
    if of.is_empty() {
        return format!("{count}.");
    }
    format!("{count}: {}.", figures::list(&of))
}

pub(crate) const MAP: Phrase = phrase(
    "The median by city: the stronger the colour, the longer; the larger the circle, the more requests",
);

/// The range of latencies that a shade of the map represents.
pub(crate) fn between(from_ms: f64, until_ms: f64) -> String {
    say!(
        "{from} to {until}",
        from = figures::time_ms(from_ms),
        until = figures::time_ms(until_ms)
    )
}

/// The content of the map, in a sentence.
pub(crate) fn city_map(cities: usize, least_ms: f64, most_ms: f64) -> String {
    plural!(
        cities = cities as u64,
        "Map of {cities} city; medians from {least} to {most}. The table says the same.",
        "Map of {cities} cities; medians from {least} to {most}. The table says the same.",
        least = figures::time_ms(least_ms),
        most = figures::time_ms(most_ms)
    )
}

/// A percentile's name: `p95`.
pub(crate) fn percentile(percent: f64) -> String {
    say!("p{percent}", percent = number(percent))
}

/// The name of the button that shows the request at a percentile.
pub(crate) fn show(percent: f64) -> String {
    say!(
        "{go}: the request at {percent}",
        go = GO,
        percent = percentile(percent)
    )
}

/// The parts of a request, in one line.
pub(crate) fn parts(parts: &[(SegmentKind, f64)]) -> String {
    let each: Vec<String> = parts
        .iter()
        .map(|(kind, ms)| format!("{} {}", evidence::segment(*kind), figures::time_ms(*ms)))
        .collect();
    each.join(", ")
}

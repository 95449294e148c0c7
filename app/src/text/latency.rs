//! How long requests took: the distribution, the requests at its percentiles, the cities.

use super::figures;
use super::stage::number;

pub(crate) const SHOW: &str = "How long requests took";
pub(crate) const SCALE: &str = "From arrival to answer, logarithmic";
pub(crate) const AS_TABLE: &str = "The distribution as a table";
pub(crate) const FROM: &str = "From";
pub(crate) const UNTIL: &str = "Until";
pub(crate) const REQUESTS: &str = "Requests";
pub(crate) const BESIDE: &str = "A usual request and two slow ones";
pub(crate) const GO: &str = "Show it";
pub(crate) const BY_CITY: &str = "By city, the slowest first";
pub(crate) const CITY: &str = "City";
pub(crate) const TOO_FEW: &str = "–";
pub(crate) const NONE_DONE: &str = "No request was done.";
pub(crate) const SAVE_CSV: &str = "Save as CSV";
pub(crate) const SAVE_SVG: &str = "Save as SVG";

/// What the chart shows, in a sentence.
pub(crate) fn summary(count: usize, percentiles: &[(f64, f64)]) -> String {
    let of: Vec<String> = percentiles
        .iter()
        .map(|(percent, ms)| format!("{} % within {}", number(*percent), figures::time_ms(*ms)))
        .collect();
    let count = figures::counted(count as u64, "request", "requests");
    if of.is_empty() {
        return format!("{count}.");
    }
    format!("{count}: {}.", figures::list(&of))
}

/// `p95`.
pub(crate) fn percentile(percent: f64) -> String {
    format!("p{}", number(percent))
}

/// The name of the button that shows the request at a percentile.
pub(crate) fn show(percent: f64) -> String {
    format!("{}: the request at {}", GO, percentile(percent))
}

/// The parts of a request, in one line.
pub(crate) fn parts(parts: &[(&str, f64)]) -> String {
    let each: Vec<String> = parts
        .iter()
        .map(|(what, ms)| format!("{what} {}", figures::time_ms(*ms)))
        .collect();
    each.join(", ")
}

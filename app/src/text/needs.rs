//! Needs, and how far a run kept them.

use engine::scenario::{Need, Over, Scenario, Workload};
use engine::verdict::NeedResult;

use super::{causes, figures};

/// What a need is about: `95th percentile`, `Lost submissions`.
pub(crate) fn label(need: &Need, workload: &Workload) -> String {
    match need {
        Need::Latency {
            percentile, over, ..
        } => {
            let whom = match over {
                Over::Audience => "",
                Over::Far => ", far learners",
            };
            format!("p{percentile:.0} latency{whom}")
        }
        Need::Finished { percentile, .. } if *percentile >= 100.0 => "Slowest finish".to_owned(),
        Need::Finished { percentile, .. } => format!("p{percentile:.0} finish"),
        Need::Failed { .. } => "Failed".to_owned(),
        Need::Lost { .. } => format!("Lost {}", plural(workload)),
        Need::Duplicated { .. } => "Happened twice".to_owned(),
        Need::Stale { .. } => "Stale reads".to_owned(),
        Need::SessionsLost { .. } => "Lost sessions".to_owned(),
        Need::Contained => "Reached without a grant".to_owned(),
        Need::NeighboursUnharmed => "Neighbours harmed".to_owned(),
        Need::RejectedNearSource { .. } => "Turned away near the source".to_owned(),
    }
}

/// What is lost when a request of this workload is lost.
pub(crate) fn plural(workload: &Workload) -> String {
    let last = workload
        .name
        .rsplit(' ')
        .next()
        .unwrap_or_default()
        .to_lowercase();
    let is_plural = last.ends_with('s') && workload.author == engine::scenario::Author::Own;
    if is_plural {
        last
    } else {
        "requests".to_owned()
    }
}

/// What a need promises, in a sentence.
pub(crate) fn promise(need: &Need, workload: &Workload) -> String {
    match need {
        Need::Latency {
            percentile,
            at_most_ms,
            over,
        } => {
            let whom = match over {
                Over::Audience => "requests",
                Over::Far => "requests from far away",
            };
            let time = figures::time_ms(*at_most_ms);
            format!("{percentile:.0} of 100 {whom} are answered within {time}.")
        }
        Need::Finished {
            percentile,
            within_s,
        } => {
            let time = figures::time_ms(within_s * 1e3);
            if *percentile >= 100.0 {
                format!("Each is finished within {time}.")
            } else {
                format!("{percentile:.0} of 100 are finished within {time}.")
            }
        }
        Need::Failed { at_most_share } if *at_most_share <= 0.0 => "None fails.".to_owned(),
        Need::Failed { at_most_share } => {
            format!("At most {} fail.", figures::share(*at_most_share))
        }
        Need::Lost { at_most: 0 } => format!("No {} are lost.", plural(workload)),
        Need::Lost { at_most } => {
            format!(
                "At most {} {} are lost.",
                figures::count(*at_most),
                plural(workload)
            )
        }
        Need::Duplicated { at_most: 0 } => "Nothing happens twice.".to_owned(),
        Need::Duplicated { at_most } => {
            format!("At most {} happen twice.", figures::count(*at_most))
        }
        Need::Stale { at_most_share } => {
            format!(
                "At most {} of reads miss a write.",
                figures::share(*at_most_share)
            )
        }
        Need::SessionsLost { at_most_share } => {
            format!(
                "At most {} find their session gone.",
                figures::share(*at_most_share)
            )
        }
        Need::Contained => "The code reaches nothing that was not granted.".to_owned(),
        Need::NeighboursUnharmed => "No other request suffers from this code.".to_owned(),
        Need::RejectedNearSource { at_least_share } => format!(
            "{} of unwanted requests never travel to the home region.",
            figures::share(*at_least_share)
        ),
    }
}

/// The target alone: `≤ 200 ms`.
pub(crate) fn target(need: &Need) -> String {
    match need {
        Need::Latency { at_most_ms, .. } => format!("≤ {}", figures::time_ms(*at_most_ms)),
        Need::Finished { within_s, .. } => format!("≤ {}", figures::time_ms(within_s * 1e3)),
        Need::Failed { at_most_share }
        | Need::Stale { at_most_share }
        | Need::SessionsLost { at_most_share } => format!("≤ {}", figures::share(*at_most_share)),
        Need::Lost { at_most } | Need::Duplicated { at_most } => {
            format!("≤ {}", figures::count(*at_most))
        }
        Need::Contained | Need::NeighboursUnharmed => "≤ 0".to_owned(),
        Need::RejectedNearSource { at_least_share } => {
            format!("≥ {}", figures::share(*at_least_share))
        }
    }
}

/// What was measured, with the need's unit.
pub(crate) fn measured(result: &NeedResult) -> String {
    let Some(value) = result.measured else {
        return "too few to say".to_owned();
    };
    match result.need {
        Need::Latency { .. } => figures::time_ms(value),
        Need::Finished { .. } => figures::time_ms(value * 1e3),
        Need::Failed { .. }
        | Need::Stale { .. }
        | Need::SessionsLost { .. }
        | Need::RejectedNearSource { .. } => figures::share(value),
        Need::Lost { .. }
        | Need::Duplicated { .. }
        | Need::Contained
        | Need::NeighboursUnharmed => figures::count(value.round().max(0.0) as u64),
    }
}

/// Why a need was missed: its causes with their counts, in a sentence. Empty where it was kept.
pub(crate) fn why(result: &NeedResult, scenario: &Scenario) -> String {
    const TOLD: usize = 3;
    let parts: Vec<String> = result
        .causes
        .iter()
        .take(TOLD)
        .map(|one| {
            let clause = causes::clause(one.cause, scenario);
            format!(
                "{}: {clause}",
                figures::counted(one.count, "request", "requests")
            )
        })
        .collect();
    if parts.is_empty() {
        String::new()
    } else {
        format!("{}.", parts.join("; "))
    }
}

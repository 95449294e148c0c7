//! The words of needs: the target as a sentence and as a figure, the measured figure, and the reason of
//! a miss.

use super::language::{Phrase, phrase, plural, say, tr};
use model::catalog::LaneId;
use model::decimal;
use model::outcome::Cause;
use model::report::CauseCount;
use model::scenario::{Need, Over, Scenario, Workload};
use model::verdict::{Constraint, NeedResult};

use super::{causes, evidence, figures, lanes};

/// The name of a need: `p95 latency`, `Lost submissions`.
pub(crate) fn label(need: &Need, workload: &Workload) -> String {
    match need {
        Need::Latency {
            percentile, over, ..
        } => {
            let whom = match over {
                Over::Audience => "",
                Over::Far => tr(", far learners"),
            };
            say!(
                "p{percentile} latency{whom}",
                percentile = decimal::write(*percentile, 0),
                whom
            )
        }
        Need::Finished { percentile, .. } if *percentile >= 100.0 => say!("Slowest finish"),
        Need::Finished { percentile, .. } => say!(
            "p{percentile} finish",
            percentile = decimal::write(*percentile, 0)
        ),
        Need::Failed { .. } => say!("Failed"),
        Need::Lost { .. } => match Loss::of(workload) {
            Loss::Submissions => say!("Lost submissions"),
            Loss::Webhooks => say!("Lost webhooks"),
            Loss::Requests => say!("Lost requests"),
        },
        Need::Duplicated { .. } => say!("Processed twice"),
        Need::Stale { .. } => say!("Stale reads"),
        Need::SessionsLost { .. } => say!("Lost sessions"),
        Need::Contained => say!("Unauthorised access"),
        Need::NeighboursUnharmed => say!("Neighbours harmed"),
        Need::RejectedNearSource { .. } => say!("Turned away near the source"),
        Need::Cost { .. } => say!("Cost"),
    }
}

/// The word for a lost request of a workload. Two shipped workloads have their own; the plural and the
/// gender of any other name are unknown.
enum Loss {
    Submissions,
    Webhooks,
    Requests,
}

impl Loss {
    fn of(workload: &Workload) -> Self {
        match workload.id.as_str() {
            "quiz-submissions" => Self::Submissions,
            "payment-webhooks" => Self::Webhooks,
            _ => Self::Requests,
        }
    }
}

/// `1 answer lost`, `212 answers lost`, in the workload's own word.
pub(crate) fn lost(workload: &Workload, lost: u64) -> String {
    match Loss::of(workload) {
        Loss::Submissions => plural!(lost, "{lost} answer lost", "{lost} answers lost"),
        Loss::Webhooks => plural!(lost, "{lost} webhook lost", "{lost} webhooks lost"),
        Loss::Requests => plural!(lost, "{lost} request lost", "{lost} requests lost"),
    }
}

/// The target of a need, as a sentence.
pub(crate) fn target_sentence(need: &Need, workload: &Workload) -> String {
    match need {
        Need::Latency {
            percentile,
            at_most_ms,
            over,
        } => {
            let whom = match over {
                Over::Audience => tr("requests"),
                Over::Far => tr("requests from far away"),
            };
            let time = figures::time_ms(*at_most_ms);
            say!(
                "{percentile} of 100 {whom} are answered within {time}.",
                percentile = decimal::write(*percentile, 0),
                whom,
                time
            )
        }
        Need::Finished {
            percentile,
            within_s,
        } => {
            let time = figures::time_ms(within_s * 1e3);
            if *percentile >= 100.0 {
                say!("Each is finished within {time}.", time)
            } else {
                say!(
                    "{percentile} of 100 are finished within {time}.",
                    percentile = decimal::write(*percentile, 0),
                    time
                )
            }
        }
        Need::Failed { at_most_share } if *at_most_share <= 0.0 => say!("None fails."),
        Need::Failed { at_most_share } => {
            say!(
                "At most {at_most_share} fail.",
                at_most_share = figures::share(*at_most_share)
            )
        }
        Need::Lost { at_most: 0 } => match Loss::of(workload) {
            Loss::Submissions => say!("No submissions are lost."),
            Loss::Webhooks => say!("No webhooks are lost."),
            Loss::Requests => say!("No requests are lost."),
        },
        Need::Lost { at_most } => plural!(
            at_most = *at_most,
            "At most {at_most} request is lost.",
            "At most {at_most} requests are lost."
        ),
        Need::Duplicated { at_most: 0 } => say!("Nothing happens twice."),
        Need::Duplicated { at_most } => plural!(
            at_most = *at_most,
            "At most {at_most} request happens twice.",
            "At most {at_most} requests happen twice."
        ),
        Need::Stale { at_most_share } => {
            say!(
                "At most {at_most_share} of reads miss a write.",
                at_most_share = figures::share(*at_most_share)
            )
        }
        Need::SessionsLost { at_most_share } => {
            say!(
                "At most {at_most_share} find their session gone.",
                at_most_share = figures::share(*at_most_share)
            )
        }
        Need::Contained => say!("The code makes no unauthorised access."),
        Need::NeighboursUnharmed => say!("No other request suffers from this code."),
        Need::Cost { at_most_usd } => say!(
            "It costs at most {usd} a month.",
            usd = figures::usd(*at_most_usd)
        ),
        Need::RejectedNearSource { at_least_share } => say!(
            "{at_least_share} of unwanted requests never travel to the home region.",
            at_least_share = figures::share(*at_least_share)
        ),
    }
}

/// The target as a figure: `≤ 200 ms`.
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
        Need::Cost { at_most_usd } => format!("≤ {}", figures::usd(*at_most_usd)),
    }
}

/// Shown instead of the measured figure where a workload has no requests.
pub(crate) const NOTHING_TO_JUDGE: Phrase = phrase("no requests: nothing to judge");

/// The measured figure, in the need's unit.
pub(crate) fn measured(result: &NeedResult) -> String {
    if !result.is_judged {
        return say!("no requests");
    }
    let Some(value) = result.measured else {
        // A promise about time is kept by too few requests, unless honest ones failed.
        return if result.met {
            say!("too few to say")
        } else {
            say!("too few finished")
        };
    };
    match result.need {
        Need::Latency { .. } => figures::time_ms(value),
        Need::Finished { .. } => figures::time_ms(value * 1e3),
        Need::Failed { .. }
        | Need::Stale { .. }
        | Need::SessionsLost { .. }
        | Need::RejectedNearSource { .. } => figures::share(value),
        Need::Cost { .. } => figures::usd(value),
        Need::Lost { .. }
        | Need::Duplicated { .. }
        | Need::Contained
        | Need::NeighboursUnharmed => figures::count(value.round().max(0.0) as u64),
    }
}

/// The causes that the page names, most frequent first.
pub(crate) fn main_causes(result: &NeedResult) -> impl Iterator<Item = &CauseCount> {
    const NAMED: usize = 3;
    result.causes.iter().take(NAMED)
}

/// The constraint of the lane that explains the most frequent cause, in a sentence; none where the lane
/// explains none of the main causes.
pub(crate) fn behind(result: &NeedResult, lane: LaneId, scenario: &Scenario) -> Option<String> {
    let constraint = main_causes(result).find_map(|one| constraint_behind(one.cause, lane))?;
    Some(say!(
        "{lane} trade-off: {constraint}",
        lane = lanes::name(lane),
        constraint = evidence::constraint(constraint, lane, scenario)
    ))
}

fn constraint_behind(cause: Cause, lane: LaneId) -> Option<Constraint> {
    Some(match cause {
        Cause::ConnectionsExhausted => Constraint::Connections,
        Cause::Timeout => Constraint::TimeLimit,
        Cause::CpuLimit => Constraint::CpuLimit,
        Cause::MemoryLimit => Constraint::MemoryLimit,
        Cause::SessionLost => Constraint::NoMemory,
        Cause::StaleRead | Cause::LostUpdate | Cause::WriteRate if lane == LaneId::Edge => {
            Constraint::FarState
        }
        Cause::Distance => Constraint::Distance,
        Cause::ColdStart => Constraint::ColdStarts,
        Cause::CapabilityDenied => Constraint::NarrowInterface,
        Cause::NotOffered => Constraint::NoRawNetwork,
        Cause::Reached | Cause::NeighbourCrashed | Cause::Crashed => Constraint::NoWalls,
        Cause::QueueFull | Cause::Queueing => return Constraint::of_queue(lane),
        _ => return None,
    })
}

/// The reason why a need was missed: its causes with their counts, in a sentence. Empty where it was
/// met.
pub(crate) fn why(result: &NeedResult, scenario: &Scenario) -> String {
    let parts: Vec<String> = main_causes(result)
        .map(|one| {
            let clause = causes::clause(one.cause, scenario);
            let requests = plural!(count = one.count, "{count} request", "{count} requests");
            format!("{requests}: {clause}")
        })
        .collect();
    if parts.is_empty() {
        String::new()
    } else {
        format!("{}.", parts.join("; "))
    }
}

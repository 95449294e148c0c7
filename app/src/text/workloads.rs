//! The list of workloads.

use engine::scenario::{Arrivals, Author, Trigger, Workload};

use super::figures;

pub(crate) const TITLE: &str = "Workloads";
pub(crate) const WAITING: &str = "waiting for its verdict";

/// How many workloads there are.
pub(crate) fn about(many: usize) -> String {
    figures::counted(
        many as u64,
        "kind of work in one hour",
        "kinds of work in one hour",
    )
}

/// How often a workload arrives.
pub(crate) fn rate(workload: &Workload) -> String {
    let each_hour = |per_hour: f64| format!("{} an hour", figures::count(per_hour.round() as u64));
    match &workload.arrivals {
        Arrivals::Poisson { per_hour } => each_hour(*per_hour),
        Arrivals::Peaks { per_hour, .. } => format!("{}, in peaks", each_hour(*per_hour)),
        Arrivals::DeadlineRush { per_hour, .. } => {
            format!("{}, most before a deadline", each_hour(*per_hour))
        }
        Arrivals::Batch { count, over_s, .. } => format!(
            "{} within {}",
            figures::count(u64::from(*count)),
            figures::time_ms(over_s * 1e3)
        ),
        Arrivals::Imported { at_s, .. } => {
            format!("{} from a trace", figures::count(at_s.len() as u64))
        }
        Arrivals::Schedule { every_min, .. } => {
            format!("every {}", figures::time_ms(every_min * 60e3))
        }
    }
}

/// What starts it, and whose code it is.
pub(crate) fn origin(workload: &Workload) -> String {
    let trigger = match workload.trigger {
        Trigger::Learner => "a learner waits for it",
        Trigger::Webhook => "another company’s server waits for it",
        Trigger::Event => "an event starts it",
        Trigger::Queue => "a queue feeds it",
        Trigger::Timer => "a timer starts it",
    };
    match workload.author {
        Author::Own => trigger.to_owned(),
        Author::Partner { .. } => format!("{trigger}; a partner wrote the code"),
    }
}

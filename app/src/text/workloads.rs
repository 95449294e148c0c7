//! Names and properties of workloads, in words.

use super::language::{Phrase, phrase, plural, say, tr};
use model::scenario::{Arrivals, Author, Scenario, Trigger, Workload};

use super::figures;

pub(crate) const TITLE: Phrase = phrase("Workloads");

/// A workload's name; the name of a shipped workload is translated.
pub(crate) fn name(workload: &Workload) -> String {
    tr(&workload.name).to_owned()
}

/// A name or a sentence of a scenario; those of the shipped scenario are translated.
pub(crate) fn in_this_language(text: &str) -> String {
    tr(text).to_owned()
}

/// The name of the workload with this id; the id itself where there is none.
pub(crate) fn name_of(scenario: &Scenario, id: &str) -> String {
    scenario.workload(id).map_or_else(|| id.to_owned(), name)
}

/// The number of workloads, in a sentence.
pub(crate) fn about(many: usize) -> String {
    plural!(
        kinds = many as u64,
        "{kinds} kind of work in one hour",
        "{kinds} kinds of work in one hour"
    )
}

/// The arrival rate of a workload.
pub(crate) fn rate(workload: &Workload) -> String {
    let each_hour = |per_hour: f64| {
        say!(
            "{per_hour} an hour",
            per_hour = figures::count(per_hour.round() as u64)
        )
    };
    match &workload.arrivals {
        Arrivals::Poisson { per_hour } => each_hour(*per_hour),
        Arrivals::Peaks { per_hour, .. } => {
            say!("{per_hour}, in peaks", per_hour = each_hour(*per_hour))
        }
        Arrivals::DeadlineRush { per_hour, .. } => {
            say!(
                "{per_hour}, most before a deadline",
                per_hour = each_hour(*per_hour)
            )
        }
        Arrivals::Batch { count, over_s, .. } => say!(
            "{count} within {over_s}",
            count = figures::count(u64::from(*count)),
            over_s = figures::time_ms(over_s * 1e3)
        ),
        Arrivals::Imported { at_s, .. } => {
            say!(
                "{rows} from a trace",
                rows = figures::count(at_s.len() as u64)
            )
        }
        Arrivals::Schedule { every_min, .. } => {
            say!(
                "every {every_min}",
                every_min = figures::time_ms(every_min * 60e3)
            )
        }
    }
}

/// The trigger of a workload, and the author of its code.
pub(crate) fn origin(workload: &Workload) -> String {
    let trigger = match workload.trigger {
        Trigger::Learner => tr("a learner waits for it"),
        Trigger::Webhook => tr("another company’s server waits for it"),
        Trigger::Event => tr("an event starts it"),
        Trigger::Queue => tr("a queue feeds it"),
        Trigger::Timer => tr("a timer starts it"),
    };
    match workload.author {
        Author::Own => trigger.to_owned(),
        Author::Partner { .. } => say!("{trigger}; a partner wrote the code", trigger),
    }
}

//! Functions: an AWS SAM template with one function a step.

mod events;
mod program;
mod resources;
mod template;

use super::sheet::{Sheet, capitalised};
use super::{Placed, Starter, StarterFile};
use crate::scenario::{Remedy, Step};

/// The template of a workload's functions, with a program to begin with where its language is short enough.
pub(super) fn starter(placed: &Placed<'_>) -> Starter {
    let mut files = vec![StarterFile {
        path: "template.yaml".to_owned(),
        text: template::template(placed),
    }];
    for step in &placed.workload.steps {
        files.extend(program::files(step));
    }
    Starter {
        platform: "AWS Lambda",
        files,
        commands: "sam validate --lint\nsam build\nsam deploy --guided",
    }
}

/// The name of a step's function within the template.
fn name_of(placed: &Placed<'_>, step: &Step) -> String {
    let of_workload = capitalised(&placed.workload.id);
    let name = if placed.workload.steps.len() == 1 {
        of_workload
    } else {
        of_workload + &capitalised(&step.id)
    };
    // A name of the template begins with a letter.
    if name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        name
    } else {
        format!("Work{name}")
    }
}

/// The remedies of a step.
struct Remedies<'a>(Vec<&'a Remedy>);

impl<'a> Remedies<'a> {
    fn of(placed: &Placed<'a>, step: &'a Step) -> Self {
        Self(placed.remedies(step).collect())
    }

    fn has(&self, is_kind: fn(&Remedy) -> bool) -> bool {
        self.0.iter().any(|remedy| is_kind(remedy))
    }

    fn number(&self, number_of: fn(&Remedy) -> Option<f64>) -> Option<f64> {
        self.0.iter().find_map(|remedy| number_of(remedy))
    }

    fn provisioned(&self) -> Option<f64> {
        self.number(|remedy| match *remedy {
            Remedy::Provisioned { instances, .. } => Some(instances.into()),
            _ => None,
        })
    }

    fn reserved(&self) -> Option<f64> {
        self.number(|remedy| match *remedy {
            Remedy::ReservedConcurrency { concurrency, .. } => Some(concurrency.into()),
            _ => None,
        })
    }

    /// For how many hours of a day provisioned instances are there, where that is not all day.
    fn hours_a_day(&self) -> Option<f64> {
        let hours = self.number(|remedy| match *remedy {
            Remedy::Schedule { hours_a_day, .. } => Some(hours_a_day),
            _ => None,
        });
        hours.filter(|&hours| hours < 24.0)
    }

    fn piece_s(&self) -> Option<f64> {
        self.number(|remedy| match *remedy {
            Remedy::Chunks { at_most_s, .. } => Some(at_most_s),
            _ => None,
        })
    }

    fn has_snapshot(&self) -> bool {
        self.has(|remedy| matches!(remedy, Remedy::Snapshot { .. }))
    }

    fn has_pooler(&self) -> bool {
        self.has(|remedy| matches!(remedy, Remedy::ConnectionPooler))
    }

    fn has_queue_between(&self) -> bool {
        self.has(|remedy| matches!(remedy, Remedy::QueueBetween { .. }))
    }

    fn has_empty_role(&self) -> bool {
        self.has(|remedy| matches!(remedy, Remedy::EmptyRole { .. }))
    }

    fn has_cdn(&self) -> bool {
        self.has(|remedy| matches!(remedy, Remedy::PlainCdn { .. }))
    }

    /// Whether the function needs an alias: provisioned instances and snapshots are of a published version.
    fn need_alias(&self) -> bool {
        self.provisioned().is_some() || self.has_snapshot()
    }
}

/// Writes `Key:` with lines below it.
fn resource(sheet: &mut Sheet, name: &str, kind: &str, properties: impl FnOnce(&mut Sheet)) {
    sheet.within(&format!("{name}:"), |sheet| {
        sheet.line(&format!("Type: {kind}"));
        sheet.within("Properties:", properties);
    });
}

//! The requests of an hour as the arrivals of a scenario.

use model::imported_arrivals::{Imported, ImportedRow};
use model::scenario::{Scenario, caps};

use crate::hour::Hour;
use crate::log::Log;

/// The requests of an hour for a scenario, and what it says of those that stay out. Requests whose group is no workload of the
/// scenario are left without one.
pub fn arrivals(log: &Log, hour: &Hour<'_>, scenario: &Scenario) -> (Imported, Vec<String>) {
    let mut said = Vec::new();
    if hour.before + hour.after > 0 {
        said.push(format!(
            "Requests within the hour: {} of {}. Before it: {}. After it: {}.",
            hour.records.len(),
            log.records.len(),
            hour.before,
            hour.after
        ));
    }
    for group in &log.groups {
        let plain = |name: &str| {
            name.to_lowercase()
                .replace([' ', '_'], "-")
                .trim_end_matches('s')
                .to_owned()
        };
        let near = scenario.workloads.iter().find(|workload| {
            workload.id != group.name && plain(&workload.id) == plain(&group.name)
        });
        if let Some(near) = near {
            said.push(format!(
                "{:?} is no workload of this scenario; is {:?} meant?",
                group.name, near.id
            ));
        }
    }
    let kept = hour.records.get(..caps::IMPORTED_ROWS as usize);
    let left_out = kept.map_or(0, |kept| hour.records.len() - kept.len());
    let rows = kept.unwrap_or(hour.records).iter().map(|record| {
        let group = log.groups.get(usize::from(record.group));
        let workload = group.filter(|group| scenario.workload(&group.name).is_some());
        ImportedRow {
            at_s: record.at_s - hour.from_s,
            workload: workload.map(|group| group.name.clone()),
            duration_s: record.duration_ms.map(|ms| f64::from(ms) / 1e3),
        }
    });
    let imported = Imported {
        rows: rows.collect(),
    };
    if left_out > 0 {
        said.push(format!(
            "Requests of the hour beyond the most that a scenario takes: {left_out}."
        ));
    }
    (imported, said)
}

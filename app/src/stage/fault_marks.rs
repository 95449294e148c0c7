//! The places of the map that faults hit, and when.

use model::run::Summary;
use model::scenario::{Change, ChangeKind, Scenario};
use model::units::Nanos;

use super::places::Place;

/// A fault at a place of the map. A lane's outage is shown in the lane's row, a hostile plugin on its card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FaultMark {
    /// The place.
    pub place: Place,
    /// The fault, by its index in the scenario's changes.
    pub change: usize,
    from: Nanos,
    /// The end; none where the fault lasts until the end of the run.
    until: Option<Nanos>,
}

impl FaultMark {
    /// The faults of a run at places of the map.
    pub fn all_of(scenario: &Scenario, summary: &Summary) -> Vec<Self> {
        let minutes = |minutes: f64| Nanos::from_secs(minutes * 60.0);
        let changes = scenario.changes.iter().enumerate();
        let mark = |(index, change): (usize, &Change)| {
            let place = match &change.what {
                ChangeKind::DatabaseOutage | ChangeKind::SlowDatabase { .. } => Place::Home,
                ChangeKind::PopOutage { pop } => {
                    let at = summary.pops.iter().position(|key| key.code == *pop)?;
                    Place::Pop(at as u16)
                }
                ChangeKind::LaneOutage { .. }
                | ChangeKind::HostilePlugin { .. }
                | ChangeKind::Surge { .. }
                | ChangeKind::Placed { .. }
                | ChangeKind::Set { .. } => return None,
            };
            Some(Self {
                place,
                change: index,
                from: minutes(change.at_min),
                until: change.until_min.map(minutes),
            })
        };
        changes.filter_map(mark).collect()
    }

    /// Whether the fault acts at a time.
    pub fn acts_at(&self, time: Nanos) -> bool {
        time >= self.from && self.until.is_none_or(|until| time < until)
    }
}

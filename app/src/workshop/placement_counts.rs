//! Where a room placed the workloads of a challenge.

use model::catalog::LaneId;
use model::challenge::Challenge;
use model::scenario::{Placement, Remedy, Scenario, Workload};

/// The placements of one workload.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct PlacementCounts {
    /// The workload's id.
    pub(super) workload: String,
    /// The lane where it begins.
    pub(super) start: LaneId,
    /// The number of boards that have it there, in the order of [`LaneId::ALL`].
    pub(super) on: [usize; LaneId::ALL.len()],
    /// The number of boards that have it behind walls of its own.
    pub(super) walled: usize,
}

/// The placements of the workloads that may be moved, over these boards.
pub(super) fn placement_counts(
    challenge: &Challenge,
    boards: &[&Scenario],
) -> Vec<PlacementCounts> {
    let workloads = challenge.scenario.workloads.iter();
    let free = workloads.filter(|one| !challenge.moves.locks(&one.id));
    free.map(|workload| {
        let placements = || boards.iter().map(|board| board.placement_of(&workload.id));
        PlacementCounts {
            workload: workload.id.clone(),
            start: challenge.scenario.placement_of(&workload.id).lane,
            on: LaneId::ALL.map(|lane| placements().filter(|one| one.lane == lane).count()),
            walled: placements().filter(|one| one.sandboxed).count(),
        }
    })
    .collect()
}

/// The remedies that these boards have beyond the start, each with the number of boards, the most frequent first. Numbers of a
/// remedy do not matter.
pub(super) fn remedy_counts(challenge: &Challenge, boards: &[&Scenario]) -> Vec<(Remedy, usize)> {
    let mut counts: Vec<(Remedy, usize)> = Vec::new();
    let is_new = |remedy: &&Remedy| !challenge.scenario.remedies.contains(remedy);
    for remedy in boards
        .iter()
        .flat_map(|board| &board.remedies)
        .filter(is_new)
    {
        match counts
            .iter_mut()
            .find(|(known, _)| known.is_in_place_of(remedy))
        {
            Some((_, count)) => *count += 1,
            None => counts.push((remedy.clone(), 1)),
        }
    }
    model::sort::sort_by(&mut counts, |one, other| other.1.cmp(&one.1));
    counts
}

/// A change of a board from its start.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Change<'a> {
    /// A workload has another placement.
    Placed(&'a Workload, Placement),
    /// A remedy was switched on, or has other numbers.
    With(&'a Remedy),
}

/// What a board changes of its start.
pub(super) fn changes<'a>(challenge: &'a Challenge, board: &'a Scenario) -> Vec<Change<'a>> {
    let start = &challenge.scenario;
    let workloads = start.workloads.iter();
    let placed = workloads.filter_map(|workload| {
        let placement = board.placement_of(&workload.id);
        let is_other = placement != start.placement_of(&workload.id);
        is_other.then_some(Change::Placed(workload, placement))
    });
    let remedies = board.remedies.iter();
    let with = remedies.filter(|remedy| !start.remedies.contains(remedy));
    placed.chain(with.map(Change::With)).collect()
}

impl Change<'_> {
    /// The change in ids, for a table that a program reads: `certificates: edge behind walls`, `row_lock: certificates`.
    pub(super) fn in_ids(&self) -> String {
        match self {
            Self::Placed(workload, placement) => {
                let walls = if placement.sandboxed {
                    " behind walls"
                } else {
                    ""
                };
                format!("{}: {}{walls}", workload.id, placement.lane)
            }
            Self::With(remedy) => {
                let kind = serde_json::to_value(remedy).ok();
                let kind = kind.as_ref().and_then(|remedy| remedy["kind"].as_str());
                format!(
                    "{}: {}",
                    kind.unwrap_or_default(),
                    remedy.target().unwrap_or("all")
                )
            }
        }
    }
}

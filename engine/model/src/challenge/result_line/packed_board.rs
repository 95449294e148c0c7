//! A board of a challenge as its difference from the start, in few bytes: workloads are positions in the challenge's list.

use std::fmt::Write;

use borsh::{BorshDeserialize, BorshSerialize};

use super::super::Challenge;
use crate::sandbox::OwnCode;
use crate::scenario::{LaneSettings, Placement, Remedy, Scenario, Target};

/// The difference.
#[derive(Clone, Debug, PartialEq, BorshSerialize, BorshDeserialize)]
pub(super) struct PackedBoard {
    /// The cards that have another placement.
    placements: Vec<Moved>,
    /// All remedies, where they are others. A target is the position of a workload, such as `3`, or of a workload and its step,
    /// such as `3/1`.
    remedies: Option<Vec<Remedy>>,
    /// The settings of the lanes, where they are others.
    lanes: Option<Box<LaneSettings>>,
    /// The programs in the place of those of the start.
    code: NewCode,
}

/// Programs, each with the position of the one that it replaces. A line without any ends before them, as all did when no program
/// could be a move.
#[derive(Clone, Debug, Default, PartialEq)]
struct NewCode(Vec<(u8, OwnCode)>);

impl NewCode {
    fn between(start: &Scenario, board: &Scenario) -> Self {
        let of_board = board.own_code();
        let of_start = start.own_code().into_iter();
        let pairs = of_start.zip(0..).filter_map(|((id, code), place)| {
            let (_, new) = of_board.iter().find(|(other, _)| *other == id)?;
            (*new != code).then(|| (place, (*new).clone()))
        });
        Self(pairs.collect())
    }
}

impl BorshSerialize for NewCode {
    fn serialize<W: borsh::io::Write>(&self, writer: &mut W) -> borsh::io::Result<()> {
        if self.0.is_empty() {
            return Ok(());
        }
        self.0.serialize(writer)
    }
}

impl BorshDeserialize for NewCode {
    fn deserialize_reader<R: borsh::io::Read>(reader: &mut R) -> borsh::io::Result<Self> {
        let mut first = [0];
        if reader.read(&mut first)? == 0 {
            return Ok(Self::default());
        }
        let mut all = borsh::io::Read::chain(&first[..], reader);
        Vec::deserialize_reader(&mut all).map(Self)
    }
}

/// A card with another placement.
#[derive(Clone, Copy, Debug, PartialEq, BorshSerialize, BorshDeserialize)]
struct Moved {
    workload: u8,
    placement: Placement,
}

impl PackedBoard {
    /// The difference of a board from the start of a challenge.
    pub(super) fn new(challenge: &Challenge, board: &Scenario) -> Self {
        let start = &challenge.scenario;
        let moved = start.workloads.iter().enumerate();
        let moved = moved.filter_map(|(at, workload)| {
            let placement = board.placement_of(&workload.id);
            let workload_at = u8::try_from(at).ok()?;
            (placement != start.placement_of(&workload.id)).then_some(Moved {
                workload: workload_at,
                placement,
            })
        });
        let packed = |remedy: &Remedy| with_target(remedy, |target| position_of(start, target));
        let remedies = || board.remedies.iter().filter_map(packed).collect();
        Self {
            placements: moved.collect(),
            remedies: (board.remedies != start.remedies).then(remedies),
            lanes: (board.lanes != start.lanes).then(|| Box::new(board.lanes.clone())),
            code: NewCode::between(start, board),
        }
    }

    /// The start of a challenge with this difference; none where a position is not one of its list.
    pub(super) fn on(&self, challenge: &Challenge) -> Option<Scenario> {
        let mut board = challenge.scenario.clone();
        for moved in &self.placements {
            let workload = challenge
                .scenario
                .workloads
                .get(usize::from(moved.workload))?;
            let placement = moved.placement.moved_to(moved.placement.lane);
            board.placements.place(&workload.id, placement);
        }
        if let Some(remedies) = &self.remedies {
            let named = |remedy| with_target(remedy, |target| name_of(&challenge.scenario, target));
            board.remedies = remedies.iter().map(named).collect::<Option<_>>()?;
        }
        if let Some(lanes) = &self.lanes {
            board.lanes = (**lanes).clone();
        }
        for (place, code) in &self.code.0 {
            let (snippet, _) = *challenge.scenario.own_code().get(usize::from(*place))?;
            board.replace_own_code(snippet, code);
        }
        Some(board)
    }
}

/// The same remedy with another target; none where `other` has none for it.
fn with_target(remedy: &Remedy, other: impl Fn(&str) -> Option<String>) -> Option<Remedy> {
    match remedy.target() {
        Some(target) => Some(remedy.clone().with_target(other(target)?)),
        None => Some(remedy.clone()),
    }
}

/// The positions of a target's workload and step.
fn position_of(scenario: &Scenario, target: &str) -> Option<String> {
    let target = Target::parse(target);
    let mut workloads = scenario.workloads.iter();
    let at = workloads.position(|one| one.id == target.workload)?;
    let mut position = at.to_string();
    if let Some(step) = target.step {
        let workload = scenario.workload(target.workload)?;
        let at = workload.steps.iter().position(|one| one.id == step)?;
        // Writing to a string fails for no value.
        write!(position, "/{at}").ok();
    }
    Some(position)
}

/// The target at these positions.
fn name_of(scenario: &Scenario, position: &str) -> Option<String> {
    let position = Target::parse(position);
    let at: usize = position.workload.parse().ok()?;
    let workload = scenario.workloads.get(at)?;
    Some(match position.step {
        Some(step) => {
            let at: usize = step.parse().ok()?;
            let step = workload.steps.get(at)?;
            format!("{}/{}", workload.id, step.id)
        }
        None => workload.id.clone(),
    })
}

//! The edits of a scenario, and which of them a challenge allows.

use model::catalog::{LaneId, Runtime};
use model::challenge::Moves;
use model::sandbox::OwnCode;
use model::scenario::{
    Change, Month, Placement, Remedy, ScalingMetric, Scenario, Setting, Workload,
};

use super::origin::{BoardState, Origin};

/// An edit of a scenario or of the board.
#[derive(Clone, Debug, PartialEq)]
pub enum Edit {
    /// Moves a workload to another placement.
    Place {
        /// The workload's id.
        workload: String,
        /// The new placement.
        to: Placement,
    },
    /// Places every workload as a shipped placement preset does.
    UseBoard(String),
    /// Calibrates a lane by another platform's preset: its limits, starts, keep-alive and prices.
    Preset {
        /// The lane.
        lane: LaneId,
        /// The preset's id.
        id: String,
    },
    /// Sets a number, to the nearest allowed value.
    Set {
        /// The setting.
        setting: &'static Setting,
        /// The position of the workload whose setting it is; without meaning for a setting of a lane.
        workload: usize,
        /// The new value, in the setting's own unit.
        value: f64,
    },
    /// Adds an event within the hour.
    AddChange(Box<Change>),
    /// Removes the change at this position of the list.
    RemoveChange(usize),
    /// Switches a remedy on; it replaces one of its kind for the same target.
    AddRemedy(Remedy),
    /// Switches a remedy off.
    RemoveRemedy(Remedy),
    /// Has the first workload that runs snippets run this code alone, on the task of the snippet with this id.
    RunCode {
        /// The snippet's id.
        snippet: String,
        /// The code.
        code: OwnCode,
    },
    /// Sets the language runtime of a workload, by its position.
    Runtime(usize, Runtime),
    /// Has the autoscaler of every deployment measure something else.
    ScaleOn(ScalingMetric),
    /// Sets the home region, by its id.
    Home(String),
    /// Sets how often an hour like this one comes in a month.
    Month(Month),
    /// Sets the weights of the audience's cities, in the audience's order.
    Weights(Vec<f64>),
    /// Chooses another hour by its seed.
    Seed(u64),
    /// Goes back to the scenario as it was opened.
    Reset,
    /// Adds a workload with its placement, or replaces the workload with its id.
    AddWorkload(Box<Workload>, Placement, Vec<Remedy>),
    /// Replaces the scenario on the screen by one that a person built. The board stays that of a chapter
    /// or a question where it was one.
    Rebuild(Box<Scenario>),
    /// Replaces the scenario on the screen by another one, from a file or a link.
    Open(Box<Scenario>, Origin),
    /// Loads a board for the program for learning; the document keeps the person's own board.
    LoadBoard {
        /// The board with all that its hour depends on.
        scenario: Box<Scenario>,
        /// The chapter, question or challenge whose board it is.
        origin: Origin,
        /// The allowed edits of the board; absent: all edits.
        moves: Option<Moves>,
        /// The workload that the evidence showed before, by id.
        viewed: Option<String>,
    },
    /// Puts the person's own board back.
    LeaveBoard,
    /// Replaces the scenario on the screen by one of an earlier run.
    BringBack(Box<Scenario>),
    /// The board as a person left it in an earlier visit, or as a link contains it.
    Restore(Box<BoardState>),
}

impl Edit {
    /// Whether another board takes the place of the one on the screen.
    pub(crate) fn replaces_board(&self) -> bool {
        matches!(
            self,
            Self::Rebuild(_)
                | Self::Open(..)
                | Self::LoadBoard { .. }
                | Self::LeaveBoard
                | Self::BringBack(_)
                | Self::Restore(_)
        )
    }

    /// Whether a challenge with these moves allows the edit of this scenario. An edit that replaces the
    /// challenge's board is allowed: it ends the challenge.
    pub(super) fn is_allowed(&self, moves: &Moves, scenario: &Scenario) -> bool {
        match self {
            Self::Place { workload, to } => {
                let brings_walls = to.sandboxed && !scenario.placement_of(workload).sandboxed;
                !moves.locks(workload) && (moves.walls || !brings_walls)
            }
            Self::AddRemedy(_) | Self::RemoveRemedy(_) => moves.remedies,
            Self::Preset { .. } => moves.platforms,
            Self::RunCode { snippet, .. } => {
                let own = scenario.own_code();
                moves.code && own.iter().any(|(id, _)| id == snippet)
            }
            Self::Reset
            | Self::Open(..)
            | Self::LoadBoard { .. }
            | Self::LeaveBoard
            | Self::BringBack(_)
            | Self::Restore(_) => true,
            Self::UseBoard(_)
            | Self::Set { .. }
            | Self::AddChange(_)
            | Self::RemoveChange(_)
            | Self::Runtime(..)
            | Self::ScaleOn(_)
            | Self::Home(_)
            | Self::Month(_)
            | Self::Weights(_)
            | Self::Seed(_)
            | Self::AddWorkload(..)
            | Self::Rebuild(_) => false,
        }
    }
}

/// Places every workload as a placement preset of the scenario does; an unknown id changes nothing.
pub(super) fn use_board(scenario: &mut Scenario, id: &str) {
    let preset = scenario.boards.iter().find(|preset| preset.id == id);
    if let Some(placements) = preset.map(|preset| preset.placements.clone()) {
        scenario.placements = placements;
    }
}

/// Has the autoscaler of every deployment measure something else.
pub(super) fn scale_on(scenario: &mut Scenario, metric: ScalingMetric) {
    let service = &mut scenario.lanes.service;
    service.deployment.scale_on = metric;
    for deployment in service.deployments.values_mut() {
        deployment.scale_on = metric;
    }
}

/// Sets the language runtime of every step of a workload.
pub(super) fn use_runtime(scenario: &mut Scenario, workload: usize, runtime: Runtime) {
    let steps = scenario.workloads.get_mut(workload).into_iter();
    for step in steps.flat_map(|workload| &mut workload.steps) {
        step.work.runtime = runtime;
    }
}

/// Adds a workload with its remedies, or replaces the one with its id. Every placement preset gets it too, so that
/// choosing one of them does not remove it.
pub(super) fn add_workload(
    scenario: &mut Scenario,
    workload: Workload,
    placement: Placement,
    remedies: Vec<Remedy>,
) {
    let id = workload.id.clone();
    scenario.lanes.fit(&workload, scenario.horizon_s);
    scenario.workloads.retain(|other| other.id != id);
    scenario.workloads.push(workload);
    scenario.placements.place(&id, placement);
    scenario
        .remedies
        .retain(|remedy| remedy.target() != Some(&*id));
    for remedy in remedies {
        if !scenario.remedies.contains(&remedy) {
            scenario.remedies.push(remedy);
        }
    }
    for preset in &mut scenario.boards {
        preset.placements.place(&id, placement);
    }
}

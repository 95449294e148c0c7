//! One step of a document: the board after an edit, with where it came from.
//!
//! A step costs a few kilobytes, so that no edit needs an inverse of its own.

use std::sync::Arc;

use model::challenge::Moves;
use model::scenario::Scenario;

use super::edit::{self, Edit};
use super::origin::{BoardState, Origin, OwnBoard};

/// A board with everything that undo has to bring back.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Step {
    pub(super) scenario: Arc<Scenario>,
    /// The scenario as it was opened, to which a reset goes back.
    pub(super) opened: Arc<Scenario>,
    pub(super) origin: Origin,
    /// The allowed edits of the board; none: all edits.
    pub(super) moves: Option<Arc<Moves>>,
    /// The person's own board, where this board is another one.
    pub(super) own: Option<Arc<OwnBoard>>,
}

impl Step {
    /// A scenario that was just opened and may be changed in any way.
    pub(super) fn opened(scenario: Scenario, origin: Origin) -> Self {
        let scenario = Arc::new(scenario);
        Self {
            opened: Arc::clone(&scenario),
            scenario,
            origin,
            moves: None,
            own: None,
        }
    }

    /// The step as a state to be stored. The opened scenario is left out where it is the same; a shipped
    /// one is always included, because another visit may open another shipped scenario.
    pub(super) fn state(&self) -> BoardState {
        let opened = if self.origin == Origin::Shipped {
            Some(Box::new(Scenario::clone(&self.opened)))
        } else {
            differing(&self.opened, &self.scenario)
        };
        BoardState {
            scenario: Scenario::clone(&self.scenario),
            opened,
            origin: Some(self.origin.clone()),
            moves: self.moves.as_deref().cloned(),
            own: self.own.as_deref().cloned().map(Box::new),
        }
    }

    /// The step of a stored state. A state without an origin was written by an earlier version of the
    /// page; its scenario differs from the shipped one by edits.
    pub(super) fn restored(state: BoardState, shipped: &Arc<Scenario>) -> Self {
        let scenario = Arc::new(state.scenario);
        let opened = match state.opened {
            Some(opened) => Arc::new(*opened),
            None if matches!(state.origin, None | Some(Origin::Shipped)) => Arc::clone(shipped),
            None => Arc::clone(&scenario),
        };
        let is_challenge = matches!(state.origin, Some(Origin::Challenge(_)));
        Self {
            scenario,
            opened,
            origin: state.origin.unwrap_or(Origin::Link),
            moves: state.moves.filter(|_| is_challenge).map(Arc::new),
            own: state.own.map(|own| Arc::new(*own)),
        }
    }

    /// A board of the program for learning. The board of this step is kept where it is a person's own.
    pub(super) fn loaded(
        &self,
        scenario: Scenario,
        origin: Origin,
        moves: Option<Moves>,
        viewed: Option<String>,
    ) -> Self {
        let own = if self.origin.is_own() {
            Some(Arc::new(OwnBoard {
                scenario: Scenario::clone(&self.scenario),
                opened: differing(&self.opened, &self.scenario),
                origin: self.origin.clone(),
                workload: viewed,
            }))
        } else {
            self.own.clone()
        };
        Self {
            moves: moves.map(Arc::new),
            own,
            ..Self::opened(scenario, origin)
        }
    }

    /// The step with the person's own board again; with the shipped scenario where no own board was
    /// kept.
    pub(super) fn left(&self, shipped: &Arc<Scenario>) -> Self {
        if self.origin.is_own() {
            return self.clone();
        }
        let Some(own) = self.own.as_deref().cloned() else {
            return Self::opened(Scenario::clone(shipped), Origin::Shipped);
        };
        let scenario = Arc::new(own.scenario);
        Self {
            opened: own
                .opened
                .map_or_else(|| Arc::clone(&scenario), |opened| Arc::new(*opened)),
            scenario,
            origin: own.origin,
            moves: None,
            own: None,
        }
    }

    /// A step with a scenario that a person built from this step's board.
    pub(super) fn rebuilt(&self, scenario: Scenario) -> Self {
        let origin = if self.origin.is_own() {
            Origin::Built
        } else {
            self.origin.clone()
        };
        Self {
            moves: self.moves.clone(),
            own: self.own.clone(),
            ..Self::opened(scenario, origin)
        }
    }

    /// Makes an edit that changes only the scenario. Every other edit changes nothing here.
    pub(super) fn edit_scenario(&mut self, edit: Edit) {
        let scenario = Arc::make_mut(&mut self.scenario);
        match edit {
            Edit::Place { workload, to } => {
                if scenario.workload_index(&workload).is_some() {
                    scenario.placements.place(&workload, to);
                }
            }
            Edit::UseBoard(id) => edit::use_board(scenario, &id),
            Edit::Preset { lane, id } => scenario.lanes.choose_preset(lane, &id),
            Edit::Set {
                setting,
                workload,
                value,
            } => setting.set(scenario, workload, value),
            Edit::AddChange(change) => scenario.changes.push(*change),
            Edit::RemoveChange(index) => {
                if index < scenario.changes.len() {
                    scenario.changes.remove(index);
                }
            }
            Edit::AddRemedy(remedy) => {
                let remedies = &mut scenario.remedies;
                remedies.retain(|other| !other.is_in_place_of(&remedy));
                remedies.push(remedy);
            }
            Edit::RemoveRemedy(remedy) => {
                let remedies = &mut scenario.remedies;
                remedies.retain(|other| !other.is_in_place_of(&remedy));
            }
            Edit::RunCode { snippet, code } => {
                scenario.set_own_code(&snippet, code);
            }
            Edit::Runtime(workload, runtime) => edit::use_runtime(scenario, workload, runtime),
            Edit::ScaleOn(metric) => edit::scale_on(scenario, metric),
            Edit::Home(region) => scenario.home_region = region,
            Edit::Month(month) => scenario.month = month,
            Edit::Weights(weights) => {
                for (city, weight) in scenario.audience.iter_mut().zip(weights) {
                    city.weight = weight;
                }
            }
            Edit::Seed(seed) => scenario.seed = seed,
            Edit::Reset
            | Edit::AddWorkload(..)
            | Edit::Rebuild(_)
            | Edit::Open(..)
            | Edit::LoadBoard { .. }
            | Edit::LeaveBoard
            | Edit::BringBack(_)
            | Edit::Restore(_) => {}
        }
    }
}

/// The opened scenario, where it differs from the one on the board.
fn differing(opened: &Scenario, scenario: &Scenario) -> Option<Box<Scenario>> {
    (opened != scenario).then(|| Box::new(opened.clone()))
}

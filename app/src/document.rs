//! The scenario that a person edits: edits, undo and redo as snapshots.
//!
//! A snapshot costs a few kilobytes, so that no edit needs an inverse of its own.
//! Must not know: the page, the worker, what a run says of a scenario.

use std::sync::Arc;

use crate::setting::Setting;
use engine::catalog::{EdgeLimits, LaneId, Runtime, ServerlessLimits};
use engine::challenge::Moves;
use engine::scenario::{Change, Placement, Remedy, Scenario};

/// How many steps back a person can go.
const STEPS_KEPT: usize = 200;

/// The scenario on the board, and the way that it came.
#[derive(Clone, Debug)]
pub struct Document {
    past: Vec<Snapshot>,
    now: Snapshot,
    future: Vec<Snapshot>,
    revision: u64,
    last: Action,
}

#[derive(Clone, Debug, PartialEq)]
struct Snapshot {
    scenario: Arc<Scenario>,
    /// The scenario as it was opened: what a reset goes back to.
    opened: Arc<Scenario>,
    /// What may be done to it; none: anything.
    moves: Option<Arc<Moves>>,
}

impl Snapshot {
    fn opened(scenario: Scenario, moves: Option<Moves>) -> Self {
        let scenario = Arc::new(scenario);
        Self {
            opened: Arc::clone(&scenario),
            scenario,
            moves: moves.map(Arc::new),
        }
    }

    fn restored(self, scenario: Scenario, opened: Option<Box<Scenario>>) -> Self {
        let begun = match opened {
            _ if scenario.name == self.opened.name => self,
            Some(opened) => Self::opened(*opened, None),
            None => return Self::opened(scenario, None),
        };
        Self {
            scenario: Arc::new(scenario),
            ..begun
        }
    }
}

/// Something that a person does to a scenario.
#[derive(Clone, Debug, PartialEq)]
pub enum Edit {
    /// Puts a workload somewhere else.
    Place {
        /// The workload's id.
        workload: String,
        /// Where to.
        to: Placement,
    },
    /// Puts every workload where a board that ships with the scenario has it.
    UseBoard(String),
    /// A lane is calibrated by another platform: its limits, starts, keep-alive and prices.
    Preset {
        /// Which lane.
        lane: LaneId,
        /// The preset's id.
        id: String,
    },
    /// A number is set, to the nearest that is allowed.
    Set {
        /// Which.
        setting: &'static Setting,
        /// The workload whose it is, by its place; of no meaning for a lane's.
        workload: usize,
        /// To what.
        value: f64,
    },
    /// Something happens at a time in the hour.
    AddChange(Box<Change>),
    /// The change at this place of the list does not happen after all.
    RemoveChange(usize),
    /// Switches a remedy on; in the place of one of its kind for the same target.
    AddRemedy(Remedy),
    /// Switches a remedy off.
    RemoveRemedy(Remedy),
    /// The language runtime of a workload, by its place.
    Runtime(usize, Runtime),
    /// The home region, by its id.
    Home(String),
    /// The weights of the audience's cities, in its order.
    Weights(Vec<f64>),
    /// Which hour it is.
    Seed(u64),
    /// Back to the scenario as it was opened.
    Reset,
    /// Another scenario takes its place.
    Open(Box<Scenario>),
    /// A lesson or a challenge lays its board, to which only this may be done; absent: anything.
    Lay(Box<Scenario>, Option<Moves>),
    /// The scenario as a person left it, and what a reset goes back to: the one that was opened, where
    /// it is the same one, else the second, where there is one.
    Restore(Box<Scenario>, Option<Box<Scenario>>),
}

/// How the scenario on the board came to be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// It was opened.
    Opened,
    /// A person edited it.
    Edited,
    /// A person took an edit back.
    Undone,
    /// A person made an edit again.
    Redone,
}

impl Document {
    /// A document without a past.
    pub fn new(scenario: Scenario) -> Self {
        Self {
            past: Vec::new(),
            now: Snapshot::opened(scenario, None),
            future: Vec::new(),
            revision: 0,
            last: Action::Opened,
        }
    }

    /// The scenario on the board.
    pub fn scenario(&self) -> &Arc<Scenario> {
        &self.now.scenario
    }

    /// The scenario as it was opened.
    pub fn opened(&self) -> &Arc<Scenario> {
        &self.now.opened
    }

    /// Counts up with every change of the scenario, undo and redo included.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// How the scenario came to be there.
    pub fn last_action(&self) -> Action {
        self.last
    }

    /// What may be done to the scenario; none: anything.
    pub fn moves(&self) -> Option<&Moves> {
        self.now.moves.as_deref()
    }

    /// From now on this may be done to the scenario that is there.
    pub fn allow(&mut self, moves: Option<Moves>) {
        self.now.moves = moves.map(Arc::new);
    }

    /// Whether an edit is one of those that may be made.
    pub fn allows(&self, edit: &Edit) -> bool {
        let Some(moves) = self.moves() else {
            return true;
        };
        match edit {
            Edit::Place { workload, to } => {
                let brings_walls =
                    to.sandboxed && !self.scenario().placement_of(workload).sandboxed;
                !moves.locks(workload) && (moves.walls || !brings_walls)
            }
            Edit::AddRemedy(_) | Edit::RemoveRemedy(_) => moves.remedies,
            Edit::Preset { .. } => moves.platforms,
            Edit::Reset | Edit::Open(_) | Edit::Lay(..) | Edit::Restore(..) => true,
            Edit::UseBoard(_)
            | Edit::Set { .. }
            | Edit::AddChange(_)
            | Edit::RemoveChange(_)
            | Edit::Runtime(..)
            | Edit::Home(_)
            | Edit::Weights(_)
            | Edit::Seed(_) => false,
        }
    }

    /// Makes an edit. An edit that changes nothing leaves no step behind; the answer tells.
    pub fn apply(&mut self, edit: Edit) -> bool {
        let mut next = self.now.clone();
        let mut action = Action::Edited;
        match edit {
            Edit::Place { workload, to } => {
                let scenario = Arc::make_mut(&mut next.scenario);
                if scenario.workload_index(&workload).is_none() {
                    return false;
                }
                scenario.placements.place(&workload, to);
            }
            Edit::UseBoard(id) => {
                let scenario = Arc::make_mut(&mut next.scenario);
                let Some(board) = scenario.boards.iter().find(|board| board.id == id) else {
                    return false;
                };
                scenario.placements = board.placements.clone();
            }
            Edit::Preset { lane, id } => {
                let lanes = &mut Arc::make_mut(&mut next.scenario).lanes;
                match lane {
                    LaneId::Serverless => {
                        if let Some(limits) = ServerlessLimits::of(&id) {
                            lanes.serverless.choose(limits);
                        }
                    }
                    LaneId::Edge => {
                        if let Some(limits) = EdgeLimits::of(&id) {
                            lanes.edge.choose(limits);
                        }
                    }
                    LaneId::Sandbox => lanes.sandbox.runtime.choose(&id),
                    // There is only one.
                    LaneId::Service => {}
                }
            }
            Edit::Set {
                setting,
                workload,
                value,
            } => setting.set(Arc::make_mut(&mut next.scenario), workload, value),
            Edit::AddChange(change) => {
                Arc::make_mut(&mut next.scenario).changes.push(*change);
            }
            Edit::RemoveChange(index) => {
                let changes = &mut Arc::make_mut(&mut next.scenario).changes;
                if index < changes.len() {
                    changes.remove(index);
                }
            }
            Edit::AddRemedy(remedy) => {
                let remedies = &mut Arc::make_mut(&mut next.scenario).remedies;
                remedies.retain(|other| !other.is_in_place_of(&remedy));
                remedies.push(remedy);
            }
            Edit::RemoveRemedy(remedy) => {
                let remedies = &mut Arc::make_mut(&mut next.scenario).remedies;
                remedies.retain(|other| !other.is_in_place_of(&remedy));
            }
            Edit::Runtime(index, runtime) => {
                let workloads = &mut Arc::make_mut(&mut next.scenario).workloads;
                for step in workloads
                    .get_mut(index)
                    .into_iter()
                    .flat_map(|one| &mut one.steps)
                {
                    step.work.runtime = runtime;
                }
            }
            Edit::Home(region) => Arc::make_mut(&mut next.scenario).home_region = region,
            Edit::Weights(weights) => {
                let audience = &mut Arc::make_mut(&mut next.scenario).audience;
                for (city, weight) in audience.iter_mut().zip(weights) {
                    city.weight = weight;
                }
            }
            Edit::Seed(seed) => Arc::make_mut(&mut next.scenario).seed = seed,
            Edit::Reset => next.scenario = Arc::clone(&next.opened),
            Edit::Restore(scenario, opened) => {
                next = next.restored(*scenario, opened);
                action = Action::Opened;
            }
            Edit::Open(scenario) => {
                next = Snapshot::opened(*scenario, None);
                action = Action::Opened;
            }
            Edit::Lay(scenario, moves) => {
                next = Snapshot::opened(*scenario, moves);
                action = Action::Opened;
            }
        }
        if next == self.now {
            return false;
        }
        self.past.push(std::mem::replace(&mut self.now, next));
        if self.past.len() > STEPS_KEPT {
            self.past.remove(0);
        }
        self.future.clear();
        self.changed(action)
    }

    /// Whether there is an edit to take back.
    pub fn can_undo(&self) -> bool {
        !self.past.is_empty()
    }

    /// Whether there is an edit to make again.
    pub fn can_redo(&self) -> bool {
        !self.future.is_empty()
    }

    /// Takes the last edit back; the answer tells whether there was one.
    pub fn undo(&mut self) -> bool {
        let Some(earlier) = self.past.pop() else {
            return false;
        };
        self.future.push(std::mem::replace(&mut self.now, earlier));
        self.changed(Action::Undone)
    }

    /// Makes the last edit again that was taken back; the answer tells whether there was one.
    pub fn redo(&mut self) -> bool {
        let Some(later) = self.future.pop() else {
            return false;
        };
        self.past.push(std::mem::replace(&mut self.now, later));
        self.changed(Action::Redone)
    }

    fn changed(&mut self, action: Action) -> bool {
        self.revision += 1;
        self.last = action;
        true
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use engine::catalog::LaneId;
    use engine::scenario::Placements;

    use super::*;

    /// The shipped scenario with a few edits in sight.
    pub(crate) fn shipped() -> Scenario {
        let text = include_str!("../../public/scenarios/learning-platform.json");
        Scenario::from_json(text).expect("the shipped scenario is sound")
    }

    /// What a run says of a board.
    pub(crate) fn simulated(board: &Scenario) -> engine::run::Summary {
        use std::sync::OnceLock;

        use engine::sandbox::{SnippetProfiles, profile};
        use engine::simulation::{Progress, Simulation};
        use engine::trace_selection::TraceSelection;

        static PROFILES: OnceLock<SnippetProfiles> = OnceLock::new();
        let profiles = PROFILES.get_or_init(|| profile(&board.lanes.sandbox.limits()));
        let mut simulation =
            Simulation::new(board, profiles, &TraceSelection::default()).expect("a sound board");
        while simulation.step(1 << 20) != Progress::Done {}
        simulation.finish().summary
    }

    fn place(lane: LaneId) -> Edit {
        Edit::Place {
            workload: "quiz-submissions".to_owned(),
            to: Placement::on(lane),
        }
    }

    #[derive(Clone)]
    enum Do {
        Edit(Edit),
        Undo,
        Redo,
    }

    /// Does everything and says where the quiz lies after each, with the board's revision.
    fn check(steps: &[Do], expected: &[(LaneId, u64)]) {
        let mut scenario = shipped();
        let ids: Vec<String> = scenario
            .workloads
            .iter()
            .map(|one| one.id.clone())
            .collect();
        scenario.placements =
            Placements::all_on(LaneId::Serverless, ids.iter().map(String::as_str));
        let mut document = Document::new(scenario);
        let seen: Vec<(LaneId, u64)> = steps
            .iter()
            .map(|step| {
                match step.clone() {
                    Do::Edit(edit) => document.apply(edit),
                    Do::Undo => document.undo(),
                    Do::Redo => document.redo(),
                };
                let lane = document.scenario().placement_of("quiz-submissions").lane;
                (lane, document.revision())
            })
            .collect();
        assert_eq!(seen, expected);
    }

    #[test]
    fn an_edit_can_be_taken_back_and_made_again() {
        use LaneId::{Serverless, Service};
        check(
            &[
                Do::Edit(place(Service)),
                Do::Undo,
                Do::Redo,
                Do::Undo,
                Do::Undo,
            ],
            &[
                (Service, 1),
                (Serverless, 2),
                (Service, 3),
                (Serverless, 4),
                (Serverless, 4),
            ],
        );
    }

    #[test]
    fn a_new_edit_ends_the_future() {
        use LaneId::{Edge, Service};
        check(
            &[
                Do::Edit(place(Service)),
                Do::Undo,
                Do::Edit(place(Edge)),
                Do::Redo,
            ],
            &[(Service, 1), (LaneId::Serverless, 2), (Edge, 3), (Edge, 3)],
        );
    }

    #[test]
    fn an_edit_that_changes_nothing_leaves_no_step() {
        use LaneId::Serverless;
        let unknown = Edit::Place {
            workload: "no-such".to_owned(),
            to: Placement::on(LaneId::Edge),
        };
        check(
            &[
                Do::Edit(place(Serverless)),
                Do::Edit(unknown),
                Do::Edit(Edit::UseBoard("no-such".to_owned())),
                Do::Undo,
            ],
            &[
                (Serverless, 0),
                (Serverless, 0),
                (Serverless, 0),
                (Serverless, 0),
            ],
        );
    }

    #[test]
    fn a_board_and_a_reset_are_single_steps() {
        use LaneId::{Serverless, Service};
        check(
            &[
                Do::Edit(Edit::UseBoard("matched-to-shape".to_owned())),
                Do::Edit(Edit::Reset),
                Do::Undo,
                Do::Undo,
            ],
            &[(Service, 1), (Serverless, 2), (Service, 3), (Serverless, 4)],
        );
    }
}

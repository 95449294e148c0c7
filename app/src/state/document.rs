//! The scenario that a person edits and where it came from: edits, undo and redo.

mod edit;
mod origin;
mod step;

use std::sync::Arc;

pub use edit::Edit;
use model::challenge::Moves;
use model::scenario::Scenario;
pub use origin::{BoardState, Origin, OwnBoard};
use step::Step;

/// The number of steps that a person can undo.
const STEPS_KEPT: usize = 200;

/// The scenario on the board, and the steps that led to it.
#[derive(Clone, Debug)]
pub struct Document {
    past: Vec<Step>,
    now: Step,
    future: Vec<Step>,
    /// The scenario that the page opens by itself.
    shipped: Arc<Scenario>,
    /// The allowed edits of every board that is not a challenge's; none: all edits.
    always: Option<Moves>,
    revision: u64,
    last: Action,
}

/// The last action that changed the scenario on the board.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// The scenario was opened.
    Opened,
    /// A person made an edit.
    Edited,
    /// A person undid an edit.
    Undone,
    /// A person redid an edit.
    Redone,
}

impl Document {
    /// A document without earlier steps, with the scenario that the page opens by itself.
    pub fn new(shipped: Scenario) -> Self {
        let now = Step::opened(shipped, Origin::Shipped);
        Self {
            past: Vec::new(),
            shipped: Arc::clone(&now.scenario),
            always: None,
            now,
            future: Vec::new(),
            revision: 0,
            last: Action::Opened,
        }
    }

    /// Allows only these edits, on every board that is not a challenge's.
    pub fn restrict_to(&mut self, moves: Moves) {
        self.always = Some(moves);
    }

    /// Makes the board on the screen the first step: nothing before it can be undone to. A board that was just opened is also
    /// the one that a reset goes back to.
    pub fn begin_here(&mut self, is_just_opened: bool) {
        self.past.clear();
        self.future.clear();
        if is_just_opened {
            self.now.opened = Arc::clone(&self.now.scenario);
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

    /// The cost of the cheapest board that is known for the hour of a scenario, dollars a month; none where
    /// more than placements and remedies differ from what shipped.
    pub fn cheapest_known_usd(&self, scenario: &Scenario) -> Option<f64> {
        let shipped = &self.shipped;
        let cheapest_usd = shipped.cheapest_known_usd?;
        let with_shipped_moves = Scenario {
            placements: shipped.placements.clone(),
            remedies: shipped.remedies.clone(),
            ..scenario.clone()
        };
        (with_shipped_moves == **shipped).then_some(cheapest_usd)
    }

    /// The origin of the board.
    pub fn origin(&self) -> &Origin {
        &self.now.origin
    }

    /// The person's own board, while a board of the program for learning is on the screen.
    pub fn own_board(&self) -> Option<&OwnBoard> {
        self.now.own.as_deref()
    }

    /// The board as it is stored: [`Edit::Restore`] puts it back.
    pub fn state(&self) -> BoardState {
        self.now.state()
    }

    /// Counts up with every change of the scenario, undo and redo included.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// The last action that changed the scenario.
    pub fn last_action(&self) -> Action {
        self.last
    }

    /// The allowed edits of the scenario; none: all edits.
    pub fn moves(&self) -> Option<&Moves> {
        self.now.moves.as_deref().or(self.always.as_ref())
    }

    /// Whether an edit is allowed.
    pub fn allows(&self, edit: &Edit) -> bool {
        let moves = self.moves();
        moves.is_none_or(|moves| edit.is_allowed(moves, self.scenario()))
    }

    /// Makes an edit. Returns whether it changed anything; an edit without an effect adds no step.
    pub fn apply(&mut self, edit: Edit) -> bool {
        let opens = matches!(edit, Edit::Open(..) | Edit::Restore(_));
        let (next, action) = self.after(edit);
        if next == self.now {
            return false;
        }
        let earlier = std::mem::replace(&mut self.now, next);
        // A board that is opened within a challenge ends the challenge first, so that undo brings back the
        // person's own board.
        let left = (opens && !earlier.origin.is_own()).then(|| earlier.left(&self.shipped));
        self.past.push(earlier);
        self.past.extend(left);
        let surplus = self.past.len().saturating_sub(STEPS_KEPT);
        self.past.drain(..surplus);
        self.future.clear();
        self.changed(action)
    }

    /// The step that an edit leads to.
    fn after(&self, edit: Edit) -> (Step, Action) {
        let next = match edit {
            Edit::Reset => {
                let mut next = self.now.clone();
                next.scenario = Arc::clone(&next.opened);
                return (next, Action::Edited);
            }
            Edit::AddWorkload(workload, placement, remedies) => {
                let mut scenario = Scenario::clone(&self.now.scenario);
                edit::add_workload(&mut scenario, *workload, placement, remedies);
                self.now.rebuilt(scenario)
            }
            Edit::Rebuild(scenario) => self.now.rebuilt(*scenario),
            Edit::Open(scenario, origin) => Step::opened(*scenario, origin),
            Edit::LoadBoard {
                scenario,
                origin,
                moves,
                viewed,
            } => self.now.loaded(*scenario, origin, moves, viewed),
            Edit::LeaveBoard => self.now.left(&self.shipped),
            Edit::BringBack(scenario) => self.brought_back(*scenario),
            Edit::Restore(state) => Step::restored(*state, &self.shipped),
            edit => {
                let mut next = self.now.clone();
                next.edit_scenario(edit);
                return (next, Action::Edited);
            }
        };
        (next, Action::Opened)
    }

    /// The step that contained a scenario. A scenario of no step differs from the one on the board by
    /// its placements only; under the moves of a challenge it changes nothing.
    fn brought_back(&self, scenario: Scenario) -> Step {
        let steps = self.past.iter().chain(&self.future).rev();
        let mut steps = std::iter::once(&self.now).chain(steps);
        if let Some(step) = steps.find(|step| *step.scenario == scenario) {
            return step.clone();
        }
        let mut next = self.now.clone();
        if self.moves().is_none() {
            next.scenario = Arc::new(scenario);
        }
        next
    }

    /// Whether there is an edit to undo.
    pub fn can_undo(&self) -> bool {
        !self.past.is_empty()
    }

    /// Whether there is an edit to redo.
    pub fn can_redo(&self) -> bool {
        !self.future.is_empty()
    }

    /// Undoes the last edit. Returns whether there was one.
    pub fn undo(&mut self) -> bool {
        let Some(earlier) = self.past.pop() else {
            return false;
        };
        self.future.push(std::mem::replace(&mut self.now, earlier));
        self.changed(Action::Undone)
    }

    /// Redoes the edit that was undone last. Returns whether there was one.
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
mod tests;

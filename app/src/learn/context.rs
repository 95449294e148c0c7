//! The state that the sections of the program for learning share: the run that the page shows, the
//! person's progress, and the way to load a board.

use crate::learn::panel_words;
use std::sync::Arc;

use futures::channel::oneshot;
use futures::future::select;
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use model::challenge::{Challenge, Moves};
use model::run::Summary;
use model::sandbox::SnippetProfiles;
use model::scenario::Scenario;

use super::challenge_id::free_id;
use super::not_simulated::NotSimulated;
use super::progress::{Progress, Section};
use super::progress_slice::ProgressSlice;
use super::solution::Solution;
use crate::bridge::{self, FromLearning};
use crate::browser;
use crate::state::document::Origin;

/// A run takes a fifth of a second; after this long, none comes. Milliseconds.
const LONGEST_WAIT_MS: u32 = 10_000;

/// The most boards that are kept for a decision record.
const MOST_TRIED: usize = 12;

/// A run that the page shows.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ShownRun {
    /// The scenario that was simulated.
    pub(crate) scenario: Arc<Scenario>,
    /// The summary of its run.
    pub(crate) summary: Arc<Summary>,
    /// The origin of its board.
    pub(crate) origin: Origin,
}

/// A board of the program for learning that is on the screen in place of the person's own.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ActiveBoard {
    /// The chapter, question or challenge whose board it is.
    pub(crate) origin: Origin,
    /// The scenario's name.
    pub(crate) name: String,
}

/// The state that the sections of the learning panel share, provided as a context; every field is `Copy`.
#[derive(Clone, Copy)]
pub(crate) struct LearnContext {
    /// The newest run on the screen.
    pub(crate) run: RwSignal<Option<ShownRun>>,
    /// The board that is on the screen in place of the person's own; none while theirs is.
    pub(crate) active_board: RwSignal<Option<ActiveBoard>>,
    /// The workload that the evidence is about, by id.
    pub(crate) selected_workload: RwSignal<Option<String>>,
    /// The runs of the snippets within the sandbox limits of the board.
    pub(crate) profiles: RwSignal<Option<Arc<SnippetProfiles>>>,
    /// The person's progress through the lesson, the check and the challenges.
    pub(crate) progress: RwSignal<Progress>,
    /// The challenges that ship, and those that a person opened or built; the newest first.
    pub(crate) challenges: RwSignal<Vec<Arc<Challenge>>>,
    /// The author's own attempt at the challenge that they build; none before the first.
    pub(crate) solution: RwSignal<Option<Solution>>,
    /// The ids of the challenges that ship; none before they have been fetched.
    shipped_challenges: StoredValue<Option<Vec<String>>>,
    shipped: StoredValue<Arc<Scenario>>,
    /// The person's own boards that were on the screen since the panel opened, the newest last.
    tried: StoredValue<Vec<Arc<Scenario>>>,
    /// Whether the board has changed since the newest run.
    is_behind: StoredValue<bool>,
    /// Senders that are notified when the run of the current board is shown.
    waiting: StoredValue<Vec<oneshot::Sender<()>>>,
}

impl LearnContext {
    pub(super) fn new(shipped: Arc<Scenario>, progress: Progress) -> Self {
        Self {
            run: RwSignal::new(None),
            active_board: RwSignal::new(None),
            selected_workload: RwSignal::new(None),
            profiles: RwSignal::new(None),
            progress: RwSignal::new(progress),
            challenges: RwSignal::new(Vec::new()),
            solution: RwSignal::new(None),
            shipped_challenges: StoredValue::new(None),
            shipped: StoredValue::new(shipped),
            tried: StoredValue::new(Vec::new()),
            // The first run is on its way while the program starts.
            is_behind: StoredValue::new(true),
            waiting: StoredValue::new(Vec::new()),
        }
    }

    /// The scenario that ships.
    pub(crate) fn shipped(self) -> Arc<Scenario> {
        self.shipped.get_value()
    }

    /// The board has changed; its run is on its way.
    pub(super) fn board_changed(self, origin: Origin, name: String) {
        self.is_behind.set_value(true);
        let active = (!origin.is_own()).then_some(ActiveBoard { origin, name });
        self.active_board.maybe_update(|board| {
            let is_new = *board != active;
            *board = active;
            is_new
        });
    }

    /// A run of the board as it is now is on the screen.
    pub(super) fn show(self, run: ShownRun) {
        self.is_behind.set_value(false);
        if run.origin.is_own() {
            self.remember(&run.scenario);
        }
        self.run.set(Some(run));
        self.waiting.update_value(|waiting| {
            for sender in waiting.drain(..) {
                // A receiver that is gone waited too long, or its section was closed.
                sender.send(()).ok();
            }
        });
    }

    /// Keeps a board for the decision record; one with the same placements gives way to the newer one.
    fn remember(self, board: &Arc<Scenario>) {
        self.tried.update_value(|tried| {
            tried.retain(|one| one.placements != board.placements);
            tried.push(Arc::clone(board));
            if tried.len() > MOST_TRIED {
                tried.remove(0);
            }
        });
    }

    /// The person's own boards that were on the screen, the newest last.
    pub(crate) fn tried_boards(self) -> Vec<Arc<Scenario>> {
        self.tried.get_value()
    }

    /// The run of the board as it is now: where the board was just changed, the run that is on its way.
    ///
    /// # Errors
    ///
    /// [`NotSimulated::NoRun`] where no run comes, as where the engine cannot run.
    pub(crate) async fn current_run(self) -> Result<ShownRun, NotSimulated> {
        if self.is_behind.get_value() {
            let (sender, arrived) = oneshot::channel();
            self.waiting.update_value(|waiting| waiting.push(sender));
            select(arrived, TimeoutFuture::new(LONGEST_WAIT_MS)).await;
        }
        let run = self.run.get_untracked();
        run.filter(|_| !self.is_behind.get_value())
            .ok_or(NotSimulated::NoRun)
    }

    /// A part of the progress, so that a field of a form wakes only that form.
    pub(crate) fn slice<T: Clone + PartialEq + Send + Sync + 'static>(
        self,
        read: fn(&Progress) -> &T,
        write: fn(&mut Progress) -> &mut T,
    ) -> ProgressSlice<T> {
        ProgressSlice::new(self.progress, read, write)
    }

    /// Whether the board on the screen has this origin.
    pub(crate) fn is_active(self, origin: &Origin) -> bool {
        self.active_board
            .with(|board| board.as_ref().is_some_and(|board| board.origin == *origin))
    }

    /// Whether the board on the screen is that of a challenge.
    pub(crate) fn is_at_challenge(self) -> bool {
        self.active_board.with(|board| {
            let origin = board.as_ref().map(|board| &board.origin);
            matches!(origin, Some(Origin::Challenge { .. }))
        })
    }

    /// Whether the board on the screen is that of a chapter.
    pub(crate) fn is_at_chapter(self) -> bool {
        self.active_board.with(|board| {
            let origin = board.as_ref().map(|board| &board.origin);
            matches!(origin, Some(Origin::Chapter(_)))
        })
    }

    /// The newest run, where it is a run of a board with this origin.
    pub(crate) fn run_of(self, origin: &Origin) -> Option<ShownRun> {
        self.run.get().filter(|run| run.origin == *origin)
    }

    /// The challenge that is open.
    pub(crate) fn challenge(self) -> Option<Arc<Challenge>> {
        let open = self.progress.with(|progress| progress.challenge.clone())?;
        self.challenges.with(|all| {
            let mut all = all.iter();
            all.find(|challenge| challenge.id == open).map(Arc::clone)
        })
    }

    /// The challenges that ship have been fetched.
    pub(super) fn add_shipped_challenges(self, shipped: Vec<Challenge>) {
        let ids = shipped.iter().map(|one| one.id.clone()).collect();
        self.shipped_challenges.set_value(Some(ids));
        // One file has no lab in which a program could be changed.
        let shipped = shipped
            .into_iter()
            .filter(|one| !(one.moves.code && browser::is_in_one_file()));
        self.challenges
            .update(|all| all.extend(shipped.map(Arc::new)));
    }

    /// Puts a challenge of a file, a link or the builder first, in the place of an earlier one with its
    /// id, and opens it. Its stars are never those of a challenge that ships: it gets another id where
    /// it has the id of one.
    pub(crate) fn open_challenge(self, mut challenge: Challenge) {
        let id = self.shipped_challenges.with_value(|shipped| match shipped {
            Some(ids) => free_id(&challenge.id, |id| ids.iter().any(|one| one == id)),
            None => free_id(&challenge.id, |id| id == challenge.id),
        });
        let is_renamed = id != challenge.id;
        challenge.id.clone_from(&id);
        self.challenges.update(|all| {
            all.retain(|one| one.id != id);
            all.insert(0, Arc::new(challenge));
        });
        self.progress
            .update(|progress| progress.section = Section::Challenges);
        self.enter_challenge(id);
        if is_renamed {
            announce(panel_words::RENAMED.get());
        }
    }

    /// Opens a challenge of the list, by id.
    pub(crate) fn enter_challenge(self, id: String) {
        self.progress
            .update(|progress| progress.challenge = Some(id));
        browser::focus_soon("#challenge".to_owned());
    }
}

/// Loads a board of a chapter, a question or a challenge, to which only these moves may be done. The page
/// keeps a person's own board beside it.
pub(crate) fn load_board(
    scenario: Scenario,
    origin: Origin,
    moves: Option<Moves>,
    look_at: Option<String>,
) {
    bridge::send(&FromLearning::LoadBoard {
        scenario: Box::new(scenario),
        origin,
        moves,
        look_at,
    });
}

/// Hides the page's verdicts while a prediction waits for its answer.
pub(crate) fn predicting(is_open: bool) {
    bridge::send(&FromLearning::Predicting(is_open));
}

/// Brings the person's own board back.
pub(crate) fn leave_board() {
    bridge::send(&FromLearning::LeaveBoard);
    announce(panel_words::LEFT.get());
}

/// Says something in the polite status region.
pub(crate) fn announce(sentence: &str) {
    bridge::send(&FromLearning::Announce {
        sentence: sentence.to_owned(),
        is_trouble: false,
    });
}

/// Says what went wrong; the sentence stays in sight.
pub(crate) fn warn(sentence: &str) {
    bridge::send(&FromLearning::Announce {
        sentence: sentence.to_owned(),
        is_trouble: true,
    });
}

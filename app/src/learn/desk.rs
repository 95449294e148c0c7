//! What the corners of the room share: the run that the page shows, how far a person has come, and the
//! way to lay a board.
//!
//! Must not know: any corner.

use std::collections::BTreeSet;
use std::sync::Arc;

use engine::challenge::{Challenge, Moves};
use engine::run::Summary;
use engine::sandbox::SnippetProfiles;
use engine::scenario::Scenario;
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::progress::{Corner, Progress};
use crate::bridge::{self, FromLearning};
use crate::saved::{Saved, VERSION};
use crate::worker::read_saved;
use crate::{browser, text};

/// Where the browser keeps a person's own board while another one lies there.
const OWN_KEPT_AS: &str = "lanewise.own-board";

/// A run that the page shows.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Seen {
    pub(crate) scenario: Arc<Scenario>,
    pub(crate) summary: Arc<Summary>,
}

/// Handed down by context; every field is `Copy`.
#[derive(Clone, Copy)]
pub(crate) struct Desk {
    /// The newest run on the screen.
    pub(crate) run: RwSignal<Option<Seen>>,
    /// Whether the board has changed since.
    pub(crate) is_behind: RwSignal<bool>,
    /// The card that the evidence is about.
    pub(crate) in_view: RwSignal<Option<String>>,
    /// What snippets do within the walls of the board.
    pub(crate) profiles: RwSignal<Option<Arc<SnippetProfiles>>>,
    /// How far a person has come.
    pub(crate) progress: RwSignal<Progress>,
    /// Those that ship, and those that somebody opened or built, the newest first.
    pub(crate) challenges: RwSignal<Vec<Arc<Challenge>>>,
    shipped: StoredValue<Arc<Scenario>>,
    /// The names of all boards that were laid here: undo and redo come back to them.
    known: StoredValue<BTreeSet<String>>,
    /// A person's own board while another one lies there; the browser's storage has it too, for who
    /// loads the page again, unless it takes nothing.
    own: StoredValue<Option<Saved>>,
}

impl Desk {
    pub(super) fn new(shipped: Arc<Scenario>) -> Self {
        let progress = Progress::kept();
        Self {
            known: StoredValue::new(progress.laid.iter().cloned().collect()),
            run: RwSignal::new(None),
            is_behind: RwSignal::new(false),
            in_view: RwSignal::new(None),
            profiles: RwSignal::new(None),
            progress: RwSignal::new(progress),
            challenges: RwSignal::new(Vec::new()),
            shipped: StoredValue::new(shipped),
            own: StoredValue::new(None),
        }
    }

    /// The scenario that ships.
    pub(crate) fn shipped(self) -> Arc<Scenario> {
        self.shipped.get_value()
    }

    /// A run is on the screen.
    pub(super) fn show(self, seen: Seen) {
        self.is_behind.set(false);
        // Whoever opened something else, or undid so far, has left; whoever redid is back.
        let name = &seen.scenario.name;
        let is_known = self.known.with_value(|known| known.contains(name));
        let laid = is_known.then(|| name.clone());
        if self
            .progress
            .with_untracked(|progress| progress.laid != laid)
        {
            self.progress.update(|progress| progress.laid = laid);
        }
        self.run.set(Some(seen));
    }

    /// The run of the board as it is now: where it was just changed, the one that is on its way. None
    /// where no run comes, as where the engine cannot run.
    pub(crate) async fn settled(self) -> Option<Seen> {
        // A run takes a fifth of a second; who has waited ten knows that none comes.
        for _ in 0..200 {
            if !self.is_behind.get_untracked() {
                return self.run.get_untracked();
            }
            TimeoutFuture::new(50).await;
        }
        None
    }

    /// A part of the progress as a signal of its own, so that a field of a form wakes only that form.
    /// What is set there is remembered; what is loaded from a file, or forgotten, comes back there.
    pub(crate) fn part<T: Clone + PartialEq + Send + Sync + 'static>(
        self,
        of: fn(&mut Progress) -> &mut T,
    ) -> RwSignal<T> {
        let kept = Memo::new(move |_| of(&mut self.progress.get()).clone());
        let part = RwSignal::new(kept.get_untracked());
        Effect::new(move |_| {
            let now = part.get();
            if kept.with_untracked(|kept| *kept != now) {
                self.progress.update(|progress| *of(progress) = now);
            }
        });
        Effect::new(move |_| {
            let kept = kept.get();
            if part.with_untracked(|part| *part != kept) {
                part.set(kept);
            }
        });
        part
    }

    /// The name of a board that lies there in place of a person's own.
    pub(crate) fn laid(self) -> Option<String> {
        self.progress.with(|progress| progress.laid.clone())
    }

    /// Lays a board; the one that is there is kept, where it is a person's own.
    pub(crate) fn lay(self, scenario: Scenario, moves: Option<Moves>, look_at: Option<String>) {
        let is_own = self
            .progress
            .with_untracked(|progress| progress.laid.is_none());
        if let (true, Some(seen)) = (is_own, self.run.get_untracked()) {
            let own = Saved {
                version: VERSION,
                scenario: (*seen.scenario).clone(),
                opened: None,
                at_s: 0.0,
                workload: self.in_view.get_untracked(),
            };
            browser::keep(OWN_KEPT_AS, &own.to_text());
            self.own.set_value(Some(own));
        }
        let name = scenario.name.clone();
        self.known.update_value(|known| {
            known.insert(name.clone());
        });
        self.progress.update(|progress| progress.laid = Some(name));
        bridge::say(&FromLearning::Lay {
            scenario: Box::new(scenario),
            moves,
            look_at,
        });
    }

    /// Lays a person's own board again, or the one that ships.
    pub(crate) fn leave(self) {
        spawn_local(async move {
            let own = match (self.own.get_value(), browser::kept(OWN_KEPT_AS)) {
                (Some(own), _) => Some(own),
                (None, Some(text)) => read_saved(text).await.ok(),
                (None, None) => None,
            };
            let (scenario, look_at) = match own {
                Some(saved) => (saved.scenario, saved.workload),
                None => ((*self.shipped()).clone(), None),
            };
            self.progress.update(|progress| progress.laid = None);
            bridge::say(&FromLearning::Lay {
                scenario: Box::new(scenario),
                moves: None,
                look_at,
            });
            say(text::learn::LEFT.get());
        });
    }

    /// The challenge that is open.
    pub(crate) fn challenge(self) -> Option<Arc<Challenge>> {
        let open = self.progress.with(|progress| progress.challenge.clone())?;
        self.challenges.with(|all| {
            let mut all = all.iter();
            all.find(|challenge| challenge.id == open).map(Arc::clone)
        })
    }

    /// Puts a challenge first, in the place of one with its id, and opens it.
    pub(crate) fn open_challenge(self, challenge: Challenge) {
        let id = challenge.id.clone();
        self.challenges.update(|all| {
            all.retain(|one| one.id != id);
            all.insert(0, Arc::new(challenge));
        });
        self.progress
            .update(|progress| progress.corner = Corner::Challenges);
        self.enter_challenge(id);
    }

    /// Opens a challenge that is there, by id.
    pub(crate) fn enter_challenge(self, id: String) {
        self.progress
            .update(|progress| progress.challenge = Some(id));
        browser::focus_soon("#challenge".to_owned());
    }
}

/// Says something to whoever listens.
pub(crate) fn say(sentence: &str) {
    bridge::say(&FromLearning::Say {
        sentence: sentence.to_owned(),
        is_trouble: false,
    });
}

/// Says a trouble, which stays in sight.
pub(crate) fn complain(sentence: &str) {
    bridge::say(&FromLearning::Say {
        sentence: sentence.to_owned(),
        is_trouble: true,
    });
}

/// Puts this in the place of the board that is there, which stays what it is: a person's own, or not.
pub(crate) fn put(scenario: Scenario, look_at: Option<String>) {
    bridge::say(&FromLearning::Lay {
        scenario: Box::new(scenario),
        moves: None,
        look_at,
    });
}

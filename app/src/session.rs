//! The state that the parts of the page share: the document, the run on screen, the playhead, the
//! selection.
//!
//! Signals hold the values that a person edits or reads. No frame and no simulation state is kept here.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use js_sys::Promise;
use leptos::prelude::*;
use model::outcome::Cause;
use model::sandbox::SnippetProfiles;
use model::scenario::Scenario;
use model::units::Nanos;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

use crate::browser;
use crate::browser::address;
use crate::state::document::{Document, Edit};
use crate::state::loaded_run::LoadedRun;
use crate::state::playhead::Playhead;
use crate::state::snapshot::{PageSnapshot, Writing};
use crate::text;
use crate::text::announcement::{self, Announcement};
use crate::text::headline;

/// Hears the text that a worker wrote; none where no worker answered.
pub(crate) type OnWritten = Box<dyn FnOnce(Option<String>)>;
/// Has a worker write a text.
pub(crate) type Writer = Rc<dyn Fn(Writing, OnWritten)>;

/// The shared state, provided as a context; every field is `Copy`.
#[derive(Clone, Copy)]
pub struct Session {
    /// The scenario that a person edits, with undo and redo.
    pub document: RwSignal<Document>,
    /// The newest finished run; the stage, the timeline and the evidence show this one.
    pub run: RwSignal<Option<Arc<LoadedRun>>>,
    /// A run that a person has kept for comparison.
    pub kept_run: RwSignal<Option<Arc<LoadedRun>>>,
    /// The run before the last change, for "was" figures.
    pub earlier_run: RwSignal<Option<Arc<LoadedRun>>>,
    /// The ending of every snippet on every submission, once the sandbox has run them.
    pub profiles: RwSignal<Option<Arc<SnippetProfiles>>>,
    /// The position of the screen in the hour, and the speed of the playback.
    pub playhead: Playhead,
    /// The workload and the request that a person has selected.
    pub selection: RwSignal<Selection>,
    /// What the pointer or the focus is on: of the single requests on the map and in the queues its own
    /// alone are drawn.
    pub pointed_at: RwSignal<Option<PointedAt>>,
    /// The worker's state, as far as a person needs it.
    pub engine_state: RwSignal<EngineState>,
    /// Counts how often a person restarted the workers.
    pub engine_restarts: RwSignal<u32>,
    /// The newest text for the polite status region.
    pub(crate) announcement: RwSignal<Announcement>,
    /// A sentence that a person has to read and can dismiss, such as one about a file that is no
    /// scenario.
    pub notice: RwSignal<Option<String>>,
    /// The sentence of the last refusal, until the next edit.
    refusal: StoredValue<Option<String>>,
    /// The number of hours with other arrivals in which each workload's needs were met; none until these
    /// hours have been simulated for the run on the screen.
    pub hours: RwSignal<Option<Hours>>,
    /// The time of the document's last change, milliseconds since the page began to load.
    pub edited_at_ms: RwSignal<f64>,
    /// The time from the last change to its verdicts, milliseconds.
    pub answered_in_ms: RwSignal<Option<f64>>,
    /// The worker that writes; none before the workers have started.
    pub(crate) writer: StoredValue<Option<Writer>, LocalStorage>,
}

impl Session {
    /// A session that opens with this scenario.
    pub fn new(scenario: Scenario) -> Self {
        Self {
            document: RwSignal::new(Document::new(scenario)),
            run: RwSignal::new(None),
            kept_run: RwSignal::new(None),
            earlier_run: RwSignal::new(None),
            profiles: RwSignal::new(None),
            playhead: Playhead::new(),
            selection: RwSignal::new(Selection::default()),
            pointed_at: RwSignal::new(None),
            engine_state: RwSignal::new(EngineState::Starting),
            engine_restarts: RwSignal::new(0),
            announcement: RwSignal::new(Announcement::default()),
            notice: RwSignal::new(None),
            refusal: StoredValue::new(None),
            hours: RwSignal::new(None),
            edited_at_ms: RwSignal::new(browser::now_ms()),
            answered_in_ms: RwSignal::new(None),
            writer: StoredValue::new_local(None),
        }
    }

    /// A text that a worker writes; none where no worker answers.
    pub(crate) async fn written(self, writing: Writing) -> Option<String> {
        let writer = self.writer.get_value()?;
        let written = Rc::new(RefCell::new(None));
        let mut writing = Some(writing);
        let answered = Promise::new(&mut |resolve, _| {
            let Some(writing) = writing.take() else {
                return;
            };
            let written = Rc::clone(&written);
            let hear = move |text: Option<String>| {
                *written.borrow_mut() = text;
                // A promise's own function accepts any value.
                resolve.call0(&JsValue::NULL).ok();
            };
            writer(writing, Box::new(hear));
        });
        JsFuture::from(answered).await.ok()?;
        written.take()
    }

    /// Edits the scenario. An edit that a challenge does not allow is refused with a sentence.
    pub fn edit(self, edit: Edit) {
        self.try_edit(edit);
    }

    /// Edits the scenario. Returns whether the edit was allowed.
    pub fn try_edit(self, edit: Edit) -> bool {
        let allowed = self.document.with_untracked(|document| {
            let scenario = document.scenario();
            match &edit {
                edit if document.allows(edit) => Ok(()),
                Edit::Place { workload, .. } => Err(text::learning::locked(
                    &text::workloads::name_of(scenario, workload),
                )),
                _ => Err(text::learning::NOT_ALLOWED.get().to_owned()),
            }
        });
        if let Err(sentence) = allowed {
            self.refuse(&sentence);
            return false;
        }
        self.forget_refusal();
        // The evidence stays with the workload that a person was looking at.
        if !edit.replaces_board() {
            let workload = untrack(|| self.workload_in_view());
            self.selection
                .update(|selection| selection.workload = workload);
        }
        // The board of a link that opens is the one in the address.
        if !matches!(edit, Edit::Restore(_)) {
            address::let_go_of_link();
        }
        self.change(|document| document.apply(edit));
        true
    }

    /// Selects a workload, and no request.
    pub(crate) fn select_workload(self, id: String) {
        self.selection.set(Selection {
            workload: Some(id),
            request: None,
        });
    }

    /// Ends pointing at something, unless the pointer has gone to another thing meanwhile.
    pub(crate) fn leave(self, pointed_at: &PointedAt) {
        let is_mine = |now: &Option<PointedAt>| now.as_ref() == Some(pointed_at);
        // A view that is cleaned up may outlive the session.
        if self.pointed_at.try_with_untracked(is_mine) == Some(true) {
            self.pointed_at.try_set(None);
        }
    }

    /// Selects a request of the run on screen, and pauses at its arrival.
    pub fn show_request(self, row: u32, arrived: Nanos) {
        self.playhead.stop_at(arrived);
        self.selection
            .update(|selection| selection.request = Some(row));
    }

    /// Restores the state of an earlier visit.
    pub(crate) fn restore(self, snapshot: PageSnapshot) {
        let (at_s, workload) = (snapshot.at_s, snapshot.workload.clone());
        let end = Nanos::from_secs(snapshot.scenario.horizon_s);
        self.edit(Edit::Restore(Box::new(snapshot.into_board())));
        // The playhead must not be beyond the end of this scenario, whose run is still to come.
        self.playhead.set_end(end);
        if !self.playhead.placed.get_untracked() && at_s > 0.0 {
            self.playhead.seek(Nanos::from_secs(at_s));
        }
        self.selection
            .update(|selection| selection.workload = workload);
    }

    /// The state that would be lost if the page were closed now.
    pub(crate) fn snapshot(self) -> PageSnapshot {
        let board = self.document.with_untracked(Document::state);
        PageSnapshot::new(board, self.playhead.now().as_secs(), self.chosen_workload())
    }

    /// The state that another person gets by a link: the board, its hour and the playhead's time.
    pub(crate) fn shared_snapshot(self) -> PageSnapshot {
        let (scenario, origin) = self.document.with_untracked(|document| {
            let scenario = document.scenario().as_ref().clone();
            (scenario, document.origin().clone())
        });
        // A tenth of a second is closer than anybody sees, and a link has room for few digits.
        let at_s = (self.playhead.now().as_secs() * 10.0).round() / 10.0;
        PageSnapshot::to_share(scenario, &origin, at_s, self.chosen_workload())
    }

    fn chosen_workload(self) -> Option<String> {
        self.selection
            .with_untracked(|selection| selection.workload.clone())
    }

    /// Undoes the last edit.
    pub fn undo(self) {
        address::let_go_of_link();
        self.change(Document::undo);
    }

    /// Redoes the edit that was undone last.
    pub fn redo(self) {
        address::let_go_of_link();
        self.change(Document::redo);
    }

    fn change(self, change: impl FnOnce(&mut Document) -> bool) {
        let mut changed = false;
        self.document.maybe_update(|document| {
            changed = change(document);
            changed
        });
        if changed {
            self.edited_at_ms.set(browser::now_ms());
        }
    }

    /// Announces a sentence that a person has to read, and leaves it in sight until it is dismissed.
    pub fn tell(self, sentence: &str) {
        self.notice.set(Some(sentence.to_owned()));
        self.announce(sentence.to_owned());
    }

    /// Says why something had no effect. The next edit takes the sentence away.
    pub(crate) fn refuse(self, sentence: &str) {
        self.refusal.set_value(Some(sentence.to_owned()));
        self.tell(sentence);
    }

    fn forget_refusal(self) {
        let refusal = self.refusal.try_update_value(Option::take).flatten();
        let is_shown = |notice: &Option<String>| notice.is_some() && *notice == refusal;
        if self.notice.with_untracked(is_shown) {
            self.notice.set(None);
        }
    }

    /// Announces a sentence that gives no verdict away.
    pub fn announce(self, sentence: String) {
        self.announcement.set(sentence.into());
    }

    /// Puts a finished run on the screen, and announces its differences from the run before, or the first
    /// verdicts.
    pub fn show(self, loaded: Arc<LoadedRun>) {
        let before = self.run.get_untracked();
        // A chapter's board beside a person's own has differences that no change made.
        let earlier = before
            .clone()
            .filter(|before| before.is_of_same_board(&loaded));
        let action = self.document.with_untracked(Document::last_action);
        self.announcement.set(match (&earlier, before) {
            (Some(earlier), _) => announcement::change(earlier, &loaded, action),
            (None, Some(_)) => announcement::opened(&loaded, action),
            (None, None) => Announcement::of_figures(headline::fitting_with_faults(&loaded)),
        });
        // A row of the old trace has no meaning in the new one.
        self.selection.update(|selection| selection.request = None);
        self.hours.set(None);
        self.earlier_run.set(earlier);
        self.run.set(Some(loaded));
        self.engine_state.set(EngineState::Idle);
        let edited_at = self.edited_at_ms.get_untracked();
        request_animation_frame(move || {
            browser::measure("lanewise: from a change to its verdicts", edited_at);
            self.answered_in_ms.set(Some(browser::now_ms() - edited_at));
        });
    }

    /// The run on screen, for parts that may be drawn after the verdicts: it follows in a task of its
    /// own.
    pub fn later_run(self) -> Signal<Option<Arc<LoadedRun>>> {
        let generation =
            browser::later(move || self.run.with(|run| run.as_ref().map(|run| run.generation)));
        Signal::derive(move || {
            generation.track();
            self.run.get_untracked()
        })
    }

    /// The workload of the evidence: the selected one, else the one that hurts most, else the first.
    pub fn workload_in_view(self) -> Option<String> {
        let chosen = self.selection.with(|selection| selection.workload.clone());
        chosen
            .filter(|id| {
                self.document
                    .with(|document| document.scenario().workload_index(id).is_some())
            })
            .or_else(|| self.run.with(|run| headline::most_hurt_id(run.as_deref()?)))
            .or_else(|| {
                self.document
                    .with(|document| Some(document.scenario().workloads.first()?.id.clone()))
            })
    }
}

/// The selection of a person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// A workload, by id.
    pub workload: Option<String>,
    /// A request: a row of the trace of [`Session::run`].
    pub request: Option<u32>,
}

/// A workload whose card the pointer is on, or one of its causes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PointedAt {
    /// The workload, by id.
    pub workload: String,
    /// The cause of failed or late requests; none for all requests of the workload.
    pub cause: Option<Cause>,
}

/// Hours with other arrivals, the one on the screen included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hours {
    /// The number of simulated hours.
    pub tried: u32,
    /// For each workload, the number of hours in which every need was met.
    pub kept: Vec<u32>,
}

/// The state of the worker, as the page shows it.
#[derive(Clone, Debug, PartialEq)]
pub enum EngineState {
    /// The worker is loading, or runs the snippets for the first time.
    Starting,
    /// The worker simulates; the share of the hour that is done, 0 to 1.
    Running(f64),
    /// The run on screen is of the document on screen.
    Idle,
    /// The worker was restarted after a fault; the sentence says so.
    Restarted(String),
    /// The worker cannot run here; the sentence says why, and how to fix it.
    Unavailable(String),
}

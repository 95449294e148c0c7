//! Keeps the run on the screen up to date with the document: the page's side of two engine workers. One
//! simulates, the other runs snippets, writes texts, and may be ended at any time. The second one starts after the first run.

mod other_hours;
mod profiling;
mod writing;

use std::cell::RefCell;
use std::rc::{Rc, Weak};
use std::sync::Arc;

use gloo_timers::callback::Timeout;
use js_sys::ArrayBuffer;
use leptos::prelude::*;
use leptos::task::spawn_local;
use model::run::Summary;
use model::sandbox::Limits;
use model::scenario::Scenario;

use super::engine_questions::{Engine, Simulate};
use super::message::Unencodable;
use super::patience::{BEAT_MS, Silence};
use super::port::{Answer, Port, WorkerEvent};
use super::question::Program;
use super::requests::Recovery;
use super::slot::WorkerSlot;
use crate::browser;
use crate::browser::site_build;
use crate::session::{EngineState, Session};
use crate::state::document::Document;
use crate::state::loaded_run::LoadedRun;
use crate::text;
use writing::ToWrite;

/// The time after which the second worker starts although no run has finished.
const SECOND_WORKER_MS: u32 = 2_000;
/// The time within which several edits become one simulation.
const DEBOUNCE_MS: u32 = 60;
/// The time without an edit after which other hours are simulated, which takes four times as long as the hour.
const QUIET_MS: u32 = 1_000;
/// The most requests of a run whose other hours are simulated.
const MOST_TO_REPEAT: u64 = 1_000_000;

/// The driver of the engine workers. It runs until its owner drops it.
pub(crate) struct Driver {
    me: Weak<RefCell<Self>>,
    session: Session,
    simulating: WorkerSlot<Self>,
    profiling: WorkerSlot<Self>,
    debounce: Option<Timeout>,
    /// The timer after which other hours are simulated.
    quiet: Option<Timeout>,
    /// The timer of the next check of the workers' silence.
    beat: Option<Timeout>,
    edited_at_ms: f64,
    generation: u64,
    /// Whether other hours are being simulated; after a failure they are not simulated again.
    tries_other_hours: bool,
    other_hours_failed: bool,
    /// Texts that wait for the worker that writes.
    to_write: Vec<ToWrite>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Simulating,
    Profiling,
}

impl Driver {
    /// Starts the worker that simulates, the other one later, and simulates whenever the document changes.
    pub(crate) fn start(session: Session) {
        let driver = Rc::new_cyclic(|me| {
            RefCell::new(Self {
                me: Weak::clone(me),
                session,
                simulating: WorkerSlot::default(),
                profiling: WorkerSlot::default(),
                debounce: None,
                quiet: None,
                beat: None,
                edited_at_ms: f64::NEG_INFINITY,
                generation: 0,
                tries_other_hours: false,
                other_hours_failed: false,
                to_write: Vec::new(),
            })
        });
        driver.borrow_mut().open(Role::Simulating);
        writing::listen(session, Rc::downgrade(&driver));
        // Two workers that start at once, while the page builds its parts, take a small machine's cores from it.
        let later = Rc::downgrade(&driver);
        Timeout::new(SECOND_WORKER_MS, move || {
            if let Some(driver) = later.upgrade() {
                driver.borrow_mut().open_profiling();
            }
        })
        .forget();
        let driver = StoredValue::new_local(driver);
        let revision = Memo::new(move |_| session.document.with(Document::revision));
        Effect::new(move |_| {
            // The memo is read and not only tracked, because a memo without a reader does not update.
            revision.get();
            driver.with_value(|driver| driver.borrow_mut().edited());
        });
        Effect::new(move |before: Option<u32>| {
            let restarts = session.engine_restarts.get();
            if before.is_some_and(|before| before != restarts) {
                driver.with_value(|driver| driver.borrow_mut().restart());
            }
            restarts
        });
    }

    fn slot(&mut self, role: Role) -> &mut WorkerSlot<Self> {
        match role {
            Role::Simulating => &mut self.simulating,
            Role::Profiling => &mut self.profiling,
        }
    }

    fn open(&mut self, role: Role) {
        let instance = self.slot(role).next_instance();
        let hear = Rc::new({
            let driver = Weak::clone(&self.me);
            move |event: WorkerEvent| {
                if let Some(driver) = driver.upgrade() {
                    hear(&driver, role, instance, event);
                }
            }
        });
        match Port::open(Engine::NAME, hear) {
            Ok(port) => self.slot(role).install(port),
            Err(error) => self.unavailable(text::engine::unavailable(&error.to_string())),
        }
        self.watch();
    }

    /// Restarts both workers, as a person asked.
    fn restart(&mut self) {
        self.session.engine_state.set(EngineState::Starting);
        for role in [Role::Profiling, Role::Simulating] {
            self.slot(role).edited();
            self.open(role);
        }
        self.ask();
    }

    /// Simulates the first edit after a rest at once; further edits shortly after it become one
    /// simulation.
    fn edited(&mut self) {
        self.simulating.edited();
        self.profiling.edited();
        self.other_hours_failed = false;
        let now = browser::now_ms();
        let rested = now - std::mem::replace(&mut self.edited_at_ms, now) > f64::from(DEBOUNCE_MS);
        if rested && self.debounce.is_none() {
            self.ask();
            return;
        }
        // The drop of the earlier timer cancels it.
        self.debounce = Some(self.after(DEBOUNCE_MS, Self::ask));
    }

    /// The scenario of the document.
    fn scenario(&self) -> Arc<Scenario> {
        let document = self.session.document;
        document.with_untracked(|document| document.scenario().clone())
    }

    /// Has the document's hour simulated; where its snippets have other limits than usual, or code of a person's own, they are run before that.
    fn ask(&mut self) {
        self.debounce = None;
        self.quiet = None;
        let scenario = self.scenario();
        let profiles = self.profiles_of(&scenario);
        let is_unusual = scenario.lanes.sandbox.limits() != Limits::default();
        if profiles.is_none() && (is_unusual || !scenario.own_code().is_empty()) {
            self.open_profiling();
            self.profile(Self::ask);
            return;
        }
        let question = Simulate {
            scenario: Box::new(Scenario::clone(&scenario)),
            profiles: profiles.as_deref().cloned(),
        };
        self.tries_other_hours = false;
        let asked = self.simulating.ask(question, |driver, summary, answer| {
            driver.finished(scenario, summary, answer.beside.as_ref());
        });
        if self.is_asked(asked) {
            self.session.engine_state.update(|state| {
                // The sentence about a restart stays readable until the next run.
                if !matches!(state, EngineState::Restarted(_)) {
                    *state = EngineState::Running(0.0);
                }
            });
        }
        self.watch();
    }

    /// Whether a question is on its way; one that cannot be encoded is reported.
    fn is_asked(&self, asked: Result<bool, Unencodable>) -> bool {
        asked.unwrap_or_else(|error| {
            self.session.engine_state.set(EngineState::Idle);
            self.session.tell(&error.to_string());
            false
        })
    }

    fn finished(&mut self, scenario: Arc<Scenario>, summary: Summary, trace: Option<&ArrayBuffer>) {
        let begun = browser::now_ms();
        if summary.report.requests <= MOST_TO_REPEAT && !self.other_hours_failed {
            let scenario = Arc::clone(&scenario);
            self.quiet =
                Some(self.after(QUIET_MS, move |driver| driver.try_other_hours(&scenario)));
        }
        let trace = trace.cloned();
        self.generation += 1;
        let (session, generation) = (self.session, self.generation);
        let me = Weak::clone(&self.me);
        // The runs of two answers follow one another, because tasks keep their order.
        spawn_local(async move {
            let loaded = LoadedRun::load(scenario, summary, trace, generation).await;
            browser::measure("lanewise: take over a run", begun);
            match loaded {
                Ok(loaded) => {
                    session.show(Arc::new(loaded));
                    if let Some(driver) = me.upgrade() {
                        let mut driver = driver.borrow_mut();
                        driver.open_profiling();
                        driver.profile_next();
                    }
                }
                Err(error) => {
                    session.engine_state.set(EngineState::Idle);
                    session.tell(&text::engine::trace_unreadable(&error.to_string()));
                }
            }
        });
    }

    fn unavailable(&self, sentence: String) {
        // The notice of a restart is out of date.
        self.session.notice.set(None);
        self.session
            .engine_state
            .set(EngineState::Unavailable(sentence));
    }

    fn after(&self, delay_ms: u32, act: impl FnOnce(&mut Self) + 'static) -> Timeout {
        let driver = Weak::clone(&self.me);
        Timeout::new(delay_ms, move || {
            if let Some(driver) = driver.upgrade() {
                act(&mut driver.borrow_mut());
            }
        })
    }

    /// Checks the workers' silence for as long as an answer is awaited.
    fn watch(&mut self) {
        let is_waiting = self.simulating.is_waiting() || self.profiling.is_waiting();
        if is_waiting && self.beat.is_none() {
            self.beat = Some(self.after(BEAT_MS, Self::beat));
        }
    }

    fn beat(&mut self) {
        self.beat = None;
        for role in [Role::Profiling, Role::Simulating] {
            match self.slot(role).beat() {
                (_, Silence::Bearable) => {}
                (_, Silence::Late) => self.unavailable(text::engine::LATE.get().to_owned()),
                (instance, Silence::Dead) => self.died(role, instance, ""),
            }
        }
        self.watch();
    }

    fn died(&mut self, role: Role, instance: u32, report: &str) {
        let slot = self.slot(role);
        let Some(recovery) = slot.died(instance) else {
            return;
        };
        if recovery == Recovery::Disable {
            self.unavailable(text::engine::not_arrived(report));
            spawn_local(site_build::look_for_newer());
            return;
        }
        let is_known = slot.was_ever_heard();
        if role == Role::Simulating && std::mem::take(&mut self.tries_other_hours) {
            self.other_hours_failed = true;
        }
        self.open(role);
        // A program that was never loaded is fetched once more before the page reports the failure.
        if is_known {
            let sentence = text::engine::restarted(recovery == Recovery::RetryNow);
            self.session.tell(&sentence);
            self.session
                .engine_state
                .set(EngineState::Restarted(sentence));
        }
        if recovery == Recovery::RetryNow {
            self.ask();
        }
    }

    fn answered(&mut self, role: Role, instance: u32, id: u32, answer: Answer) {
        if !self.slot(role).counts(id) {
            return;
        }
        if let Some(on_answer) = self.slot(role).close()
            && let Err(error) = on_answer(self, answer)
        {
            self.died(role, instance, &error.to_string());
        }
        self.write_next();
        self.profile_next();
    }

    fn progressed(&mut self, role: Role, id: u32, share: f64) {
        if role == Role::Simulating && self.slot(role).counts(id) {
            self.session.engine_state.update(|state| {
                if let EngineState::Running(done) = state {
                    *done = share;
                }
            });
        }
    }

    /// A program that was late has arrived.
    fn arrived(&self) {
        self.session.engine_state.update(|state| {
            if matches!(state, EngineState::Unavailable(_)) {
                *state = EngineState::Starting;
            }
        });
    }
}

fn hear(driver: &Rc<RefCell<Driver>>, role: Role, instance: u32, event: WorkerEvent) {
    let mut this = driver.borrow_mut();
    if !this.slot(role).is_running(instance) {
        return;
    }
    if let WorkerEvent::Died(report) = event {
        // The port must not be dropped while its own closure runs.
        let later = this.after(0, move |driver| driver.died(role, instance, &report));
        later.forget();
        return;
    }
    this.slot(role).heard();
    match event {
        WorkerEvent::Ready => this.arrived(),
        WorkerEvent::Progress(id, share) => this.progressed(role, id, share),
        WorkerEvent::Answered(id, answer) => this.answered(role, instance, id, answer),
        WorkerEvent::Refused(id, sentence) => {
            if this.slot(role).counts(id) {
                this.slot(role).close();
                this.session.engine_state.set(EngineState::Idle);
                this.session.tell(&sentence);
            }
        }
        WorkerEvent::OtherBuild => {
            this.unavailable(text::engine::OTHER_BUILD.get().to_owned());
        }
        WorkerEvent::Died(_) => {}
    }
}

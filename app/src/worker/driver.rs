//! Keeps the run on screen that of the document on screen: the page's side of the worker.
//!
//! Must not know: how anything looks.

use std::cell::RefCell;
use std::rc::{Rc, Weak};
use std::sync::Arc;

use engine::run::{Run, Summary};
use engine::sandbox::SnippetProfiles;
use engine::scenario::Scenario;
use engine::trace::{Checkpoints, Trace};
use gloo_timers::callback::Timeout;
use gloo_timers::future::TimeoutFuture;
use js_sys::{ArrayBuffer, Uint8Array};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::port::{Heard, Port, Program};
use super::requests::{Remedy, Requests};
use super::{FromWorker, ToWorker};
use crate::browser;
use crate::document::Document;
use crate::loaded_run::LoadedRun;
use crate::session::{EngineState, Hours, Session};
use crate::text;

/// By then the page is laid out, even on a slow machine.
const LAID_OUT_MS: u32 = 250;
/// Edits closer together than this become one simulation.
const DEBOUNCE_MS: u32 = 60;

/// Runs until its owner is gone.
pub(crate) struct Driver {
    session: Session,
    simulating: Line,
    profiling: Line,
    /// What the newest simulation was asked for.
    asked: Option<Arc<Scenario>>,
    debounce: Option<Timeout>,
    edited_at_ms: f64,
    generation: u64,
    /// For tests: the next simulation fails.
    fault: bool,
}

/// One worker instance, and what it was asked.
#[derive(Default)]
struct Line {
    port: Option<Port>,
    /// Counts the instances that were started: the last words of one do not end the next.
    instance: u32,
    requests: Requests,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Simulating,
    Profiling,
}

impl Driver {
    /// Starts both instances, and simulates whenever the document changes.
    pub(crate) fn start(session: Session, fault: bool) {
        let driver = Rc::new(RefCell::new(Self {
            session,
            simulating: Line::default(),
            profiling: Line::default(),
            asked: None,
            debounce: None,
            edited_at_ms: f64::NEG_INFINITY,
            generation: 0,
            fault,
        }));
        driver
            .borrow_mut()
            .open(Role::Profiling, &Rc::downgrade(&driver));
        // The one that simulates is needed once the snippets have run. Two that start at once, while
        // the page is laid out, take a small machine's cores from it.
        let later = Rc::downgrade(&driver);
        Timeout::new(LAID_OUT_MS, move || {
            if let Some(driver) = later.upgrade() {
                open_simulating(&driver);
            }
        })
        .forget();
        let kept = StoredValue::new_local(driver);
        let revision = Memo::new(move |_| session.document.with(Document::revision));
        Effect::new(move |_| {
            // Read, not only tracked: a memo that was never read follows nothing.
            revision.get();
            kept.with_value(edited);
        });
    }

    fn line(&mut self, role: Role) -> &mut Line {
        match role {
            Role::Simulating => &mut self.simulating,
            Role::Profiling => &mut self.profiling,
        }
    }

    fn open(&mut self, role: Role, driver: &Weak<RefCell<Self>>) {
        let line = self.line(role);
        line.instance += 1;
        let hear = Rc::new({
            let (driver, instance) = (Weak::clone(driver), line.instance);
            move |heard: Heard| {
                if let Some(driver) = driver.upgrade() {
                    hear(&driver, role, instance, heard);
                }
            }
        });
        match Port::open(Program::Engine, hear) {
            Ok(port) => self.line(role).port = Some(port),
            Err(report) => self.unavailable(&report),
        }
        if role == Role::Simulating
            && let Some(profiles) = self.session.profiles.get_untracked()
        {
            self.keep(&profiles);
        }
    }

    fn keep(&self, profiles: &Arc<SnippetProfiles>) {
        if let Some(port) = &self.simulating.port {
            port.say(&ToWorker::Keep {
                profiles: SnippetProfiles::clone(profiles),
            });
        }
    }

    /// Asks for whatever the document needs next: snippets run within its walls, then its hour.
    fn ask(&mut self) {
        self.debounce = None;
        let scenario = self
            .session
            .document
            .with_untracked(|document| document.scenario().clone());
        let limits = scenario.lanes.sandbox.limits();
        let profiles = self.session.profiles.get_untracked();
        if profiles.is_none_or(|profiles| profiles.limits != limits) {
            let id = self.profiling.requests.open();
            if let Some(port) = &self.profiling.port {
                port.say(&ToWorker::Profile { id, limits });
            }
            return;
        }
        let id = self.simulating.requests.open();
        let fault = std::mem::take(&mut self.fault);
        if let Some(port) = &self.simulating.port {
            let scenario = Box::new(Scenario::clone(&scenario));
            port.say(&ToWorker::Simulate {
                id,
                scenario,
                fault,
            });
        }
        self.asked = Some(scenario);
        self.session.engine_state.update(|state| {
            // That the worker was restarted stays readable until the next run is there.
            if !matches!(state, EngineState::Restarted(_)) {
                *state = EngineState::Running(0.0);
            }
        });
    }

    fn said(&mut self, role: Role, message: FromWorker, bytes: Option<&ArrayBuffer>) {
        let line = self.line(role);
        line.requests.heard();
        match message {
            FromWorker::Ready => {
                if let Some(port) = &line.port {
                    port.listens();
                }
            }
            // Answers to questions that are asked of a worker of their own.
            FromWorker::Panicked { .. }
            | FromWorker::Opened { .. }
            | FromWorker::OpenedSaved(_)
            | FromWorker::OpenedChallenge(_)
            | FromWorker::Tried(_)
            | FromWorker::Graded(_) => {}
            FromWorker::Progress { id, share } => {
                if role == Role::Simulating && line.requests.counts(id) {
                    self.session.engine_state.update(|state| {
                        if let EngineState::Running(done) = state {
                            *done = share;
                        }
                    });
                }
            }
            FromWorker::Profiled { id, profiles } => {
                if line.requests.counts(id) {
                    line.requests.close();
                    let profiles = Arc::new(profiles);
                    self.keep(&profiles);
                    self.session.profiles.set(Some(profiles));
                    self.ask();
                }
            }
            FromWorker::Refused { id, sentence } => {
                if line.requests.counts(id) {
                    line.requests.close();
                    self.session.engine_state.set(EngineState::Idle);
                    self.session.tell(&sentence);
                }
            }
            FromWorker::Hours { id, tried, kept } => {
                if line.requests.is_newest(id) {
                    self.tried(tried, &kept);
                }
            }
            FromWorker::Simulated { id, summary } => {
                if line.requests.counts(id) {
                    line.requests.close();
                    self.finished(*summary, bytes);
                }
            }
        }
    }

    /// More hours were simulated behind the run on the screen, which counts as well.
    fn tried(&self, more: u32, kept: &[u32]) {
        let fits = self.session.run.with_untracked(|run| {
            let verdicts = run.as_ref().map(|loaded| &loaded.run.summary.verdicts);
            let fits = verdicts.into_iter().flatten();
            fits.map(|verdict| u32::from(verdict.fits))
                .collect::<Vec<_>>()
        });
        let kept = fits.iter().zip(kept).map(|(here, more)| here + more);
        self.session.hours.set(Some(Hours {
            tried: more + 1,
            kept: kept.collect(),
        }));
    }

    fn finished(&mut self, summary: Summary, bytes: Option<&ArrayBuffer>) {
        let Some(scenario) = self.asked.take() else {
            return;
        };
        let begun = browser::now_ms();
        let bytes = bytes
            .map(|buffer| Uint8Array::new(buffer).to_vec())
            .unwrap_or_default();
        self.generation += 1;
        let (session, generation) = (self.session, self.generation);
        // The runs of two answers come one after the other: tasks keep their order.
        spawn_local(async move {
            let taken = taken_over(scenario, summary, bytes, generation).await;
            browser::measure("lanewise: take over a run", begun);
            match taken {
                Ok(loaded) => session.show(Arc::new(loaded)),
                Err(sentence) => session.tell(&sentence),
            }
        });
    }

    fn unavailable(&self, report: &str) {
        let sentence = text::engine::unavailable(report);
        // That a restart was tried is no news any more.
        self.session.notice.set(None);
        self.session
            .engine_state
            .set(EngineState::Unavailable(sentence));
    }
}

/// Reads a trace and indexes it, each in a task of its own, so that none of them holds the page up.
/// The error is a sentence.
pub(super) async fn taken_over(
    scenario: Arc<Scenario>,
    summary: Summary,
    bytes: Vec<u8>,
    generation: u64,
) -> Result<LoadedRun, String> {
    TimeoutFuture::new(0).await;
    let trace = Trace::from_bytes(&bytes)
        .map_err(|error| text::engine::trace_unreadable(&error.to_string()))?;
    drop(bytes);
    TimeoutFuture::new(0).await;
    let checkpoints = Checkpoints::new(&trace);
    Ok(LoadedRun {
        scenario,
        run: Run { summary, trace },
        checkpoints,
        generation,
    })
}

/// The first edit after a rest is simulated at once; what follows closely becomes one simulation.
fn edited(driver: &Rc<RefCell<Driver>>) {
    let mut this = driver.borrow_mut();
    this.simulating.requests.edited();
    this.profiling.requests.edited();
    let now = browser::now_ms();
    let rested = now - std::mem::replace(&mut this.edited_at_ms, now) > f64::from(DEBOUNCE_MS);
    if rested && this.debounce.is_none() {
        this.ask();
        return;
    }
    let later = Rc::downgrade(driver);
    // The timer that it replaces is cancelled by being dropped.
    this.debounce = Some(Timeout::new(DEBOUNCE_MS, move || {
        if let Some(driver) = later.upgrade() {
            driver.borrow_mut().ask();
        }
    }));
}

/// Starts the instance that simulates, unless it runs.
fn open_simulating(driver: &Rc<RefCell<Driver>>) {
    let mut this = driver.borrow_mut();
    if this.simulating.instance == 0 {
        this.open(Role::Simulating, &Rc::downgrade(driver));
    }
}

fn hear(driver: &Rc<RefCell<Driver>>, role: Role, instance: u32, heard: Heard) {
    match heard {
        Heard::Said(message, bytes) => {
            if matches!(message, FromWorker::Profiled { .. }) {
                open_simulating(driver);
            }
            driver.borrow_mut().said(role, message, bytes.as_ref());
        }
        Heard::OtherBuild => {
            let state = EngineState::Unavailable(text::engine::OTHER_BUILD.get().into());
            driver.borrow().session.engine_state.set(state);
        }
        Heard::Died(report) => {
            // The port must not be dropped while its own closure runs.
            let driver = Rc::clone(driver);
            Timeout::new(0, move || died(&driver, role, instance, &report)).forget();
        }
    }
}

fn died(driver: &Rc<RefCell<Driver>>, role: Role, instance: u32, report: &str) {
    let mut this = driver.borrow_mut();
    let line = this.line(role);
    // A panic is reported twice, by the worker and by the browser.
    if line.instance != instance || line.port.take().is_none() {
        return;
    }
    let remedy = line.requests.failed();
    if remedy == Remedy::GiveUp {
        this.unavailable(report);
        return;
    }
    this.open(role, &Rc::downgrade(driver));
    let sentence = text::engine::restarted(remedy == Remedy::AskAgain);
    this.session.tell(&sentence);
    this.session
        .engine_state
        .set(EngineState::Restarted(sentence));
    if remedy == Remedy::AskAgain {
        this.ask();
    }
}

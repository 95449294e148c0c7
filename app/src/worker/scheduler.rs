//! The engine worker's side: one job at a time, in slices, so that a newer question is heard between
//! two of them.

mod batch;

use std::cell::RefCell;
use std::ops::ControlFlow;
use std::rc::Rc;

use batch::Batch;
use engine::interpreter::{Profiler, grade_choice_by, known_profiles, profile};
use engine::simulation::{Progress, Simulation};
use js_sys::Uint8Array;
use model::run::Run;
use model::sandbox::{Limits, SnippetProfiles};
use model::scenario::{Scenario, ScenarioError};
use model::trace::Trace;
use model::trace_selection::TraceSelection;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{MessageChannel, MessageEvent, MessagePort};

use super::engine_questions::{
    Engine, EngineRequest, Grade, OtherHours, Profile, Simulate, SimulateBatch, TryOtherHours,
};
use super::host::{answer, answer_with, listen, refuse, say_progress, scope};
use super::slice::{Pace, run_slice};
use crate::state::snapshot::Writing;

/// The least time between two reports of progress, milliseconds.
const PROGRESS_MS: f64 = 50.0;
/// The number of hours that are simulated besides the one on the screen.
const OTHER_HOURS: u32 = 4;

/// Answers the page's questions from now on.
pub(crate) fn start() {
    // A message to the worker itself lets waiting messages in first; a timer would take four
    // milliseconds.
    let Ok(channel) = MessageChannel::new() else {
        return;
    };
    let scheduler = Rc::new(RefCell::new(WorkerScheduler::new(channel.port2())));
    let on_slice = Closure::<dyn FnMut(MessageEvent)>::new({
        let scheduler = Rc::clone(&scheduler);
        move |_| scheduler.borrow_mut().slice()
    });
    channel
        .port1()
        .set_onmessage(Some(on_slice.as_ref().unchecked_ref()));
    // The closure exists as long as the worker.
    on_slice.forget();
    listen::<Engine>(move |id, request| scheduler.borrow_mut().take(id, request));
}

fn now_ms() -> f64 {
    scope().performance().map_or(0.0, |clock| clock.now())
}

/// The job of this worker. The newest question wins; the job before it is dropped.
struct WorkerScheduler {
    wake: MessagePort,
    job: Option<Job>,
    pace: Pace,
    /// Whether a message of the worker to itself is on its way.
    awake: bool,
    last_progress_ms: f64,
}

struct Job {
    id: u32,
    work: Work,
}

/// What a job does in its slices. A simulation goes through the first three: at the caps of a scenario its
/// plan, its end and its encoding take some ten milliseconds each, and a newer question is heard between them.
enum Work {
    Checked(Box<Simulate>),
    Simulating(Box<Simulation>),
    Simulated(Box<Run>),
    TryingOtherHours(Batch),
    SimulatingBatch(Batch),
    Profiling(Box<Profiler>),
}

/// The same scenario in other hours.
fn other_hours(scenario: &Scenario) -> Vec<Scenario> {
    let hour = |more| Scenario {
        seed: scenario.seed.wrapping_add(u64::from(more)),
        ..scenario.clone()
    };
    (1..=OTHER_HOURS).map(hour).collect()
}

impl WorkerScheduler {
    fn new(wake: MessagePort) -> Self {
        Self {
            wake,
            job: None,
            pace: Pace::default(),
            awake: false,
            last_progress_ms: 0.0,
        }
    }

    fn take(&mut self, id: u32, request: EngineRequest) {
        self.job = None;
        let work = match request {
            EngineRequest::Grade(Grade {
                snippet,
                right,
                answer: letters,
            }) => {
                let run = grade_choice_by(&snippet, &right, &letters, &Limits::default());
                answer::<Grade>(id, run);
                return;
            }
            EngineRequest::Writing(writing) => {
                answer::<Writing>(id, writing.to_text());
                return;
            }
            EngineRequest::Profile(Profile { limits }) => {
                if let Some(known) = known_profiles(&limits) {
                    answer_with::<Profile>(id, &known, None);
                    return;
                }
                Ok(Work::Profiling(Box::new(Profiler::new(&limits))))
            }
            EngineRequest::Simulate(question) => simulating(question),
            // No request is recorded, because only the verdicts count.
            EngineRequest::TryOtherHours(question) => {
                let hours = other_hours(&question.scenario);
                let profiles = sent_or_known(&question.scenario, question.profiles);
                Batch::new(hours, profiles, TraceSelection::Nothing).map(Work::TryingOtherHours)
            }
            EngineRequest::SimulateBatch(question) => {
                let selection = if question.by_city {
                    TraceSelection::default()
                } else {
                    TraceSelection::Nothing
                };
                Batch::new(question.scenarios, question.profiles, selection)
                    .map(Work::SimulatingBatch)
            }
        };
        match work {
            Ok(work) => self.begin(Job { id, work }),
            Err(error) => refuse(id, &error),
        }
    }

    fn begin(&mut self, job: Job) {
        self.job = Some(job);
        self.pace = Pace::default();
        self.last_progress_ms = now_ms();
        self.wake_up();
    }

    fn wake_up(&mut self) {
        if !self.awake {
            // The message transfers no buffer, so the browser cannot refuse it.
            self.awake = self.wake.post_message(&JsValue::NULL).is_ok();
        }
    }

    fn slice(&mut self) {
        self.awake = false;
        let Some(job) = &mut self.job else { return };
        let outcome = run_slice(&mut self.pace, now_ms, |events| job.work.advance(events));
        match outcome {
            ControlFlow::Continue(share) => {
                let now = now_ms();
                if now - self.last_progress_ms >= PROGRESS_MS {
                    self.last_progress_ms = now;
                    say_progress(job.id, share);
                }
                self.wake_up();
            }
            ControlFlow::Break(outcome) => {
                if let Some(job) = self.job.take() {
                    match outcome {
                        Ok(()) => self.job = job.next(),
                        Err(error) => refuse(job.id, &error),
                    }
                }
                if self.job.is_some() {
                    self.wake_up();
                }
            }
        }
    }
}

/// The profiles that the page sent, else the ones that are known, else those of a run here.
fn sent_or_known(scenario: &Scenario, sent: Option<SnippetProfiles>) -> SnippetProfiles {
    let limits = scenario.lanes.sandbox.limits();
    let known = sent.or_else(|| known_profiles(&limits));
    known.unwrap_or_else(|| profile(&limits))
}

fn simulating(question: Simulate) -> Result<Work, ScenarioError> {
    question.scenario.check()?;
    Ok(Work::Checked(Box::new(question)))
}

impl Work {
    /// Does a portion of the work; continues with the share that is done, from 0 to 1. Breaks where the
    /// scenario needs more memory than a run may use.
    fn advance(&mut self, events: u32) -> ControlFlow<Result<(), ScenarioError>, f64> {
        match self {
            Self::Checked(_) | Self::Simulated(_) => ControlFlow::Break(Ok(())),
            Self::TryingOtherHours(batch) | Self::SimulatingBatch(batch) => batch.advance(events),
            Self::Simulating(simulation) => match simulation.step(events) {
                Progress::Running { share } => ControlFlow::Continue(share),
                Progress::Done => ControlFlow::Break(Ok(())),
                Progress::Refused => ControlFlow::Break(Err(simulation.refusal())),
            },
            Self::Profiling(profiler) => match profiler.step() {
                Some(progress) => {
                    let total = f64::from(progress.total.max(1));
                    ControlFlow::Continue(f64::from(progress.done) / total)
                }
                None => ControlFlow::Break(Ok(())),
            },
        }
    }
}

impl Job {
    /// Goes on to the next kind of work, or answers the question whose work is done.
    fn next(self) -> Option<Self> {
        let id = self.id;
        let work = match self.work {
            Work::Checked(question) => {
                let Simulate { scenario, profiles } = *question;
                let profiles = sent_or_known(&scenario, profiles);
                match Simulation::new(&scenario, &profiles, &TraceSelection::default()) {
                    Ok(simulation) => Work::Simulating(Box::new(simulation)),
                    Err(error) => {
                        refuse(id, &error);
                        return None;
                    }
                }
            }
            Work::Simulating(simulation) => Work::Simulated(Box::new(simulation.finish())),
            Work::Simulated(run) => {
                let Run { summary, trace } = &*run;
                answer_with::<Simulate>(id, summary, Some(outside_bytes(trace)));
                return None;
            }
            Work::TryingOtherHours(batch) => {
                answer_with::<TryOtherHours>(id, &counted(&batch), None);
                return None;
            }
            Work::SimulatingBatch(batch) => {
                answer_with::<SimulateBatch>(id, &batch.summaries, None);
                return None;
            }
            Work::Profiling(work) => {
                answer_with::<Profile>(id, &work.finish(), None);
                return None;
            }
        };
        Some(Self { id, work })
    }
}

/// A trace's bytes outside of the worker's own memory.
fn outside_bytes(trace: &Trace) -> Uint8Array {
    let bytes = Uint8Array::new_with_length(trace.byte_count() as u32);
    let mut from = 0;
    trace.for_each_part(|part| {
        let to = from + part.len() as u32;
        bytes.subarray(from, to).copy_from(part);
        from = to;
    });
    bytes
}

/// The number of hours in which each workload's needs were met.
fn counted(batch: &Batch) -> OtherHours {
    let hours = &batch.summaries;
    let workloads = hours.first().map_or(0, |hour| hour.verdicts.len());
    let mut kept = vec![0; workloads];
    for hour in hours {
        for (kept, verdict) in kept.iter_mut().zip(&hour.verdicts) {
            *kept += u32::from(verdict.fits);
        }
    }
    OtherHours {
        tried: hours.len() as u32,
        kept,
    }
}

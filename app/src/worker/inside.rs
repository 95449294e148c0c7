//! The worker's side: one job at a time, in slices, so that a newer request is heard in between.
//!
//! Must not know: the page.

mod boards;

use std::cell::RefCell;
use std::rc::{Rc, Weak};

use boards::Boards;
use engine::run::Run;
use engine::sandbox::{Limits, Profiler, SandboxError, SnippetProfiles, SnippetRun, grade_choice};
use engine::scenario::{Scenario, ScenarioError};
use engine::simulation::{Progress, Simulation};
use engine::trace_selection::TraceSelection;
use gloo_timers::future::TimeoutFuture;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{MessageChannel, MessageEvent, MessagePort};

use super::hearing::{listen, say, scope};
use super::{FromWorker, ToWorker};

/// A slice ends after this long, whatever is left.
const SLICE_MS: f64 = 10.0;
/// Events between two looks at the clock.
const EVENTS: u32 = 2_000;
/// Progress is told this often at most.
const PROGRESS_MS: f64 = 50.0;

/// Listens to the page from now on.
pub(crate) fn start() {
    // A message to oneself lets waiting messages in first; a timer would wait four milliseconds.
    let Ok(channel) = MessageChannel::new() else {
        return;
    };
    let desk = Rc::new_cyclic(|me| RefCell::new(Desk::new(channel.port2(), Weak::clone(me))));
    let on_slice = Closure::<dyn FnMut(MessageEvent)>::new({
        let desk = Rc::clone(&desk);
        move |_| desk.borrow_mut().slice()
    });
    channel
        .port1()
        .set_onmessage(Some(on_slice.as_ref().unchecked_ref()));
    // It lives as long as the worker.
    on_slice.forget();
    listen(move |message| desk.borrow_mut().take(message));
}

fn now_ms() -> f64 {
    scope().performance().map_or(0.0, |clock| clock.now())
}

struct Desk {
    me: Weak<RefCell<Self>>,
    wake: MessagePort,
    /// What was handed over last, where more hours of it are worth trying.
    handed_over: Option<(u32, Box<Scenario>)>,
    profiles: Option<Rc<SnippetProfiles>>,
    job: Option<Job>,
    /// Whether a message to oneself is on its way.
    awake: bool,
    last_progress_ms: f64,
}

struct Job {
    id: u32,
    work: Work,
}

enum Work {
    Simulating(Box<Simulation>, Box<Scenario>),
    /// More hours of what was handed over, behind the page's back.
    Repeating(Boards),
    /// What somebody asked for.
    Trying(Boards),
    Profiling(Box<Profiler>),
}

/// More hours are tried when nothing was asked for this long.
const QUIET_MS: u32 = 300;
/// Hours that are tried behind the one on the screen.
const MORE_HOURS: u32 = 4;
/// A run of more requests than this is not repeated.
const MOST_TO_REPEAT: u64 = 1_000_000;

/// The same board in other hours.
fn more_hours(scenario: &Scenario) -> Vec<Scenario> {
    let hour = |more| Scenario {
        seed: scenario.seed.wrapping_add(u64::from(more)),
        ..scenario.clone()
    };
    (1..=MORE_HOURS).map(hour).collect()
}

enum Slice {
    Unfinished(f64),
    Finished,
    /// The scenario needs more memory than a run may take.
    Refused(ScenarioError),
}

impl Desk {
    fn new(wake: MessagePort, me: Weak<RefCell<Self>>) -> Self {
        Self {
            me,
            wake,
            handed_over: None,
            profiles: None,
            job: None,
            awake: false,
            last_progress_ms: 0.0,
        }
    }

    fn take(&mut self, message: ToWorker) {
        match message {
            ToWorker::Keep { profiles } => self.profiles = Some(Rc::new(profiles)),
            ToWorker::Profile { id, limits } => {
                self.begin(id, Work::Profiling(Box::new(Profiler::new(&limits))));
            }
            // A reader's; nobody asks them here.
            ToWorker::Read { .. }
            | ToWorker::ReadSaved { .. }
            | ToWorker::Import { .. }
            | ToWorker::ReadChallenge { .. } => {}
            ToWorker::Grade { right, answer } => {
                let run = grade_choice(&right, &answer, &Limits::default());
                say(&graded(run), None);
            }
            ToWorker::Try { boards } => self.try_boards(boards),
            ToWorker::Simulate {
                id,
                scenario,
                fault,
            } => {
                assert!(!fault, "the address of the page asked for this fault");
                self.job = None;
                let Some(profiles) = &self.profiles else {
                    return;
                };
                let simulation = scenario.check().and_then(|()| {
                    Simulation::new(&scenario, profiles, &TraceSelection::default())
                });
                match simulation {
                    Ok(simulation) => {
                        self.begin(id, Work::Simulating(Box::new(simulation), scenario));
                    }
                    Err(error) => say(&FromWorker::refused(id, &error), None),
                }
            }
        }
    }

    fn begin(&mut self, id: u32, work: Work) {
        self.job = Some(Job { id, work });
        self.last_progress_ms = now_ms();
        self.wake_up();
    }

    /// Tries more hours of what was handed over, unless something newer was asked since.
    fn try_more_hours(&mut self, handed_over: u32) {
        let newest = |(id, _): &(u32, Box<Scenario>)| *id == handed_over;
        if self.job.is_none()
            && let Some(profiles) = self.profiles.clone()
            && let Some((id, scenario)) = self.handed_over.take_if(|last| newest(last))
        {
            // Nothing is written down: only the verdicts count.
            let boards = Boards::new(more_hours(&scenario), profiles, TraceSelection::Nothing);
            if let Ok(boards) = boards {
                self.begin(id, Work::Repeating(boards));
            }
        }
    }

    /// Tries boards that somebody asked for; their times by city come out of what is written down.
    fn try_boards(&mut self, boards: Vec<Scenario>) {
        self.job = None;
        let Some(profiles) = self.profiles.clone() else {
            return;
        };
        match Boards::new(boards, profiles, TraceSelection::default()) {
            Ok(boards) => self.begin(0, Work::Trying(boards)),
            Err(error) => say(&FromWorker::refused(0, &error), None),
        }
    }

    fn wake_up(&mut self) {
        if !self.awake {
            // Nothing is transferred, so that nothing can be refused.
            self.awake = self.wake.post_message(&JsValue::NULL).is_ok();
        }
    }

    fn slice(&mut self) {
        self.awake = false;
        let Some(job) = &mut self.job else { return };
        let until = now_ms() + SLICE_MS;
        let mut slice = job.work.advance();
        while matches!(slice, Slice::Unfinished(_)) && now_ms() < until {
            slice = job.work.advance();
        }
        match slice {
            Slice::Unfinished(share) => {
                let now = now_ms();
                let is_behind = matches!(job.work, Work::Repeating(_));
                if !is_behind && now - self.last_progress_ms >= PROGRESS_MS {
                    self.last_progress_ms = now;
                    say(&FromWorker::Progress { id: job.id, share }, None);
                }
                self.wake_up();
            }
            Slice::Refused(error) => {
                if let Some(job) = self.job.take() {
                    say(&FromWorker::refused(job.id, &error), None);
                }
            }
            Slice::Finished => {
                if let Some(job) = self.job.take() {
                    let id = job.id;
                    if let Some(scenario) = job.hand_in() {
                        self.handed_over = Some((id, scenario));
                        let me = Weak::clone(&self.me);
                        spawn_local(async move {
                            TimeoutFuture::new(QUIET_MS).await;
                            if let Some(desk) = me.upgrade() {
                                desk.borrow_mut().try_more_hours(id);
                            }
                        });
                    }
                }
            }
        }
    }
}

impl Work {
    fn advance(&mut self) -> Slice {
        match self {
            Self::Repeating(boards) | Self::Trying(boards) => boards.advance(),
            Self::Simulating(simulation, _) => match simulation.step(EVENTS) {
                Progress::Running { share } => Slice::Unfinished(share),
                Progress::Done => Slice::Finished,
                Progress::Refused => Slice::Refused(simulation.refusal()),
            },
            Self::Profiling(profiler) => profiler.step().map_or(Slice::Finished, |progress| {
                Slice::Unfinished(f64::from(progress.done) / f64::from(progress.total.max(1)))
            }),
        }
    }
}

impl Job {
    /// Says what came of it; the scenario where more hours of it are worth trying.
    fn hand_in(self) -> Option<Box<Scenario>> {
        match self.work {
            Work::Simulating(simulation, scenario) => {
                let Run { summary, trace } = simulation.finish();
                let repeat = summary.report.requests <= MOST_TO_REPEAT;
                let message = FromWorker::Simulated {
                    id: self.id,
                    summary: Box::new(summary),
                };
                say(&message, Some(&trace.to_bytes()));
                repeat.then_some(scenario)
            }
            Work::Repeating(boards) => {
                let hours = &boards.summaries;
                let workloads = hours.first().map_or(0, |hour| hour.verdicts.len());
                let mut kept = vec![0; workloads];
                for hour in hours {
                    for (kept, verdict) in kept.iter_mut().zip(&hour.verdicts) {
                        *kept += u32::from(verdict.fits);
                    }
                }
                let (id, tried) = (self.id, hours.len() as u32);
                say(&FromWorker::Hours { id, tried, kept }, None);
                None
            }
            Work::Trying(boards) => {
                say(&FromWorker::Tried(boards.summaries), None);
                None
            }
            Work::Profiling(work) => {
                let profiles = work.finish();
                say(
                    &FromWorker::Profiled {
                        id: self.id,
                        profiles,
                    },
                    None,
                );
                None
            }
        }
    }
}

fn graded(run: Result<SnippetRun, SandboxError>) -> FromWorker {
    match run {
        Ok(run) => FromWorker::Graded(run),
        Err(error) => FromWorker::Refused {
            id: 0,
            sentence: error.to_string(),
        },
    }
}

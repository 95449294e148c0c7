//! What a person has in the lab, and what they do with it.

mod answers;
mod chapters;
mod gallery;

use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use model::sandbox::{Bomb, Gallery, Grants, Limits, SnippetRun, Step};

pub(super) use answers::AnswerTable;

use crate::browser;
use crate::text::figures;
use crate::worker::{
    self, Advance, Begin, Callable, Compile, CompiledProgram, Conversation, Functions, RunState,
    Source, SourceFault, TaskOf,
};

/// The fuel of a piece, in units: some ten milliseconds in a browser.
const PIECE_FUEL: u64 = 500_000;
/// The fuel of a piece that a person asks for.
const STEP_FUEL: u64 = 2_000;
/// The time after which a text that is being written is compiled.
const QUIET_MS: u32 = 150;

/// How a program is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Notation {
    Grading,
    ModuleText,
}

impl Notation {
    /// The name by which the editor knows it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Grading => "grade",
            Self::ModuleText => "wat",
        }
    }

    /// A text in this notation as a program.
    fn source(self, text: String) -> Source {
        match self {
            Self::Grading => Source::Grading(text),
            Self::ModuleText => Source::ModuleText(text),
        }
    }
}

/// A module that has no text of its own.
#[derive(Clone)]
pub(super) enum Module {
    /// One that was built elsewhere, with the name of its file.
    File(String, Vec<u8>),
    /// One that the worker makes.
    Bomb(Bomb),
}

/// The state of the lab. Each part has one owner.
#[derive(Clone, Copy)]
pub(super) struct Lab {
    /// What ships. It is kept for as long as the page.
    pub(super) gallery: &'static Gallery,
    /// The position of the program that ships and was opened last.
    pub(super) shipped: RwSignal<usize>,
    /// Whether a snippet of the board was opened instead.
    pub(super) of_board: RwSignal<bool>,
    pub(super) notation: RwSignal<Notation>,
    /// The text that the editor was opened with; what is written in it is `text`.
    pub(super) opened: RwSignal<String>,
    pub(super) text: RwSignal<String>,
    /// A module in place of the text.
    pub(super) module: RwSignal<Option<Module>>,
    pub(super) fault: RwSignal<Option<SourceFault>>,
    pub(super) compiled: RwSignal<Option<CompiledProgram>>,
    /// The line that runs, counted from 1; 0 for none.
    pub(super) line: RwSignal<u32>,
    /// The task that ships, by the position of its snippet.
    pub(super) task: RwSignal<u32>,
    /// The text of a task that a person writes, in place of one that ships.
    pub(super) own_task: RwSignal<Option<String>>,
    pub(super) answer: RwSignal<String>,
    pub(super) limits: RwSignal<Limits>,
    pub(super) grants: RwSignal<Grants>,
    pub(super) run: RwSignal<Option<RunState>>,
    /// The time of the run so far, milliseconds.
    pub(super) took_ms: RwSignal<f64>,
    pub(super) is_running: RwSignal<bool>,
    /// Raised with each run, so that an earlier one does not go on.
    turn: RwSignal<u32>,
    /// A table of answers that a person opened, in place of the sample answers.
    pub(super) table: RwSignal<Option<AnswerTable>>,
    /// The runs of all answers, as far as they are graded.
    pub(super) all: RwSignal<Vec<SnippetRun>>,
    pub(super) is_grading: RwSignal<bool>,
    /// The positions of the chapter and of its step that a person is at.
    pub(super) place: RwSignal<Option<(usize, usize)>>,
    /// The prediction for this step, by its position.
    pub(super) guess: RwSignal<Option<usize>>,
    /// A sentence about what went wrong, and the newest one for a screen reader.
    pub(super) trouble: RwSignal<Option<String>>,
    worker: StoredValue<Rc<Conversation<worker::Lab>>, LocalStorage>,
}

impl Lab {
    pub(super) fn new(gallery: Gallery) -> Self {
        let lab = Self {
            gallery: Box::leak(Box::new(gallery)),
            shipped: RwSignal::new(0),
            of_board: RwSignal::new(false),
            notation: RwSignal::new(Notation::Grading),
            opened: RwSignal::new(String::new()),
            text: RwSignal::new(String::new()),
            module: RwSignal::new(None),
            fault: RwSignal::new(None),
            compiled: RwSignal::new(None),
            line: RwSignal::new(0),
            task: RwSignal::new(0),
            own_task: RwSignal::new(None),
            table: RwSignal::new(None),
            is_grading: RwSignal::new(false),
            answer: RwSignal::new(String::new()),
            limits: RwSignal::new(Limits::default()),
            grants: RwSignal::new(Grants::ALL),
            run: RwSignal::new(None),
            took_ms: RwSignal::new(0.0),
            is_running: RwSignal::new(false),
            turn: RwSignal::new(0),
            all: RwSignal::new(Vec::new()),
            place: RwSignal::new(None),
            guess: RwSignal::new(None),
            trouble: RwSignal::new(None),
            worker: StoredValue::new_local(Rc::new(Conversation::default())),
        };
        lab.open(0);
        lab
    }

    /// Takes a module that was built elsewhere, unless it cannot be run at all.
    pub(super) fn take_module(self, name: String, bytes: Vec<u8>) {
        self.forget_run();
        let worker = self.worker.get_value();
        let source = Source::Module(bytes.clone());
        spawn_local(async move {
            match worker.ask(Compile { source }).await {
                Ok(compiled) => {
                    self.fault.set(None);
                    self.compiled.set(compiled.ok());
                    self.module.set(Some(Module::File(name, bytes)));
                }
                Err(error) => self.trouble.set(Some(error.why().to_owned())),
            }
        });
    }

    /// The text as a person has written it.
    pub(super) fn write(self, text: String) {
        if self.text.with_untracked(|known| *known == text) {
            return;
        }
        self.text.set(text.clone());
        spawn_local(async move {
            gloo_timers::future::TimeoutFuture::new(QUIET_MS).await;
            let is_newest = self.text.with_untracked(|now| *now == text);
            if is_newest {
                self.compile();
            }
        });
    }

    /// What a program can call.
    pub(super) async fn functions(self) -> Vec<Callable> {
        // Without them, the editor completes no calls.
        self.worker
            .get_value()
            .ask(Functions)
            .await
            .unwrap_or_default()
    }

    fn source(self) -> Source {
        match self.module.get_untracked() {
            Some(Module::File(_, bytes)) => Source::Module(bytes),
            Some(Module::Bomb(bomb)) => Source::Bomb(bomb),
            None => self
                .notation
                .get_untracked()
                .source(self.text.get_untracked()),
        }
    }

    fn task_of(self) -> TaskOf {
        match self.own_task.get_untracked() {
            Some(json) => TaskOf::Own(json),
            None => TaskOf::Snippet(self.task.get_untracked()),
        }
    }

    fn forget_run(self) {
        self.turn.update(|turn| *turn += 1);
        self.is_running.set(false);
        self.is_grading.set(false);
        self.run.set(None);
        self.line.set(0);
        self.all.set(Vec::new());
        self.trouble.set(None);
    }

    fn compile(self) {
        // A run that goes on has the worker.
        if self.is_running.get_untracked() {
            return;
        }
        let source = self.source();
        let worker = self.worker.get_value();
        spawn_local(async move {
            let compiled = worker.ask(Compile { source }).await;
            // A module may have been opened meanwhile.
            if self.module.with_untracked(Option::is_some) {
                return;
            }
            match compiled {
                Ok(Ok(compiled)) => {
                    self.fault.set(None);
                    self.compiled.set(Some(compiled));
                }
                Ok(Err(fault)) => self.fault.set(Some(fault)),
                Err(error) => self.trouble.set(Some(error.why().to_owned())),
            }
        });
    }

    /// Runs the program on the answer, beside the results of all answers.
    pub(super) fn rerun(self) {
        let all = self.all.get_untracked();
        self.begin(true);
        self.all.set(all);
    }

    /// Begins a run; `is_whole` runs it to its end.
    pub(super) fn begin(self, is_whole: bool) {
        self.forget_run();
        let question = Begin {
            source: self.source(),
            task: self.task_of(),
            submission: self.answer.get_untracked(),
            limits: self.limits.get_untracked(),
            grants: self.grants.get_untracked(),
        };
        let worker = self.worker.get_value();
        let turn = self.turn.get_untracked();
        self.took_ms.set(0.0);
        self.is_running.set(true);
        spawn_local(async move {
            match worker.ask(question).await {
                Ok(state) if self.turn.get_untracked() == turn => {
                    self.run.set(Some(state));
                    if is_whole {
                        self.go_on(0).await;
                    } else {
                        self.piece(STEP_FUEL, 0).await;
                        self.is_running.set(false);
                    }
                }
                Ok(_) => {}
                Err(error) => {
                    self.is_running.set(false);
                    self.trouble.set(Some(error.why().to_owned()));
                }
            }
        });
    }

    /// Goes on with the run, with more fuel, until it ends, is paused, or has no fuel.
    pub(super) fn resume(self, more_fuel: u64) {
        self.is_running.set(true);
        spawn_local(self.go_on(more_fuel));
    }

    /// Runs one small piece.
    pub(super) fn step(self) {
        if self.run.with_untracked(Option::is_none) {
            self.begin(false);
            return;
        }
        spawn_local(async move {
            self.piece(STEP_FUEL, 0).await;
        });
    }

    async fn go_on(self, mut more_fuel: u64) {
        let turn = self.turn.get_untracked();
        while self.is_running.get_untracked() && self.turn.get_untracked() == turn {
            let step = self.piece(PIECE_FUEL, std::mem::take(&mut more_fuel)).await;
            if step != Some(Step::Paused) {
                break;
            }
        }
        if self.turn.get_untracked() == turn {
            self.is_running.set(false);
        }
    }

    /// Leaves the last run's time and memory for the page that compares walls (`public/pages/pages.js`).
    fn leave_figures(self, memory_bytes: u64) {
        let time = figures::time_ms(self.took_ms.get_untracked());
        let memory = figures::bytes(memory_bytes);
        browser::store("lanewise-lab-run", &format!("{time}\n{memory}"));
    }

    async fn piece(self, fuel: u64, more_fuel: u64) -> Option<Step> {
        let turn = self.turn.get_untracked();
        let begun = browser::now_ms();
        let worker = self.worker.get_value();
        let answer = worker.ask(Advance { fuel, more_fuel }).await;
        if self.turn.get_untracked() != turn {
            return None;
        }
        match answer {
            Ok(state) => {
                let took = browser::now_ms() - begun;
                self.took_ms.update(|ms| *ms += took);
                self.line.set(state.gauges.line);
                let step = state.step.clone();
                if step == Step::Ended {
                    self.leave_figures(state.gauges.memory_bytes);
                }
                self.run.set(Some(state));
                Some(step)
            }
            Err(error) => {
                self.trouble.set(Some(error.why().to_owned()));
                None
            }
        }
    }

    pub(super) fn pause(self) {
        self.is_running.set(false);
    }

    /// Ends the run at once, with the worker that runs it.
    pub(super) fn end(self) {
        self.worker.with_value(|worker| worker.end());
        self.forget_run();
    }
}

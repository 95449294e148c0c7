//! The lab's side of its worker: compiles programs, and runs them behind the walls that a person sets.

mod grading_round;

use std::borrow::Cow;
use std::cell::RefCell;

use engine::interpreter::{Program, SandboxError, WatchedRun, trapped_in};
use grading::{Fault, assemble, bomb, compile, guide, module_text};
use model::sandbox::{
    Ended, Grants, Limits, OwnCode, Step, SubmissionRun, TableFault, Task, TaskFault, own_code,
    snippets, submissions_from_csv, task_from_json,
};
use thiserror::Error;

use super::host::{answer, listen};
use super::lab_questions::{
    Advance, Begin, BeginGrading, Callable, Compile, CompiledProgram, Functions, GradeNext, Lab,
    LabRequest, ProfileCode, ReadTable, ResultsFile, RunState, Source, SourceFault, TaskOf,
};
use grading_round::GradingRound;

/// The reason why a program does not run.
#[derive(Debug, Error)]
enum NotRun {
    /// The text has a fault: correct the line that it names.
    #[error("{0}")]
    Fault(#[from] Fault),
    /// The module cannot be run: change what the sentence names.
    #[error("{0}")]
    Sandbox(#[from] SandboxError),
    /// There is no such task: choose another one.
    #[error("choose one of the tasks that ship")]
    Task,
    /// The task's file has a fault: correct the field that it names.
    #[error("the task: {0}")]
    OwnTask(#[from] TaskFault),
    /// The file is no table of submissions: do what the sentence says.
    #[error("{0}")]
    Table(#[from] TableFault),
    /// The text of a module is not Base64: write it again.
    #[error("the module is not written in Base64; open its file in the lab and apply it again")]
    Base64,
    /// No run was begun: begin one.
    #[error("begin a run first")]
    NotBegun,
}

/// What the worker keeps between two questions.
#[derive(Default)]
struct Kept {
    run: Option<(WatchedRun, Cow<'static, Task>, Begin)>,
    round: Option<GradingRound>,
}

/// Answers the page's questions from now on.
pub(crate) fn start() {
    let kept = RefCell::new(Kept::default());
    listen::<Lab>(move |id, request| match request {
        LabRequest::Functions(_) => answer::<Functions>(id, functions()),
        LabRequest::Compile(question) => {
            answer::<Compile>(id, compiled(&question.source));
        }
        LabRequest::Begin(question) => {
            // The memory of the last run is free before the next one begins.
            kept.borrow_mut().run = None;
            answer::<Begin>(id, begun(&kept, question));
        }
        LabRequest::Advance(question) => answer::<Advance>(id, advanced(&kept, &question)),
        LabRequest::ReadTable(question) => {
            let table = submissions_from_csv(&question.csv, question.column);
            answer::<ReadTable>(id, table.map_err(NotRun::from));
        }
        LabRequest::BeginGrading(question) => {
            kept.replace(Kept::default());
            answer::<BeginGrading>(id, round_begun(&kept, question));
        }
        LabRequest::GradeNext(_) => {
            let mut kept = kept.borrow_mut();
            let round = kept.round.as_mut().ok_or(NotRun::NotBegun);
            answer::<GradeNext>(id, round.map(GradingRound::next));
        }
        LabRequest::ProfileCode(question) => answer::<ProfileCode>(id, profiled(&question)),
        LabRequest::ResultsFile(_) => {
            let kept = kept.borrow();
            let round = kept.round.as_ref().ok_or(NotRun::NotBegun);
            answer::<ResultsFile>(id, round.map(GradingRound::file));
        }
    });
}

fn functions() -> Result<Vec<Callable>, Fault> {
    let functions = guide()?.into_iter().map(|one| Callable {
        name: one.name.to_owned(),
        signature: one.signature,
        about: one.about.to_owned(),
    });
    Ok(functions.collect())
}

/// A module, and where the instructions of each line begin in it.
type WithLines = (Vec<u8>, Vec<(u32, u32)>);

fn module(source: &Source) -> Result<WithLines, Fault> {
    match source {
        Source::Grading(text) => compile(text).map(|compiled| (compiled.wasm, compiled.lines)),
        Source::ModuleText(text) => Ok((assemble(text)?, Vec::new())),
        Source::Module(wasm) => Ok((wasm.clone(), Vec::new())),
        Source::Bomb(of) => Ok((bomb(*of), Vec::new())),
    }
}

/// A text with a fault is an answer, and a module that cannot be run is none.
fn compiled(source: &Source) -> Result<Result<CompiledProgram, SourceFault>, NotRun> {
    let (wasm, lines) = match module(source) {
        Ok(module) => module,
        Err(fault) => {
            return Ok(Err(SourceFault {
                line: fault.line,
                column: fault.column,
                problem: fault.problem.to_string(),
            }));
        }
    };
    if let Source::Module(wasm) = source {
        Program::to_watch(wasm, &Limits::default(), Grants::ALL)?;
    }
    Ok(Ok(CompiledProgram {
        bytes: wasm.len() as u32,
        // What is no module has no text; a run says what is wrong with it.
        lines: module_text(&wasm, &lines).unwrap_or_default(),
    }))
}

fn program(source: &Source, limits: &Limits, grants: Grants) -> Result<Program, NotRun> {
    let (wasm, _) = module(source)?;
    Ok(Program::to_watch(&wasm, limits, grants)?)
}

fn task(of: &TaskOf) -> Result<Cow<'static, Task>, NotRun> {
    match of {
        TaskOf::Snippet(position) => {
            let snippet = snippets().get(*position as usize);
            snippet
                .map(|snippet| Cow::Borrowed(&snippet.task))
                .ok_or(NotRun::Task)
        }
        TaskOf::Own(json) => Ok(Cow::Owned(task_from_json(json)?)),
    }
}

fn begun(kept: &RefCell<Kept>, question: Begin) -> Result<RunState, NotRun> {
    let program = program(&question.source, &question.limits, question.grants)?;
    let task = task(&question.task)?;
    let run = WatchedRun::begin(&program, &task, &question.submission);
    let state = state(&run, &task, Step::Paused);
    kept.borrow_mut().run = Some((run, task, question));
    Ok(state)
}

fn advanced(kept: &RefCell<Kept>, question: &Advance) -> Result<RunState, NotRun> {
    let mut kept = kept.borrow_mut();
    let (run, task, begun) = kept.run.as_mut().ok_or(NotRun::NotBegun)?;
    run.add_fuel(question.more_fuel);
    let step = run.advance(question.fuel);
    let mut state = state(run, task, step);
    if let (Step::Ended, Ended::Trapped(trap)) = (&state.step, &state.run.ended) {
        let wasm = module(&begun.source)?.0;
        let limits = Limits {
            fuel: state.gauges.granted_fuel,
            ..begun.limits
        };
        let on = (&**task, &*begun.submission);
        let function = trapped_in(&wasm, &limits, begun.grants, on, trap);
        state.function = function.unwrap_or_default();
    }
    Ok(state)
}

fn state(run: &WatchedRun, task: &Task, step: Step) -> RunState {
    let (output, error_output) = run.outputs();
    let text = |bytes| String::from_utf8_lossy(bytes).into_owned();
    RunState {
        step,
        gauges: run.gauges(),
        calls: run.calls().to_vec(),
        run: run.result(),
        cap_points: task.cap_points,
        output: text(output),
        error_output: text(error_output),
        function: String::new(),
    }
}

fn round_begun(kept: &RefCell<Kept>, question: BeginGrading) -> Result<(), NotRun> {
    let program = program(&question.source, &question.limits, question.grants)?;
    let task = task(&question.task)?;
    kept.borrow_mut().round = Some(GradingRound::new(program, task, question.submissions));
    Ok(())
}

fn profiled(question: &ProfileCode) -> Result<Vec<SubmissionRun>, NotRun> {
    let source = match &question.code {
        OwnCode::Grading(text) => Source::Grading(text.clone()),
        OwnCode::ModuleText(text) => Source::ModuleText(text.clone()),
        OwnCode::Module(text) => Source::Module(own_code::bytes(text).ok_or(NotRun::Base64)?),
    };
    let snippet = snippets().iter().find(|one| one.id == question.snippet);
    let task = &snippet.ok_or(NotRun::Task)?.task;
    Ok(program(&source, &question.limits, Grants::ALL)?.runs(task))
}

//! The lab's side of its worker: compiles programs, and runs them behind the walls that a person sets.

use std::cell::RefCell;

use engine::interpreter::{Program, SandboxError, WatchedRun};
use grading::{Fault, assemble, compile, guide, module_text};
use model::sandbox::{Grants, Limits, SnippetRun, Step, Task, snippets};
use thiserror::Error;

use super::host::{answer, listen, say_progress};
use super::lab_questions::{
    Advance, Begin, Callable, Compile, CompiledProgram, Functions, GradeAll, Lab, LabRequest,
    RunState, Source, SourceFault, TaskOf,
};

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
    /// No run was begun: begin one.
    #[error("begin a run first")]
    NotBegun,
}

/// Answers the page's questions from now on.
pub(crate) fn start() {
    let run = RefCell::new(None::<WatchedRun>);
    listen::<Lab>(move |id, request| match request {
        LabRequest::Functions(_) => answer::<Functions>(id, functions()),
        LabRequest::Compile(question) => {
            let compiled = compiled(&question.source).map_err(|fault| SourceFault {
                line: fault.line,
                column: fault.column,
                problem: fault.problem.to_string(),
            });
            answer::<Compile>(id, Ok::<_, NotRun>(compiled));
        }
        LabRequest::Begin(question) => {
            // The memory of the last run is free before the next one begins.
            run.replace(None);
            answer::<Begin>(id, begun(&question).map(|new| shown(&run, new)));
        }
        LabRequest::Advance(question) => answer::<Advance>(id, advanced(&run, &question)),
        LabRequest::GradeAll(question) => {
            run.replace(None);
            answer::<GradeAll>(id, graded(id, &question));
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
    }
}

fn compiled(source: &Source) -> Result<CompiledProgram, Fault> {
    let (wasm, lines) = module(source)?;
    Ok(CompiledProgram {
        bytes: wasm.len() as u32,
        // Bytes that are no module have no text; a run says what is wrong with them.
        lines: module_text(&wasm, &lines).unwrap_or_default(),
    })
}

fn program(source: &Source, limits: &Limits, grants: Grants) -> Result<Program, NotRun> {
    let (wasm, _) = module(source)?;
    Ok(Program::to_watch(&wasm, limits, grants)?)
}

fn task(of: TaskOf) -> Result<&'static Task, NotRun> {
    let snippet = snippets().get(of.0 as usize);
    snippet.map(|snippet| &snippet.task).ok_or(NotRun::Task)
}

fn begun(question: &Begin) -> Result<WatchedRun, NotRun> {
    let program = program(&question.source, &question.limits, question.grants)?;
    let task = task(question.task)?;
    Ok(WatchedRun::begin(&program, task, &question.submission))
}

fn shown(kept: &RefCell<Option<WatchedRun>>, new: WatchedRun) -> RunState {
    let state = state(&new, Step::Paused);
    kept.replace(Some(new));
    state
}

fn advanced(kept: &RefCell<Option<WatchedRun>>, question: &Advance) -> Result<RunState, NotRun> {
    let mut kept = kept.borrow_mut();
    let run = kept.as_mut().ok_or(NotRun::NotBegun)?;
    run.add_fuel(question.more_fuel);
    let step = run.advance(question.fuel);
    Ok(state(run, step))
}

fn state(run: &WatchedRun, step: Step) -> RunState {
    RunState {
        step,
        gauges: run.gauges(),
        calls: run.calls().to_vec(),
        run: run.result(),
    }
}

fn graded(id: u32, question: &GradeAll) -> Result<Vec<SnippetRun>, NotRun> {
    let program = program(&question.source, &question.limits, question.grants)?;
    let task = task(question.task)?;
    let many = question.submissions.len();
    let submissions = question.submissions.iter().enumerate();
    let runs = submissions.map(|(done, submission)| {
        if done % 50 == 0 {
            say_progress(id, done as f64 / many as f64);
        }
        program.run(task, submission)
    });
    Ok(runs.collect())
}

//! A compiled snippet, ready to run on any number of submissions.
//!
//! Each run gets a fresh instance, so that one submission can never see another.

use std::fmt::Display;

use wasmi::errors::{ErrorKind, InstantiationError};
use wasmi::{
    CompilationMode, Config, Engine, Error, ExternType, Instance, Linker, Module, Store, TrapCode,
};

use super::SandboxError;
use super::command;
use super::entry::{Entry, GRADE};
use super::host_state::HostState;
use super::own_maximum::without_own_maximum;
use super::preflight::{self, Facts};
use model::echo::shorten_reason;
use model::sandbox::{
    Ended, Grants, GrowthRefusal, Limits, MAX_MODULE_BYTES, SnippetRun, SubmissionRun, Task, Trap,
};

/// wasmi's smallest value stack by default, in bytes; it must not exceed the largest.
const MIN_STACK_BYTES: u32 = 1_000;

fn check_size(len: usize, limit: u64) -> Result<(), SandboxError> {
    let bytes = len as u64;
    if bytes > limit {
        Err(SandboxError::TooBig { bytes, limit })
    } else {
        Ok(())
    }
}

/// A snippet's module, validated, compiled and linked to the host.
pub struct Program {
    engine: Engine,
    module: Module,
    linker: Linker<HostState>,
    limits: Limits,
    facts: Facts,
    entry: &'static Entry,
    grants: Grants,
}

impl Program {
    /// Compiles an untrusted module for runs within `limits`.
    ///
    /// # Errors
    ///
    /// An error where the module is too big, invalid, has a start function, exports no `grade`, hides its
    /// memory, or imports anything but functions of the right types. A function that the host
    /// lacks is no error: calling it ends the run as [`Ended::Denied`].
    ///
    /// ```
    /// use std::borrow::Cow;
    ///
    /// use engine::interpreter::Program;
    /// use model::sandbox::{Ended, Grants, GrowthRefusal, Limits, Task};
    ///
    /// let wasm = wat::parse_str(
    ///     r#"(module
    ///         (import "lanewise" "award" (func $award (param i32)))
    ///         (memory (export "memory") 1)
    ///         (func (export "grade") (call $award (i32.const 2))))"#,
    /// )?;
    /// let program = Program::new(&wasm, &Limits::default())?;
    /// let task = Task { prompt: "", cap_points: 3, key: Cow::Borrowed(&[]), samples: "" };
    /// let run = program.run(&task, "an answer");
    /// assert_eq!(run.ended, Ended::Graded { points: 2 });
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn new(wasm: &[u8], limits: &Limits) -> Result<Self, SandboxError> {
        check_size(wasm.len(), MAX_MODULE_BYTES)?;
        preflight::check(wasm)?;
        let program = Self::of_valid(wasm, limits)?;
        program.check()?;
        Ok(program)
    }

    /// Compiles an untrusted module for WASI preview 1: it exports `_start`, reads the submission from standard input
    /// and writes its result to standard output. See `wasi.rs` for what it gets.
    ///
    /// # Errors
    ///
    /// As [`Program::new`], with `_start` in the place of `grade`.
    pub fn command(wasm: &[u8], limits: &Limits, grants: Grants) -> Result<Self, SandboxError> {
        check_size(wasm.len(), MAX_MODULE_BYTES)?;
        preflight::check(wasm)?;
        let program = Self::linked(wasm, limits, grants, &command::START)?;
        program.check()?;
        Ok(program)
    }

    /// Compiles an untrusted module for runs that are watched: see [`super::WatchedRun`]. One that exports `grade`
    /// is entered there, and another one by `_start`, as [`Program::command`] does.
    ///
    /// # Errors
    ///
    /// As [`Program::new`].
    pub fn to_watch(wasm: &[u8], limits: &Limits, grants: Grants) -> Result<Self, SandboxError> {
        check_size(wasm.len(), MAX_MODULE_BYTES)?;
        let facts = preflight::check(wasm)?;
        let entry = if facts.is_command {
            &command::START
        } else {
            &GRADE
        };
        let mut program = Self::linked(&without_own_maximum(wasm), limits, grants, entry)?;
        program.check()?;
        program.facts = facts;
        Ok(program)
    }

    pub(super) fn limits(&self) -> &Limits {
        &self.limits
    }

    pub(super) fn facts(&self) -> Facts {
        self.facts
    }

    pub(super) fn entry(&self) -> &'static Entry {
        self.entry
    }

    /// The host's state at the start of a run.
    pub(super) fn state(&self, task: &Task, submission: &str) -> HostState {
        let mut state = HostState::new(task, submission, &self.limits);
        state
            .walls
            .set_own_memory_bytes(self.facts.own_memory_bytes);
        (self.entry.begin)(&mut state, self.grants);
        state
    }

    /// Compiles a module that is known to be valid: one of the snippets that ship.
    pub(super) fn of_valid(wasm: &[u8], limits: &Limits) -> Result<Self, SandboxError> {
        Self::linked(wasm, limits, Grants::ALL, &GRADE)
    }

    fn linked(
        wasm: &[u8],
        limits: &Limits,
        grants: Grants,
        entry: &'static Entry,
    ) -> Result<Self, SandboxError> {
        let engine = Engine::new(&config(limits));
        let module = Module::new(&engine, wasm).map_err(|error| refused(&error))?;
        let mut linker = Linker::new(&engine);
        (entry.link)(&mut linker, &module, grants).map_err(|error| refused(&error))?;
        Ok(Self {
            engine,
            module,
            linker,
            limits: *limits,
            facts: Facts::default(),
            entry,
            grants,
        })
    }

    /// Finds the faults that would fail every run: no function to enter, or an import that cannot be linked. It instantiates
    /// once, without room for a memory.
    fn check(&self) -> Result<(), SandboxError> {
        match self.module.get_export(self.entry.export) {
            Some(ExternType::Func(ty)) if ty.params().is_empty() && ty.results().is_empty() => {}
            _ => return Err(self.entry.missing.clone()),
        }
        let state = HostState::without_memory(&self.limits);
        let Err(error) = self.instantiate(&mut self.store(state)) else {
            return Ok(());
        };
        match error.kind() {
            ErrorKind::Linker(_)
            | ErrorKind::Instantiation(
                InstantiationError::ImportTypeMismatch { .. }
                | InstantiationError::FuncTypeMismatch { .. },
            ) => Err(SandboxError::Import {
                reason: shorten_reason(&error.to_string()),
            }),
            ErrorKind::Instantiation(InstantiationError::TooManyMemories) => {
                match self.module.get_export("memory") {
                    Some(ExternType::Memory(_)) => Ok(()),
                    _ => Err(SandboxError::HiddenMemory),
                }
            }
            // Depends on the limits: each run reports it.
            _ => Ok(()),
        }
    }

    /// Runs the snippet on one submission. Every end of the run, a trap included, is data.
    pub fn run(&self, task: &Task, submission: &str) -> SnippetRun {
        let mut store = self.store(self.state(task, submission));
        let mut instance = None;
        let result = self.instantiate(&mut store).and_then(|made| {
            instance = Some(made);
            made.get_typed_func::<(), ()>(&store, self.entry.export)?
                .call(&mut store, ())
        });
        let memory = instance.and_then(|made| made.get_memory(&store, "memory"));
        let memory_peak_bytes = memory.map_or(0, |memory| memory.data_size(&store) as u64);
        let fuel_left = store.get_fuel().unwrap_or(0);
        let mut state = store.into_data();
        let ended = match result {
            Ok(()) => (self.entry.judge)(&mut state),
            Err(error) => ended(&error, &mut state),
        };
        SnippetRun {
            ended,
            fuel_burnt: self.limits.fuel.saturating_sub(fuel_left),
            memory_peak_bytes,
            points_asked: state.points_asked,
            feedback: state.feedback,
            calls: state.calls,
        }
    }

    /// Its runs on the sample submissions of a task, in their order.
    pub fn runs(&self, task: &Task) -> Vec<SubmissionRun> {
        let submissions = task.submissions().into_iter();
        let runs = submissions.map(|submission| SubmissionRun {
            submission: submission.to_owned(),
            run: self.run(task, submission),
            known_points: None,
        });
        runs.collect()
    }

    pub(super) fn store(&self, state: HostState) -> Store<HostState> {
        let mut store = Store::new(&self.engine, state);
        store.limiter(|state| &mut state.walls);
        // It fails only where metering is off, which `config` rules out; without fuel no snippet runs.
        store.set_fuel(self.limits.fuel).ok();
        store
    }

    pub(super) fn instantiate(&self, store: &mut Store<HostState>) -> Result<Instance, Error> {
        self.linker.instantiate_and_start(store, &self.module)
    }
}

pub(super) fn config(limits: &Limits) -> Config {
    let mut config = Config::default();
    config
        .consume_fuel(true)
        // With the lazy modes the first call of a function burns fuel too.
        .compilation_mode(CompilationMode::Eager)
        .allow_start_fn(false)
        .ignore_custom_sections(true)
        .set_max_recursion_depth(limits.recursion as usize)
        .set_min_stack_height(MIN_STACK_BYTES.min(limits.stack_bytes) as usize)
        .set_max_stack_height(limits.stack_bytes as usize);
    config
}

/// The reason may contain names of the module, so it is shortened.
fn refused(error: &dyn Display) -> SandboxError {
    SandboxError::Refused {
        reason: shorten_reason(&error.to_string()),
    }
}

/// The end of a run that did not return.
pub(super) fn ended(error: &Error, state: &mut HostState) -> Ended {
    if let Some(ended) = state.ended.take() {
        return ended;
    }
    let growth = state.walls.refused();
    if let Some(code) = error.as_trap_code() {
        if code == TrapCode::GrowthOperationLimited && growth == Some(GrowthRefusal::Fuel) {
            return Ended::Trapped(Trap::OutOfFuel);
        }
        return Ended::Trapped(trap(code));
    }
    Ended::Trapped(match error.kind() {
        ErrorKind::Instantiation(
            InstantiationError::FailedToInstantiateMemory(_)
            | InstantiationError::FailedToInstantiateTable(_)
            | InstantiationError::TooManyTables,
        ) => Trap::MemoryLimit,
        ErrorKind::Instantiation(InstantiationError::ElementSegmentDoesNotFit { .. })
        | ErrorKind::Memory(_) => Trap::OutOfBounds,
        other => Trap::Other(shorten_reason(&other.to_string())),
    })
}

fn trap(code: TrapCode) -> Trap {
    match code {
        TrapCode::OutOfFuel => Trap::OutOfFuel,
        TrapCode::GrowthOperationLimited => Trap::MemoryLimit,
        TrapCode::StackOverflow => Trap::StackOverflow,
        TrapCode::UnreachableCodeReached => Trap::Unreachable,
        TrapCode::MemoryOutOfBounds | TrapCode::TableOutOfBounds => Trap::OutOfBounds,
        TrapCode::IntegerDivisionByZero
        | TrapCode::IntegerOverflow
        | TrapCode::BadConversionToInteger => Trap::Arithmetic,
        TrapCode::IndirectCallToNull | TrapCode::BadSignature => Trap::BadCall,
        TrapCode::OutOfSystemMemory => Trap::Other(code.trap_message().to_owned()),
    }
}

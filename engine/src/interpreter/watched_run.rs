//! A run in pieces, for people who watch it: it can be paused at any time, and continued where its fuel was gone.
//!
//! The interpreter gets the fuel of one piece at a time; the rest waits in the host's state. A straight run of operators
//! that a piece cannot pay for is tried again with the next one, so that the pieces change neither the result nor the
//! fuel of a run.

use wasmi::{Error, Instance, Memory, Store, TypedResumableCall, TypedResumableCallOutOfFuel};

use super::call_log::CallLog;
use super::entry::Entry;
use super::host_state::HostState;
use super::program::{Program, ended};
use model::sandbox::{Ended, Gauges, LoggedCall, SnippetRun, Step, Task, Trap};

type Suspended = TypedResumableCallOutOfFuel<()>;

enum State {
    Instantiated(Instance),
    Suspended(Box<Suspended>),
    Ended(Ended),
}

/// A run of a program on one submission, in pieces.
pub struct WatchedRun {
    store: Store<HostState>,
    memory: Option<Memory>,
    line: Option<wasmi::Global>,
    state: Option<State>,
    granted_fuel: u64,
    /// The fuel without which the next piece cannot begin.
    required_fuel: u64,
    grows_tables: bool,
    entry: &'static Entry,
}

impl WatchedRun {
    /// Begins a run. No operator of the module has run yet.
    pub fn begin(program: &Program, task: &Task, submission: &str) -> Self {
        let limits = program.limits();
        let mut host = program.state(task, submission);
        host.log = Some(Box::new(CallLog::default()));
        let mut store = program.store(host);
        let instance = program.instantiate(&mut store);
        let mut run = Self {
            memory: None,
            line: None,
            state: None,
            granted_fuel: limits.fuel,
            required_fuel: 0,
            grows_tables: program.facts().grows_tables,
            entry: program.entry(),
            store,
        };
        match instance {
            Ok(instance) => {
                run.memory = instance.get_memory(&run.store, "memory");
                run.line = instance.get_global(&run.store, "line");
                run.state = Some(State::Instantiated(instance));
            }
            Err(error) => run.end(&error),
        }
        // The first piece takes its fuel from the reserve as well.
        let left = run.store.get_fuel().unwrap_or(0);
        run.store.data_mut().reserve_fuel = left;
        run.store.set_fuel(0).ok();
        run
    }

    /// Runs on, for at most so much fuel and a straight run of operators more.
    pub fn advance(&mut self, fuel: u64) -> Step {
        let state = self.state.take();
        if let Some(State::Ended(_)) | None = state {
            self.state = state;
            return Step::Ended;
        }
        let in_store = self.store.get_fuel().unwrap_or(0);
        let reserve = self.store.data().reserve_fuel;
        // A table that lacks fuel ends the run, so such a module gets everything at once.
        let piece = if self.grows_tables { u64::MAX } else { fuel };
        let piece = piece
            .max(self.required_fuel.saturating_sub(in_store))
            .min(reserve);
        let host = self.store.data_mut();
        host.reserve_fuel = reserve - piece;
        // A growth that the last piece could not pay for is tried again.
        host.walls.forget_lack_of_fuel();
        self.store.set_fuel(in_store.saturating_add(piece)).ok();
        let called = match state {
            Some(State::Instantiated(instance)) => instance
                .get_typed_func::<(), ()>(&self.store, self.entry.export)
                .and_then(|entry| entry.call_resumable(&mut self.store, ())),
            Some(State::Suspended(call)) => call.resume(&mut self.store),
            Some(State::Ended(_)) | None => return Step::Ended,
        };
        match called {
            Ok(TypedResumableCall::Finished(())) => {
                let ended = (self.entry.judge)(self.store.data_mut());
                self.state = Some(State::Ended(ended));
                Step::Ended
            }
            Ok(TypedResumableCall::OutOfFuel(call)) => {
                self.required_fuel = call.required_fuel();
                self.state = Some(State::Suspended(Box::new(call)));
                let left = self.store.get_fuel().unwrap_or(0) + self.store.data().reserve_fuel;
                if left < self.required_fuel {
                    Step::OutOfFuel
                } else {
                    Step::Paused
                }
            }
            Ok(TypedResumableCall::HostTrap(call)) => {
                self.end(call.host_error());
                Step::Ended
            }
            Err(error) => {
                self.end(&error);
                Step::Ended
            }
        }
    }

    fn end(&mut self, error: &Error) {
        let ended = ended(error, self.store.data_mut());
        self.state = Some(State::Ended(ended));
    }

    /// Grants more fuel, in units.
    pub fn add_fuel(&mut self, fuel: u64) {
        let state = self.store.data_mut();
        state.reserve_fuel = state.reserve_fuel.saturating_add(fuel);
        state.fuel = state.fuel.saturating_add(fuel);
        self.granted_fuel = self.granted_fuel.saturating_add(fuel);
    }

    /// What the run has used so far.
    pub fn gauges(&self) -> Gauges {
        let state = self.store.data();
        let left = self.store.get_fuel().unwrap_or(0) + state.reserve_fuel;
        let calls = state.calls.iter();
        Gauges {
            fuel: self.granted_fuel.saturating_sub(left),
            granted_fuel: self.granted_fuel,
            memory_bytes: self.memory_bytes(),
            calls: calls.map(|call| u64::from(call.times)).sum(),
            points_asked: state.points_asked,
            line: self.line(),
            refused: state.walls.refused(),
        }
    }

    fn memory_bytes(&self) -> u64 {
        let memory = self.memory;
        memory.map_or(0, |memory| memory.data_size(&self.store) as u64)
    }

    fn line(&self) -> u32 {
        let line = self.line.map(|line| line.get(&self.store));
        line.and_then(|line| line.i32())
            .map_or(0, i32::cast_unsigned)
    }

    /// The calls to the host, the first [`super::MAX_LOGGED`] of them.
    pub fn calls(&self) -> &[LoggedCall] {
        self.store
            .data()
            .log
            .as_ref()
            .map_or(&[], |log| log.calls())
    }

    /// What a program with `_start` has written to standard output, and to standard error.
    pub fn outputs(&self) -> (&[u8], &[u8]) {
        let wasi = self.store.data().wasi.as_ref();
        wasi.map_or((&[], &[]), |wasi| (&wasi.stdout, &wasi.stderr))
    }

    /// The run as it is now: one that has not ended counts as out of fuel.
    pub fn result(&self) -> SnippetRun {
        let ended = match &self.state {
            Some(State::Ended(ended)) => ended.clone(),
            _ => Ended::Trapped(Trap::OutOfFuel),
        };
        let gauges = self.gauges();
        let state = self.store.data();
        SnippetRun {
            ended,
            fuel_burnt: gauges.fuel,
            memory_peak_bytes: gauges.memory_bytes,
            points_asked: gauges.points_asked,
            feedback: state.feedback.clone(),
            calls: state.calls.clone(),
        }
    }
}

//! The calls to the host in their order, for people who look at a run.

use borsh::{BorshDeserialize, BorshSerialize};

/// The most calls that are kept; the rest is counted. Chosen: more than anybody reads.
pub const MAX_LOGGED: usize = 500;

/// One call to the host.
#[derive(Clone, Debug, PartialEq, BorshSerialize, BorshDeserialize)]
pub struct LoggedCall {
    /// `module.name`, as the program imports it.
    pub call: String,
    /// The arguments as they were handed over.
    pub arguments: Vec<Argument>,
    /// Whether the program may make this call.
    pub is_granted: bool,
    /// The fuel that was burnt before the call, in units.
    pub at_fuel: u64,
    /// The fuel that the host's work cost, in units. The operator that calls costs one more.
    pub cost_fuel: u64,
}

/// An argument of a call to the host.
#[derive(Clone, Copy, Debug, PartialEq, BorshSerialize, BorshDeserialize)]
pub enum Argument {
    /// A whole number of 32 bits, as the host reads it.
    Whole(u32),
    /// A number of 64 bits; its bits, because a message cannot carry a number that is none.
    NumberBits(u64),
}

/// Hears each call to the host. A run that nobody looks at has none, so that a program whose runs are never watched does
/// not contain the log.
pub(super) trait OnCall {
    /// A call begins.
    fn called(&mut self, call: LoggedCall);
    /// The newest call costs so much fuel more.
    fn cost(&mut self, fuel: u64);
    /// The calls so far.
    fn calls(&self) -> &[LoggedCall];
}

/// The first calls of a run.
#[derive(Clone, Debug, Default)]
pub(super) struct CallLog {
    calls: Vec<LoggedCall>,
}

impl OnCall for CallLog {
    fn called(&mut self, call: LoggedCall) {
        if self.calls.len() < MAX_LOGGED {
            self.calls.push(call);
        }
    }

    fn cost(&mut self, fuel: u64) {
        if let Some(newest) = self.calls.last_mut() {
            newest.cost_fuel += fuel;
        }
    }

    fn calls(&self) -> &[LoggedCall] {
        &self.calls
    }
}

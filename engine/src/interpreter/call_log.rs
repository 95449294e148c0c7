//! The calls to the host in their order, for people who look at a run.

use borsh::{BorshDeserialize, BorshSerialize};
use std::fmt::{Display, Write};

/// The most calls that are kept; the rest is counted. Chosen: more than anybody reads.
pub const MAX_LOGGED: usize = 500;

/// One call to the host.
#[derive(Clone, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct LoggedCall {
    /// `module.name`, as the program imports it.
    pub call: String,
    /// The arguments as they were handed over, with commas between them.
    pub arguments: String,
    /// Whether the program may make this call.
    pub is_granted: bool,
    /// The fuel that was burnt before the call, in units.
    pub at_fuel: u64,
    /// The fuel that the host's work cost, in units. The operator that calls costs one more.
    pub cost_fuel: u64,
}

/// The first calls of a run.
#[derive(Clone, Debug, Default)]
pub(super) struct CallLog {
    calls: Vec<LoggedCall>,
}

impl CallLog {
    pub(super) fn add(
        &mut self,
        call: &str,
        arguments: &[&dyn Display],
        is_granted: bool,
        at_fuel: u64,
    ) {
        if self.calls.len() >= MAX_LOGGED {
            return;
        }
        let mut written = String::new();
        for (index, argument) in arguments.iter().enumerate() {
            let comma = if index == 0 { "" } else { ", " };
            // A string takes every text.
            let _ = write!(written, "{comma}{argument}");
        }
        self.calls.push(LoggedCall {
            call: call.to_owned(),
            arguments: written,
            is_granted,
            at_fuel,
            cost_fuel: 0,
        });
    }

    /// Adds to the cost of the newest call.
    pub(super) fn cost(&mut self, fuel: u64) {
        if let Some(newest) = self.calls.last_mut() {
            newest.cost_fuel += fuel;
        }
    }

    pub(super) fn calls(&self) -> &[LoggedCall] {
        &self.calls
    }
}

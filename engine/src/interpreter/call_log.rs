//! The calls to the host in their order, for people who look at a run.

use model::sandbox::LoggedCall;

/// The most calls that are kept; the rest is counted. Chosen: more than anybody reads.
pub const MAX_LOGGED: usize = 500;

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

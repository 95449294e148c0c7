//! Causes in words: what stood in the way.

use engine::catalog::{self, Fact};
use engine::outcome::Cause;
use engine::scenario::Scenario;

use super::figures;

/// A cause as a label in a table.
pub(crate) fn label(cause: Cause) -> &'static str {
    match cause {
        Cause::Throttled => "Too many running at once",
        Cause::RampLimit => "New instances not allowed fast enough",
        Cause::ConnectionsExhausted => "No database connection left",
        Cause::QueueFull => "Waiting room full",
        Cause::PayloadTooLarge => "Request too large",
        Cause::CapabilityDenied => "A call that the host does not grant",
        Cause::NotOffered => "Not offered on this platform",
        Cause::Subrequests => "More calls than one request may make",
        Cause::LaneDown => "The lane was down",
        Cause::Timeout => "Ran past the time limit",
        Cause::GivenUp => "Its owner gave up waiting",
        Cause::CpuLimit => "Ran past the processor limit",
        Cause::MemoryLimit => "Needed more memory than allowed",
        Cause::OutOfFuel => "Stopped: out of fuel",
        Cause::WallMemory => "Stopped: memory wall",
        Cause::WallStack => "Stopped: calls too deep",
        Cause::WallCall => "Stopped: forbidden call",
        Cause::Trapped => "Stopped: its code trapped",
        Cause::NeighbourCrashed => "A neighbour took the process down",
        Cause::Crashed => "Its own code took the process down",
        Cause::Unfinished => "Still running at the end",
        Cause::DatabaseDown => "The database was down",
        Cause::LostUpdate => "Overwritten unseen",
        Cause::WriteRate => "One write per key and second",
        Cause::SessionLost => "Its memory was gone",
        Cause::StaleRead => "Read something old",
        Cause::Duplicate => "Happened twice",
        Cause::Reached => "Reached without a grant",
        Cause::Distance => "Distance",
        Cause::ColdStart => "Cold start",
        Cause::Queueing => "Waiting in a queue",
        Cause::Execution => "Running time",
        Cause::StateTrips => "Trips to its state",
        Cause::KeyContention => "Waiting for another writer",
        Cause::Backoff => "Waiting to be tried again",
    }
}

/// A cause as a clause that explains a number, with this scenario's limits: `functions share 70
/// of the database's 100 connections`.
pub(crate) fn clause(cause: Cause, scenario: &Scenario) -> String {
    let serverless = &scenario.lanes.serverless;
    match cause {
        Cause::Throttled => format!(
            "all functions together may run {} at once",
            figures::count(u64::from(serverless.account_concurrency))
        ),
        Cause::RampLimit => format!(
            "one function may start {} new instances at once and {} more in ten seconds",
            figures::count(u64::from(serverless.burst)),
            figures::count(u64::from(serverless.ramp_per_10_s))
        ),
        Cause::ConnectionsExhausted => {
            let all = scenario.datastore.connections;
            let functions = all.saturating_sub(scenario.datastore.connections_for_services);
            format!("functions share {functions} of the database’s {all} connections")
        }
        Cause::QueueFull => "the waiting room is full".to_owned(),
        Cause::PayloadTooLarge => "the platform takes no request of that size".to_owned(),
        Cause::CapabilityDenied => "the host grants no such call".to_owned(),
        Cause::NotOffered => "the platform does not offer what the code needs".to_owned(),
        Cause::Subrequests => format!(
            "one request may make {} calls to elsewhere",
            figures::count(u64::from(scenario.lanes.edge.subrequests))
        ),
        Cause::LaneDown => "the lane took nothing at that time".to_owned(),
        Cause::Timeout => format!(
            "a function is ended after {}",
            figures::time_ms(serverless.timeout_s * 1e3)
        ),
        Cause::GivenUp => "whoever asked stopped waiting".to_owned(),
        Cause::CpuLimit => format!(
            "one request may use {} of processor time",
            figures::time_ms(scenario.lanes.edge.cpu_limit_ms)
        ),
        Cause::MemoryLimit => "the work does not fit into the memory of one instance".to_owned(),
        Cause::OutOfFuel => "the walls stopped a loop without end".to_owned(),
        Cause::WallMemory => "the walls stopped a run that asked for more memory".to_owned(),
        Cause::WallStack => "the walls stopped calls nested too deep".to_owned(),
        Cause::WallCall => "the walls refused a call that was not granted".to_owned(),
        Cause::Trapped => "the code trapped".to_owned(),
        Cause::NeighbourCrashed => "other code took the shared process down".to_owned(),
        Cause::Crashed => "its own code took the process down".to_owned(),
        Cause::Unfinished => "it was still running when the simulation ended".to_owned(),
        Cause::DatabaseDown => "the database took nothing at that time".to_owned(),
        Cause::LostUpdate => "somebody overwrote what they had not seen".to_owned(),
        Cause::WriteRate => "the edge store takes one write per key and second".to_owned(),
        Cause::SessionLost => "the instance that remembered it was gone".to_owned(),
        Cause::StaleRead => "it read what somebody had already overwritten".to_owned(),
        Cause::Duplicate => "it came twice and no key told the second from the first".to_owned(),
        Cause::Reached => {
            "no wall stands between the code and what the process can reach".to_owned()
        }
        Cause::Distance => "the way between learner and code takes most of the time".to_owned(),
        Cause::ColdStart => "a new instance has to start first".to_owned(),
        Cause::Queueing => "it waits in a queue".to_owned(),
        Cause::Execution => "the code itself takes that long".to_owned(),
        Cause::StateTrips => "each trip to its state takes time".to_owned(),
        Cause::KeyContention => "another writer holds the same key".to_owned(),
        Cause::Backoff => "the platform waits before it tries again".to_owned(),
    }
}

/// The published number behind a cause.
pub(crate) fn fact(cause: Cause) -> Option<&'static Fact> {
    cause.fact_id().and_then(catalog::fact)
}

/// A published number in a line: what it says, how much, since when.
pub(crate) fn fact_line(fact: &Fact) -> String {
    let what = figures::sentence_case(fact.what);
    let origin = if fact.assumed { "assumed" } else { "published" };
    format!("{what}: {fact} ({origin}, {})", fact.as_of)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_behind_a_cause_is_in_the_catalog() {
        for &cause in Cause::ALL {
            assert_eq!(
                cause.fact_id().is_some(),
                fact(cause).is_some(),
                "{cause:?}"
            );
        }
    }
}

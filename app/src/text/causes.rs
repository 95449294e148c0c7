//! The causes of failed and late requests, in words.

use super::language::{plural, say, tr};
use model::catalog::LaneId;
use model::outcome::Cause;
use model::scenario::Scenario;

use super::figures;

/// The catalog fact behind a cause, where it is a fact of this lane: an overwritten write on a function has
/// nothing to do with the edge store's consistency.
pub(crate) fn fact_on(lane: LaneId, cause: Cause) -> Option<&'static str> {
    let fact = cause.fact_id()?;
    // The id of a fact begins with the platform that it is about.
    let (platform, _) = fact.split_once('.')?;
    let is_of_lane = match platform {
        "lambda" => lane == LaneId::Serverless,
        "cfw" | "cfkv" => lane == LaneId::Edge,
        _ => true,
    };
    is_of_lane.then_some(fact)
}

/// A cause as a label in a table.
pub(crate) fn label(cause: Cause) -> &'static str {
    match cause {
        Cause::Throttled => tr("Throttled: concurrency"),
        Cause::RampLimit => tr("Throttled: scaling rate"),
        Cause::ConnectionsExhausted => tr("No database connection"),
        Cause::QueueFull => tr("Queue full"),
        Cause::PayloadTooLarge => tr("Request too large"),
        Cause::CapabilityDenied => tr("Call not granted"),
        Cause::NotOffered => tr("Not offered here"),
        Cause::Subrequests => tr("Too many outbound calls"),
        Cause::LaneDown => tr("The lane was down"),
        Cause::Timeout => tr("Time limit exceeded"),
        Cause::GivenUp => tr("Client timed out"),
        Cause::CpuLimit => tr("CPU limit exceeded"),
        Cause::MemoryLimit => tr("Memory limit exceeded"),
        Cause::OutOfFuel => tr("Stopped: out of fuel"),
        Cause::WallMemory => tr("Stopped: memory limit"),
        Cause::WallStack => tr("Stopped: call depth"),
        Cause::WallCall => tr("Stopped: forbidden call"),
        Cause::Trapped => tr("Stopped: trap"),
        Cause::NeighbourCrashed => tr("Neighbour crashed"),
        Cause::Crashed => tr("Own code crashed"),
        Cause::Unfinished => tr("Unfinished at the end"),
        Cause::DatabaseDown => tr("The database was down"),
        Cause::LostUpdate => tr("Lost update"),
        Cause::WriteRate => tr("Write rate per key"),
        Cause::SessionLost => tr("Session lost"),
        Cause::StaleRead => tr("Stale read"),
        Cause::Duplicate => tr("Processed twice"),
        Cause::Reached => tr("Unauthorised access"),
        Cause::Distance => tr("Distance"),
        Cause::ColdStart => tr("Cold start"),
        Cause::Queueing => tr("Waiting in a queue"),
        Cause::Execution => tr("Running time"),
        Cause::StateTrips => tr("Round trips to data"),
        Cause::KeyContention => tr("Lock contention"),
        Cause::Backoff => tr("Retry back-off"),
        Cause::DailyLimit => tr("Daily limit reached"),
        Cause::WallTime => tr("Clock limit exceeded"),
    }
}

/// A cause as a clause that explains a number, with this scenario's limits: `the edge store takes one
/// write per key and second`.
pub(crate) fn clause(cause: Cause, scenario: &Scenario) -> String {
    let serverless = &scenario.lanes.serverless;
    match cause {
        Cause::Throttled => say!(
            "all functions together may run {account_concurrency} at once",
            account_concurrency = figures::count(u64::from(serverless.account_concurrency))
        ),
        Cause::RampLimit => plural!(
            burst = serverless.burst.into(),
            "one function may start {burst} new instance at once and {ramp_per_10_s} more in ten seconds",
            "one function may start {burst} new instances at once and {ramp_per_10_s} more in ten seconds",
            ramp_per_10_s = figures::count(u64::from(serverless.ramp_per_10_s))
        ),
        Cause::ConnectionsExhausted => {
            let all = scenario.datastore.connections;
            let functions = all.saturating_sub(scenario.datastore.connections_for_services);
            plural!(
                all = all.into(),
                "functions and the edge share {functions} of the database’s {all} connection",
                "functions and the edge share {functions} of the database’s {all} connections",
                functions
            )
        }
        Cause::QueueFull => say!("the queue is full"),
        Cause::PayloadTooLarge => say!("the platform accepts no request of that size"),
        Cause::CapabilityDenied => say!("the host grants no such call"),
        Cause::NotOffered => say!("the platform does not offer what the code needs"),
        Cause::Subrequests => plural!(
            calls = scenario.lanes.edge.subrequests.into(),
            "one request may make {calls} outbound call",
            "one request may make {calls} outbound calls"
        ),
        Cause::LaneDown => say!("the lane accepted no requests at that time"),
        Cause::Timeout => say!(
            "a function is ended after {timeout_s}",
            timeout_s = figures::time_ms(serverless.timeout_s * 1e3)
        ),
        Cause::GivenUp => say!("the caller stopped waiting"),
        Cause::CpuLimit => say!(
            "one request may use {cpu_limit_ms} of processor time",
            cpu_limit_ms = figures::time_ms(scenario.lanes.edge.cpu_limit_ms)
        ),
        Cause::MemoryLimit => say!("the work does not fit into the memory of one instance"),
        Cause::OutOfFuel => say!("the walls stopped a loop without end"),
        Cause::WallMemory => say!("the walls stopped a run that asked for more memory"),
        Cause::WallStack => say!("the walls stopped calls nested too deep"),
        Cause::WallCall => say!("the walls refused a call that was not granted"),
        Cause::Trapped => say!("the code trapped"),
        Cause::NeighbourCrashed => say!("other code took the shared process down"),
        Cause::Crashed => say!("its own code took the process down"),
        Cause::Unfinished => say!("it was still running when the simulation ended"),
        Cause::DatabaseDown => say!("the database accepted no queries at that time"),
        Cause::LostUpdate => say!("another write replaced theirs (lost update)"),
        Cause::WriteRate => say!("the edge store takes one write per key and second"),
        Cause::SessionLost => say!("the instance that remembered it was gone"),
        Cause::StaleRead => say!("it read a value that another write had replaced"),
        Cause::Duplicate => say!("it came twice and had no idempotency key"),
        Cause::Reached => {
            say!("no wall separates the code from what the process can reach")
        }
        Cause::Distance => say!("the way between learner and code takes most of the time"),
        Cause::ColdStart => say!("a new instance has to start first"),
        Cause::Queueing => say!("it waits in a queue"),
        Cause::Execution => {
            say!("the code runs that long on the share of a processor that it gets")
        }
        Cause::StateTrips => say!("each trip to its state takes time"),
        Cause::KeyContention => say!("another writer holds the same key"),
        Cause::Backoff => say!("the next attempt comes after a wait"),
        Cause::DailyLimit => say!("the free plan accepts no more requests on that day"),
        Cause::WallTime => say!("the platform ends a run after a fixed time by the clock"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(lane: LaneId, cause: Cause, expected: Option<&str>) {
        assert_eq!(fact_on(lane, cause), expected, "{cause:?} on {lane}");
    }

    #[test]
    fn a_fact_is_one_of_the_lane() {
        check(LaneId::Edge, Cause::LostUpdate, Some("cfkv.consistency"));
        check(LaneId::Serverless, Cause::LostUpdate, None);
        check(
            LaneId::Serverless,
            Cause::Timeout,
            Some("lambda.timeout_max"),
        );
        check(LaneId::Edge, Cause::Timeout, None);
        let connections = Some("postgres.max_connections");
        check(LaneId::Service, Cause::ConnectionsExhausted, connections);
        check(LaneId::Serverless, Cause::ConnectionsExhausted, connections);
    }
}

//! What happens at a time in the hour: the buttons, the list, what each lane made of it.

use engine::catalog::LaneId;
use engine::outcome::Cause;
use engine::scenario::{Change, Happening, LaneSetting, Placement, Scenario};

use super::{board, causes, figures};

/// Heading of what happens anyway.
pub(crate) const HAPPENS: &str = "Happens in this hour";
/// Heading of what came of it.
pub(crate) const LANES_DID: &str = "What each lane made of it";
pub(crate) const TAKE_BACK: &str = "Take back";
pub(crate) const GO_THERE: &str = "Go there";
/// Under the heading.
pub(crate) const HOW: &str = "It begins where the playhead stands and lasts ten minutes; a plugin stays. \
    The hour is then simulated again, with the same learners at the same times.";
pub(crate) const EVERYWHERE: &str = "everywhere";
pub(crate) const SURGE: &str = "Four times the traffic";
pub(crate) const SURGE_WHERE: &str = "City of the surge";
pub(crate) const POP: &str = "Lose a point of presence";
pub(crate) const POP_WHICH: &str = "Which point of presence";
pub(crate) const SLOW: &str = "Database 20 times as slow";
pub(crate) const LOST: &str = "Lose the database";
pub(crate) const LANE: &str = "Lose a lane";
pub(crate) const LANE_WHICH: &str = "Which lane";
pub(crate) const PLUGIN: &str = "Publish a hostile plugin";
pub(crate) const PLUGIN_WHICH: &str = "Which plugin";
/// Where every lane came through as before.
pub(crate) const NOTHING: &str = "No lane’s figures changed.";

/// The disclosure, with the time at which it would happen.
pub(crate) fn break_something(clock: &str) -> String {
    format!("Break something at {clock}")
}

/// The menu's check box that turns a move into one from here on.
pub(crate) fn from_here(clock: &str) -> String {
    format!("Only from {clock} on")
}

/// The name of the button that takes a change back.
pub(crate) fn take_back(what: &str) -> String {
    format!("Take back: {what}")
}

/// The name of the button that moves the playhead to a change.
pub(crate) fn go_there(what: &str) -> String {
    format!("Go there: {what}")
}

/// `20:41 to 20:51`, or `from 20:41 on`.
pub(crate) fn when(from: &str, until: Option<&str>) -> String {
    match until {
        Some(until) => format!("{from} to {until}"),
        None => format!("from {from} on"),
    }
}

/// What happens.
pub(crate) fn what(change: &Change, scenario: &Scenario) -> String {
    let name = |id: &str| {
        let workload = scenario.workload(id);
        workload.map_or_else(|| id.to_owned(), |workload| workload.name.clone())
    };
    match &change.what {
        Happening::Surge {
            factor,
            cities,
            workload,
        } => {
            let times = super::stage::number(*factor);
            let of = match workload {
                Some(id) => format!(" for {}", name(id)),
                None => String::new(),
            };
            let place = if cities.is_empty() {
                EVERYWHERE.to_owned()
            } else {
                format!("in {}", figures::list(cities))
            };
            format!("{times} times the traffic{of} {place}")
        }
        Happening::PopOutage { pop } => format!("The point of presence {pop} is lost"),
        Happening::DatabaseOutage => "The home database takes nothing".to_owned(),
        Happening::SlowDatabase { factor } => format!(
            "The home database takes {} times as long",
            super::stage::number(*factor)
        ),
        Happening::LaneOutage { lane } => format!("{} takes nothing", board::lane(*lane)),
        Happening::HostilePlugin {
            workload, share, ..
        } => format!(
            "A hostile plugin is {} of {}",
            figures::share(*share),
            name(workload)
        ),
        Happening::Placed {
            workload,
            placement,
        } => moved(&name(workload), *placement),
        Happening::Set { setting, value } => format!(
            "{}: {}",
            setting_name(*setting),
            super::stage::number(*value)
        ),
    }
}

fn moved(workload: &str, to: Placement) -> String {
    let walls = if to.sandboxed { ", sandboxed" } else { "" };
    format!("{workload} runs on {}{walls}", board::lane(to.lane))
}

fn setting_name(setting: LaneSetting) -> &'static str {
    match setting {
        LaneSetting::AccountConcurrency => "Functions running at once",
        LaneSetting::KeepAliveS => "An idle function instance is kept, seconds",
        LaneSetting::FunctionTimeoutS => "A function is ended after, seconds",
        LaneSetting::EdgeCpuLimitMs => "Processor time at the edge, milliseconds",
        LaneSetting::SandboxWorkers => "Workers of the plugin host",
        LaneSetting::SandboxQueue => "Waiting room of the plugin host",
    }
}

/// A lane's figures over all its workloads.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct LaneSum {
    pub(crate) failed: u64,
    pub(crate) late: u64,
    pub(crate) cold_starts: u64,
    pub(crate) peak_queue: u64,
}

/// What a lane made of a change; none where nothing differs. `cause` is what grew most.
pub(crate) fn lane_did(
    lane: LaneId,
    now: &LaneSum,
    was: &LaneSum,
    cause: Option<Cause>,
) -> Option<String> {
    let mut parts = Vec::new();
    let mut differs = |now: u64, was: u64, what: &str| {
        if now != was {
            parts.push(format!(
                "{} {what}, was {}",
                figures::count(now),
                figures::count(was)
            ));
        }
    };
    differs(now.failed, was.failed, "failed");
    differs(now.late, was.late, "late");
    differs(now.cold_starts, was.cold_starts, "cold starts");
    differs(now.peak_queue, was.peak_queue, "waiting at most");
    if parts.is_empty() {
        return None;
    }
    let why = cause.map_or_else(String::new, |cause| {
        format!(" Mostly: {}.", causes::label(cause).to_lowercase())
    });
    Some(format!("{}: {}.{why}", board::lane(lane), parts.join("; ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(now: &LaneSum, was: &LaneSum, cause: Option<Cause>, expected: Option<&str>) {
        let said = lane_did(LaneId::Service, now, was, cause);
        assert_eq!(said.as_deref(), expected);
    }

    #[test]
    fn a_lane_says_what_differs() {
        let sum = |failed, late, peak_queue| LaneSum {
            failed,
            late,
            peak_queue,
            ..LaneSum::default()
        };
        check(&sum(1, 2, 3), &sum(1, 2, 3), None, None);
        check(
            &sum(1_200, 0, 3),
            &sum(4, 0, 3),
            Some(Cause::DatabaseDown),
            Some("Service: 1,200 failed, was 4. Mostly: the database was down."),
        );
        check(
            &sum(0, 7, 30),
            &sum(0, 9, 3),
            None,
            Some("Service: 7 late, was 9; 30 waiting at most, was 3."),
        );
    }
}

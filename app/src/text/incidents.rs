//! The words of changes within the hour: the buttons, the list, the effect on each lane.

use super::language::{Phrase, lower_case, phrase, plural, say, tr};
use model::catalog::LaneId;
use model::outcome::Cause;
use model::scenario::{Change, ChangeKind, Placement, Scenario};

use super::figures::{self, Count};
use super::{causes, lanes, places, workloads};

/// The heading of the changes that the scenario has.
pub(crate) const HAPPENS: Phrase = phrase("Happens in this hour");
/// The heading of the effects on the lanes.
pub(crate) const LANES_DID: Phrase = phrase("What each lane made of it");
pub(crate) const TAKE_BACK: Phrase = phrase("Remove");
pub(crate) const GO_THERE: Phrase = phrase("Go there");
/// The explanation under the heading.
pub(crate) const HOW: Phrase = phrase(
    "It begins at the playhead and lasts ten minutes; a plugin stays. \
    The hour is then simulated again, with the same learners at the same times.",
);
pub(crate) const EVERYWHERE: Phrase = phrase("everywhere");
pub(crate) const SURGE: Phrase = phrase("Four times the traffic");
pub(crate) const SURGE_WHERE: Phrase = phrase("City of the surge");
pub(crate) const POP: Phrase = phrase("Lose a point of presence");
pub(crate) const POP_WHICH: Phrase = phrase("Which point of presence");
pub(crate) const SLOW: Phrase = phrase("Database 20 times as slow");
pub(crate) const LOST: Phrase = phrase("Lose the database");
pub(crate) const LANE: Phrase = phrase("Lose a lane");
pub(crate) const LANE_WHICH: Phrase = phrase("Which lane");
pub(crate) const PLUGIN: Phrase = phrase("Publish a hostile plugin");
pub(crate) const PLUGIN_WHICH: Phrase = phrase("Which plugin");
/// Shown where no lane's figures differ.
pub(crate) const NOTHING: Phrase = phrase("No lane’s figures changed.");

/// The disclosure's name, with the time at which a change would begin.
pub(crate) fn break_something(clock: &str) -> String {
    say!("Inject a fault at {clock}", clock)
}

/// The menu's check box that makes a move begin at the playhead.
pub(crate) fn from_here(clock: &str) -> String {
    say!("Only from {clock} on", clock)
}

/// The name of the button that removes a change.
pub(crate) fn take_back(what: &str) -> String {
    say!("Remove: {what}", what)
}

/// The name of the button that moves the playhead to a change.
pub(crate) fn go_there(what: &str) -> String {
    say!("Go there: {what}", what)
}

/// `20:41 to 20:51`, or `from 20:41 on`.
pub(crate) fn when(from: &str, until: Option<&str>) -> String {
    match until {
        Some(until) => say!("{from} to {until}", from, until),
        None => say!("from {from} on", from),
    }
}

/// The mark of a lane that accepts no requests for a time: `down 20:41 to 20:51`.
pub(crate) fn down(when: &str) -> String {
    say!("down {when}", when)
}

/// A change in words.
pub(crate) fn what(change: &Change, scenario: &Scenario) -> String {
    let name = |id: &str| workloads::name_of(scenario, id);
    match &change.what {
        ChangeKind::Surge {
            factor,
            cities,
            workload,
        } => {
            let times = figures::number(*factor);
            let of = match workload {
                Some(id) => say!(" for {workload}", workload = name(id)),
                None => String::new(),
            };
            let place = if cities.is_empty() {
                EVERYWHERE.get().to_owned()
            } else {
                say!("in {cities}", cities = places::cities(cities))
            };
            say!("{times} times the traffic{of} {place}", times, of, place)
        }
        ChangeKind::PopOutage { pop } => say!("The point of presence {pop} is lost", pop),
        ChangeKind::DatabaseOutage => say!("The home database accepts no queries"),
        ChangeKind::SlowDatabase { factor } => say!(
            "The home database takes {factor} times as long",
            factor = figures::number(*factor)
        ),
        ChangeKind::LaneOutage { lane } => {
            say!("{lane} accepts no requests", lane = lanes::name(*lane))
        }
        ChangeKind::HostilePlugin {
            workload, share, ..
        } => say!(
            "A hostile plugin is {share} of {workload}",
            share = figures::share(*share),
            workload = name(workload)
        ),
        ChangeKind::Placed {
            workload,
            placement,
        } => moved(&name(workload), *placement),
        ChangeKind::Set { setting, value } => super::settings::changed(*setting, *value),
    }
}

fn moved(workload: &str, to: Placement) -> String {
    let walls = if to.sandboxed { tr(", sandboxed") } else { "" };
    say!(
        "{workload} moved to {to}{walls}",
        workload,
        to = lanes::name(to.lane),
        walls
    )
}

/// A lane's figures over all its workloads.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct LaneSum {
    pub(crate) failed: u64,
    pub(crate) late: u64,
    pub(crate) cold_starts: u64,
    pub(crate) peak_queue: u64,
}

/// The effect of a change on a lane; none where no figure differs. `cause` is the cause whose count
/// grew most.
pub(crate) fn lane_did(
    lane: LaneId,
    now: &LaneSum,
    was: &LaneSum,
    cause: Option<Cause>,
) -> Option<String> {
    let mut parts = Vec::new();
    let mut differs = |now: u64, was: u64, say: fn(u64, Count) -> String| {
        if now != was {
            parts.push(say(now, Count(was)));
        }
    };
    differs(now.failed, was.failed, |now, was| {
        say!("{now} failed, was {was}", now = Count(now), was)
    });
    differs(now.late, was.late, |now, was| {
        say!("{now} late, was {was}", now = Count(now), was)
    });
    differs(now.cold_starts, was.cold_starts, |now, was| {
        plural!(
            now,
            "{now} cold start, was {was}",
            "{now} cold starts, was {was}",
            was
        )
    });
    differs(now.peak_queue, was.peak_queue, |now, was| {
        say!("{now} waiting at most, was {was}", now = Count(now), was)
    });
    if parts.is_empty() {
        return None;
    }
    let why = cause.map_or_else(String::new, |cause| {
        say!(
            " Mostly: {cause}.",
            cause = lower_case(causes::label(cause))
        )
    });
    Some(format!("{}: {}.{why}", lanes::name(lane), parts.join("; ")))
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

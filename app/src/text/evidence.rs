//! The words of the evidence: the result of one workload's placement.

use super::language::{Phrase, phrase, plural, say, sentence_case, tr};
use model::catalog::{self, DutyId, LaneId};
use model::report::WorkloadReport;
use model::scenario::{Month, Scenario, Workload};
use model::trace::SegmentKind;
use model::verdict::{Constraint, Pressure, Reach};

use super::{figures, lanes};

pub(crate) const TITLE: Phrase = phrase("Evidence");
pub(crate) const WAITING: Phrase = phrase("The first verdicts are on their way.");
pub(crate) const MOST_HURT: Phrase = phrase("biggest miss");
pub(crate) const NEEDS: Phrase = phrase("Targets");
pub(crate) const MET: Phrase = phrase("Met");
pub(crate) const MISSED: Phrase = phrase("Missed");
pub(crate) const RELIEVED: Phrase = phrase("What this lane relieves");
pub(crate) const RELIEVES_NOTHING: Phrase = phrase(
    "No target of this workload is easier to meet here. What the platform manages is listed below.",
);
pub(crate) const MOVED: Phrase = phrase("Managed by the platform");
pub(crate) const MOVED_NOTHING: Phrase = phrase("No duty entirely.");
pub(crate) const MOVED_NOW: Phrase = phrase("moved with your last change");
pub(crate) const SHARED: Phrase = phrase("Shared with the platform");
pub(crate) const SHARED_NOW: Phrase = phrase("shared since your last change");
pub(crate) const CAME_BACK: Phrase = phrase("came back to you with your last change");
pub(crate) const STAYS: Phrase = phrase("Managed by you");
pub(crate) const STAYS_NOTHING: Phrase = phrase("Nothing.");
pub(crate) const COULD_REACH: Phrase = phrase("What its code could reach");
pub(crate) const ACCEPTED: Phrase = phrase("Trade-offs");
pub(crate) const REMEDIES: Phrase = phrase("Remedies, and what they add");
pub(crate) const ACCEPTED_NOTHING: Phrase =
    phrase("No constraint of this lane touches this workload.");
pub(crate) const LATENCY: Phrase = phrase("From arrival to answer");
pub(crate) const EVERYONE: Phrase = phrase("Everyone");
pub(crate) const FAR: Phrase = phrase("Far learners");
pub(crate) const FINISH: Phrase = phrase("To the last step");
pub(crate) const WHO: Phrase = phrase("Who");
pub(crate) const FAILURES: Phrase = phrase("Failures by cause");
/// Shown while the verdicts are hidden.
pub(crate) const VEILED: Phrase = phrase("The evidence is hidden together with the verdicts.");
/// What the name of a cause does, for screen readers.
pub(crate) const POINT_AT_CAUSE: Phrase = phrase(
    "While this has the focus, the map and the chart show only the requests with this cause.",
);
pub(crate) const CAUSE: Phrase = phrase("Cause");
pub(crate) const COUNT: Phrase = phrase("Requests");
pub(crate) const NO_FAILURES: Phrase = phrase("None failed.");
pub(crate) const LATE: Phrase = phrase("Late by cause");
pub(crate) const TIME: Phrase = phrase("Where the time goes");
pub(crate) const SPENT_ON: Phrase = phrase("Spent on");
pub(crate) const MEAN: Phrase = phrase("Mean");
pub(crate) const LOOK: Phrase = phrase("Requests to look at");
pub(crate) const TOO_FEW: &str = "–";

/// Shown before the hours of the other seeds are simulated.
pub(crate) const SEEDS_TO_COME: Phrase = phrase("Other seeds are being tried.");

/// The number of seeds with which every target was met.
pub(crate) fn seeds_met(kept: u32, tried: u32) -> String {
    if kept == tried {
        plural!(
            tried = tried.into(),
            "Met with the one seed that was tried.",
            "Met with all {tried} seeds."
        )
    } else if kept == 0 {
        plural!(
            tried = tried.into(),
            "Missed with the one seed that was tried.",
            "Missed with all {tried} seeds."
        )
    } else {
        plural!(
            tried = tried.into(),
            "Met with {kept} of {tried} seed.",
            "Met with {kept} of {tried} seeds.",
            kept
        )
    }
}

/// The monthly cost of a workload, in US dollars, and the hours that it counts.
pub(crate) fn cost(usd_per_month: f64, scenario: &Scenario, workload: &Workload) -> String {
    let usd_per_month = figures::usd(usd_per_month);
    match (workload.hours_per_month, scenario.month) {
        (Some(hours), _) => say!(
            "{usd_per_month} a month at list prices, for {hours} hours like this one.",
            usd_per_month,
            hours = figures::count(hours.round() as u64)
        ),
        (None, Month::EveryHour) => say!(
            "{usd_per_month} a month at list prices, if every hour were like this one.",
            usd_per_month
        ),
        (None, Month::TermTime) => say!(
            "{usd_per_month} a month at list prices, quiet hours included.",
            usd_per_month
        ),
    }
}

/// A figure before the last change: `was 212`.
pub(crate) fn was(before: &str) -> String {
    say!("was {before}", before)
}

/// The outcomes of the workload's requests.
pub(crate) fn outcomes(report: &WorkloadReport) -> String {
    let count = report.requests;
    let requests = plural!(count, "{count} request", "{count} requests");
    let (ok, late) = (figures::count(report.ok), figures::count(report.late));
    let ended = report.failed - report.honest_failed;
    let failed = figures::count(report.honest_failed);
    // The end of a hostile run breaks no promise, so it has a figure of its own.
    if ended > 0 {
        let ended = figures::count(ended);
        return say!(
            "{requests}: {ok} in time, {late} late, {ended} hostile runs ended, {failed} honest runs failed.",
            requests,
            ok,
            late,
            ended,
            failed
        );
    }
    say!(
        "{requests}: {ok} in time, {late} late, {failed} failed.",
        requests,
        ok,
        late,
        failed
    )
}

/// How often something was tried again, and how many messages were set aside; none where neither happened.
pub(crate) fn repeats(report: &WorkloadReport) -> Option<String> {
    if report.retries == 0 && report.dead_letters == 0 {
        return None;
    }
    let tried = plural!(
        count = report.retries,
        "{count} attempt was a repeated one.",
        "{count} attempts were repeated ones."
    );
    if report.dead_letters == 0 {
        return Some(tried);
    }
    let set_aside = plural!(
        count = report.dead_letters,
        "{count} message was set aside as a dead letter.",
        "{count} messages were set aside as dead letters."
    );
    Some(format!("{tried} {set_aside}"))
}

/// How many runs took the messages of a queue together; none where each message has a run of its own.
pub(crate) fn batches(report: &WorkloadReport) -> Option<String> {
    if report.batches == 0 {
        return None;
    }
    let runs = figures::count(report.batches);
    let each = figures::Number(report.requests as f64 / report.batches as f64);
    Some(say!(
        "{runs} runs took the messages, {each} each on average.",
        runs,
        each
    ))
}

/// The number of requests that waited for a new instance.
pub(crate) fn cold_starts(cold: u64, requests: u64, mean_ms: f64) -> String {
    if cold == 0 {
        return say!("No request waited for a new instance.");
    }
    let share = figures::share(cold as f64 / requests.max(1) as f64);
    let mean = figures::time_ms(mean_ms);
    say!(
        "A new instance delayed {share} of requests, by {mean} on average.",
        share,
        mean
    )
}

/// The pressure that a lane removes from a workload.
pub(crate) fn pressure(pressure: Pressure) -> &'static str {
    match pressure {
        Pressure::Burst => tr("Bursts: capacity follows the peak, and nobody plans it."),
        Pressure::Idle => tr("Idle time: nothing runs where nothing arrives."),
        Pressure::Distance => tr("Distance: the code runs near the learner."),
        Pressure::OriginLoad => tr("Load at home: requests end before they get there."),
        Pressure::Trust => tr("Trust: code that nobody here has read stays behind walls."),
        Pressure::Connections => tr("Connections: the requests of one process share a few."),
        Pressure::State => tr("State: memory lasts from one request to the next."),
        Pressure::Duration => tr("Duration: a run may take as long as it needs."),
        Pressure::Size => tr("Size: the work fits into memory."),
    }
}

/// A duty's name.
pub(crate) fn duty(duty: DutyId) -> &'static str {
    match duty {
        DutyId::CapacityPlanning => tr("Capacity planning"),
        DutyId::ScalingPolicy => tr("Scaling rules"),
        DutyId::ProcessLifecycle => tr("Starting and ending processes"),
        DutyId::OsPatching => tr("System updates"),
        DutyId::ColdStartTuning => tr("Short starts"),
        DutyId::StatePlacement => tr("Where state lives"),
        DutyId::MultiRegionRollout => tr("Roll-out to every place"),
        DutyId::Observability => tr("Seeing what happened"),
        DutyId::SandboxInterface => tr("What strangers’ code may reach"),
        DutyId::Quotas => tr("Staying within limits"),
        DutyId::NetworkPolicy => tr("Who may talk to whom"),
        DutyId::Portability => tr("Being able to leave"),
    }
}

/// Why the platform or the operator bears a duty of code on this lane, behind walls where it has some.
pub(crate) fn duty_reason(lane: LaneId, id: DutyId) -> String {
    format!("{}.", sentence_case(tr(catalog::duty(lane, id).reason)))
}

/// A constraint that came with the lane, with this scenario's numbers.
pub(crate) fn constraint(constraint: Constraint, lane: LaneId, scenario: &Scenario) -> String {
    let lanes = &scenario.lanes;
    match constraint {
        Constraint::ColdStarts => {
            tr("A request may have to wait until a new instance starts.").into()
        }
        Constraint::TimeLimit => say!(
            "A run is ended after {timeout_s}.",
            timeout_s = figures::time_ms(lanes.serverless.timeout_s * 1e3)
        ),
        Constraint::MemoryLimit => lanes::memory_limit(lane, scenario),
        Constraint::Connections => say!(
            "Each instance holds one of the database’s {connections} connections.",
            connections = scenario.datastore.connections
        ),
        Constraint::NoMemory => say!("Nothing stays in memory between requests."),
        Constraint::CpuLimit => say!(
            "One request may use {cpu_limit_ms} of processor time.",
            cpu_limit_ms = figures::time_ms(lanes.edge.cpu_limit_ms)
        ),
        Constraint::FarState => say!("State is far away, or late to agree."),
        Constraint::NoRawNetwork => {
            say!("Code opens no raw connections: mail, for one, cannot leave by itself.")
        }
        Constraint::NarrowInterface => say!("Code can call only what its host hands to it."),
        Constraint::Slower => say!("Code runs slower behind walls."),
        Constraint::IdleCapacity => say!("You plan capacity, and pay for it while it idles."),
        Constraint::SlowScaleOut => say!("New capacity takes about a minute."),
        Constraint::Distance => say!("Learners far away pay the distance."),
        Constraint::NoWalls => {
            say!("No wall separates this code from what the process can reach.")
        }
    }
}

/// The data that third-party code can reach on its lane.
pub(crate) fn reach(reach: Reach) -> &'static str {
    match reach {
        Reach::OnlyGranted => tr("What its host granted, and nothing else."),
        Reach::FunctionRole => tr("Whatever the function’s role may touch, in every run."),
        Reach::ScriptBindings => {
            tr("Whatever this script is bound to: its keys, its stores, its secrets.")
        }
        Reach::WholeProcess => tr(
            "The whole process: its memory, its credentials, and the requests of its neighbours.",
        ),
    }
}

/// The kind of time that a segment is, as style sheets name it.
pub(crate) const fn part(kind: SegmentKind) -> &'static str {
    match kind {
        SegmentKind::Wait | SegmentKind::Backoff | SegmentKind::KeyWait => "wait",
        SegmentKind::ColdStart => "start",
        SegmentKind::StateTrip => "data",
        SegmentKind::Execute | SegmentKind::Origin => "run",
        SegmentKind::Connect
        | SegmentKind::ToPop
        | SegmentKind::PopToHome
        | SegmentKind::ToHome
        | SegmentKind::FromPop
        | SegmentKind::FromHome => "way",
    }
}

/// The name of a segment of a request's time.
pub(crate) fn segment(kind: SegmentKind) -> &'static str {
    match kind {
        SegmentKind::Connect => tr("Connecting"),
        SegmentKind::ToPop => tr("To the nearest point"),
        SegmentKind::PopToHome => tr("From there to home"),
        SegmentKind::ToHome => tr("To the home region"),
        SegmentKind::Wait => tr("Waiting in a queue"),
        SegmentKind::Backoff => tr("Retry back-off"),
        SegmentKind::ColdStart => tr("Cold start"),
        SegmentKind::Execute => tr("Running"),
        SegmentKind::StateTrip => tr("Round trips to data"),
        SegmentKind::KeyWait => tr("Lock contention"),
        SegmentKind::FromPop => tr("Back from the nearest point"),
        SegmentKind::FromHome => tr("Back from the home region"),
        SegmentKind::Origin => tr("The origin answers"),
    }
}

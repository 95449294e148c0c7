//! The twelve operational duties, and the bearer of each on each lane.
//!
//! Where a platform publishes how it divides a duty, the entry cites it; otherwise the entry is our
//! judgement and gives its reason. The bearer depends on the lane, not on its run.

mod bearers;

use borsh::{BorshDeserialize, BorshSerialize};
use serde::{Deserialize, Serialize};

use super::lane::LaneId;
use bearers::BY_LANE;

/// One operational burden.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    BorshSerialize,
    BorshDeserialize,
)]
#[serde(rename_all = "snake_case")]
#[repr(u8)]
pub enum DutyId {
    /// Having enough machines before the load comes.
    CapacityPlanning,
    /// Deciding when to add and remove instances.
    ScalingPolicy,
    /// Starting, checking, restarting and ending processes.
    ProcessLifecycle,
    /// Keeping the operating system and the runtime up to date.
    OsPatching,
    /// Keeping starts short, or away from requests.
    ColdStartTuning,
    /// Deciding where state lives and how it is kept consistent.
    StatePlacement,
    /// Bringing a change to every place where the code runs.
    MultiRegionRollout,
    /// Seeing events and their reasons.
    Observability,
    /// Deciding which resources untrusted code may reach.
    SandboxInterface,
    /// Knowing the limits and staying within them.
    Quotas,
    /// Deciding which parts may talk to one another.
    NetworkPolicy,
    /// Being able to leave.
    Portability,
}

impl DutyId {
    /// All duties, in the order in which they are shown.
    pub const ALL: [Self; 12] = [
        Self::CapacityPlanning,
        Self::ScalingPolicy,
        Self::ProcessLifecycle,
        Self::OsPatching,
        Self::ColdStartTuning,
        Self::StatePlacement,
        Self::MultiRegionRollout,
        Self::Observability,
        Self::SandboxInterface,
        Self::Quotas,
        Self::NetworkPolicy,
        Self::Portability,
    ];
}

/// The bearer of a duty.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    BorshSerialize,
    BorshDeserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Bearer {
    /// The customer.
    You,
    /// The platform.
    Platform,
    /// The platform for a part, and the customer for the rest.
    Shared,
}

/// The bearer of one duty on one lane, with the reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Duty {
    /// The duty.
    pub id: DutyId,
    /// Its bearer.
    pub bearer: Bearer,
    /// The reason, in one clause.
    pub reason: &'static str,
    /// Whether a platform publishes it; where not, it is our judgement.
    pub is_published: bool,
    /// The id of a fact that shows the duty at work, where there is one.
    pub fact: Option<&'static str>,
}

/// The evidence of an entry, in words. It has its own table, like the texts of facts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Evidence {
    /// The platform publishes it on this page.
    Page(Source),
    /// No platform publishes it: it is our judgement, for this reason.
    Judgement(&'static str),
}

/// A page that names the bearer of a duty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Source {
    /// The publisher and the title of the page.
    pub title: &'static str,
    /// The address of the page.
    pub address: &'static str,
    /// The date of the page.
    pub as_of: &'static str,
}

/// The bearer of a duty on a lane.
pub fn duty(lane: LaneId, duty: DutyId) -> &'static Duty {
    &duties(lane)[duty as usize]
}

/// The lane whose entry of a duty applies to code on this lane: walls around it bring the sandbox's duty to design every
/// call, wherever they are.
pub fn lane_of_duty(lane: LaneId, has_walls: bool, duty: DutyId) -> LaneId {
    if has_walls && duty == DutyId::SandboxInterface {
        LaneId::Sandbox
    } else {
        lane
    }
}

/// The twelve duties on a lane, in the order of [`DutyId::ALL`].
pub fn duties(lane: LaneId) -> &'static [Duty; 12] {
    &DUTIES[lane as usize]
}

/// The evidence of an entry.
pub fn duty_evidence(lane: LaneId, duty: DutyId) -> &'static Evidence {
    &EVIDENCE[lane as usize][duty as usize]
}

static DUTIES: [[Duty; 12]; LaneId::ALL.len()] = {
    let mut duties = [bare(BY_LANE[0]); LaneId::ALL.len()];
    let mut lane = 1;
    while lane < duties.len() {
        duties[lane] = bare(BY_LANE[lane]);
        lane += 1;
    }
    duties
};
static EVIDENCE: [[Evidence; 12]; LaneId::ALL.len()] = {
    let mut all = [evidence(BY_LANE[0]); LaneId::ALL.len()];
    let mut lane = 1;
    while lane < all.len() {
        all[lane] = evidence(BY_LANE[lane]);
        lane += 1;
    }
    all
};

/// An entry with its evidence, as written in `bearers`. The two go into separate tables.
type Entry = (Duty, Evidence);

const fn bare(entries: &[Entry; 12]) -> [Duty; 12] {
    let mut duties = [entries[0].0; 12];
    let mut at = 0;
    while at < duties.len() {
        duties[at] = entries[at].0;
        at += 1;
    }
    duties
}

const fn evidence(entries: &[Entry; 12]) -> [Evidence; 12] {
    let mut evidence = [entries[0].1; 12];
    let mut at = 0;
    while at < evidence.len() {
        evidence[at] = entries[at].1;
        at += 1;
    }
    evidence
}

//! The twelve operational duties, and who bears each on each lane.
//!
//! Where a platform publishes how it divides a duty, the entry cites it; elsewhere the entry is our
//! judgement and says what it rests on. Must not know: any run. The bearer belongs to the lane,
//! not to what happened on it.

mod bearers;

use borsh::{BorshDeserialize, BorshSerialize};
use serde::{Deserialize, Serialize};

use super::lane::LaneId;
use bearers::{EDGE, SANDBOX, SERVERLESS, SERVICE};

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
    /// Keeping starts short, or out of the way.
    ColdStartTuning,
    /// Deciding where state lives and how it is kept consistent.
    StatePlacement,
    /// Bringing a change to every place where the code runs.
    MultiRegionRollout,
    /// Seeing what happened, and why.
    Observability,
    /// Deciding what code that is not trusted may reach.
    SandboxInterface,
    /// Knowing the limits and staying within them.
    Quotas,
    /// Deciding who may talk to what.
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

/// Who bears a duty.
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
    /// You do.
    You,
    /// The platform does.
    Platform,
    /// The platform does a part, and you the rest.
    Shared,
}

/// Who bears one duty on one lane, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Duty {
    /// The duty.
    pub id: DutyId,
    /// Who bears it.
    pub bearer: Bearer,
    /// The reason, in one clause.
    pub reason: &'static str,
    /// What says so: a platform, or we.
    pub basis: Basis,
    /// The id of a fact that shows the duty at work, where there is one.
    pub fact: Option<&'static str>,
}

/// What an entry rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// The platform publishes it.
    Published(Source),
    /// Nobody does: it is our judgement, for this reason.
    Judgement(&'static str),
}

/// A page that says who bears a duty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Source {
    /// Whose page, and what it is called.
    pub title: &'static str,
    /// Where it can be read.
    pub address: &'static str,
    /// The date of the page.
    pub as_of: &'static str,
}

impl Duty {
    /// The page that says so; none where it is our judgement.
    pub fn source(&self) -> Option<&Source> {
        match &self.basis {
            Basis::Published(source) => Some(source),
            Basis::Judgement(_) => None,
        }
    }

    /// Why we judge so; none where the platform publishes it.
    pub fn judgement(&self) -> Option<&'static str> {
        match self.basis {
            Basis::Published(_) => None,
            Basis::Judgement(why) => Some(why),
        }
    }
}

/// Who bears a duty on a lane.
pub fn duty(lane: LaneId, duty: DutyId) -> &'static Duty {
    &duties(lane)[duty as usize]
}

/// The twelve duties on a lane, in the order of [`DutyId::ALL`].
pub fn duties(lane: LaneId) -> &'static [Duty; 12] {
    match lane {
        LaneId::Serverless => &SERVERLESS,
        LaneId::Edge => &EDGE,
        LaneId::Sandbox => &SANDBOX,
        LaneId::Service => &SERVICE,
    }
}

//! The twelve operational duties, and who bears each on each lane.
//!
//! Must not know: any run. The bearer belongs to the lane, not to what happened on it.

use serde::{Deserialize, Serialize};

use super::lane::LaneId;

/// One operational burden.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
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
    /// The id of the published fact behind it; none where it is our judgement.
    pub fact: Option<&'static str>,
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

const fn you(id: DutyId, reason: &'static str) -> Duty {
    Duty {
        id,
        bearer: Bearer::You,
        reason,
        fact: None,
    }
}

const fn platform(id: DutyId, reason: &'static str) -> Duty {
    Duty {
        id,
        bearer: Bearer::Platform,
        reason,
        fact: None,
    }
}

const fn shared(id: DutyId, reason: &'static str) -> Duty {
    Duty {
        id,
        bearer: Bearer::Shared,
        reason,
        fact: None,
    }
}

impl Duty {
    const fn says(self, fact: &'static str) -> Self {
        Self {
            fact: Some(fact),
            ..self
        }
    }
}

use DutyId as D;

#[rustfmt::skip]
static SERVERLESS: [Duty; 12] = [
    platform(D::CapacityPlanning, "instances appear with the requests and nothing is reserved ahead").says("lambda.scale_burst"),
    platform(D::ScalingPolicy, "every request in flight gets its instance, with no rule of yours to tune").says("lambda.scale_rate"),
    platform(D::ProcessLifecycle, "the platform starts instances and reclaims idle ones when it sees fit").says("keepalive.aws"),
    platform(D::OsPatching, "the machine and the language runtime are the platform's to update"),
    you(D::ColdStartTuning, "a request that finds no idle instance waits for one, and the size of the package is yours to trim").says("lambda.dependency_load"),
    you(D::StatePlacement, "memory goes with the instance, so that whatever must last needs another home").says("keepalive.aws"),
    you(D::MultiRegionRollout, "a function lives in one region, and every further one is another deployment"),
    shared(D::Observability, "logs come with the platform; following one request through short-lived instances is left to you"),
    shared(D::SandboxInterface, "functions are walled off from each other; what a function's role reaches is yours to narrow"),
    you(D::Quotas, "run time, payload and a concurrency that all functions share are yours to know, watch and have raised").says("lambda.concurrency_default"),
    shared(D::NetworkPolicy, "nothing calls in but triggers; what the code may call is your configuration"),
    you(D::Portability, "triggers, limits and retries are one vendor's, and leaving means building them again"),
];

#[rustfmt::skip]
static EDGE: [Duty; 12] = [
    platform(D::CapacityPlanning, "the code stands ready in every point of presence and no size is chosen").says("cf.pops"),
    platform(D::ScalingPolicy, "requests spread over the isolates of a place without a rule of yours"),
    platform(D::ProcessLifecycle, "isolates are made, shared and evicted out of sight").says("cfw.warm_rate"),
    platform(D::OsPatching, "the machines and the engine are the platform's to update"),
    platform(D::ColdStartTuning, "an isolate starts within the handshake that comes before the request").says("cfw.cold_isolate"),
    you(D::StatePlacement, "the store nearby lags behind and the database is far, and which one to ask is your decision").says("cfkv.consistency"),
    platform(D::MultiRegionRollout, "one deployment reaches every place").says("cf.pops"),
    shared(D::Observability, "the platform collects from hundreds of places; you have no machine to look into"),
    shared(D::SandboxInterface, "the isolate is the platform's wall; what a script is bound to is your choice"),
    you(D::Quotas, "processor time, memory and calls to elsewhere are tight and yours to stay within").says("cfw.memory"),
    shared(D::NetworkPolicy, "the platform fixes what may leave; who is let in are rules that you write").says("cfw.blocked_port"),
    you(D::Portability, "stores, bindings and interfaces are the platform's own, and little runs unchanged elsewhere"),
];

#[rustfmt::skip]
static SANDBOX: [Duty; 12] = [
    you(D::CapacityPlanning, "the host that runs the modules is yours to size"),
    you(D::ScalingPolicy, "how many workers the host has is your rule"),
    shared(D::ProcessLifecycle, "the runtime makes a fresh instance for each request and throws it away; the host around it is yours").says("wasmtime.instantiate_claim"),
    you(D::OsPatching, "the machine, the host and the runtime in it are yours to update"),
    platform(D::ColdStartTuning, "an instance is made in microseconds, so that there is nothing to tune").says("wasmtime.instantiate_claim"),
    you(D::StatePlacement, "a module keeps nothing, so that the host hands in what it needs and stores what it returns"),
    you(D::MultiRegionRollout, "every further region is another host of yours"),
    you(D::Observability, "a trap says where it ended; all else the host must record"),
    you(D::SandboxInterface, "every call that a module may make is one that you designed, granted and keep narrow"),
    you(D::Quotas, "fuel and memory of a run are numbers that you choose and must defend").says("wasm.memory_max"),
    platform(D::NetworkPolicy, "a module reaches nothing that its host does not hand to it"),
    shared(D::Portability, "the module runs on any host with the same interface; the interface is yours"),
];

#[rustfmt::skip]
static SERVICE: [Duty; 12] = [
    you(D::CapacityPlanning, "replicas must run before they are needed, as a new one takes about a minute").says("fargate.start_413mb"),
    shared(D::ScalingPolicy, "the autoscaler follows the target, the least and the most that you choose").says("k8s.hpa_sync"),
    shared(D::ProcessLifecycle, "crashed replicas are restarted; start-up, health checks and a clean end are yours to write").says("k8s.restart_backoff"),
    shared(D::OsPatching, "the machine below is the platform's; all in the image is yours to update"),
    you(D::ColdStartTuning, "growth waits for images to load and processes to warm, and both are yours to shorten").says("fargate.start_413mb"),
    you(D::StatePlacement, "memory stays warm while a replica lives, and what must outlive it you place elsewhere"),
    you(D::MultiRegionRollout, "every further region is another deployment to run and keep in step"),
    you(D::Observability, "a process that lives long can be looked into, with tools that you run"),
    you(D::SandboxInterface, "all code in a replica shares its reach, and any wall inside is one that you build"),
    shared(D::Quotas, "the platform bounds the size of a replica; time, queues and connections are bounded by you").says("fargate.memory_max"),
    you(D::NetworkPolicy, "what may reach a replica, and what it may reach, are your rules"),
    shared(D::Portability, "the image runs wherever containers run; what surrounds it must be built again"),
];

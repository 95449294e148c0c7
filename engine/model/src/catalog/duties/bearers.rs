//! The bearers of the twelve duties on each lane, with the pages that name them.

use super::{Bearer, Duty, DutyId as D, DutyId, Entry, Evidence, Source};
use crate::catalog::LaneId;

const AWS_SHARED: Source = source(
    "AWS, shared responsibility model",
    "https://aws.amazon.com/compliance/shared-responsibility-model/",
    "2024-26",
);
const LAMBDA_SCALING: Source = source(
    "AWS Lambda docs, scaling behaviour",
    "https://docs.aws.amazon.com/lambda/latest/dg/scaling-behavior.html",
    "2025-26",
);
const LAMBDA_LIFE: Source = source(
    "AWS Lambda operator guide, execution environments",
    "https://docs.aws.amazon.com/lambda/latest/operatorguide/execution-environments.html",
    "2024-26",
);
const LAMBDA_RUNTIMES: Source = source(
    "AWS Lambda docs, shared responsibility for runtime management",
    "https://docs.aws.amazon.com/lambda/latest/dg/runtime-management-shared.html",
    "2024-26",
);
const LAMBDA_SECURITY: Source = source(
    "AWS whitepaper, security overview of AWS Lambda: functions and layers",
    "https://docs.aws.amazon.com/whitepapers/latest/security-overview-aws-lambda/lambda-functions-and-layers.html",
    "2022-24",
);
const LAMBDA_QUOTAS: Source = source(
    "AWS Lambda docs, quotas",
    "https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html",
    "2026",
);
const WORKERS: Source = source(
    "Cloudflare Workers docs, how Workers works",
    "https://developers.cloudflare.com/workers/reference/how-workers-works/",
    "2026-04-23",
);
const WORKERS_SECURITY: Source = source(
    "Cloudflare Workers docs, security model",
    "https://developers.cloudflare.com/workers/reference/security-model/",
    "2024-26",
);
const WORKERS_STARTS: Source = source(
    "Cloudflare blog, \"Eliminating cold starts\"",
    "https://blog.cloudflare.com/eliminating-cold-starts-with-cloudflare-workers/",
    "2020-07-30",
);
const WORKERS_KV: Source = source(
    "Cloudflare KV docs, how KV works",
    "https://developers.cloudflare.com/kv/concepts/how-kv-works/",
    "2026",
);
const WORKERS_LIMITS: Source = source(
    "Cloudflare Workers docs, limits",
    "https://developers.cloudflare.com/workers/platform/limits/",
    "2026",
);
const WASMTIME_STARTS: Source = source(
    "Bytecode Alliance, \"Wasmtime 1.0: A Look at Performance\"",
    "https://bytecodealliance.org/articles/wasmtime-10-performance",
    "2022",
);
const WASMTIME_SECURITY: Source = source(
    "Wasmtime docs, security",
    "https://docs.wasmtime.dev/security.html",
    "2026",
);
const WASMTIME_FUEL: Source = source(
    "Wasmtime docs, interrupting wasm",
    "https://docs.wasmtime.dev/examples-interrupting-wasm.html",
    "2026-08",
);
const KUBERNETES_SCALING: Source = source(
    "Kubernetes docs, Horizontal Pod Autoscaling",
    "https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/",
    "2022-26",
);
const KUBERNETES_PODS: Source = source(
    "Kubernetes docs, Pod Lifecycle",
    "https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/",
    "2026",
);
const FARGATE_SHARED: Source = source(
    "Amazon ECS docs, shared responsibility model, Fargate",
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/security-shared-model.html",
    "2024-26",
);

const fn source(title: &'static str, address: &'static str, as_of: &'static str) -> Source {
    Source {
        title,
        address,
        as_of,
    }
}

const fn said(source: Source) -> Evidence {
    Evidence::Page(source)
}

const fn judged(why: &'static str) -> Evidence {
    Evidence::Judgement(why)
}

const fn you(id: DutyId, reason: &'static str, evidence: Evidence) -> Written {
    entry(id, Bearer::You, reason, evidence)
}

const fn platform(id: DutyId, reason: &'static str, evidence: Evidence) -> Written {
    entry(id, Bearer::Platform, reason, evidence)
}

const fn shared(id: DutyId, reason: &'static str, evidence: Evidence) -> Written {
    entry(id, Bearer::Shared, reason, evidence)
}

const fn entry(id: DutyId, bearer: Bearer, reason: &'static str, evidence: Evidence) -> Written {
    let duty = Duty {
        id,
        bearer,
        reason,
        is_published: matches!(evidence, Evidence::Page(_)),
        fact: None,
    };
    Written { duty, evidence }
}

/// An entry in the making.
struct Written {
    duty: Duty,
    evidence: Evidence,
}

impl Written {
    /// Names the fact that shows the duty at work.
    const fn shown_by(mut self, fact: &'static str) -> Self {
        self.duty.fact = Some(fact);
        self
    }
}

const fn entries(written: &[Written; 12]) -> [Entry; 12] {
    let mut entries = [(written[0].duty, written[0].evidence); 12];
    let mut at = 0;
    while at < entries.len() {
        entries[at] = (written[at].duty, written[at].evidence);
        at += 1;
    }
    entries
}

#[rustfmt::skip]
/// The duties on each lane, in the order of [`LaneId::ALL`].
pub(super) const BY_LANE: [&[Entry; 12]; LaneId::ALL.len()] =
    [&SERVERLESS, &EDGE, &SANDBOX, &SERVICE];

const SERVERLESS: [Entry; 12] = entries(&[
    platform(D::CapacityPlanning, "instances appear with the requests and nothing is reserved ahead",
        said(LAMBDA_SCALING)).shown_by("lambda.scale_burst"),
    platform(D::ScalingPolicy, "every request in flight gets its instance, with no rule of yours to tune",
        said(LAMBDA_SCALING)).shown_by("lambda.scale_rate"),
    platform(D::ProcessLifecycle, "the platform starts instances and reclaims idle ones when it sees fit",
        said(LAMBDA_LIFE)).shown_by("keepalive.aws"),
    platform(D::OsPatching, "the machine and the language runtime are the platform's to update, as long as updates are left automatic",
        said(LAMBDA_RUNTIMES)),
    you(D::ColdStartTuning, "a request that finds no idle instance waits for one, and the size of the package is yours to trim",
        judged("the platform offers ways to shorten a start and leaves it to you to take them")).shown_by("lambda.dependency_load"),
    you(D::StatePlacement, "memory goes with the instance, so that whatever must last needs another home",
        judged("it follows from memory that goes with the instance; no page divides it")).shown_by("keepalive.aws"),
    you(D::MultiRegionRollout, "a function lives in one region, and every further one is another deployment",
        judged("deployments are made region by region, and nothing the platform sells keeps them in step")),
    shared(D::Observability, "logs come with the platform; following one request through short-lived instances is left to you",
        judged("what is collected is documented; how much of the work is left over is our estimate")),
    shared(D::SandboxInterface, "functions are walled off from each other; what a function's role reaches is yours to narrow",
        said(LAMBDA_SECURITY)),
    you(D::Quotas, "run time, payload and a concurrency that all functions share are yours to know, watch and have raised",
        said(LAMBDA_QUOTAS)).shown_by("lambda.concurrency_default"),
    shared(D::NetworkPolicy, "nothing calls in but triggers; what the code may call is your configuration",
        said(AWS_SHARED)),
    you(D::Portability, "triggers, limits and retries are one vendor's, and leaving means building them again",
        judged("no platform publishes what it costs to leave it")),
]);

#[rustfmt::skip]
const EDGE: [Entry; 12] = entries(&[
    platform(D::CapacityPlanning, "the code is ready in every point of presence and no size is chosen",
        said(WORKERS)).shown_by("cf.pops"),
    platform(D::ScalingPolicy, "requests spread over the isolates of a place without a rule of yours",
        said(WORKERS)),
    platform(D::ProcessLifecycle, "isolates are made, shared and evicted out of sight",
        said(WORKERS)).shown_by("cfw.warm_rate"),
    platform(D::OsPatching, "the machines and the engine are the platform's to update",
        said(WORKERS_SECURITY)),
    platform(D::ColdStartTuning, "an isolate starts within the handshake that comes before the request",
        said(WORKERS_STARTS)).shown_by("cfw.cold_isolate"),
    you(D::StatePlacement, "the store nearby lags behind and the database is far, and which one to ask is your decision",
        said(WORKERS_KV)).shown_by("cfkv.consistency"),
    platform(D::MultiRegionRollout, "one deployment reaches every place",
        said(WORKERS)).shown_by("cf.pops"),
    shared(D::Observability, "the platform collects from hundreds of places; you have no machine to look into",
        judged("what is collected is documented; how much of the work is left over is our estimate")),
    shared(D::SandboxInterface, "the isolate is the platform's wall; what a script is bound to is your choice",
        said(WORKERS_SECURITY)),
    you(D::Quotas, "processor time, memory and outbound calls are tight and yours to stay within",
        said(WORKERS_LIMITS)).shown_by("cfw.memory"),
    shared(D::NetworkPolicy, "the platform fixes what may leave; who is let in are rules that you write",
        judged("the docs say what is blocked on the way out; that rules on the way in are yours is our reading")).shown_by("cfw.blocked_port"),
    you(D::Portability, "stores, bindings and interfaces are the platform's own, and little runs unchanged elsewhere",
        judged("no platform publishes what it costs to leave it")),
]);

#[rustfmt::skip]
const SANDBOX: [Entry; 12] = entries(&[
    you(D::CapacityPlanning, "the host that runs the modules is yours to size",
        judged("no platform stands behind a host of your own")),
    you(D::ScalingPolicy, "how many workers the host has is your rule",
        judged("no platform stands behind a host of your own")),
    shared(D::ProcessLifecycle, "the runtime makes a fresh instance for each request and throws it away; the host around it is yours",
        judged("the runtime documents the life of an instance; the host around it is nobody's but yours")).shown_by("wasmtime.instantiate_claim"),
    you(D::OsPatching, "the machine, the host and the runtime in it are yours to update",
        judged("no platform stands behind a host of your own")),
    platform(D::ColdStartTuning, "an instance is made in microseconds, so that there is nothing to tune",
        said(WASMTIME_STARTS)).shown_by("wasmtime.instantiate_claim"),
    you(D::StatePlacement, "a module keeps nothing, so that the host hands in what it needs and stores what it returns",
        judged("it follows from instances that last for one request")),
    you(D::MultiRegionRollout, "every further region is another host of yours",
        judged("no platform stands behind a host of your own")),
    you(D::Observability, "a trap says where it ended; all else the host must record",
        judged("no platform stands behind a host of your own")),
    you(D::SandboxInterface, "every call that a module may make is one that you designed, granted and keep narrow",
        said(WASMTIME_SECURITY)),
    you(D::Quotas, "fuel and memory of a run are numbers that you choose and must defend",
        said(WASMTIME_FUEL)).shown_by("wasm.memory_max"),
    platform(D::NetworkPolicy, "a module reaches nothing that its host does not hand to it",
        said(WASMTIME_SECURITY)),
    shared(D::Portability, "the module runs on any host with the same interface; the interface is yours",
        judged("modules are a standard and the interface is yours; how the two weigh is our estimate")),
]);

#[rustfmt::skip]
const SERVICE: [Entry; 12] = entries(&[
    you(D::CapacityPlanning, "replicas must run before they are needed, as a new one takes about a minute",
        judged("it follows from starts that take longer than a caller waits")).shown_by("fargate.start_413mb"),
    shared(D::ScalingPolicy, "the autoscaler follows the target, the least and the most that you choose",
        said(KUBERNETES_SCALING)).shown_by("k8s.hpa_sync"),
    shared(D::ProcessLifecycle, "crashed replicas are restarted; start-up, health checks and a clean end are yours to write",
        said(KUBERNETES_PODS)).shown_by("k8s.restart_backoff"),
    shared(D::OsPatching, "the machine below is the platform's; all in the image is yours to update",
        said(FARGATE_SHARED)),
    you(D::ColdStartTuning, "growth waits for images to load and processes to warm, and both are yours to shorten",
        judged("the platform loads images faster if you prepare them; the preparing is yours")).shown_by("fargate.start_413mb"),
    you(D::StatePlacement, "memory stays warm while a replica lives, and what must outlive it you place elsewhere",
        judged("no page divides it; what a replica keeps ends with the replica")),
    you(D::MultiRegionRollout, "every further region is another deployment to run and keep in step",
        judged("clusters are regional, and nothing in them reaches another")),
    you(D::Observability, "a process that lives long can be looked into, with tools that you run",
        judged("agents and dashboards can be bought; choosing and running them is work all the same")),
    you(D::SandboxInterface, "all code in a replica shares its reach, and any wall inside is one that you build",
        said(FARGATE_SHARED)),
    shared(D::Quotas, "the platform bounds the size of a replica; time, queues and connections are bounded by you",
        judged("the limits are documented; which of them you set yourself is our reading")).shown_by("fargate.memory_max"),
    you(D::NetworkPolicy, "what may reach a replica, and what it may reach, are your rules",
        said(AWS_SHARED)),
    shared(D::Portability, "the image runs wherever containers run; what surrounds it must be built again",
        judged("images are a standard; how much of what surrounds them is one vendor's is our estimate")),
]);

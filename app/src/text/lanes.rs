//! The words that differ between lanes: names, instances, limits, platforms.

use model::catalog::LaneId;
use model::scenario::Scenario;
use model::verdict::Constraint;

use super::figures;
use super::language::{say, tr};

/// A lane's name.
pub(crate) fn name(lane: LaneId) -> &'static str {
    match lane {
        LaneId::Serverless => tr("Serverless"),
        LaneId::Edge => tr("Edge"),
        LaneId::Sandbox => tr("Sandbox"),
        LaneId::Service => tr("Service"),
    }
}

/// The properties of a lane, in one clause.
pub(crate) fn about(lane: LaneId) -> &'static str {
    match lane {
        LaneId::Serverless => tr("Starts for a request, ends when idle"),
        LaneId::Edge => tr("Code near learners"),
        LaneId::Sandbox => tr("Untrusted code"),
        LaneId::Service => tr("Keeps running, remembers"),
    }
}

/// A platform's name.
pub(crate) fn preset(id: &str) -> &'static str {
    match id {
        "aws-lambda" => tr("AWS Lambda"),
        "azure-functions" => tr("Azure Functions"),
        "google-cloud-run-functions" => tr("Google Cloud Run functions"),
        "cloudflare-workers-paid" => tr("Cloudflare Workers, paid"),
        "cloudflare-workers-free" => tr("Cloudflare Workers, free"),
        "fastly-compute" => tr("Fastly Compute"),
        "cloudfront-functions" => tr("CloudFront Functions"),
        "lambda-at-edge" => tr("Lambda@Edge"),
        "wasmtime" => tr("Wasmtime, published figures"),
        "wasmi" => tr("wasmi, the interpreter in this page"),
        "fargate-kubernetes" => tr("Fargate with Kubernetes’ autoscaler"),
        _ => tr("another platform"),
    }
}

/// A starting instance.
pub(crate) fn starting(on: LaneId, share: f64) -> String {
    let (lane, share) = (name(on), figures::share(share));
    match on {
        LaneId::Service => say!("{lane}: a replica that starts, {share} done.", lane, share),
        LaneId::Serverless | LaneId::Edge | LaneId::Sandbox => say!(
            "{lane}: an instance that starts, {share} done.",
            lane,
            share
        ),
    }
}

/// An idle instance.
pub(crate) fn idle(on: LaneId) -> String {
    let lane = name(on);
    match on {
        LaneId::Service => say!("{lane}: a replica that waits for work, and costs.", lane),
        LaneId::Sandbox => say!("{lane}: a free worker of the plugin host.", lane),
        LaneId::Serverless | LaneId::Edge => {
            say!("{lane}: a warm instance that waits for work.", lane)
        }
    }
}

/// A busy instance; `level` is the share in use, or the share of its fuel that is burnt.
pub(crate) fn at_work(on: LaneId, level: f64) -> String {
    let (lane, share) = (name(on), figures::share(level));
    match on {
        LaneId::Service => say!("{lane}: a replica with {share} in use.", lane, share),
        LaneId::Sandbox => say!("{lane}: a worker, {share} of its fuel used.", lane, share),
        LaneId::Serverless | LaneId::Edge => say!("{lane}: an instance at work.", lane),
    }
}

/// The limit of a lane's memory, with this scenario's number where the lane sets one.
pub(crate) fn memory_limit(lane: LaneId, scenario: &Scenario) -> String {
    let lanes = &scenario.lanes;
    match lane {
        LaneId::Edge => say!(
            "One isolate has {memory_mb} MB of memory.",
            memory_mb = lanes.edge.memory_mb
        ),
        LaneId::Sandbox => say!(
            "One run has {most_mb} MB of memory at most; a snippet has {memory_mb} MB.",
            most_mb = figures::number(model::catalog::sandbox::MEMORY_MAX.value),
            memory_mb = lanes.sandbox.memory_mb
        ),
        LaneId::Serverless | LaneId::Service => {
            say!("One instance has only so much memory.")
        }
    }
}

/// The id of the fact behind a constraint; none where no published number belongs to it.
pub(crate) fn constraint_fact(constraint: Constraint, lane: LaneId) -> Option<&'static str> {
    match (constraint, lane) {
        (Constraint::TimeLimit, LaneId::Serverless) => Some("lambda.timeout_max"),
        (Constraint::MemoryLimit, LaneId::Serverless) => Some("lambda.memory_max"),
        (Constraint::MemoryLimit, LaneId::Edge) => Some("cfw.memory"),
        (Constraint::Connections, _) => Some("postgres.max_connections"),
        (Constraint::NoMemory, LaneId::Serverless) => Some("keepalive.aws"),
        (Constraint::CpuLimit, _) => Some("cfw.cpu_paid_default"),
        (Constraint::FarState, LaneId::Edge) => Some("cfkv.consistency"),
        (Constraint::NoRawNetwork, _) => Some("cfw.blocked_port"),
        (Constraint::SlowScaleOut, _) => Some("fargate.start_413mb"),
        (Constraint::Distance, _) => Some("net.stretch_aws"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::catalog;

    #[test]
    fn every_number_behind_a_constraint_is_in_the_catalog() {
        use Constraint::{
            ColdStarts, Connections, CpuLimit, Distance, FarState, MemoryLimit, NoMemory,
            NoRawNetwork, SlowScaleOut, TimeLimit,
        };
        let with_numbers = [
            ColdStarts,
            Connections,
            CpuLimit,
            Distance,
            FarState,
            MemoryLimit,
            NoMemory,
            NoRawNetwork,
            SlowScaleOut,
            TimeLimit,
        ];
        for constraint in with_numbers {
            for lane in LaneId::ALL {
                if let Some(id) = constraint_fact(constraint, lane) {
                    assert!(catalog::fact(id).is_some(), "{id}");
                }
            }
        }
    }
}

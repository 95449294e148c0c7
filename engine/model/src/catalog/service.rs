//! Facts of the service lane's default preset: containers on AWS Fargate under Kubernetes'
//! horizontal autoscaler.

use super::fact::{Fact, FactText, Origin, Unit, fact_table, origin};
use crate::units::Nanos;

const FARGATE_START: Origin = origin(
    "elasticscale.com, ten starts of a 413 MB image: 61, 59, 53, 59, 62, 55, 55, 56, 56, 53 s",
    "https://elasticscale.com/reduce-aws-fargate-pull-times-with-soci/",
    "2024-04-10",
);
const FARGATE_SIZE: Origin = origin(
    "AWS SDK docs, memory of an ECS task on Fargate",
    "https://docs.aws.amazon.com/sdk-for-kotlin/api/latest/ecs/aws.sdk.kotlin.services.ecs.model/-task-definition/memory.html",
    "2026",
);
const AUTOSCALER: Origin = origin(
    "Kubernetes docs, Horizontal Pod Autoscaling",
    "https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/",
    "2022-26",
);
const RESTARTS: Origin = origin(
    "Kubernetes docs, Pod Lifecycle",
    "https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/",
    "2026",
);

const PRICING: Origin = origin(
    "vantage.sh, Fargate pricing (a second source; Linux on x86, us-east-1)",
    "https://www.vantage.sh/blog/fargate-pricing",
    "2021-26",
);

fact_table! {
    START_MEAN = 57.0 Seconds, "fargate.start_413mb",
        "from asking for a replica until it runs, mean of ten", published FARGATE_START;
    START_MIN = 53.0 Seconds, "fargate.start_413mb.min",
        "the quickest of these ten starts", published FARGATE_START;
    START_MAX = 62.0 Seconds, "fargate.start_413mb.max",
        "the slowest of these ten starts", published FARGATE_START;
    IMAGE_SIZE = 413.0 Megabytes, "fargate.start_413mb.image",
        "the image of these starts, and a replica's without its dependencies", published FARGATE_START;
    MEMORY_MAX = 122_880.0 Megabytes, "fargate.memory_max",
        "the most memory of one replica", published FARGATE_SIZE;
    VCPU_MAX = 16.0 Vcpus, "fargate.vcpu_max",
        "the most processors of one replica", published FARGATE_SIZE;
    SCALE_PERIOD = 15.0 Seconds, "k8s.hpa_sync",
        "how often the autoscaler looks", published AUTOSCALER;
    SCALE_TOLERANCE = 0.1 Ratio, "k8s.hpa_tolerance",
        "how far utilisation may be from its target before anything changes",
        published AUTOSCALER;
    SCALE_DOWN_WAIT = 300.0 Seconds, "k8s.hpa_down",
        "how far back the autoscaler looks for the highest need before it takes replicas away",
        published AUTOSCALER;
    SCALE_UP_ADD = 4.0 Count, "k8s.hpa_up",
        "replicas that may be added in one period, or the factor below if that is more",
        published AUTOSCALER;
    SCALE_UP_FACTOR = 2.0 Ratio, "k8s.hpa_up.factor",
        "how many times as many replicas one period may lead to", published AUTOSCALER;
    RESTART_BACKOFF = 10.0 Seconds, "k8s.restart_backoff",
        "the wait before the second restart of a crashed container (the first is at once); \
         it doubles", published RESTARTS;
    RESTART_BACKOFF_MAX = 300.0 Seconds, "k8s.restart_backoff.max",
        "the longest wait before a restart", published RESTARTS;
    RESTART_BACKOFF_RESET = 600.0 Seconds, "k8s.restart_backoff.reset",
        "how long a container must run before its crashes are forgotten", published RESTARTS;
    RESTART = 10.0 Seconds, "assumed.service.restart",
        "from a replica's crash until it takes requests again",
        assumed "Kubernetes restarts at once the first time; with the image at hand a start took \
            4.9 to 8.0 s in faas-sim's data, and a readiness check comes on top";
    RESIDENT_LOAD = 0.004 SecondsPerMegabyte, "assumed.service.resident_load",
        "reading a model or data set into memory when an instance starts",
        assumed "about 250 MB a second, what one network volume of a common cloud gives without \
            extra charge; functions load theirs at the same pace";
    PRICE_VCPU = 0.040_48 UsdPerVcpuHour, "fargate.price_vcpu",
        "price of a replica's processors, idle or busy", published PRICING;
    PRICE_MEMORY = 0.004_445 UsdPerGbHour, "fargate.price_gb",
        "price of a replica's memory, idle or busy", published PRICING;
    BILLING_STEP = 1.0 Seconds, "fargate.billing_step",
        "the step in which a replica's life is billed", published PRICING;
    BILLING_LEAST = 60.0 Seconds, "fargate.min_bill",
        "the least that is billed of a replica's life", published PRICING;
    MONTH = 730.0 Hours, "assumed.cost.month",
        "the length of a month in bills",
        assumed "365 days in twelve months, as the platforms' calculators take it";
    MONTHLY_VCPU = 1.0 Vcpus, "assumed.cost.replica_vcpu",
        "the processors of a replica or worker where a bill is made from requests alone",
        assumed "one request at a time on one processor: the size that is easiest to compare with \
            a function";
}

/// The time in which an instance reads the data that it keeps in memory.
pub fn load_time(resident_mb: u32) -> Nanos {
    Nanos::from_secs(RESIDENT_LOAD.value * f64::from(resident_mb))
}

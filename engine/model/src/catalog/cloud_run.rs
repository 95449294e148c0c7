//! Facts of Google Cloud Run functions. Starts and the life of idle instances were measured on
//! their first generation; limits and prices are those of today's, which run on Cloud Run.
//!
//! `keep_alive.rs` holds the life of idle instances.

use super::fact::{Fact, FactText, Origin, Unit, fact_table, origin};

const TIMEOUT: Origin = origin(
    "Cloud Run functions docs, time-outs",
    "https://cloud.google.com/functions/docs/configuring/timeout",
    "2025-26",
);
const CONCURRENCY: Origin = origin(
    "Cloud Run docs, concurrency",
    "https://docs.cloud.google.com/run/docs/about-concurrency.md.txt",
    "2026",
);
const SCALING: Origin = origin(
    "Cloud Run docs, instance autoscaling: instances are kept at 60 % of their greatest concurrency",
    "https://cloud.google.com/run/docs/about-instance-autoscaling",
    "2026",
);
const INSTANCES: Origin = origin(
    "Cloud Run docs, maximum instances (the page of 2026 names a regional quota instead)",
    "https://cloud.google.com/run/docs/configuring/max-instances-limits",
    "2025",
);
const MEMORY: Origin = origin(
    "Cloud Run functions docs, memory and processors",
    "https://cloud.google.com/functions/docs/configuring/memory",
    "2025",
);
const QUOTAS: Origin = origin(
    "Cloud Run functions docs, quotas, second generation",
    "https://docs.cloud.google.com/functions/quotas",
    "2025-26",
);
const PROBES: Origin = origin(
    "Cloud Run docs, health checks of a service",
    "https://cloud.google.com/run/docs/configuring/healthchecks",
    "2025-26",
);
const RETRIES: Origin = origin(
    "Cloud Run functions docs, retrying event-driven functions",
    "https://cloud.google.com/functions/docs/bestpractices/retries",
    "2024-25",
);
const COLD: Origin = origin(
    "mikhail.io, cold starts of the big three (repository mikhailio-hugo, MIT): lognormal fit of \
     the raw samples, first generation",
    "https://mikhail.io/serverless/coldstarts/big3/",
    "2021-01-05",
);
const DEPENDENCIES: Origin = origin(
    "computed from mikhail.io's cold starts by dependencies: 0.665 s with 1 KB, 2.143 s with \
     14 MB, 4.210 s with 35 MB of JavaScript, which is 0.106 and 0.101 s per MB",
    "https://mikhail.io/serverless/coldstarts/gcp/",
    "2021-01-05",
);
const INTERVALS: Origin = origin(
    "mikhail.io, cold starts by idle time, first generation",
    "https://mikhail.io/serverless/coldstarts/gcp/intervals/",
    "2021-01-05",
);
const PRICES: Origin = origin(
    "Google Cloud, Cloud Run pricing, request-based billing in regions of the first tier",
    "https://cloud.google.com/run/pricing",
    "2024-26",
);

fact_table! {
    TIMEOUT_MAX = 3600.0 Seconds, "cloudrun.timeout",
        "the longest that one run may be allowed to take (five minutes unless changed)",
        published TIMEOUT;
    TIMEOUT_EVENT = 540.0 Seconds, "cloudrun.timeout_event",
        "the longest that one run may take that an event or a queue starts",
        published TIMEOUT;
    CONCURRENCY_TARGET = 0.6 Ratio, "cloudrun.concurrency_target",
        "the share of the requests that an instance can take at once to which the platform fills its instances",
        published SCALING;
    MEMORY_MIN = 128.0 Megabytes, "cloudrun.memory_min",
        "the least memory of a function", published MEMORY;
    MEMORY_MAX = 32_768.0 Megabytes, "cloudrun.memory_max",
        "the most memory of a function", published MEMORY;
    MEMORY_STEP = 1.0 Megabytes, "cloudrun.memory_step",
        "the step in which memory can be chosen", published MEMORY;
    MEMORY_PER_VCPU = 2048.0 Megabytes, "cloudrun.memory_per_vcpu",
        "the memory that comes with one whole processor, in a table of nine sizes",
        published MEMORY;
    INSTANCES_MAX = 100.0 Count, "cloudrun.max_instances",
        "instances of one function at once unless told otherwise", published INSTANCES;
    REQUESTS_PER_INSTANCE = 80.0 Count, "cloudrun.concurrency",
        "requests that one instance handles at once unless told otherwise",
        published CONCURRENCY;
    SCALE_BURST = 100.0 Count, "assumed.cloudrun.scale_burst",
        "new instances at once",
        assumed "no rate is published; with as many as one function may have, it is the number \
            of instances that binds";
    SCALE_RATE = 100.0 PerSecond, "assumed.cloudrun.scale_rate",
        "instances by which that allowance refills",
        assumed "no rate is published; as for the burst";
    PAYLOAD_SYNC = 32.0 Megabytes, "cloudrun.payload_sync",
        "the largest request", published QUOTAS;
    PAYLOAD_ASYNC = 512.0 Kilobytes, "cloudrun.payload_async",
        "the largest event", published QUOTAS;
    INIT_MAX = 240.0 Seconds, "cloudrun.init_max",
        "the longest that a start may take unless its first look is put off", published PROBES;
    ASYNC_RETRIES = 0.0 Count, "cloudrun.async_retries",
        "further attempts at an event whose run failed, unless retrying is switched on",
        published RETRIES;
    ASYNC_RETRY_FIRST = 10.0 Seconds, "cloudrun.async_retries.first_wait",
        "the first wait of an event that is tried again; it grows", published RETRIES;
    ASYNC_RETRY_MAX = 600.0 Seconds, "cloudrun.async_retries.max_wait",
        "the longest wait between two attempts", published RETRIES;
    ASYNC_AGE_MAX = 86_400.0 Seconds, "cloudrun.async_retries.max_age",
        "how long an event is tried again before it is dropped", published RETRIES;
    COLD_NODE_MU = 6.5458 Ratio, "cloudrun.cold.node_mu",
        "a cold start in JavaScript, end to end: mean of the logarithm of milliseconds",
        published COLD;
    COLD_NODE_SIGMA = 0.312 Ratio, "cloudrun.cold.node_sigma",
        "a cold start in JavaScript, end to end: deviation of that logarithm", published COLD;
    COLD_PYTHON_MU = 7.0438 Ratio, "cloudrun.cold.python_mu",
        "a cold start in Python, end to end: mean of the logarithm of milliseconds",
        published COLD;
    COLD_PYTHON_SIGMA = 0.182 Ratio, "cloudrun.cold.python_sigma",
        "a cold start in Python, end to end: deviation of that logarithm", published COLD;
    COLD_GO_MU = 6.4118 Ratio, "cloudrun.cold.go_mu",
        "a cold start in Go, end to end: mean of the logarithm of milliseconds", published COLD;
    COLD_GO_SIGMA = 0.193 Ratio, "cloudrun.cold.go_sigma",
        "a cold start in Go, end to end: deviation of that logarithm", published COLD;
    COLD_RUST_MU = 6.4118 Ratio, "assumed.cloudrun.cold.rust_mu",
        "a cold start in Rust, end to end: mean of the logarithm of milliseconds",
        assumed "Rust was not measured and is no runtime of this platform; a compiled program in \
            an image of its own is taken to start like one in Go";
    COLD_RUST_SIGMA = 0.193 Ratio, "assumed.cloudrun.cold.rust_sigma",
        "a cold start in Rust, end to end: deviation of that logarithm",
        assumed "as for the mean: that of Go";
    COLD_JAVA_MU = 6.8678 Ratio, "assumed.cloudrun.cold.java_mu",
        "a cold start in Java, end to end: mean of the logarithm of milliseconds",
        assumed "Java was not measured here; JavaScript's start times what Java took over \
            JavaScript on AWS in the same measurements, 1.38";
    COLD_DOTNET_MU = 7.2177 Ratio, "assumed.cloudrun.cold.dotnet_mu",
        "a cold start in C#, end to end: mean of the logarithm of milliseconds",
        assumed "C# was not measured here; JavaScript's start times what C# took over \
            JavaScript on AWS in the same measurements, 1.96";
    COLD_OTHER_SIGMA = 0.312 Ratio, "assumed.cloudrun.cold.other_sigma",
        "a cold start in Java or C#, end to end: deviation of that logarithm",
        assumed "as for the means: that of JavaScript";
    DEPENDENCY_LOAD = 0.10 SecondsPerMegabyte, "cloudrun.dependency_load",
        "what each megabyte of JavaScript dependencies adds to a cold start",
        published DEPENDENCIES;
    KEEP_ALIVE_MIN = 900.0 Seconds, "keepalive.gcp",
        "how long every idle instance was found alive", published INTERVALS;
    KEEP_ALIVE_MAX = 960.0 Seconds, "keepalive.gcp.max",
        "the idle time after which no instance was found alive", published INTERVALS;
    PRICE_REQUESTS = 0.4 UsdPerMillion, "cloudrun.price_request",
        "price of requests", published PRICES;
    PRICE_VCPU = 0.000_024 UsdPerVcpuSecond, "cloudrun.price_vcpu",
        "price of processors while requests are handled", published PRICES;
    PRICE_MEMORY = 0.000_002_5 UsdPerGbSecond, "cloudrun.price_gb",
        "price of memory while requests are handled", published PRICES;
    FREE_REQUESTS = 2_000_000.0 Count, "cloudrun.free_requests",
        "requests a month that an account does not pay for", published PRICES;
    FREE_VCPU = 180_000.0 VcpuSeconds, "cloudrun.free_vcpu",
        "processors over time a month that an account does not pay for", published PRICES;
    FREE_MEMORY = 360_000.0 GbSeconds, "cloudrun.free_gbs",
        "memory over time a month that an account does not pay for", published PRICES;
    BILLING_STEP = 100.0 Millis, "cloudrun.billing_step",
        "the step in which time is billed, rounded up", published PRICES;
}

/// Memory in megabytes and the processors that come with it. Source: that of [`MEMORY_PER_VCPU`].
pub(super) static SIZES: [(u32, f64); 9] = [
    (128, 0.083),
    (256, 0.167),
    (512, 0.333),
    (1024, 0.583),
    (2048, 1.0),
    (4096, 2.0),
    (8192, 2.0),
    (16_384, 4.0),
    (32_768, 8.0),
];

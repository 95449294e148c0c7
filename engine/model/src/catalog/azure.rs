//! Facts of Azure Functions on the Consumption plan, the plan that was measured. Microsoft now
//! calls it legacy and recommends Flex Consumption, whose figures are not published to the same
//! depth.
//!
//! `keep_alive.rs` holds the life of idle instances.

use super::fact::{Fact, FactText, Origin, Unit, fact_table, origin};

const LIMITS: Origin = origin(
    "Azure Functions docs, service limits",
    "https://github.com/MicrosoftDocs/azure-docs/blob/main/includes/functions-limits.md",
    "2023-05-23",
);
const TIMEOUT: Origin = origin(
    "Azure Functions docs, time-out of a function app",
    "https://github.com/MicrosoftDocs/azure-docs/blob/master/includes/functions-timeout-duration.md",
    "2024-06-27",
);
const INSTANCES: Origin = origin(
    "microsoft/azure-skills, hosting plans",
    "https://raw.githubusercontent.com/microsoft/azure-skills/main/skills/azure-prepare/references/services/functions/hosting-plans.md",
    "2026",
);
const SCALING: Origin = origin(
    "Azure Functions docs, event-driven scaling",
    "https://learn.microsoft.com/en-us/azure/azure-functions/event-driven-scaling",
    "2024-26",
);
const HTTP: Origin = origin(
    "Azure Functions docs, HTTP triggers and bindings, host.json",
    "https://learn.microsoft.com/en-us/azure/azure-functions/functions-bindings-http-webhook",
    "2024-26",
);
const QUEUE: Origin = origin(
    "Azure Functions docs, queue storage trigger",
    "https://learn.microsoft.com/en-us/azure/azure-functions/functions-bindings-storage-queue-trigger",
    "2024-26",
);
const QUEUE_SIZE: Origin = origin(
    "Azure Storage docs, scalability targets of queues",
    "https://learn.microsoft.com/en-us/azure/storage/queues/scalability-targets",
    "2024-26",
);
const COLD: Origin = origin(
    "mikhail.io, cold starts of the big three (repository mikhailio-hugo, MIT): lognormal fit of \
     the raw samples",
    "https://mikhail.io/serverless/coldstarts/big3/",
    "2021-01-05",
);
const COLD_JAVA: Origin = origin(
    "computed from mikhail.io's 95 % interval for Java, 1.21 to 19.57 s",
    "https://mikhail.io/serverless/coldstarts/big3/",
    "2021-01-05",
);
const DEPENDENCIES: Origin = origin(
    "computed from mikhail.io's cold starts by dependencies: 1.591 s with 1 KB, 7.320 s with \
     14 MB, 14.551 s with 35 MB of JavaScript, which is 0.41 and 0.37 s per MB",
    "https://mikhail.io/serverless/coldstarts/azure/",
    "2021-01-05",
);
const INTERVALS: Origin = origin(
    "mikhail.io, cold starts by idle time",
    "https://mikhail.io/serverless/coldstarts/azure/intervals/",
    "2021-01-05",
);
const PRICES: Origin = origin(
    "modal.com, \"Azure Functions pricing\" (a second source; East US)",
    "https://modal.com/blog/azure-function-pricing-guide",
    "2025-05-22",
);
const COSTS: Origin = origin(
    "Azure Functions docs, estimating consumption-based costs",
    "https://learn.microsoft.com/en-us/azure/azure-functions/functions-consumption-costs",
    "2024-26",
);
const METERS: Origin = origin(
    "Azure Stack docs, meters of the usage API, which repeat Azure's rule",
    "https://learn.microsoft.com/en-us/azure-stack/operator/azure-stack-usage-related-faq",
    "2018-09-27",
);

fact_table! {
    TIMEOUT_MAX = 600.0 Seconds, "azure.timeout_consumption",
        "the longest that one run may be allowed to take (five minutes unless changed)",
        published TIMEOUT;
    TIMEOUT_HTTP = 230.0 Seconds, "azure.http_max",
        "the longest that a caller waits for an answer, however long the run may be",
        published TIMEOUT;
    MEMORY_MAX = 1536.0 Megabytes, "azure.mem_consumption",
        "the memory of an instance, which cannot be chosen", published LIMITS;
    MEMORY_STEP = 128.0 Megabytes, "azure.memory_step",
        "the step in which used memory is billed, and the least that is billed",
        published COSTS;
    VCPUS = 1.0 Vcpus, "assumed.azure.vcpus",
        "the processors of an instance",
        assumed "the docs give 100 Azure compute units, which is what one core of the smallest \
            machines of their scale has";
    INSTANCES_MAX = 200.0 Count, "azure.max_instances",
        "instances of one function app at once (Windows)", published INSTANCES;
    REQUESTS_PER_INSTANCE = 100.0 Count, "azure.http_concurrency",
        "requests that one instance handles at once unless told otherwise", published HTTP;
    FILL_TARGET = 0.6 Ratio, "assumed.azure.fill_target",
        "the share of the requests that an instance can take at once to which the platform fills its instances",
        assumed "Azure publishes none; as on Cloud Run, which publishes its own";
    SCALE_BURST = 1.0 Count, "azure.scale_burst",
        "new instances at once for a function that answers requests", published SCALING;
    SCALE_RATE = 1.0 PerSecond, "azure.scale_rate",
        "new instances for a function that answers requests, at most", published SCALING;
    PAYLOAD_SYNC = 100.0 Megabytes, "azure.payload_sync",
        "the largest request", published LIMITS;
    PAYLOAD_ASYNC = 64.0 Kilobytes, "azure.payload_async",
        "the largest message of a storage queue", published QUEUE_SIZE;
    INIT_MAX = 230.0 Seconds, "assumed.azure.init_max",
        "the longest that a start may take",
        assumed "no limit is published; a start beyond the wait for an answer helps nobody";
    ASYNC_RETRIES = 4.0 Count, "azure.async_retries",
        "further attempts at a message of a queue before it is set aside as poison",
        published QUEUE;
    ASYNC_RETRY_WAIT = 0.0 Seconds, "azure.async_retries.wait",
        "the wait before such an attempt, unless told otherwise", published QUEUE;
    ASYNC_THROTTLE_FIRST = 0.1 Seconds, "azure.queue_poll",
        "the wait before the queue is looked at again after a message", published QUEUE;
    ASYNC_THROTTLE_MAX = 60.0 Seconds, "azure.queue_poll.max",
        "the longest wait between two looks at the queue", published QUEUE;
    ASYNC_AGE_MAX = 604_800.0 Seconds, "assumed.azure.queue_age",
        "how long a message is kept before it is dropped",
        assumed "seven days are what storage queues are known to keep a message for unless told \
            otherwise; the page was not at hand";
    COLD_CSHARP_MU = 7.4858 Ratio, "azure.cold.csharp_mu",
        "a cold start in C#, end to end: mean of the logarithm of milliseconds", published COLD;
    COLD_CSHARP_SIGMA = 0.974 Ratio, "azure.cold.csharp_sigma",
        "a cold start in C#, end to end: deviation of that logarithm", published COLD;
    COLD_NODE_MU = 7.8008 Ratio, "azure.cold.node_mu",
        "a cold start in JavaScript, end to end: mean of the logarithm of milliseconds",
        published COLD;
    COLD_NODE_SIGMA = 0.95 Ratio, "azure.cold.node_sigma",
        "a cold start in JavaScript, end to end: deviation of that logarithm", published COLD;
    COLD_PYTHON_MU = 7.0868 Ratio, "azure.cold.python_mu",
        "a cold start in Python, end to end: mean of the logarithm of milliseconds",
        published COLD;
    COLD_PYTHON_SIGMA = 1.04 Ratio, "azure.cold.python_sigma",
        "a cold start in Python, end to end: deviation of that logarithm", published COLD;
    COLD_JAVA_MU = 8.4889 Ratio, "azure.cold.java_mu",
        "a cold start in Java, end to end: mean of the logarithm of milliseconds",
        published COLD_JAVA;
    COLD_JAVA_SIGMA = 0.7106 Ratio, "azure.cold.java_sigma",
        "a cold start in Java, end to end: deviation of that logarithm", published COLD_JAVA;
    COLD_NATIVE_MU = 7.4858 Ratio, "assumed.azure.cold.native_mu",
        "a cold start in Go or Rust, end to end: mean of the logarithm of milliseconds",
        assumed "neither was measured; both run as a process beside the host, whose own start \
            the figures for C# are mostly made of";
    COLD_NATIVE_SIGMA = 0.974 Ratio, "assumed.azure.cold.native_sigma",
        "a cold start in Go or Rust, end to end: deviation of that logarithm",
        assumed "as for the mean: that of C#";
    DEPENDENCY_LOAD = 0.37 SecondsPerMegabyte, "azure.dependency_load",
        "what each megabyte of JavaScript dependencies adds to a cold start",
        published DEPENDENCIES;
    KEEP_ALIVE_MIN = 1200.0 Seconds, "keepalive.azure",
        "how long most idle instances live", published INTERVALS;
    KEEP_ALIVE_MAX = 3600.0 Seconds, "assumed.keepalive.azure.max",
        "the idle time after which no instance is alive",
        assumed "the measurements end at an hour, when one instance in forty was still there";
    PRICE_REQUESTS = 0.2 UsdPerMillion, "azure.price_request",
        "price of runs", published PRICES;
    PRICE_MEMORY = 0.000_016 UsdPerGbSecond, "azure.price_gbs",
        "price of memory in use while code runs", published PRICES;
    FREE_REQUESTS = 1_000_000.0 Count, "azure.free_requests",
        "runs a month that a subscription does not pay for", published PRICES;
    FREE_MEMORY = 400_000.0 GbSeconds, "azure.free_gbs",
        "memory over time a month that a subscription does not pay for", published PRICES;
    BILLING_STEP = 1.0 Millis, "azure.billing_ms",
        "the step in which time is billed, rounded up", published METERS;
    BILLING_LEAST = 100.0 Millis, "azure.billing_least",
        "the least time that is billed for a run", published METERS;
}

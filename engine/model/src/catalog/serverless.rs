//! Facts of the serverless lane's default preset: AWS Lambda, classic functions.
//!
//! `runtime.rs` holds the start-up times by runtime.

use super::fact::{Fact, FactText, Origin, Unit, fact_table, origin};

const QUOTAS: Origin = origin(
    "AWS Lambda docs, quotas",
    "https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html",
    "2026",
);
const MEMORY: Origin = origin(
    "AWS Lambda docs, configuration of memory",
    "https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html",
    "2026",
);
const SCALING: Origin = origin(
    "AWS Lambda docs, scaling behaviour",
    "https://docs.aws.amazon.com/lambda/latest/dg/scaling-behavior.html",
    "2025-26",
);
const QUEUE_SCALING: Origin = origin(
    "AWS Lambda docs, scaling of queues (provisioned mode is faster)",
    "https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html",
    "2026",
);
const RESERVED: Origin = origin(
    "AWS Lambda docs, reserved concurrency",
    "https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html",
    "2026",
);
const ASYNC_ERRORS: Origin = origin(
    "AWS Lambda docs, errors of asynchronous invocation",
    "https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html",
    "2025-26",
);
const SYNC_PAYLOAD: Origin = origin(
    "AWS docs, quotas of Dynamic Image Transformation",
    "https://docs.aws.amazon.com/solutions/latest/dynamic-image-transformation-for-amazon-cloudfront/quotas.html",
    "2026",
);
const ASYNC_PAYLOAD: Origin = origin(
    "AWS Compute Blog, \"More room to build\"",
    "https://aws.amazon.com/blogs/compute/more-room-to-build-serverless-services-now-support-payloads-up-to-1-mb",
    "2025-10",
);
const INIT: Origin = origin(
    "AWS Compute Blog, billing of the INIT phase",
    "https://aws.amazon.com/blogs/compute/aws-lambda-standardizes-billing-for-init-phase",
    "2025-04-29",
);
const DEPENDENCIES: Origin = origin(
    "computed from mikhail.io's cold starts by dependencies: 0.264 s with 1 KB, 1.696 s with \
     14 MB, 3.875 s with 35 MB of JavaScript, which is 0.102 and 0.104 s per MB",
    "https://mikhail.io/serverless/coldstarts/aws/",
    "2021-01-05",
);
const INTERVALS: Origin = origin(
    "mikhail.io, cold starts by idle time",
    "https://mikhail.io/serverless/coldstarts/aws/intervals/",
    "2021-01-05",
);
const SIMFAAS: Origin = origin(
    "SimFaaS README; the same threshold in its experiment on AWS Lambda",
    "https://github.com/pacslab/simfaas",
    "2020-21",
);

const PRICING: Origin = origin(
    "AWS whitepaper, how AWS pricing works: Lambda",
    "https://docs.aws.amazon.com/whitepapers/latest/how-aws-pricing-works/lambda.html",
    "2024-26",
);
const DURATION_PRICES: Origin = origin(
    "cloudchipr.com, AWS Lambda pricing (a second source; us-east-1, x86)",
    "https://cloudchipr.com/blog/aws-lambda-pricing",
    "2024",
);

fact_table! {
    TIMEOUT_MAX = 900.0 Seconds, "lambda.timeout_max",
        "the longest that one run may take", published QUOTAS;
    MEMORY_MIN = 128.0 Megabytes, "lambda.memory_min",
        "the least memory of a function", published MEMORY;
    MEMORY_MAX = 10240.0 Megabytes, "lambda.memory_max",
        "the most memory of a function", published QUOTAS;
    MEMORY_PER_VCPU = 1769.0 MegabytesPerVcpu, "lambda.vcpu_per_mb",
        "the memory that comes with one whole processor; the share is linear in it",
        published MEMORY;
    CONCURRENCY = 1000.0 Count, "lambda.concurrency_default",
        "requests in flight at once, all functions of an account and region together",
        published QUOTAS;
    UNRESERVED_MIN = 100.0 Count, "lambda.unreserved_min",
        "the part of that number which no function can reserve or have provisioned",
        published RESERVED;
    RATE_PER_CONCURRENCY = 10.0 PerSecond, "lambda.rps_per_env_cap",
        "requests a second that callers wait for, for each one that may be in flight at once",
        published SCALING;
    SCALE_BURST = 1000.0 Count, "lambda.scale_burst",
        "instances that one function may start at once before it must wait for the refill",
        published SCALING;
    SCALE_RATE = 100.0 PerSecond, "lambda.scale_rate",
        "instances by which that allowance refills, never beyond the burst (1,000 every 10 s)",
        published SCALING;
    QUEUE_AT_ONCE = 5.0 Count, "lambda.queue_at_once",
        "runs at once with which a queue begins to be worked off", published QUEUE_SCALING;
    QUEUE_RATE = 5.0 PerSecond, "lambda.queue_rate",
        "runs at once by which a queue's may grow while messages wait (300 a minute)",
        published QUEUE_SCALING;
    PAYLOAD_SYNC = 6.0 Megabytes, "lambda.payload_sync",
        "the largest request or response of a call that waits for its answer",
        published SYNC_PAYLOAD;
    PAYLOAD_ASYNC = 1.0 Megabytes, "lambda.payload_async",
        "the largest event of a call that does not wait", published ASYNC_PAYLOAD;
    INIT_MAX = 10.0 Seconds, "lambda.init_max",
        "the longest that starting a runtime and its code may take before it is begun again, \
         within the run", published INIT;
    INVOKE = 0.02 Seconds, "assumed.lambda.invoke",
        "the way from one function to another and back, beside the run",
        assumed "nobody publishes it; a call within a region takes a few milliseconds, and the platform that passes it on \
            takes its own";
    DEPENDENCY_LOAD = 0.10 SecondsPerMegabyte, "lambda.dependency_load",
        "what each megabyte of JavaScript dependencies adds to a cold start",
        published DEPENDENCIES;
    ASYNC_RETRIES = 2.0 Count, "lambda.async_retries",
        "further attempts after a failed asynchronous run", published ASYNC_ERRORS;
    ASYNC_RETRY_FIRST = 60.0 Seconds, "lambda.async_retries.first_wait",
        "the wait before the second attempt of a failed asynchronous run",
        published ASYNC_ERRORS;
    ASYNC_RETRY_SECOND = 120.0 Seconds, "lambda.async_retries.second_wait",
        "the wait between the second and the third attempt", published ASYNC_ERRORS;
    ASYNC_THROTTLE_FIRST = 1.0 Seconds, "lambda.async_throttle_retry",
        "the first wait of an asynchronous event that found no free instance; it doubles",
        published ASYNC_ERRORS;
    ASYNC_THROTTLE_MAX = 300.0 Seconds, "lambda.async_throttle_retry.max_wait",
        "the longest wait between two attempts of such an event", published ASYNC_ERRORS;
    ASYNC_AGE_MAX = 21600.0 Seconds, "lambda.async_throttle_retry.max_age",
        "how long such an event is kept before it is dropped", published ASYNC_ERRORS;
    KEEP_ALIVE_MIN = 300.0 Seconds, "keepalive.aws",
        "how long an idle instance is almost sure to live", published INTERVALS;
    KEEP_ALIVE_MAX = 420.0 Seconds, "keepalive.aws.max",
        "the idle time after which no instance was found alive", published INTERVALS;
    KEEP_ALIVE_2019 = 600.0 Seconds, "keepalive.aws_2019",
        "the fixed idle time that older studies assume", published SIMFAAS;
    PLACEMENT_MU = 4.6 Ratio, "assumed.lambda.placement_mu",
        "the start of an instance beyond its runtime's: mean of the logarithm of milliseconds",
        assumed "end-to-end cold starts of 2021 (264 ms for JavaScript) less the runtime's share \
            leave about 100 ms for finding a machine and fetching the code; nobody publishes it";
    PLACEMENT_SIGMA = 0.3 Ratio, "assumed.lambda.placement_sigma",
        "the start of an instance beyond its runtime's: deviation of that logarithm",
        assumed "the spread of the same end-to-end measurements (0.27 for JavaScript, 0.30 for Go \
            and Python)";
    REDELIVERY = 0.001 Ratio, "assumed.lambda.redelivery",
        "the share of events that an at-least-once queue delivers twice",
        assumed "AWS documents that it happens, not how often; one in a thousand is frequent \
            enough to be seen within an hour";
    REDELIVERY_AFTER = 30.0 Seconds, "assumed.lambda.redelivery_after",
        "how long after the first delivery a second one comes",
        assumed "thirty seconds is what a common queue hides a message for unless told otherwise; \
            how late second deliveries really are is not published";
    REQUESTS_PER_INSTANCE = 1.0 Count, "lambda.requests_per_env",
        "requests that one instance handles at once", published SCALING;
    PRICE_REQUESTS = 0.2 UsdPerMillion, "lambda.price_request",
        "price of requests", published PRICING;
    PRICE_MEMORY = 0.000_016_666_7 UsdPerGbSecond, "lambda.price_gbs_x86",
        "price of memory while code runs or starts, first part of a month",
        published DURATION_PRICES;
    PRICE_STANDING_READY = 0.000_004_166_7 UsdPerGbSecond, "assumed.lambda.price_pc_gbs",
        "memory of provisioned instances, used or not",
        assumed "pages that quote the price of provisioned concurrency disagree; this is the \
            lowest, a quarter of what memory costs while code runs";
    PRICE_PROVISIONED_USE = 0.000_009_722_2 UsdPerGbSecond, "assumed.lambda.price_pc_use",
        "memory while code runs in a provisioned instance, beside the price above",
        assumed "pages that quote the prices of provisioned concurrency agree on this one; the \
            vendor's own page was not at hand";
    PRICE_MEMORY_MORE = 0.000_015 UsdPerGbSecond, "lambda.price_gbs_x86.more",
        "the same, second part of a month", published DURATION_PRICES;
    PRICE_MEMORY_MOST = 0.000_013_334 UsdPerGbSecond, "lambda.price_gbs_x86.most",
        "the same, all further use in a month", published DURATION_PRICES;
    FIRST_TIER = 6e9 GbSeconds, "lambda.price_gbs_x86.first_until",
        "use in a month up to which the first price holds", published DURATION_PRICES;
    SECOND_TIER = 15e9 GbSeconds, "lambda.price_gbs_x86.second_until",
        "use in a month up to which the second price holds", published DURATION_PRICES;
    FREE_REQUESTS = 1_000_000.0 Count, "lambda.free_requests",
        "requests a month that an account does not pay for", published PRICING;
    FREE_MEMORY = 400_000.0 GbSeconds, "lambda.free_gbs",
        "memory over time a month that an account does not pay for", published PRICING;
    BILLING_STEP = 1.0 Millis, "lambda.billing_ms",
        "the step in which time is billed, rounded up for each run", published PRICING;
    MEMORY_STEP = 1.0 Megabytes, "lambda.memory_step",
        "the step in which memory can be chosen", published MEMORY;
}

//! Facts of AWS's two offers before and behind its content network: `CloudFront` Functions, tiny
//! and without a network, and Lambda@Edge, which are functions near the points of presence.

use super::fact::{Fact, FactText, Origin, Unit, fact_table, origin};

const DOCS: Origin = origin(
    "AWS docs, choosing between CloudFront Functions and Lambda@Edge",
    "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/edge-functions.html",
    "2023",
);
const FUNCTION_PRICES: Origin = origin(
    "awsnegotiations.com, CloudFront Functions pricing (a second source)",
    "https://awsnegotiations.com/blog/cloudfront-functions-pricing/",
    "2026",
);
const LAMBDA_PRICES: Origin = origin(
    "awsnegotiations.com, Lambda@Edge pricing (a second source; another page says per 128 MB-s)",
    "https://awsnegotiations.com/cloudfront-functions-pricing.html",
    "2026",
);

fact_table! {
    CPU_MAX = 1.0 Millis, "cff.duration",
        "the time of one run of a CloudFront function, below which it must stay",
        published DOCS;
    MEMORY = 2.0 Megabytes, "cff.memory",
        "memory of a CloudFront function", published DOCS;
    SCRIPT_SIZE = 10.0 Kilobytes, "cff.code",
        "the largest CloudFront function", published DOCS;
    SUBREQUESTS = 0.0 Count, "cff.network",
        "outbound calls that a CloudFront function may make: it has no network",
        published DOCS;
    SCALE = 10_000_000.0 PerSecond, "cff.scale",
        "requests that CloudFront functions are said to take, at least", published DOCS;
    COLD_START = 1.0 Millis, "assumed.cff.cold_start",
        "the start of a CloudFront function at most",
        assumed "AWS names no cold start and promises runs below a millisecond, starts included";
    WARM_RATE = 0.9999 Ratio, "assumed.cff.warm_rate",
        "the share of requests that find a CloudFront function ready",
        assumed "nobody publishes it; what Cloudflare states of its isolates, and at a \
            millisecond a start it does not matter";
    STARTUP_MAX = 1.0 Millis, "assumed.cff.startup",
        "the longest that a CloudFront function's own start may take",
        assumed "it is part of the run, which must stay below this";
    PRICE_REQUESTS = 0.1 UsdPerMillion, "cff.price",
        "price of runs of CloudFront functions", published FUNCTION_PRICES;
    FREE_REQUESTS = 2_000_000.0 Count, "cff.free_requests",
        "runs of CloudFront functions a month that an account does not pay for",
        published FUNCTION_PRICES;
    LAMBDA_WALL_MAX = 5.0 Seconds, "le.timeout",
        "the longest that a function at a viewer's request may take by the clock",
        published DOCS;
    LAMBDA_MEMORY = 128.0 Megabytes, "le.memory",
        "memory of a function at a viewer's request", published DOCS;
    LAMBDA_SCRIPT_SIZE = 1.0 Megabytes, "le.code",
        "the largest function at a viewer's request", published DOCS;
    LAMBDA_SCALE = 10_000.0 PerSecond, "le.scale",
        "requests that functions take in each region, at most", published DOCS;
    LAMBDA_SUBREQUESTS = 10_000.0 Count, "assumed.le.subrequests",
        "outbound calls that one function may make",
        assumed "AWS sets no number; the five seconds bind long before, so that the most that \
            another platform allows stands in";
    LAMBDA_COLD_START = 242.0 Millis, "assumed.le.cold_start",
        "a cold start in JavaScript in the middle of its distribution",
        assumed "nobody publishes it; Lambda's own start in the runtime at hand is drawn, whose \
            medians for Node.js are 142 ms and about 100 ms for placement";
    LAMBDA_STARTUP_MAX = 10.0 Seconds, "assumed.le.startup",
        "the longest that a function's own start may take",
        assumed "Lambda's limit; AWS states no other for the edge";
    LAMBDA_PRICE_REQUESTS = 0.6 UsdPerMillion, "le.price",
        "price of requests to Lambda@Edge", published LAMBDA_PRICES;
    LAMBDA_PRICE_MEMORY = 0.000_050_01 UsdPerGbSecond, "le.price_gbs",
        "price of memory while a function at the edge runs", published LAMBDA_PRICES;
}

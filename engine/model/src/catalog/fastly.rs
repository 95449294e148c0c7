//! Facts of Fastly Compute: wasm at the points of presence, a fresh sandbox for each request.

use super::fact::{Fact, FactText, Origin, Unit, fact_table, origin};

const LIMITS: Origin = origin(
    "Fastly docs, resource limits of Compute",
    "https://docs.fastly.com/products/compute-resource-limits",
    "2025-10-09",
);
const START: Origin = origin(
    "jacar.es after Fastly (the vendor's claim)",
    "https://jacar.es/en/fastly-compute-edge/",
    "2026-05-03",
);
const PRICES: Origin = origin(
    "Fastly's pricing page as api-evangelist/fastly transcribes it (a second source)",
    "https://github.com/api-evangelist/fastly/blob/main/plans/fastly-plans-pricing.yml",
    "2026-05-04",
);

fact_table! {
    CPU_MAX = 50.0 Millis, "fastly.cpu",
        "processor time of one request", published LIMITS;
    WALL_MAX = 120.0 Seconds, "fastly.wall",
        "the longest that one request may take by the clock", published LIMITS;
    MEMORY = 128.0 Megabytes, "fastly.heap",
        "memory of one request's sandbox", published LIMITS;
    SUBREQUESTS = 32.0 Count, "fastly.backends",
        "outbound calls that one request may make", published LIMITS;
    SCRIPT_SIZE = 100.0 Megabytes, "fastly.package",
        "the largest compiled package", published LIMITS;
    COLD_START = 35.0 Micros, "fastly.instantiate",
        "the start of a sandbox, which every request pays", published START;
    WARM_RATE = 0.0 Ratio, "fastly.warm_rate",
        "the share of requests that find a sandbox in use: each gets its own", published START;
    STARTUP_MAX = 50.0 Millis, "assumed.fastly.startup",
        "the longest that a package's own start may take",
        assumed "no limit of its own is published; the start counts as processor time";
    PRICE_REQUESTS = 0.5 UsdPerMillion, "fastly.price_req",
        "price of requests up to 500 million a month", published PRICES;
    PRICE_CPU = 0.05 UsdPerMillionCpuMillis, "fastly.price_cpu",
        "price of processor time", published PRICES;
    FREE_REQUESTS = 10_000_000.0 Count, "fastly.free_requests",
        "requests a month that an account does not pay for", published PRICES;
    FREE_CPU = 100_000_000.0 CpuMillis, "fastly.free_cpu",
        "processor time a month that an account does not pay for", published PRICES;
}

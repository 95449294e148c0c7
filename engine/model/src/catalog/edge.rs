//! Facts of the edge lane's default preset: Cloudflare Workers on the paid plan, with its key-value
//! store; and the differences of the free plan.
//!
//! `catalog/places.rs` lists the points of presence.

use super::fact::{Fact, FactText, Origin, Unit, fact_table, origin};

const LIMITS: Origin = origin(
    "Cloudflare Workers docs, limits",
    "https://developers.cloudflare.com/workers/platform/limits/",
    "2026",
);
const CPU: Origin = origin(
    "Cloudflare changelog, higher CPU limits",
    "https://developers.cloudflare.com/changelog/2025-03-25-higher-cpu-limits/",
    "2025-03-25",
);
const STARTUP: Origin = origin(
    "Cloudflare changelog, increased startup time",
    "https://developers.cloudflare.com/changelog/2025-10-10-increased-startup-time",
    "2025-10-10",
);
const COLD: Origin = origin(
    "Cloudflare blog, \"Eliminating cold starts\" (the vendor's claim)",
    "https://blog.cloudflare.com/eliminating-cold-starts-with-cloudflare-workers/",
    "2020-07-30",
);
const WARM: Origin = origin(
    "Cloudflare blog, \"Shard and conquer\" (the vendor's figure, read in summaries)",
    "https://blog.cloudflare.com/eliminating-cold-starts-2-shard-and-conquer/",
    "2025-09-26",
);
const SOCKETS: Origin = origin(
    "Cloudflare Workers docs, TCP sockets",
    "https://developers.cloudflare.com/workers/runtime-apis/tcp-sockets/",
    "2025-26",
);
const QUEUES: Origin = origin(
    "Cloudflare Queues docs, limits",
    "https://developers.cloudflare.com/queues/platform/limits/",
    "2025-26",
);
const KV: Origin = origin(
    "Cloudflare KV docs, how KV works",
    "https://developers.cloudflare.com/kv/concepts/how-kv-works/",
    "2026",
);
const OBJECTS: Origin = origin(
    "Cloudflare Durable Objects docs, FAQs",
    "https://developers.cloudflare.com/durable-objects/reference/faq/",
    "2026",
);
const OBJECT_PRICING: Origin = origin(
    "Cloudflare Durable Objects docs, pricing",
    "https://developers.cloudflare.com/durable-objects/platform/pricing",
    "2026",
);
const NETWORK: Origin = origin(
    "Cloudflare's network, as summarised by ops.techstora",
    "https://ops.techstora.com/blog/info-1/cloudflares-network-expansion-and-performance-audit-109",
    "2026",
);

const PRICING: Origin = origin(
    "Cloudflare Workers docs, pricing",
    "https://developers.cloudflare.com/workers/platform/pricing/",
    "2026",
);

fact_table! {
    CPU_DEFAULT = 30.0 Seconds, "cfw.cpu_paid_default",
        "processor time of one request, unless more was asked for", published CPU;
    CPU_MAX = 300.0 Seconds, "cfw.cpu_paid_max",
        "the most processor time of one request that can be asked for", published CPU;
    MEMORY = 128.0 Megabytes, "cfw.memory",
        "memory of one isolate, shared by the requests that it handles at once",
        published LIMITS;
    SUBREQUESTS = 10000.0 Count, "cfw.subrequests",
        "outbound calls that one request may make", published LIMITS;
    CONNECTIONS = 6.0 Count, "cfw.connections",
        "outbound calls that one request may have open at once", published LIMITS;
    SCRIPT_SIZE = 10.0 Megabytes, "cfw.script_size",
        "the largest compressed script (a page of late 2026 already says 64 MiB)",
        published LIMITS;
    STARTUP_MAX = 1000.0 Millis, "cfw.startup",
        "the longest that a script's first evaluation may take", published STARTUP;
    COLD_START = 5.0 Millis, "cfw.cold_isolate",
        "the start of an isolate at most, hidden behind the TLS handshake", published COLD;
    WARM_RATE = 0.9999 Ratio, "cfw.warm_rate",
        "the share of requests that find a warm isolate", published WARM;
    BLOCKED_PORT = 25.0 Count, "cfw.blocked_port",
        "the port on which no outgoing TCP connection can be made: mail servers' own",
        published SOCKETS;
    QUEUE_WALL_MAX = 900.0 Seconds, "cfw.queue_wall",
        "the longest that one run of a queue's consumer may take by the clock",
        published QUEUES;
    CRON_WALL_MAX = 900.0 Seconds, "cfw.cron_wall",
        "the longest that one scheduled run may take by the clock", published LIMITS;
    QUEUE_CONSUMERS = 250.0 Count, "cfw.queue_consumers",
        "runs of one queue's consumer at once", published QUEUES;
    CITIES = 330.0 Count, "cf.pops",
        "cities with a point of presence, at least", published NETWORK;
    KV_PROPAGATION = 60.0 Seconds, "cfkv.consistency",
        "how long other points of presence may go on reading the old value", published KV;
    KV_CACHE_TTL = 60.0 Seconds, "cfkv.cache_ttl",
        "how long a point of presence keeps a value that it has read", published KV;
    KV_WRITE_RATE = 1.0 PerSecond, "cfkv.write_rate",
        "writes to one key", published KV;
    KV_READ = 2.0 Millis, "assumed.cfkv.read",
        "a read of a value that the point of presence already holds",
        assumed "the docs call such reads the fastest and give no figure; summaries of 2025 quote \
            below 5 ms at the 99th percentile";
    OBJECT_RATE = 1000.0 PerSecond, "cfdo.rate",
        "requests that one object handles, one after the other, about", published OBJECTS;
    OBJECT_PRICE_REQUESTS = 0.15 UsdPerMillion, "cfdo.price_req",
        "price of requests to objects beyond those that the paid plan includes", published OBJECT_PRICING;
    OBJECT_INCLUDED_REQUESTS = 1_000_000.0 Count, "cfdo.price_req.included",
        "requests to objects a month that the paid plan includes", published OBJECT_PRICING;
    OBJECT_PRICE_MEMORY = 0.000_012_5 UsdPerGbSecond, "cfdo.price_gbs",
        "price of an object's memory while it runs, beyond what the paid plan includes",
        published OBJECT_PRICING;
    OBJECT_INCLUDED_MEMORY = 400_000.0 GbSeconds, "cfdo.price_gbs.included",
        "memory of objects over time a month that the paid plan includes", published OBJECT_PRICING;
    ORIGIN_FETCH = 20.0 Millis, "assumed.edge.origin_fetch",
        "the time that the origin itself takes for what a point of presence did not have",
        assumed "a small origin service that reads one object from storage in its region";
    FREE_CPU = 10.0 Millis, "cfw.cpu_free",
        "processor time of one request on the free plan", published LIMITS;
    FREE_SUBREQUESTS = 50.0 Count, "cfw.subrequests_free",
        "outbound calls that one request may make on the free plan", published LIMITS;
    FREE_SCRIPT_SIZE = 3.0 Megabytes, "cfw.script_size_free",
        "the largest compressed script on the free plan", published LIMITS;
    FREE_PER_DAY = 100_000.0 PerDay, "cfw.free_requests",
        "requests that the free plan takes; it refuses the rest", published LIMITS;
    PRICE_BASE = 5.0 UsdPerMonth, "cfw.price_base",
        "the paid plan's price, for an account", published PRICING;
    PRICE_REQUESTS = 0.3 UsdPerMillion, "cfw.price_req",
        "price of requests beyond those that the paid plan includes", published PRICING;
    INCLUDED_REQUESTS = 10_000_000.0 Count, "cfw.price_req.included",
        "requests a month that the paid plan includes", published PRICING;
    PRICE_CPU = 0.02 UsdPerMillionCpuMillis, "cfw.price_cpu",
        "price of processor time beyond what the paid plan includes", published PRICING;
    INCLUDED_CPU = 30_000_000.0 CpuMillis, "cfw.price_cpu.included",
        "processor time a month that the paid plan includes", published PRICING;
}

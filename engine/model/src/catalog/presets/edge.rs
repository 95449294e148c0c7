//! Presets of the edge lane: Cloudflare Workers paid and free, Fastly Compute, `CloudFront`
//! Functions, Lambda@Edge.
//!
//! The caller draws `u`, uniform in 0..1.

use super::serverless::{ServerlessPreset, serverless_presets};
use crate::catalog::fact::Fact;
use crate::catalog::runtime::Runtime;
use crate::catalog::{cloudfront, edge as cloudflare, fastly, serverless as lambda};
use crate::units::Nanos;

/// Everything in which one platform at the edge differs from another.
#[derive(Debug)]
pub struct EdgePreset {
    /// Its name in files and links.
    pub id: &'static str,
    /// The most processor time of one request, unless the setting asks for more.
    pub cpu_limit: &'static Fact,
    /// The most processor time that can be asked for.
    pub cpu_max: &'static Fact,
    /// The longest that a request may take by the clock, where that is limited.
    pub wall_max: Option<&'static Fact>,
    /// The longest time by the clock of a run that a queue or an event starts, where that is another.
    pub queue_wall_max: Option<&'static Fact>,
    /// The longest time by the clock of a run that a timer starts, where that is another.
    pub cron_wall_max: Option<&'static Fact>,
    /// The most memory of one isolate, sandbox or instance.
    pub memory: &'static Fact,
    /// The most calls to other servers that one request may make; zero forbids them.
    pub subrequests: &'static Fact,
    /// The largest size of a script.
    pub script_size: &'static Fact,
    /// The longest that a script's own start may take.
    pub startup_max: &'static Fact,
    /// The form of a cold start.
    pub start: EdgeStart,
    /// A cold start to show: at most for isolates, in the middle for functions.
    pub cold_start: &'static Fact,
    /// The share of requests that find the code ready, where the life of its instances is not simulated.
    pub warm_rate: Option<&'static Fact>,
    /// Whether code may call other servers at all.
    pub may_call: bool,
    /// Whether there is a store nearby that code may read and write.
    pub has_key_value_store: bool,
    /// The prices of objects that keep a key and are its only writer, where the platform has them.
    pub objects: Option<ObjectPrices>,
    /// Whether code may open a connection of any protocol to any port.
    pub has_raw_network: bool,
    /// Its prices.
    pub prices: EdgePrices,
}

/// The prices of objects.
#[derive(Clone, Copy, Debug)]
pub struct ObjectPrices {
    /// The price of requests, and how many the plan includes.
    pub requests: (&'static Fact, &'static Fact),
    /// The price of memory while an object runs, and how much of it the plan includes.
    pub memory: (&'static Fact, &'static Fact),
}

/// The form of a cold start at the edge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EdgeStart {
    /// An isolate or a sandbox is made: evenly between nothing and [`EdgePreset::cold_start`].
    Isolate,
    /// An instance is started as on AWS Lambda, in the runtime of the step.
    Function,
}

/// The prices of code at the edge.
#[derive(Debug)]
pub struct EdgePrices {
    /// The price of a plan for a month.
    pub base: Option<&'static Fact>,
    /// The price of requests.
    pub requests: Option<&'static Fact>,
    /// Requests that the plan's price includes.
    pub included_requests: Option<&'static Fact>,
    /// The price of processor time.
    pub cpu: Option<&'static Fact>,
    /// Processor time that the plan's price includes.
    pub included_cpu: Option<&'static Fact>,
    /// The price of memory over time, and the step in which time is billed.
    pub memory: Option<(&'static Fact, &'static Fact)>,
    /// Requests that an account does not pay for.
    pub free_requests: Option<&'static Fact>,
    /// Processor time that an account does not pay for.
    pub free_cpu: Option<&'static Fact>,
    /// Requests a day beyond which all are refused.
    pub refuses_beyond: Option<&'static Fact>,
}

impl EdgePreset {
    /// How long a request waits that finds no code ready, at two uniform draws. An isolate's start
    /// depends on the first alone; a function at the edge starts as Lambda does.
    pub fn cold_start(&self, runtime: Runtime, unit: f64, init_unit: f64) -> Nanos {
        match self.start {
            EdgeStart::Isolate => self.cold_start.time().scaled(unit),
            EdgeStart::Function => {
                let (placement, init) = lambda_preset().cold_start(runtime, false, unit, init_unit);
                placement + init
            }
        }
    }

    /// How long an idle instance is kept, at a uniform draw: a function at the edge is kept as on AWS Lambda.
    pub fn instance_kept(&self, unit: f64) -> Nanos {
        lambda_preset().reclaim_after(unit)
    }

    /// Whether a uniform draw finds the code ready.
    pub fn is_warm(&self, unit: f64) -> bool {
        self.warm_rate.is_none_or(|rate| unit <= rate.value)
    }
}

fn lambda_preset() -> &'static ServerlessPreset {
    &serverless_presets()[0]
}

impl EdgePreset {
    /// The facts that it refers to, in the order of its fields. It is taken apart without `..`, so that
    /// a new field cannot be left out.
    pub(super) fn facts(&self) -> Vec<&'static Fact> {
        let EdgePreset {
            id: _,
            cpu_limit,
            cpu_max,
            wall_max,
            queue_wall_max,
            cron_wall_max,
            memory,
            subrequests,
            script_size,
            startup_max,
            start: _,
            cold_start,
            warm_rate,
            may_call: _,
            has_key_value_store: _,
            objects,
            has_raw_network: _,
            prices,
        } = self;
        let mut facts = vec![*cpu_limit, cpu_max];
        facts.extend(wall_max);
        facts.extend(queue_wall_max);
        facts.extend(cron_wall_max);
        facts.extend([memory, subrequests, script_size, startup_max]);
        facts.push(cold_start);
        facts.extend(warm_rate);
        if let Some(objects) = objects {
            facts.extend([objects.requests.0, objects.requests.1]);
            facts.extend([objects.memory.0, objects.memory.1]);
        }
        let EdgePrices {
            base,
            requests,
            included_requests,
            cpu,
            included_cpu,
            memory,
            free_requests,
            free_cpu,
            refuses_beyond,
        } = prices;
        let (price, step) = memory.unzip();
        let parts = [*base, *requests, *included_requests, *cpu, *included_cpu];
        facts.extend(parts.into_iter().flatten());
        let parts = [price, step, *free_requests, *free_cpu, *refuses_beyond];
        facts.extend(parts.into_iter().flatten());
        facts
    }
}

/// The presets, the lane's default first.
pub fn edge_presets() -> &'static [EdgePreset] {
    &PRESETS
}

/// The preset with this id.
pub fn edge_preset(id: &str) -> Option<&'static EdgePreset> {
    PRESETS.iter().find(|preset| preset.id == id)
}

const FREE: EdgePrices = EdgePrices {
    base: None,
    requests: None,
    included_requests: None,
    cpu: None,
    included_cpu: None,
    memory: None,
    free_requests: None,
    free_cpu: None,
    refuses_beyond: None,
};

const OBJECTS: ObjectPrices = ObjectPrices {
    requests: (
        &cloudflare::OBJECT_PRICE_REQUESTS,
        &cloudflare::OBJECT_INCLUDED_REQUESTS,
    ),
    memory: (
        &cloudflare::OBJECT_PRICE_MEMORY,
        &cloudflare::OBJECT_INCLUDED_MEMORY,
    ),
};

pub(super) static PRESETS: [EdgePreset; 5] = [
    EdgePreset {
        id: "cloudflare-workers-paid",
        cpu_limit: &cloudflare::CPU_DEFAULT,
        cpu_max: &cloudflare::CPU_MAX,
        wall_max: None,
        queue_wall_max: Some(&cloudflare::QUEUE_WALL_MAX),
        cron_wall_max: Some(&cloudflare::CRON_WALL_MAX),
        memory: &cloudflare::MEMORY,
        subrequests: &cloudflare::SUBREQUESTS,
        script_size: &cloudflare::SCRIPT_SIZE,
        startup_max: &cloudflare::STARTUP_MAX,
        start: EdgeStart::Isolate,
        cold_start: &cloudflare::COLD_START,
        warm_rate: Some(&cloudflare::WARM_RATE),
        may_call: true,
        has_key_value_store: true,
        objects: Some(OBJECTS),
        has_raw_network: false,
        prices: EdgePrices {
            base: Some(&cloudflare::PRICE_BASE),
            requests: Some(&cloudflare::PRICE_REQUESTS),
            included_requests: Some(&cloudflare::INCLUDED_REQUESTS),
            cpu: Some(&cloudflare::PRICE_CPU),
            included_cpu: Some(&cloudflare::INCLUDED_CPU),
            ..FREE
        },
    },
    EdgePreset {
        id: "cloudflare-workers-free",
        cpu_limit: &cloudflare::FREE_CPU,
        cpu_max: &cloudflare::FREE_CPU,
        wall_max: None,
        queue_wall_max: Some(&cloudflare::QUEUE_WALL_MAX),
        cron_wall_max: Some(&cloudflare::CRON_WALL_MAX),
        memory: &cloudflare::MEMORY,
        subrequests: &cloudflare::FREE_SUBREQUESTS,
        script_size: &cloudflare::FREE_SCRIPT_SIZE,
        startup_max: &cloudflare::STARTUP_MAX,
        start: EdgeStart::Isolate,
        cold_start: &cloudflare::COLD_START,
        warm_rate: Some(&cloudflare::WARM_RATE),
        may_call: true,
        has_key_value_store: true,
        objects: None,
        has_raw_network: false,
        prices: EdgePrices {
            refuses_beyond: Some(&cloudflare::FREE_PER_DAY),
            ..FREE
        },
    },
    EdgePreset {
        id: "fastly-compute",
        cpu_limit: &fastly::CPU_MAX,
        cpu_max: &fastly::CPU_MAX,
        wall_max: Some(&fastly::WALL_MAX),
        queue_wall_max: None,
        cron_wall_max: None,
        memory: &fastly::MEMORY,
        subrequests: &fastly::SUBREQUESTS,
        script_size: &fastly::SCRIPT_SIZE,
        startup_max: &fastly::STARTUP_MAX,
        start: EdgeStart::Isolate,
        cold_start: &fastly::COLD_START,
        warm_rate: Some(&fastly::WARM_RATE),
        may_call: true,
        has_key_value_store: true,
        objects: None,
        has_raw_network: false,
        prices: EdgePrices {
            requests: Some(&fastly::PRICE_REQUESTS),
            cpu: Some(&fastly::PRICE_CPU),
            free_requests: Some(&fastly::FREE_REQUESTS),
            free_cpu: Some(&fastly::FREE_CPU),
            ..FREE
        },
    },
    EdgePreset {
        id: "cloudfront-functions",
        cpu_limit: &cloudfront::CPU_MAX,
        cpu_max: &cloudfront::CPU_MAX,
        wall_max: Some(&cloudfront::CPU_MAX),
        queue_wall_max: None,
        cron_wall_max: None,
        memory: &cloudfront::MEMORY,
        subrequests: &cloudfront::SUBREQUESTS,
        script_size: &cloudfront::SCRIPT_SIZE,
        startup_max: &cloudfront::STARTUP_MAX,
        start: EdgeStart::Isolate,
        cold_start: &cloudfront::COLD_START,
        warm_rate: Some(&cloudfront::WARM_RATE),
        may_call: false,
        has_key_value_store: false,
        objects: None,
        has_raw_network: false,
        prices: EdgePrices {
            requests: Some(&cloudfront::PRICE_REQUESTS),
            free_requests: Some(&cloudfront::FREE_REQUESTS),
            ..FREE
        },
    },
    EdgePreset {
        id: "lambda-at-edge",
        cpu_limit: &cloudfront::LAMBDA_WALL_MAX,
        cpu_max: &cloudfront::LAMBDA_WALL_MAX,
        wall_max: Some(&cloudfront::LAMBDA_WALL_MAX),
        queue_wall_max: None,
        cron_wall_max: None,
        memory: &cloudfront::LAMBDA_MEMORY,
        subrequests: &cloudfront::LAMBDA_SUBREQUESTS,
        script_size: &cloudfront::LAMBDA_SCRIPT_SIZE,
        startup_max: &cloudfront::LAMBDA_STARTUP_MAX,
        start: EdgeStart::Function,
        cold_start: &cloudfront::LAMBDA_COLD_START,
        warm_rate: None,
        may_call: true,
        has_key_value_store: false,
        objects: None,
        has_raw_network: true,
        prices: EdgePrices {
            requests: Some(&cloudfront::LAMBDA_PRICE_REQUESTS),
            memory: Some((&cloudfront::LAMBDA_PRICE_MEMORY, &lambda::BILLING_STEP)),
            ..FREE
        },
    },
];

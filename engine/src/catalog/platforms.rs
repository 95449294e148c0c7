//! The catalog's tables by name: one a platform, in the order in which they are shown.
//!
//! Must not know: what a fact says, or which lane uses it.

use super::fact::Fact;
use super::{
    azure, cloud_run, cloudfront, datastore, edge, fastly, network, sandbox, serverless, service,
};

/// One table of facts.
#[derive(Debug)]
pub struct Platform {
    /// Its name in files and links.
    pub id: &'static str,
    /// Its name on the screen.
    pub name: &'static str,
    /// Its facts.
    pub facts: &'static [&'static Fact],
}

/// Every table.
pub fn platforms() -> &'static [Platform] {
    &PLATFORMS
}

const fn platform(
    id: &'static str,
    name: &'static str,
    facts: &'static [&'static Fact],
) -> Platform {
    Platform { id, name, facts }
}

static PLATFORMS: [Platform; 10] = [
    platform("aws-lambda", "AWS Lambda", serverless::ALL),
    platform("azure-functions", "Azure Functions", azure::ALL),
    platform("cloud-run", "Google Cloud Run functions", cloud_run::ALL),
    platform("cloudflare", "Cloudflare Workers", edge::ALL),
    platform("fastly", "Fastly Compute", fastly::ALL),
    platform(
        "cloudfront",
        "CloudFront Functions and Lambda@Edge",
        cloudfront::ALL,
    ),
    platform("wasm-runtimes", "Wasmtime and wasmi", sandbox::ALL),
    platform("fargate", "Fargate and Kubernetes", service::ALL),
    platform("database", "The database, PostgreSQL", datastore::ALL),
    platform("network", "The way between places", network::ALL),
];

//! The catalog's tables by name: one a platform, in the order in which they are shown.

use super::fact::{Fact, FactText, NO_TEXT};
use super::{
    azure, cloud_run, cloudfront, datastore, edge, fastly, isolation, month, network, package,
    queue, sandbox, serverless, service,
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
    /// The texts of its facts, in the same order.
    pub texts: &'static [FactText],
}

/// The tables of all platforms, in the order in which they are shown.
pub fn platforms() -> &'static [Platform] {
    &PLATFORMS
}

impl Fact {
    /// Its meaning and its source.
    pub fn text(&self) -> &'static FactText {
        let mut texts = platforms().iter().flat_map(|one| one.texts);
        // Every fact is in one table, beside its text.
        texts.find(|text| text.id == self.id).unwrap_or(&NO_TEXT)
    }
}

const fn platform(
    id: &'static str,
    name: &'static str,
    facts: &'static [&'static Fact],
    texts: &'static [FactText],
) -> Platform {
    Platform {
        id,
        name,
        facts,
        texts,
    }
}

static PLATFORMS: [Platform; 14] = [
    platform(
        "aws-lambda",
        "AWS Lambda",
        serverless::ALL,
        serverless::TEXTS,
    ),
    platform(
        "azure-functions",
        "Azure Functions",
        azure::ALL,
        azure::TEXTS,
    ),
    platform(
        "cloud-run",
        "Google Cloud Run functions",
        cloud_run::ALL,
        cloud_run::TEXTS,
    ),
    platform("cloudflare", "Cloudflare Workers", edge::ALL, edge::TEXTS),
    platform("fastly", "Fastly Compute", fastly::ALL, fastly::TEXTS),
    platform(
        "cloudfront",
        "CloudFront Functions and Lambda@Edge",
        cloudfront::ALL,
        cloudfront::TEXTS,
    ),
    platform(
        "wasm-runtimes",
        "Wasmtime and wasmi",
        sandbox::ALL,
        sandbox::TEXTS,
    ),
    platform(
        "isolation",
        "Processes, containers and small virtual machines",
        isolation::ALL,
        isolation::TEXTS,
    ),
    platform(
        "fargate",
        "Fargate and Kubernetes",
        service::ALL,
        service::TEXTS,
    ),
    platform(
        "packages",
        "Packages and images",
        package::ALL,
        package::TEXTS,
    ),
    platform(
        "database",
        "The database, PostgreSQL",
        datastore::ALL,
        datastore::TEXTS,
    ),
    platform(
        "queue",
        "The queue between, Amazon SQS",
        queue::ALL,
        queue::TEXTS,
    ),
    platform(
        "month",
        "The month of a learning platform",
        month::ALL,
        month::TEXTS,
    ),
    platform(
        "network",
        "The way between places",
        network::ALL,
        network::TEXTS,
    ),
];

//! The names of the presets, and notes for comparing one with the others. They have their own table, like
//! the texts of facts.

use crate::catalog::LaneId;

/// The words of one preset.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PresetText {
    /// Its lane.
    pub lane: LaneId,
    /// Its id, which is unique on its lane.
    pub id: &'static str,
    /// Its name.
    pub name: &'static str,
    /// One or two sentences that a person needs for comparing it with the others.
    pub note: &'static str,
}

/// The words of a preset; `None` where the lane has no such preset.
pub fn preset_text(lane: LaneId, id: &str) -> Option<&'static PresetText> {
    TEXTS.iter().find(|text| text.lane == lane && text.id == id)
}

static TEXTS: [PresetText; 11] = [
    PresetText {
        lane: LaneId::Serverless,
        id: "aws-lambda",
        name: "AWS Lambda",
        note: "Classic functions as archives on x86. One request at a time in each instance.",
    },
    PresetText {
        lane: LaneId::Serverless,
        id: "azure-functions",
        name: "Azure Functions",
        note: "The Consumption plan, which was measured and is now called legacy. Starts were \
            measured end to end in 2021.",
    },
    PresetText {
        lane: LaneId::Serverless,
        id: "google-cloud-run-functions",
        name: "Google Cloud Run functions",
        note: "Limits and prices of today's functions, which run on Cloud Run; starts were \
            measured end to end on the generation before, in 2021.",
    },
    PresetText {
        lane: LaneId::Edge,
        id: "cloudflare-workers-paid",
        name: "Cloudflare Workers, paid",
        note: "Isolates in every city. Opens connections to any port but that of mail servers.",
    },
    PresetText {
        lane: LaneId::Edge,
        id: "cloudflare-workers-free",
        name: "Cloudflare Workers, free",
        note: "The same isolates with 10 ms of processor time; refuses what a day's allowance \
            does not cover.",
    },
    PresetText {
        lane: LaneId::Edge,
        id: "fastly-compute",
        name: "Fastly Compute",
        note: "Wasm in a fresh sandbox for each request. Calls elsewhere over HTTP only.",
    },
    PresetText {
        lane: LaneId::Edge,
        id: "cloudfront-functions",
        name: "CloudFront Functions",
        note: "Rewrites requests and answers in less than a millisecond. No network; its store \
            can be read and not written.",
    },
    PresetText {
        lane: LaneId::Edge,
        id: "lambda-at-edge",
        name: "Lambda@Edge",
        note: "Functions at a viewer's request. Instances that really start cold: how Lambda \
            starts in its regions is taken for how it starts here.",
    },
    PresetText {
        lane: LaneId::Sandbox,
        id: "wasmtime",
        name: "Wasmtime",
        note: "A compiling runtime, by what its makers and others published. The host pays for \
            its machines as a service does.",
    },
    PresetText {
        lane: LaneId::Sandbox,
        id: "wasmi",
        name: "wasmi",
        note: "The interpreter that runs in this page. The host pays for its machines as a \
            service does.",
    },
    PresetText {
        lane: LaneId::Service,
        id: "fargate-kubernetes",
        name: "Containers on Fargate",
        note: "Replicas of an image of some 400 MB, with nothing kept ready; Kubernetes decides how \
        many.",
    },
];

//! The board: lanes, cards, the toolbar.

use engine::catalog::LaneId;
use engine::scenario::{Board, Placements, Workload};
use engine::verdict::Verdict;

use super::figures;

pub(crate) const PRODUCT: &str = "Lanewise";
pub(crate) const QUESTION: &str = "Where should this piece of work run?";
pub(crate) const SKIP: &str = "Skip to the lanes";
pub(crate) const LANES: &str = "Lanes";
pub(crate) const UNDO: &str = "Undo";
pub(crate) const REDO: &str = "Redo";
pub(crate) const RESET: &str = "Reset";
pub(crate) const BOARDS: &str = "Board";
pub(crate) const OWN_BOARD: &str = "Your own";
pub(crate) const DARK: &str = "Dark theme";
pub(crate) const PROJECTOR: &str = "Projector view";
pub(crate) const PUT_AWAY: &str = "Put away";
pub(crate) const CURRENT: &str = "here now";
pub(crate) const WALLS: &str = "Run in a sandbox there";
pub(crate) const WALLED: &str = "sandboxed";
pub(crate) const EMPTY: &str = "Empty";
pub(crate) const HOW: &str = "Drag a card, or choose it and then a lane.";
pub(crate) const HOW_PICKED: &str = "Choose a lane for it. Esc puts it back.";

/// A lane's name.
pub(crate) fn lane(lane: LaneId) -> &'static str {
    match lane {
        LaneId::Serverless => "Serverless",
        LaneId::Edge => "Edge",
        LaneId::Sandbox => "Sandbox",
        LaneId::Service => "Service",
    }
}

/// What a lane offers, in one clause.
pub(crate) fn lane_about(lane: LaneId) -> &'static str {
    match lane {
        LaneId::Serverless => "Starts for a request, ends when idle",
        LaneId::Edge => "Small code, close to each learner",
        LaneId::Sandbox => "Strangers’ code behind walls",
        LaneId::Service => "Keeps running and remembers",
    }
}

/// The name of the button that puts the picked card on a lane.
pub(crate) fn place(workload: &str, to: LaneId, holds: usize) -> String {
    format!("Place {workload} on {} (holds {holds})", lane(to))
}

/// The same where the card already lies there.
pub(crate) fn leave(workload: &str, on: LaneId) -> String {
    format!("Leave {workload} on {}", lane(on))
}

/// The name of a card's menu button.
pub(crate) fn move_button(workload: &str) -> String {
    format!("Move {workload}")
}

/// How a card stands, in a few words.
pub(crate) fn standing(verdict: &Verdict) -> String {
    if verdict.fits {
        return "fits".to_owned();
    }
    let missed = verdict.needs.iter().filter(|need| !need.met).count();
    format!("misses {missed} of {}", verdict.needs.len())
}

/// A card that was picked.
pub(crate) fn picked(workload: &str) -> String {
    format!("{workload} picked. {HOW_PICKED}")
}

/// A card that was put back.
pub(crate) fn put_back(workload: &str) -> String {
    format!("{workload} put back.")
}

/// The board that placements are, if they are one of these.
pub(crate) fn board_of<'a>(boards: &'a [Board], placements: &Placements) -> Option<&'a Board> {
    boards.iter().find(|board| board.placements == *placements)
}

/// Where everything lies, for a headline: all on one lane, or how many on each.
pub(crate) fn spread(workloads: &[Workload], placements: &Placements) -> String {
    let on = |lane: LaneId| {
        workloads
            .iter()
            .filter(|one| placements.get(&one.id).lane == lane)
            .count()
    };
    let held: Vec<(LaneId, usize)> = LaneId::ALL
        .into_iter()
        .map(|lane| (lane, on(lane)))
        .filter(|(_, many)| *many > 0)
        .collect();
    if let [(only, _)] = held[..] {
        return format!("Everything runs on {}.", lane(only).to_lowercase());
    }
    let parts: Vec<String> = held
        .iter()
        .map(|(at, many)| format!("{many} on {}", lane(*at).to_lowercase()))
        .collect();
    format!("{}.", figures::sentence_case(&figures::list(&parts)))
}

/// Opens the choice of a platform.
pub(crate) const PLATFORM: &str = "Limits and prices";

/// What a lane's choice of platforms is.
pub(crate) fn platform_of(lane: LaneId) -> String {
    format!("Whose limits and prices {} has", self::lane(lane))
}

/// A platform's name.
pub(crate) fn preset(id: &str) -> &'static str {
    match id {
        "aws-lambda" => "AWS Lambda",
        "azure-functions" => "Azure Functions",
        "google-cloud-run-functions" => "Google Cloud Run functions",
        "cloudflare-workers-paid" => "Cloudflare Workers, paid",
        "cloudflare-workers-free" => "Cloudflare Workers, free",
        "fastly-compute" => "Fastly Compute",
        "cloudfront-functions" => "CloudFront Functions",
        "lambda-at-edge" => "Lambda@Edge",
        "wasmtime" => "Wasmtime, published figures",
        "wasmi" => "wasmi, the interpreter in this page",
        "fargate-kubernetes" => "Fargate with Kubernetes’ autoscaler",
        _ => "another platform",
    }
}

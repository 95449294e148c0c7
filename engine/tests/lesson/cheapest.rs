//! The cheapest board that is known for the evening that ships: it meets every target, and its cost is the
//! figure that the page names. `cargo run --release -p engine --example cheapest` has found it.

use model::scenario::{Placements, Remedy};
use serde::Deserialize;

use super::support::{board, run};

#[derive(Deserialize)]
struct Cheapest {
    usd_per_month: f64,
    placements: Placements,
    remedies: Vec<Remedy>,
}

#[test]
fn the_cheapest_known_board_meets_every_target_at_its_cost() {
    let cheapest: Cheapest = serde_json::from_str(include_str!("cheapest.json")).unwrap();
    let mut scenario = board("matched-to-shape");
    let named_usd = scenario.cheapest_known_usd.unwrap();
    scenario.placements = cheapest.placements;
    scenario.remedies = cheapest.remedies;
    scenario.check().unwrap();
    let summary = run(&scenario).summary;
    let missing = summary.verdicts.iter().filter(|verdict| !verdict.fits);
    let missing: Vec<&str> = missing.map(|verdict| &*verdict.workload).collect();
    assert!(missing.is_empty(), "{missing:?}");
    let usd = summary.report.usd_per_month();
    assert!((usd - cheapest.usd_per_month).abs() < 0.01, "${usd}");
    assert!(
        (usd - named_usd).abs() < 0.01,
        "${usd}, and the page names ${named_usd}"
    );
}

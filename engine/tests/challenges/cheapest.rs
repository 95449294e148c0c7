//! The cheapest board that is known for each challenge: it earns every star, and no solution that a hint leads to is
//! cheaper. `cargo run --release -p engine --example cheapest` has found them.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use model::scenario::Scenario;
use serde::Deserialize;

use crate::play::{ANSWERS, CHALLENGES, Play, board, earned, run};

/// A board, and the mean of its bill over the hours of the first attempt.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Cheapest {
    usd_per_month: f64,
    #[serde(flatten)]
    moves: Play,
}

static CHEAPEST: LazyLock<BTreeMap<String, Cheapest>> = LazyLock::new(|| {
    serde_json::from_str(include_str!("cheapest.json")).expect("boards of the right shape")
});

#[test]
fn the_cheapest_known_board_earns_every_star() {
    for (id, challenge) in &*CHALLENGES {
        let cheapest = &CHEAPEST[id];
        let cheapest_board = board(challenge, &cheapest.moves);
        let score = earned(challenge, &cheapest_board, 0);
        assert_eq!(score.stars, challenge.stars.len(), "{id}: {score:?}");
        let mean_usd = |board: &Scenario| {
            let seeds = challenge.seeds(0);
            let usd = seeds.map(|seed| {
                let hour = Scenario {
                    seed,
                    ..board.clone()
                };
                run(&hour).summary.report.usd_per_month()
            });
            usd.iter().sum::<f64>() / usd.len() as f64
        };
        let usd = mean_usd(&cheapest_board);
        assert!((usd - cheapest.usd_per_month).abs() < 0.01, "{id}: ${usd}");
        let solution = mean_usd(&board(challenge, &ANSWERS[id].solution));
        assert!(
            solution > usd - 0.02,
            "{id}: the solution costs ${solution}, less than ${usd}"
        );
    }
}

/// A challenge is not the search for the cheapest board: it leaves room above it.
#[test]
fn a_bill_that_earns_a_star_is_above_the_cheapest() {
    use model::goal::Goal;
    for (id, challenge) in &*CHALLENGES {
        for goal in challenge.stars.iter().flatten() {
            if let Goal::Bill {
                at_most_usd_per_month: most,
            } = goal
            {
                let usd = CHEAPEST[id].usd_per_month;
                assert!(usd < *most, "{id}: ${usd} of ${most}");
            }
        }
    }
}

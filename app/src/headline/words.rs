//! The words for the state of the simulation.

use crate::session::EngineState;
use crate::text::language::{Phrase, phrase, say};
use crate::text::{board, figures};

/// The name of the progress bar under the headline.
pub(crate) const PROGRESS: Phrase = phrase("How much of the hour is simulated");

/// The button for each step of a hint.
pub(super) const HINT: [Phrase; 3] = [phrase("Hint"), phrase("Why?"), phrase("Which move?")];

/// The ways on once every target is met.
pub(super) const CUT_COST: Phrase = phrase("Cut the cost");
pub(super) const INJECT_FAULT: Phrase = phrase("Inject a fault");
pub(super) const TAKE_CHALLENGE: Phrase = phrase("Take a challenge");

/// Shown while the verdicts are hidden.
pub(super) const VEILED: Phrase = phrase("Verdicts are hidden. R or the full stop reveals them.");

/// Shown while they are hidden because a prediction is open.
pub(super) const PREDICTING: Phrase = phrase("Verdicts are hidden until you compare.");

/// The state of the simulation, in two or three words; empty where the figures belong to the board.
pub(crate) fn state(state: &EngineState) -> String {
    match state {
        EngineState::Starting => say!("Getting ready …"),
        EngineState::Running(share) if *share > 0.0 => {
            say!("Simulating, {share} done", share = figures::share(*share))
        }
        EngineState::Running(_) => say!("Simulating …"),
        EngineState::Idle => String::new(),
        EngineState::Restarted(_) => say!("Restarted"),
        EngineState::Unavailable(_) => say!("Not running"),
    }
}

/// The cost of a month, and its difference from the run before the last change where there is one.
pub(super) fn cost(now_usd: f64, was_usd: Option<f64>) -> String {
    let now = board::cost(now_usd);
    let difference = was_usd.map_or(0.0, |was_usd| now_usd - was_usd);
    // Less than a cent is no difference.
    if difference.abs() < 0.01 {
        return now;
    }
    let sign = if difference > 0.0 { '+' } else { '−' };
    format!("{now} ({sign}{})", figures::usd(difference.abs()))
}

/// The number of workloads that meet their targets more, or fewer, than in the run before the last change;
/// nothing where it is the same.
pub(super) fn more_fit(now: usize, was: Option<usize>) -> String {
    match was {
        Some(was) if now > was => format!("+{}", now - was),
        Some(was) if now < was => format!("−{}", was - now),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cost_says_its_difference() {
        let check = |now_usd: f64, was_usd: Option<f64>, expected: &str| {
            assert_eq!(cost(now_usd, was_usd), expected);
        };
        check(1_426.0, None, "$1,426/month");
        check(1_426.0, Some(1_426.004), "$1,426/month");
        check(3_562.0, Some(1_426.0), "$3,562/month (+$2,136)");
        check(1_426.0, Some(3_562.0), "$1,426/month (−$2,136)");
    }

    #[test]
    fn the_verdicts_say_their_difference() {
        let check = |now: usize, was: Option<usize>, expected: &str| {
            assert_eq!(more_fit(now, was), expected);
        };
        check(4, None, "");
        check(4, Some(4), "");
        check(6, Some(4), "+2");
        check(3, Some(4), "−1");
    }
}

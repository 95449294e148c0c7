//! The stars that a board earned, hour by hour.

use super::Challenge;
use crate::goal::Judged;
use crate::run::Summary;
use crate::scenario::Scenario;

/// Hours that an attempt is scored over.
pub const HOURS: usize = 5;

/// The score of a board over its hours.
#[derive(Clone, Debug, PartialEq)]
pub struct Score {
    /// The number of stars that every hour earned; one star is a pass.
    pub stars: usize,
    /// The scores of the hours, in their order.
    pub hours: Vec<HourScore>,
}

/// The score of a board in one hour.
#[derive(Clone, Debug, PartialEq)]
pub struct HourScore {
    /// Stars, each with those before it.
    pub stars: usize,
    /// For each star, the judgement of each of its goals.
    pub judged: Vec<Vec<Judged>>,
}

impl Score {
    /// Whether at least one star was earned.
    pub fn is_passed(&self) -> bool {
        self.stars > 0
    }

    /// In how many hours this goal of this star was reached.
    pub fn reached(&self, star: usize, goal: usize) -> usize {
        let met = |hour: &&HourScore| {
            let judged = hour.judged.get(star).and_then(|goals| goals.get(goal));
            judged.is_some_and(|judged| judged.met)
        };
        self.hours.iter().filter(met).count()
    }

    /// The hour that earned least; the first of several.
    pub fn worst(&self) -> usize {
        let met = |hour: &HourScore| {
            let goals = hour.judged.iter().flatten();
            goals.filter(|judged| judged.met).count()
        };
        let hours = self.hours.iter().enumerate();
        hours
            .min_by_key(|(_, hour)| (hour.stars, met(hour)))
            .map_or(0, |(index, _)| index)
    }
}

/// Scores a board over these hours of it. A star counts where every hour earned it: a star in only
/// some hours was luck. Without hours there are no stars.
pub fn score(challenge: &Challenge, board: &Scenario, hours: &[Summary]) -> Score {
    let hours: Vec<HourScore> = hours
        .iter()
        .map(|summary| {
            let of_star = challenge.stars.iter();
            let judged: Vec<Vec<Judged>> = of_star
                .map(|goals| {
                    goals
                        .iter()
                        .map(|goal| goal.judge(board, summary))
                        .collect()
                })
                .collect();
            let earned = |goals: &&Vec<Judged>| goals.iter().all(|judged| judged.met);
            HourScore {
                stars: judged.iter().take_while(earned).count(),
                judged,
            }
        })
        .collect();
    Score {
        stars: hours.iter().map(|hour| hour.stars).min().unwrap_or(0),
        hours,
    }
}

//! The lines of a person's best results, one for each challenge.

use model::challenge::{Challenge, ChallengeResult, nickname_of, results_in};

use super::Progress;
use super::bounds::MOST_LETTERS;

impl Progress {
    /// The name that the person chose, which every result has from now on.
    pub(in crate::learn) fn name_player(&mut self, nickname: &str) {
        self.nickname = nickname_of(nickname);
        for line in self.results.values_mut() {
            if let Some(mut result) = read(line) {
                result.claim.nickname.clone_from(&self.nickname);
                *line = result.to_line();
            }
        }
    }

    /// Keeps the result of an attempt where no better one is kept. A line that is longer than any that a person would paste is
    /// not kept.
    pub(in crate::learn) fn book_result(&mut self, challenge: &Challenge, line: String) {
        if !self.played.contains_key(&challenge.id) || line.len() > MOST_LETTERS {
            return;
        }
        let kept = self.results.entry(challenge.id.clone()).or_default();
        if better(&line, kept) == line {
            *kept = line;
        }
    }
}

/// The line with more stars, without help where both have as many, and the first one where they are alike.
pub(super) fn better<'a>(one: &'a str, other: &'a str) -> &'a str {
    let stars = |line| {
        let claim = read(line)?.claim;
        // Help leaves one star.
        let counted = if claim.is_helped {
            claim.stars.min(1)
        } else {
            claim.stars
        };
        Some((counted, !claim.is_helped))
    };
    if stars(one) >= stars(other) {
        one
    } else {
        other
    }
}

fn read(line: &str) -> Option<ChallengeResult> {
    results_in(line).pop()?.result.ok()
}

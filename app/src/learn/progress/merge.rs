//! Progress of two tabs of one browser, put together.
//!
//! Both began with the same progress. What only one of them changed is taken from that one; what both
//! earned is added up.

use std::collections::BTreeMap;

use super::{Played, Progress, results};

/// Progress put together out of two.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Merged {
    pub(crate) progress: Progress,
    /// Whether both sides changed the same text or answer differently; then this tab's is taken.
    pub(crate) is_in_conflict: bool,
}

/// Puts this tab's progress and another tab's together; `base` is what both began with. The section, the
/// chapter and the challenge that are open stay this tab's.
pub(crate) fn merged(base: &Progress, ours: &Progress, theirs: &Progress) -> Merged {
    let mut conflict = Conflict(false);
    let mut progress = ours.clone();
    progress.predicted = conflict.map(&base.predicted, &ours.predicted, &theirs.predicted);
    progress.answered = conflict.map(&base.answered, &ours.answered, &theirs.answered);
    progress.reasons = conflict.map(&base.reasons, &ours.reasons, &theirs.reasons);
    progress.own = conflict.one(&base.own, &ours.own, &theirs.own);
    progress.draft = conflict.one(&base.draft, &ours.draft, &theirs.draft);
    progress.done = added_up(&base.done, &ours.done, &theirs.done, |one, other| {
        one.union(other).copied().collect()
    });
    progress.shown = added_up(&base.shown, &ours.shown, &theirs.shown, |one, other| {
        one.union(other).copied().collect()
    });
    progress.played = added_up(&base.played, &ours.played, &theirs.played, |one, other| {
        Played {
            attempts: one.attempts.max(other.attempts),
            stars: one.stars.max(other.stars),
        }
    });
    progress.nickname = conflict.one(&base.nickname, &ours.nickname, &theirs.nickname);
    progress.player = ours.player.or(theirs.player);
    progress.results = added_up(
        &base.results,
        &ours.results,
        &theirs.results,
        |one, other| results::better(one, other).to_owned(),
    );
    Merged {
        progress,
        is_in_conflict: conflict.0,
    }
}

/// Adds up what both sides earned: each side's entries count, and the larger of two values is kept. Where
/// only one side changed, as when a person starts over, that side is taken.
fn added_up<T: Clone + PartialEq>(
    base: &BTreeMap<String, T>,
    ours: &BTreeMap<String, T>,
    theirs: &BTreeMap<String, T>,
    add: impl Fn(&T, &T) -> T,
) -> BTreeMap<String, T> {
    if ours == base {
        return theirs.clone();
    }
    if theirs == base {
        return ours.clone();
    }
    let mut sum = ours.clone();
    for (id, other) in theirs {
        let one = ours.get(id);
        let both = one.map_or_else(|| other.clone(), |one| add(one, other));
        sum.insert(id.clone(), both);
    }
    sum
}

/// Whether both sides changed the same value differently.
struct Conflict(bool);

impl Conflict {
    fn one<T: Clone + PartialEq>(&mut self, base: &T, ours: &T, theirs: &T) -> T {
        if ours == base || ours == theirs {
            return theirs.clone();
        }
        self.0 |= theirs != base;
        ours.clone()
    }

    fn map<T: Clone + PartialEq>(
        &mut self,
        base: &BTreeMap<String, T>,
        ours: &BTreeMap<String, T>,
        theirs: &BTreeMap<String, T>,
    ) -> BTreeMap<String, T> {
        let ids = ours.keys().chain(theirs.keys());
        let mut whole = BTreeMap::new();
        for id in ids {
            let value = self.one(&base.get(id), &ours.get(id), &theirs.get(id));
            if let Some(value) = value {
                whole.insert(id.clone(), value.clone());
            }
        }
        whole
    }
}

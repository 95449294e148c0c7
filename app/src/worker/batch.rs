//! Questions about more than the run on the screen, each to workers of its own: many scenarios, which a pool of
//! workers shares; the grading of an answer.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use futures::future::try_join_all;
use model::run::Summary;
use model::sandbox::{SnippetProfiles, SnippetRun};
use model::scenario::Scenario;

use super::call::{CallError, OnShare, call, call_hearing};
use super::engine_questions::{Grade, Profile, SimulateBatch};
use super::own_code::with_own_code;
use crate::browser;
use crate::text;

/// The most workers at once, each with tens of megabytes of its own.
const MOST_WORKERS: usize = 8;

/// Scenarios to simulate for their summaries.
pub(crate) struct Boards {
    /// All of them have the sandbox limits of the first.
    pub(crate) scenarios: Vec<Scenario>,
    /// The profiles of the snippets within these limits, where they are known.
    pub(crate) known: Option<Arc<SnippetProfiles>>,
    /// Whether times by city are read, which need recorded requests.
    pub(crate) by_city: bool,
}

/// The summaries of these scenarios, in their order. `on_share` hears the share that is done. Where the
/// future is dropped, the workers end.
pub(crate) async fn try_boards(
    boards: Boards,
    on_share: OnShare,
) -> Result<Vec<Summary>, CallError> {
    let Some(first) = boards.scenarios.first() else {
        return Ok(Vec::new());
    };
    let profiles = profiles_for(first, boards.known).await?;
    let many = boards.scenarios.len();
    let parts = dealt(boards.scenarios, pool_size());
    let shares = Rc::new(RefCell::new(vec![0.0; parts.len()]));
    let calls = parts.into_iter().enumerate().map(|(worker, scenarios)| {
        let (shares, on_share) = (Rc::clone(&shares), Rc::clone(&on_share));
        let part = scenarios.len() as f64 / many as f64;
        let hear = move |share: f64| {
            let mut shares = shares.borrow_mut();
            if let Some(of_worker) = shares.get_mut(worker) {
                *of_worker = share * part;
            }
            on_share(shares.iter().sum());
        };
        let question = SimulateBatch {
            scenarios,
            profiles: profiles.clone(),
            by_city: boards.by_city,
        };
        call_hearing(question, Rc::new(hear))
    });
    let summaries = gathered(try_join_all(calls).await?);
    if summaries.len() == many {
        Ok(summaries)
    } else {
        Err(CallError::Failed(text::engine::INCOMPLETE.get().to_owned()))
    }
}

/// One core is left to the page.
fn pool_size() -> usize {
    browser::cores().saturating_sub(1).clamp(1, MOST_WORKERS)
}

/// Deals things out to at most this many hands, one by one, because neighbours take similar times.
fn dealt<T>(things: Vec<T>, hands: usize) -> Vec<Vec<T>> {
    let hands = hands.min(things.len());
    let mut dealt: Vec<Vec<T>> = (0..hands).map(|_| Vec::new()).collect();
    for (thing, hand) in things.into_iter().zip((0..hands).cycle()) {
        if let Some(hand) = dealt.get_mut(hand) {
            hand.push(thing);
        }
    }
    dealt
}

/// The things that were dealt out, in their first order.
fn gathered<T>(dealt: Vec<Vec<T>>) -> Vec<T> {
    let mut hands: Vec<_> = dealt.into_iter().map(Vec::into_iter).collect();
    let mut gathered = Vec::new();
    loop {
        let before = gathered.len();
        gathered.extend(hands.iter_mut().filter_map(Iterator::next));
        if gathered.len() == before {
            return gathered;
        }
    }
}

/// The run of a grading snippet on an answer, by the snippet's id.
pub(crate) async fn grade(
    snippet: &str,
    right: Vec<String>,
    answer: String,
) -> Result<SnippetRun, CallError> {
    let snippet = snippet.to_owned();
    call(Grade {
        snippet,
        right,
        answer,
    })
    .await
}

/// The profiles of the snippets within a scenario's limits: the known ones, else the result of a
/// question.
pub(super) async fn profiles_for(
    scenario: &Scenario,
    known: Option<Arc<SnippetProfiles>>,
) -> Result<SnippetProfiles, CallError> {
    let limits = scenario.lanes.sandbox.limits();
    let own_code = scenario.own_code();
    match known.filter(|known| known.limits == limits && known.are_of(&own_code)) {
        Some(known) => Ok(SnippetProfiles::clone(&known)),
        None => with_own_code(call(Profile { limits }).await?, scenario).await,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(things: usize, hands: usize, expected: &[&[usize]]) {
        let all: Vec<usize> = (0..things).collect();
        let dealt = dealt(all.clone(), hands);
        assert_eq!(dealt, expected);
        assert_eq!(gathered(dealt), all);
    }

    #[test]
    fn what_is_dealt_out_is_gathered_in_its_order() {
        check(5, 2, &[&[0, 2, 4], &[1, 3]]);
        check(2, 3, &[&[0], &[1]]);
        check(3, 1, &[&[0, 1, 2]]);
        check(0, 4, &[]);
    }
}

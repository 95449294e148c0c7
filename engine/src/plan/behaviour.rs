//! How a step's code may behave: from who wrote it, and from how its snippets really ended.
//!
//! Must not know: where it will run.

use super::cumulative;
use crate::outcome::Cause;
use crate::request::Conduct;
use crate::sandbox::{Ended, Hostility, SnippetProfiles, SnippetRun, Trap, snippets};
use crate::scenario::Author;

/// One way that a step's code may behave.
#[derive(Clone, Debug)]
pub(crate) enum Behaviour {
    Honest,
    Prying,
    /// A snippet: for each submission how it ended behind walls.
    Snippet {
        index: u16,
        runs: Vec<Conduct>,
    },
}

/// Cumulative shares of the ways that this author's code behaves.
pub(super) fn behaviours(author: &Author, profiles: &SnippetProfiles) -> Vec<(f64, Behaviour)> {
    match author {
        Author::Own => vec![(1.0, Behaviour::Honest)],
        Author::Partner {
            prying_share,
            snippets,
        } if snippets.is_empty() => {
            vec![(*prying_share, Behaviour::Prying), (1.0, Behaviour::Honest)]
        }
        Author::Partner {
            snippets: shares, ..
        } => {
            let weights: Vec<f64> = shares.iter().map(|share| share.weight).collect();
            cumulative(&weights)
                .into_iter()
                .zip(shares)
                .map(|(share, snippet)| (share, snippet_behaviour(&snippet.snippet, profiles)))
                .collect()
        }
    }
}

fn snippet_behaviour(id: &str, profiles: &SnippetProfiles) -> Behaviour {
    let index = profiles.index_of(id).unwrap_or(0);
    Behaviour::Snippet {
        index: index as u16,
        runs: conducts_of(id, profiles),
    }
}

/// How a snippet behaves on each submission.
pub(crate) fn conducts_of(id: &str, profiles: &SnippetProfiles) -> Vec<Conduct> {
    let index = profiles.index_of(id).unwrap_or(0);
    let hostility = snippets()
        .iter()
        .find(|snippet| snippet.id == id)
        .map(|snippet| snippet.hostility);
    let runs = profiles
        .snippets
        .get(index)
        .map(|profile| &profile.runs[..])
        .unwrap_or_default();
    runs.iter()
        .map(|run| conduct(hostility, &run.run))
        .collect()
}

/// How a snippet behaves, from how its real run ended and what it would do without walls.
fn conduct(hostility: Option<Hostility>, run: &SnippetRun) -> Conduct {
    let fuel = run.fuel_burnt;
    let behind_walls = match &run.ended {
        Ended::Graded { .. } => return Conduct::Graded { fuel },
        Ended::Denied { .. } => return Conduct::Prying { fuel },
        Ended::Trapped(Trap::OutOfFuel) => Cause::OutOfFuel,
        Ended::Trapped(Trap::MemoryLimit) => Cause::WallMemory,
        Ended::Trapped(Trap::StackOverflow) => Cause::WallStack,
        Ended::Trapped(_) => Cause::Trapped,
    };
    match hostility {
        Some(Hostility::EndlessLoop) => Conduct::EndlessLoop { fuel, behind_walls },
        _ => Conduct::Bomb { fuel, behind_walls },
    }
}

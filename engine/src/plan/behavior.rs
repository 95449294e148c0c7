//! The possible behavior of a step's code, derived from its author and from the real runs of its snippets.

use super::cumulative;
use model::outcome::Cause;
use model::sandbox::{Ended, Hostility, Snippet, SnippetProfiles, SubmissionRun, Trap, snippets};
use model::scenario::Author;

/// The behavior of one request's code, which depends on the code and not on its lane. `fuel` is the number
/// of units that it burnt behind walls.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum CodeBehavior {
    /// The code does its work.
    Honest,
    /// It grades a snippet's submission.
    Graded { fuel: u64, is_misgraded: bool },
    /// It is a snippet that loops for ever; walls end it for this cause.
    EndlessLoop { fuel: u64, behind_walls: Cause },
    /// It is a snippet that takes its process down; walls end it for this cause.
    Bomb { fuel: u64, behind_walls: Cause },
    /// It makes a call that it was never granted, then goes on.
    Prying { fuel: u64 },
}

impl CodeBehavior {
    /// Whether the code means no harm.
    pub fn is_honest(self) -> bool {
        matches!(self, Self::Honest | Self::Graded { .. })
    }

    /// Whether it gives its submission other points than that is known to be worth.
    pub fn is_misgraded(self) -> bool {
        matches!(
            self,
            Self::Graded {
                is_misgraded: true,
                ..
            }
        )
    }
}

/// One kind of code that a step may run.
#[derive(Clone, Debug)]
pub(crate) enum CodeKind {
    /// Code that does its work.
    Honest,
    /// Code that makes a call that it was never granted.
    Prying,
    /// A snippet, with its behavior on each submission.
    Snippet { index: u16, runs: Vec<CodeBehavior> },
}

/// The kinds of code that this author's steps run, with their cumulative shares.
pub(super) fn behaviors(author: &Author, profiles: &SnippetProfiles) -> Vec<(f64, CodeKind)> {
    match author {
        Author::Own => vec![(1.0, CodeKind::Honest)],
        Author::Partner {
            prying_share,
            snippets,
        } if snippets.is_empty() => {
            vec![(*prying_share, CodeKind::Prying), (1.0, CodeKind::Honest)]
        }
        Author::Partner {
            snippets: shares, ..
        } => {
            let weights: Vec<f64> = shares.iter().map(|share| share.weight).collect();
            cumulative(&weights)
                .into_iter()
                .zip(shares)
                .map(|(share, snippet)| (share, snippet_kind(&snippet.snippet, profiles)))
                .collect()
        }
    }
}

fn snippet_kind(id: &str, profiles: &SnippetProfiles) -> CodeKind {
    let index = profiles.index_of(id).unwrap_or(0);
    CodeKind::Snippet {
        index: index as u16,
        runs: behaviors_of(id, profiles),
    }
}

/// How a snippet behaves on each submission.
pub(crate) fn behaviors_of(id: &str, profiles: &SnippetProfiles) -> Vec<CodeBehavior> {
    let index = profiles.index_of(id).unwrap_or(0);
    let profile = profiles.snippets.get(index);
    let is_own = profile.is_some_and(|profile| profile.code.is_some());
    let snippet = snippets()
        .iter()
        .find(|snippet| snippet.id == id && !is_own);
    let hostility = snippet.map(Snippet::hostility);
    let runs = profile.map(|profile| &profile.runs[..]).unwrap_or_default();
    runs.iter().map(|run| behavior(hostility, run)).collect()
}

/// The behavior of a snippet, from the end of its real run and its behavior without walls.
fn behavior(hostility: Option<Hostility>, of: &SubmissionRun) -> CodeBehavior {
    let fuel = of.run.fuel_burnt;
    let is_misgraded = of.is_misgraded();
    let behind_walls = match &of.run.ended {
        Ended::Graded { .. } => return CodeBehavior::Graded { fuel, is_misgraded },
        Ended::Denied { .. } => return CodeBehavior::Prying { fuel },
        Ended::Trapped(Trap::OutOfFuel) => Cause::OutOfFuel,
        Ended::Trapped(Trap::MemoryLimit) => Cause::WallMemory,
        Ended::Trapped(Trap::StackOverflow) => Cause::WallStack,
        Ended::Trapped(_) => Cause::Trapped,
    };
    let is_endless = match hostility {
        Some(hostility) => hostility == Hostility::EndlessLoop,
        // Code of a person's own that has burnt its fuel is taken for one that never ends.
        None => behind_walls == Cause::OutOfFuel,
    };
    if is_endless {
        CodeBehavior::EndlessLoop { fuel, behind_walls }
    } else {
        CodeBehavior::Bomb { fuel, behind_walls }
    }
}

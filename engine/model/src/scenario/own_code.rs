//! Code of a person's own among a scenario's snippets.

use super::{Author, FieldPath, Scenario, ScenarioError, SnippetShare};
use crate::sandbox::{OwnCode, SnippetProfiles};

/// The most programs of a person's own in a scenario. Chosen: each has its runs in every question to a worker.
const MOST: usize = 4;

impl Scenario {
    /// The code that grades in the place of a snippet's own, with the id of the snippet.
    pub fn own_code(&self) -> Vec<(&str, &OwnCode)> {
        let shares = self.shares();
        let mut found: Vec<(&str, &OwnCode)> = Vec::new();
        for share in shares {
            if let Some(code) = &share.code
                && found.iter().all(|(id, _)| *id != share.snippet)
            {
                found.push((&share.snippet, code));
            }
        }
        found
    }

    /// Has the first workload that runs snippets run this code alone, on the task of a snippet. Returns the workload's name; none
    /// where no workload runs snippets.
    pub fn set_own_code(&mut self, snippet: &str, code: OwnCode) -> Option<&str> {
        self.set_snippets(vec![SnippetShare {
            snippet: snippet.to_owned(),
            weight: 1.0,
            code: Some(code),
        }])
    }

    /// Has the first workload that runs snippets run these. Returns the workload's name; none where no workload runs snippets.
    pub(crate) fn set_snippets(&mut self, shares: Vec<SnippetShare>) -> Option<&str> {
        let mut workloads = self.workloads.iter_mut();
        let (name, snippets) = workloads.find_map(|workload| match &mut workload.author {
            Author::Partner { snippets, .. } if !snippets.is_empty() => {
                Some((&workload.name, snippets))
            }
            _ => None,
        })?;
        *snippets = shares;
        Some(name)
    }

    /// Puts code in the place of that which a snippet has; a snippet that runs its own keeps it.
    pub(crate) fn replace_own_code(&mut self, snippet: &str, code: &OwnCode) {
        let workloads = self.workloads.iter_mut();
        let shares = workloads.flat_map(|workload| match &mut workload.author {
            Author::Own => &mut [],
            Author::Partner { snippets, .. } => &mut snippets[..],
        });
        for share in shares.filter(|share| share.snippet == snippet && share.code.is_some()) {
            share.code = Some(code.clone());
        }
    }

    /// Whether the runs of snippets were made by the code that this scenario has.
    ///
    /// # Errors
    ///
    /// [`ScenarioError`] where they were made by other code: run this code first.
    pub fn check_runs(&self, profiles: &SnippetProfiles) -> Result<(), ScenarioError> {
        let own = self.own_code();
        match own.first() {
            Some((id, _)) if !profiles.are_of(&own) => FieldPath("workloads").fails_with_text(
                "author.snippets.code",
                "runs that this code made",
                id,
            ),
            _ => Ok(()),
        }
    }

    fn shares(&self) -> impl Iterator<Item = &SnippetShare> {
        self.workloads
            .iter()
            .flat_map(|workload| match &workload.author {
                Author::Own => &[],
                Author::Partner { snippets, .. } => &snippets[..],
            })
    }

    /// The runs of a snippet are made once for the whole board, so that it has one code.
    pub(super) fn check_own_code(&self) -> Result<(), ScenarioError> {
        let own = self.own_code();
        if own.len() > MOST {
            let expected = "at most 4 snippets with code of your own; take some out";
            return FieldPath("workloads").fails("author.snippets", expected, &own.len());
        }
        let is_other = |share: &&SnippetShare| {
            let code = own.iter().find(|(id, _)| *id == share.snippet);
            code.map(|(_, code)| *code) != share.code.as_ref()
        };
        match self.shares().find(is_other) {
            None => Ok(()),
            Some(share) => FieldPath("workloads").fails_with_text(
                "author.snippets.code",
                "the same code wherever this snippet runs",
                &share.snippet,
            ),
        }
    }
}

//! Runs every snippet on every sample submission of its task.
//!
//! A [`Profiler`] makes one run a call, so that its driver can do other work in between.

use borsh::{BorshDeserialize, BorshSerialize};

use super::{Program, RunCache, SandboxError, run_key};
use model::sandbox::{
    Ended, Limits, SnippetProfile, SnippetProfiles, SnippetRun, SubmissionRun, Trap, snippets,
};

/// The progress of a [`Profiler`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Progress {
    /// The position of the snippet that just ran.
    pub snippet: u32,
    /// The number of runs made so far.
    pub done: u32,
    /// The number of runs to make in all.
    pub total: u32,
}

/// Makes the [`SnippetProfiles`], one run at a time.
pub struct Profiler {
    profiles: SnippetProfiles,
    cache: RunCache,
    /// The snippet being run, compiled: module and program, or why there is none.
    current: Option<Result<Program, SandboxError>>,
}

impl Profiler {
    /// A profiler without runs.
    pub fn new(limits: &Limits) -> Self {
        Self::with_cache(limits, RunCache::default())
    }

    /// A profiler that does not repeat the runs in `cache`.
    pub fn with_cache(limits: &Limits, cache: RunCache) -> Self {
        let profiles = SnippetProfiles {
            limits: *limits,
            snippets: Vec::new(),
        };
        Self {
            profiles,
            cache,
            current: None,
        }
    }

    /// Runs one snippet on one submission; `None` when all are done.
    pub fn step(&mut self) -> Option<Progress> {
        let limits = self.profiles.limits;
        let (place, submission) = self.next()?;
        let snippet = snippets().get(place)?;
        let compile = || Program::of_valid(snippet.wasm(), &limits);
        let current = self.current.get_or_insert_with(compile);
        let run = match current {
            Ok(program) => {
                let key = run_key(snippet.wasm(), &snippet.task, submission, &limits);
                self.cache
                    .run(key, || program.run(&snippet.task, submission))
            }
            Err(error) => never_ran(error),
        };
        let runs = &mut self.profiles.snippets.get_mut(place)?.runs;
        runs.push(SubmissionRun {
            submission: submission.to_owned(),
            run,
            known_points: None,
        });
        let done = self
            .profiles
            .snippets
            .iter()
            .map(|snippet| snippet.runs.len() as u32)
            .sum();
        let all = snippets()
            .iter()
            .map(|snippet| snippet.task.submissions().len() as u32)
            .sum();
        Some(Progress {
            snippet: place as u32,
            done,
            total: all,
        })
    }

    /// The next snippet's place and submission. Opens a new profile where the last is complete.
    fn next(&mut self) -> Option<(usize, &'static str)> {
        loop {
            if let Some(open) = self.profiles.snippets.len().checked_sub(1) {
                let done = self.profiles.snippets.get(open)?.runs.len();
                if let Some(submission) = snippets().get(open)?.task.submissions().get(done) {
                    return Some((open, submission));
                }
            }
            let snippet = snippets().get(self.profiles.snippets.len())?;
            self.current = None;
            self.profiles.snippets.push(SnippetProfile {
                code: None,
                id: snippet.id.to_owned(),
                hostile: snippet.hostile(),
                runs: Vec::new(),
            });
        }
    }

    /// Makes the remaining runs, and returns the profiles.
    pub fn finish(self) -> SnippetProfiles {
        self.finish_with_cache().0
    }

    /// Does the same as [`Profiler::finish`], and returns every run for the next profiler.
    pub fn finish_with_cache(mut self) -> (SnippetProfiles, RunCache) {
        while self.step().is_some() {}
        (self.profiles, self.cache)
    }
}

/// The result for a built-in snippet that does not compile, which the tests rule out.
fn never_ran(error: &SandboxError) -> SnippetRun {
    SnippetRun {
        ended: Ended::Trapped(Trap::Other(error.to_string())),
        fuel_burnt: 0,
        memory_peak_bytes: 0,
        points_asked: 0,
        feedback: None,
        calls: Vec::new(),
    }
}

/// The profiles within the default limits, as bytes. A test runs every snippet and compares.
static OF_DEFAULT_LIMITS: &[u8] = include_bytes!("default_profiles.bin");

/// The profiles within these limits where they come with the program: no run has to be made for them, which
/// takes some thirty milliseconds before the first verdict. None for limits that a person has changed.
pub fn known_profiles(limits: &Limits) -> Option<SnippetProfiles> {
    if *limits != Limits::default() {
        return None;
    }
    borsh::from_slice(OF_DEFAULT_LIMITS).ok()
}

/// Runs every snippet on every submission, all at once.
pub fn profile(limits: &Limits) -> SnippetProfiles {
    Profiler::new(limits).finish()
}

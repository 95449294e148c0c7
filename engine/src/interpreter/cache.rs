//! Runs already made, by the hash of their inputs.
//!
//! A run is a pure function of the hashed inputs, so that forgetting a run costs time and changes
//! no result.

use std::collections::BTreeMap;

use model::random::Fnv1a;
use model::sandbox::{Criterion, Expect, Limits, SnippetRun, Task, Texts};

/// Raised whenever the host's calls or their cost change, so that kept runs are not taken for new
/// ones.
const INTERFACE: u64 = 1;

/// The hash of everything that a run depends on: program, task, submission, limits, and this host's
/// version.
///
/// FNV-1a with 64 bits over the parts in that order, each text preceded by its length and each
/// number as 64 bits with the lowest byte first: the same natively and in a browser. It protects
/// against accidents, not against an attacker who looks for two programs with one hash: a cache must
/// serve one person only.
pub fn run_key(program_wasm: &[u8], task: &Task, submission: &str, limits: &Limits) -> u64 {
    let mut hash = KeyHash::default();
    hash.number(INTERFACE);
    hash.bytes(program_wasm);
    hash.task(task);
    hash.bytes(submission.as_bytes());
    let Limits {
        fuel,
        memory_bytes,
        table_elements,
        stack_bytes,
        recursion,
        output_bytes,
        key_questions,
    } = *limits;
    hash.number(fuel);
    hash.number(memory_bytes);
    for part in [
        table_elements,
        stack_bytes,
        recursion,
        output_bytes,
        key_questions,
    ] {
        hash.number(u64::from(part));
    }
    hash.0.finish()
}

/// Writes texts and numbers into a hash so that no two sequences of them are the same bytes.
#[derive(Default)]
struct KeyHash(Fnv1a);

impl KeyHash {
    fn byte(&mut self, byte: u8) {
        self.0.write(&[byte]);
    }

    fn number(&mut self, number: u64) {
        self.0.write(&number.to_le_bytes());
    }

    fn bytes(&mut self, bytes: &[u8]) {
        self.number(bytes.len() as u64);
        self.0.write(bytes);
    }

    fn texts(&mut self, texts: &Texts) {
        self.number(texts.iter().count() as u64);
        for text in texts.iter() {
            self.bytes(text.as_bytes());
        }
    }

    fn task(&mut self, task: &Task) {
        self.number(u64::from(task.cap_points));
        self.number(task.key.len() as u64);
        for Criterion { points, expect } in task.key.iter() {
            self.number(u64::from(*points));
            match expect {
                Expect::Is(answers) => {
                    self.byte(0);
                    self.texts(answers);
                }
                Expect::Mentions(phrases) => {
                    self.byte(1);
                    self.texts(phrases);
                }
                Expect::Number { value, tolerance } => {
                    self.byte(2);
                    self.number(value.to_bits());
                    self.number(tolerance.to_bits());
                }
            }
        }
    }
}

/// Kept runs, at most [`RunCache::CAPACITY`]; then one is dropped for each new one.
#[derive(Clone, Debug, Default)]
pub struct RunCache {
    runs: BTreeMap<u64, SnippetRun>,
}

impl RunCache {
    /// The most runs kept; about a megabyte.
    pub const CAPACITY: u32 = 4_096;

    /// The run with this key, made now if it is not kept.
    pub fn run(&mut self, key: u64, make: impl FnOnce() -> SnippetRun) -> SnippetRun {
        if let Some(run) = self.runs.get(&key) {
            return run.clone();
        }
        if self.len() >= Self::CAPACITY {
            self.runs.pop_first();
        }
        self.runs.entry(key).insert_entry(make()).get().clone()
    }

    /// The run with this key, if it is kept.
    pub fn get(&self, key: u64) -> Option<&SnippetRun> {
        self.runs.get(&key)
    }

    /// How many runs are kept.
    pub fn len(&self) -> u32 {
        self.runs.len() as u32
    }

    /// Whether no run is kept.
    pub fn is_empty(&self) -> bool {
        self.runs.is_empty()
    }
}

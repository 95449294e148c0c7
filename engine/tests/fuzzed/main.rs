//! A short run of each fuzz target: its corpus, and some hundred mutations of each of its files.
//!
//! The same seed gives the same mutations. `cargo fuzz` looks further: see CONTRIBUTING.md.
#![expect(clippy::unwrap_used, reason = "a test may end at once")]

mod corpus;
mod mutation;
#[path = "../../fuzz/targets.rs"]
mod targets;

use mutation::Mutations;

/// Mutations of each file of a corpus.
const MUTATIONS: u64 = 150;

fn check(target: fn(&[u8]), corpus: &[Vec<u8>]) {
    assert!(!corpus.is_empty());
    for (index, seed) in corpus.iter().enumerate() {
        target(seed);
        let mut mutations = Mutations::new(index as u64);
        for _ in 0..MUTATIONS {
            target(&mutations.next_of(seed, corpus));
        }
    }
}

#[test]
fn any_bytes_as_a_module() {
    check(targets::module_bytes, &corpus::modules());
}

#[test]
fn modules_that_are_drawn() {
    check(targets::drawn_modules, &corpus::noise(60, 600));
}

#[test]
fn any_text_as_a_module() {
    check(targets::module_text, &corpus::module_texts());
}

#[test]
fn any_text_as_a_program() {
    check(targets::language, &corpus::programs());
}

#[test]
fn any_calls_to_wasi() {
    check(targets::wasi_calls, &corpus::noise(100, 200));
}

#[test]
fn any_bytes_as_a_file() {
    check(targets::files, &corpus::files());
}

#[test]
fn any_bytes_as_a_log() {
    check(targets::logs_of_others, &corpus::logs());
}

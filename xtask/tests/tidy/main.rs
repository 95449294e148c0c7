//! The rules of the code that no compiler checks: which module may import which, no circles, no long files,
//! and comments in plain English.
//!
//! The layers are those of the tables in `ARCHITECTURE.md`. Each rule has a test on a small source text that
//! breaks it. Present findings are counted in `ratchets.rs`, and the count may only fall.

#![expect(
    clippy::unwrap_used,
    reason = "a test that panics has failed, which is what it is for"
)]

mod circles;
mod comments;
mod imports;
mod layers;
mod ratchets;
mod sources;

use ratchets::check;
use sources::Package;

/// The folders of the packages; the last part of each is the name of its package.
const PACKAGES: [&str; 7] = [
    "engine/grading",
    "engine/logs",
    "engine/model",
    "engine",
    "app",
    "testkit",
    "xtask",
];
/// No file of a source folder has more lines.
const LONGEST_FILE: usize = 400;

/// Applies a rule to every package of the workspace.
fn each(rule: &str, findings: impl Fn(&Package) -> Vec<String>) {
    let broken = PACKAGES.into_iter().filter_map(|folder| {
        let package = Package::read(folder);
        check(rule, &package.name, &findings(&package)).err()
    });
    let broken: Vec<String> = broken.collect();
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn modules_import_what_their_layer_may() {
    let architecture = sources::read("ARCHITECTURE.md");
    each("layers", |package| {
        layers::findings(&layers::of_package(&architecture, &package.name), package)
    });
}

#[test]
fn no_modules_import_each_other_in_a_circle() {
    each("circles", circles::findings);
}

#[test]
fn no_file_is_long() {
    each("long files", |package| {
        let long = |file: &&sources::File| file.text.lines().count() > LONGEST_FILE;
        let long = package.files.iter().filter(long);
        long.map(|file| format!("{} has more than {LONGEST_FILE} lines", file.path))
            .collect()
    });
}

#[test]
fn walls_are_layers_and_not_sentences() {
    each("must not know", comments::walls);
}

#[test]
fn comments_are_plain_english() {
    each("dialect", comments::dialect);
}

#[test]
fn documentation_has_more_than_one_word() {
    each("one word", comments::one_word);
}

//! Compares the packed files of the program for learning with their written sources.

use borsh::BorshSerialize;

/// Checks that the file in `public/text/` contains this value. `cargo xtask bless` rewrites the file.
pub(super) fn check(file: &str, written: &impl BorshSerialize) {
    let bytes = borsh::to_vec(written).expect("numbers that are numbers");
    testkit::check(&format!("public/text/{file}"), bytes);
}

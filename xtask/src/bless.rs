//! `cargo xtask bless`: writes the files that are made from others.
//!
//! The tests that compare such a file with its sources also write it; see `testkit/src/lib.rs`.

use crate::call::Call;
use crate::checkout::Checkout;
use crate::problem::Result;

/// The variable that makes tests write, and its values.
const VARIABLE: &str = "LANEWISE_BLESS";
const DERIVED: &str = "derived";
const GOLDEN: &str = "golden";

/// The tests that write files which are made from others.
const MAKE_DERIVED: [&[&str]; 3] = [
    &[
        "-p", "engine", "--test", "gallery", "--test", "packed", "--test", "pages", "--test",
        "schema",
    ],
    &["-p", "app", "--lib", "packed"],
    &["-p", "app", "--lib", "wording"],
];
/// The tests that record the results of runs.
const MAKE_GOLDEN: [&[&str]; 3] = [
    &["-p", "engine", "--lib", "core_suite"],
    &["-p", "engine", "--test", "golden"],
    &["-p", "engine", "--test", "challenges", "room"],
];

/// Writes every derived file, or with `golden` the results of the golden runs.
pub(crate) fn run(checkout: &Checkout, golden: bool) -> Result<()> {
    let (word, tests): (_, &[&[&str]]) = if golden {
        (GOLDEN, &MAKE_GOLDEN)
    } else {
        (DERIVED, &MAKE_DERIVED)
    };
    for test in tests {
        Call::new("cargo")
            .args(["test", "--quiet", "--locked"])
            .args(*test)
            .env(VARIABLE, word)
            .dir(checkout.root())
            .run()?;
    }
    Call::new("git")
        .args(["status", "--short"])
        .dir(checkout.root())
        .run()
}

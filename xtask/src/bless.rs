//! `cargo xtask bless`: writes the files that are made of others anew.
//!
//! The tests that hold such a file to what it is made of also write it; see `testkit/src/lib.rs`.

use crate::call::Call;
use crate::checkout::Checkout;
use crate::problem::Result;

/// The variable that makes tests write, and its values.
const VARIABLE: &str = "LANEWISE_BLESS";
const DERIVED: &str = "derived";
const GOLDEN: &str = "golden";

/// The tests that make files which follow from others.
const MAKE_DERIVED: [&[&str]; 2] = [
    &[
        "-p", "engine", "--test", "packed", "--test", "pages", "--test", "schema",
    ],
    &["-p", "app", "--lib", "packed"],
];
/// The tests that record what runs say.
const MAKE_GOLDEN: [&[&str]; 1] = [&["-p", "engine", "--test", "golden"]];

/// Writes every derived file anew, or with `golden` what the golden runs say.
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

//! Holds the packed files of the program for learning to what people write.

use borsh::BorshSerialize;

/// The file in `public/text/` holds this value. `cargo xtask bless` writes it anew.
pub(super) fn check(file: &str, written: &impl BorshSerialize) {
    let bytes = borsh::to_vec(written).expect("numbers that are numbers");
    testkit::check(&format!("public/text/{file}"), bytes);
}

//! Compares the packed files that the page fetches with the JSON files that people write.
//!
//! `LANEWISE_BLESS=1 cargo test -p app packed` writes the packed files anew.

use std::fs;
use std::path::Path;

use borsh::BorshSerialize;

/// The packed file in `public/text/` has this content; it gets the content where the test blesses.
pub(super) fn check(file: &str, written: &impl BorshSerialize) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../public/text")
        .join(file);
    let bytes = borsh::to_vec(written).expect("numbers that are numbers");
    let bless = std::env::var_os("LANEWISE_BLESS").is_some_and(|value| value == "1");
    assert!(
        !bless || fs::write(&path, &bytes).is_ok(),
        "{file} cannot be written"
    );
    assert!(
        fs::read(&path).is_ok_and(|found| found == bytes),
        "{file} is not what its JSON says; write it anew: LANEWISE_BLESS=1 cargo test -p app packed"
    );
}

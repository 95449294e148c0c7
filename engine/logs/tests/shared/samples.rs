//! The logs that the tests read. They have the shape of what real tools write; all values are invented.

use std::fs;
use std::path::Path;

use logs::{Choices, Log, LogError, LogReader};

/// The bytes of a sample.
pub fn bytes(file: &str) -> Vec<u8> {
    fs::read(
        Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("tests/files")
            .join(file),
    )
    .unwrap()
}

/// A sample, read in pieces that end anywhere in a line.
pub fn read(file: &str) -> Result<Log, LogError> {
    let bytes = bytes(file);
    let mut reader = LogReader::begin(&bytes, &Choices::default())?;
    for piece in bytes.chunks(7) {
        reader.push(piece);
    }
    reader.finish()
}

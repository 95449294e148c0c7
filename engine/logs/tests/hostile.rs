//! Bytes that no tool wrote end with a log or with a sentence, whatever they are, and in whatever pieces they come.
#![expect(clippy::unwrap_used, reason = "a test may end at once")]

use std::fs;
use std::path::PathBuf;

use logs::{Choices, Log, LogError, LogReader, format_names};
use proptest::prelude::*;

fn read(bytes: &[u8], piece: usize, choices: &Choices) -> Result<Log, LogError> {
    let mut reader = LogReader::begin(bytes, choices)?;
    for piece in bytes.chunks(piece) {
        reader.push(piece);
    }
    reader.finish()
}

fn samples() -> Vec<Vec<u8>> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/files");
    let files = fs::read_dir(folder).unwrap();
    let mut paths: Vec<_> = files.map(|file| file.unwrap().path()).collect();
    paths.sort();
    paths
        .into_iter()
        .map(|path| fs::read(path).unwrap())
        .collect()
}

/// The formats that read one sample are tried on every other one, too.
#[test]
fn each_format_reads_or_refuses_each_file() {
    for bytes in samples() {
        for format in format_names() {
            let choices = Choices {
                format: Some(format.id.to_owned()),
                ..Choices::default()
            };
            if let Err(error) = read(&bytes, 1_000, &choices) {
                assert!(error.to_string().len() < 1_000, "{error}");
            }
        }
    }
}

#[test]
fn pieces_change_nothing() {
    for bytes in samples() {
        let whole = read(&bytes, bytes.len(), &Choices::default());
        for piece in [1, 5, 64] {
            assert_eq!(read(&bytes, piece, &Choices::default()), whole);
        }
    }
}

proptest! {
    #[test]
    fn any_bytes_end_with_a_log_or_a_sentence(
        bytes in prop::collection::vec(any::<u8>(), 0..400),
        piece in 1_usize..50,
    ) {
        read(&bytes, piece, &Choices::default()).ok();
    }

    /// A log in which some bytes were replaced.
    #[test]
    fn a_damaged_log_ends_with_a_log_or_a_sentence(
        place in any::<prop::sample::Index>(),
        damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..20),
    ) {
        let samples = samples();
        let mut bytes = samples[place.index(samples.len())].clone();
        for (at, byte) in damage {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if let Ok(log) = read(&bytes, 100, &Choices::default()) {
            let (first_s, last_s) = log.span_s().unwrap();
            prop_assert!(first_s <= last_s);
            prop_assert!(log.bad.len() as u64 <= log.bad_rows);
        }
    }
}

//! Reads a log of a person's own from a file.

use std::fs::File;
use std::io::Read;

use logs::{Choices, Log, LogReader, MOST_BYTES};

/// The bytes that are read at a time.
const PIECE_BYTES: usize = 1 << 20;

/// Reads a log, as far as it is one.
///
/// # Errors
///
/// A sentence with the file and the way out.
pub fn read(file: &str) -> Result<Log, String> {
    let failed = |error: std::io::Error| format!("{file}: {error}");
    let mut open = File::open(file).map_err(failed)?;
    let bytes = open.metadata().map_err(failed)?.len();
    if bytes > MOST_BYTES {
        return Err(format!(
            "{file}: it has {} MB; at most {} MB are read. Cut it to the hours that matter",
            bytes / 1_000_000,
            MOST_BYTES / 1_000_000
        ));
    }
    let mut piece = vec![0; PIECE_BYTES];
    let mut reader: Option<LogReader> = None;
    loop {
        let read = open.read(&mut piece).map_err(failed)?;
        let piece = piece.get(..read).unwrap_or_default();
        if reader.is_none() {
            let begun = LogReader::begin(piece, &Choices::default());
            reader = Some(begun.map_err(|error| format!("{file}: {error}"))?);
        }
        match &mut reader {
            Some(reader) if read > 0 => reader.push(piece),
            _ => break,
        }
    }
    let log = reader.map(LogReader::finish);
    match log {
        Some(Ok(log)) => Ok(log),
        Some(Err(error)) => Err(format!("{file}: {error}")),
        None => Err(format!("{file}: the file is empty")),
    }
}

//! The bytes of a file, out of gzip where it is compressed.

use std::io::{Read, Write};

use flate2::read::GzDecoder;
use flate2::write::MultiGzDecoder;

/// The first bytes of a file that gzip wrote.
const MARK: [u8; 2] = [0x1f, 0x8b];

/// A file as it comes, or out of gzip.
#[derive(Debug)]
pub(crate) enum Unpacked {
    Plain,
    Gzip(Box<MultiGzDecoder<Vec<u8>>>),
}

impl Unpacked {
    /// Of a file that begins with these bytes.
    pub(crate) fn of(first: &[u8]) -> Self {
        if first.starts_with(&MARK) {
            Self::Gzip(Box::new(MultiGzDecoder::new(Vec::new())))
        } else {
            Self::Plain
        }
    }

    /// Hands over what the next piece holds. What is no gzip any more ends the file.
    pub(crate) fn push(&mut self, piece: &[u8], hand: impl FnOnce(&[u8])) {
        match self {
            Self::Plain => hand(piece),
            Self::Gzip(decoder) => {
                // A damaged end gives no more bytes, and the rows before it are used.
                decoder.write_all(piece).ok();
                decoder.flush().ok();
                hand(decoder.get_ref());
                decoder.get_mut().clear();
            }
        }
    }
}

/// The first bytes of what a file holds, at most so many.
pub(crate) fn beginning(first: &[u8], most_bytes: usize) -> Vec<u8> {
    let mut bytes = Vec::new();
    if first.starts_with(&MARK) {
        // A piece that ends within the stream still gives what came before its end.
        let mut decoder = GzDecoder::new(first).take(most_bytes as u64);
        decoder.read_to_end(&mut bytes).ok();
    } else {
        bytes.extend(first.iter().take(most_bytes));
    }
    bytes
}

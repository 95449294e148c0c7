//! A text in CSV, row by row, in constant memory.

use super::RowFault;

/// A text in rows and fields.
pub(super) struct Table<'a> {
    reader: csv_core::Reader,
    rest: &'a [u8],
    bytes: Vec<u8>,
    ends: [usize; MOST_FIELDS],
}

/// Fields of a row; no trace has as many.
const MOST_FIELDS: usize = 64;
/// Bytes of a row; no trace has as many.
const MOST_ROW_BYTES: usize = 4_096;

/// One row.
pub(super) struct Record<'a> {
    bytes: &'a str,
    ends: &'a [usize],
}

impl<'a> Record<'a> {
    pub(super) fn get(&self, place: usize) -> Option<&'a str> {
        let end = *self.ends.get(place)?;
        let start = place.checked_sub(1).map_or(0, |before| self.ends[before]);
        self.bytes.get(start..end)
    }

    pub(super) fn fields(&self) -> impl Iterator<Item = &'a str> {
        (0..self.ends.len()).map_while(|place| self.get(place))
    }
}

impl<'a> Table<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self {
            reader: csv_core::Reader::new(),
            rest: text.as_bytes(),
            bytes: vec![0; MOST_ROW_BYTES],
            ends: [0; MOST_FIELDS],
        }
    }

    /// The line of the next row, from 1.
    pub(super) fn line(&self) -> u64 {
        self.reader.line()
    }

    /// The next row, or its fault; `None` after the last.
    pub(super) fn next_record(&mut self) -> Option<Result<Record<'_>, RowFault>> {
        let (mut used, mut fields) = (0, 0);
        let mut too_long = false;
        loop {
            let (result, read, wrote, ended) = self.reader.read_record(
                self.rest,
                &mut self.bytes[used..],
                &mut self.ends[fields..],
            );
            self.rest = &self.rest[read..];
            used += wrote;
            fields += ended;
            match result {
                csv_core::ReadRecordResult::End => return None,
                csv_core::ReadRecordResult::Record => break,
                csv_core::ReadRecordResult::InputEmpty => {}
                // The rest of a row that is too long is read too, so that the next row begins at its start.
                csv_core::ReadRecordResult::OutputFull
                | csv_core::ReadRecordResult::OutputEndsFull => {
                    too_long = true;
                    (used, fields) = (0, 0);
                }
            }
        }
        let ends = &self.ends[..fields];
        let bytes = self.bytes.get(..ends.last().copied().unwrap_or(0));
        let text = bytes.and_then(|bytes| std::str::from_utf8(bytes).ok());
        Some(match text {
            Some(bytes) if !too_long => Ok(Record { bytes, ends }),
            _ => Err(RowFault::TooLong {
                most_fields: MOST_FIELDS,
                most_bytes: MOST_ROW_BYTES,
            }),
        })
    }
}

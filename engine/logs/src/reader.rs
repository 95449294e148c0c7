//! Reads a log piece by piece.

use crate::choices::Choices;
use crate::encoding::Decoder;
use crate::fault::{LogError, RowFault, shortened};
use crate::format::{Format, Rows};
use crate::formats;
use crate::lines::{Lines, MOST_LINE_BYTES};
use crate::log::{Groups, Log};
use crate::sample::{SAMPLE_BYTES, Sample};
use crate::unpacked::{self, Unpacked};

/// The largest file that is read, in bytes; a larger one is refused by its size.
pub const MOST_BYTES: u64 = 200_000_000;

/// A log that is being read, in memory that depends on its requests and not on its bytes.
pub struct LogReader {
    unpacked: Unpacked,
    decoder: Decoder,
    lines: Lines,
    rows: Box<dyn Rows>,
    groups: Groups,
    log: Log,
}

impl std::fmt::Debug for LogReader {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("LogReader")
            .field("log", &self.log)
            .finish_non_exhaustive()
    }
}

impl LogReader {
    /// Recognises a log by its first bytes, 64 KB of them if it has as many. They are read with the first piece.
    ///
    /// # Errors
    ///
    /// [`LogError`] where no format fits, or where a choice does not fit the format.
    pub fn begin(first: &[u8], choices: &Choices) -> Result<Self, LogError> {
        let unpacked = Unpacked::of(first);
        // One byte more tells whether the last line of the sample is cut.
        let sample = Sample::new(&unpacked::beginning(first, SAMPLE_BYTES + 1));
        if sample.first().is_empty() {
            return Err(LogError::Empty);
        }
        let format = match &choices.format {
            Some(id) => formats::by_id(id).ok_or_else(|| LogError::NoFormat(id.clone()))?,
            None => {
                formats::of(&sample).ok_or_else(|| LogError::Unknown(shortened(sample.first())))?
            }
        };
        let mut reading = Format::begin(format, &sample, choices)?;
        reading.understood.encoding = sample.encoding;
        Ok(Self {
            unpacked,
            decoder: Decoder::new(sample.encoding),
            lines: Lines::new(reading.has_quotes),
            rows: reading.rows,
            groups: Groups::default(),
            log: Log::new(reading.understood),
        })
    }

    /// Reads the next piece of the file.
    pub fn push(&mut self, piece: &[u8]) {
        let (decoder, lines) = (&mut self.decoder, &mut self.lines);
        self.unpacked
            .push(piece, |bytes| decoder.push(bytes, lines.text()));
        self.take(false);
    }

    /// The requests so far.
    pub fn len(&self) -> usize {
        self.log.records.len()
    }

    /// Whether no request was read so far.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn take(&mut self, is_end: bool) {
        let (rows, groups, log) = (&mut self.rows, &mut self.groups, &mut self.log);
        self.lines.take(is_end, |line| {
            if line.is_cut {
                log.name_bad(line.number, RowFault::TooLong(MOST_LINE_BYTES));
                return;
            }
            if line.text.trim().is_empty() {
                return;
            }
            let (mut found, mut endless) = (0, false);
            let result = rows.read(line.text.trim_start_matches('\u{feff}'), &mut |record| {
                found += 1;
                if record.is_possible() {
                    groups.add(log, &record);
                } else {
                    endless = true;
                }
            });
            match result {
                Ok(()) if endless => log.name_bad(line.number, RowFault::TooFar),
                Ok(()) if found == 0 => log.other_lines += 1,
                Ok(()) => {}
                Err(fault) => log.name_bad(line.number, fault),
            }
        });
    }

    /// The log, once all of its pieces are read. Its requests are sorted by their arrival.
    ///
    /// # Errors
    ///
    /// [`LogError`] where no row can be used.
    pub fn finish(mut self) -> Result<Log, LogError> {
        self.take(true);
        let mut log = self.log;
        if log.records.is_empty() {
            let first = log.bad.first();
            return Err(first.map_or(LogError::NoRows, |bad| LogError::NoGoodRow(bad.to_string())));
        }
        log.records.sort_by(|a, b| a.at_s.total_cmp(&b.at_s));
        Ok(log)
    }
}

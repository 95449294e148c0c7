//! Tables in CSV: read row by row in constant memory, and written so that no cell becomes a formula.

use crate::decimal;

/// A text in rows and fields.
pub(crate) struct Table<'a> {
    reader: csv_core::Reader,
    rest: &'a [u8],
    bytes: Vec<u8>,
    ends: [usize; MOST_FIELDS],
}

/// Fields of a row; no table here has as many.
pub(crate) const MOST_FIELDS: usize = 64;

/// A row with more than [`MOST_FIELDS`] fields, with more bytes than the table's reader takes, or not in UTF-8.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct RowTooLong;

/// One row.
pub(crate) struct Record<'a> {
    bytes: &'a str,
    ends: &'a [usize],
}

impl<'a> Record<'a> {
    pub(crate) fn get(&self, place: usize) -> Option<&'a str> {
        let end = *self.ends.get(place)?;
        let start = place.checked_sub(1).map_or(0, |before| self.ends[before]);
        self.bytes.get(start..end)
    }

    pub(crate) fn fields(&self) -> impl Iterator<Item = &'a str> {
        (0..self.ends.len()).map_while(|place| self.get(place))
    }
}

impl<'a> Table<'a> {
    /// Reads rows of at most `most_row_bytes` bytes, whose fields are separated by an ASCII character.
    pub(crate) fn new(text: &'a str, separator: u8, most_row_bytes: usize) -> Self {
        Self {
            reader: csv_core::ReaderBuilder::new().delimiter(separator).build(),
            rest: text.as_bytes(),
            bytes: vec![0; most_row_bytes],
            ends: [0; MOST_FIELDS],
        }
    }

    /// The next row, or its fault; `None` after the last.
    pub(crate) fn next_record(&mut self) -> Option<Result<Record<'_>, RowTooLong>> {
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
            _ => Err(RowTooLong),
        })
    }
}

/// A cell of a CSV table. A cell that a spreadsheet would read as a formula gets an apostrophe in front;
/// a number stays a number. Cells with a comma, a quotation mark or a line break are quoted.
pub fn cell(cell: &str) -> String {
    let is_formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']);
    // `-inf` is a word to a spreadsheet, and no decimal.
    let cell = if is_formula && decimal::parse(cell).is_none() {
        format!("'{cell}")
    } else {
        cell.to_owned()
    };
    if cell.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_cell_is_no_formula() {
        let check = |cell: &str, expected: &str| assert_eq!(super::cell(cell), expected);
        check("Quiz", "Quiz");
        check("=1+1", "'=1+1");
        check(
            "=HYPERLINK(\"https://evil.example\",\"x\")",
            "\"'=HYPERLINK(\"\"https://evil.example\"\",\"\"x\"\")\"",
        );
        check("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0");
        check("-2+3", "'-2+3");
        check("@SUM(A1)", "'@SUM(A1)");
        check("\t=1", "'\t=1");
        check("\r=1", "\"'\r=1\"");
        check("＝1", "'＝1");
        check("-inf", "'-inf");
        check("-1.5", "-1.5");
        check("+3e-7", "+3e-7");
        check("São Paulo, BR", "\"São Paulo, BR\"");
        check("say \"so\"", "\"say \"\"so\"\"\"");
    }
}

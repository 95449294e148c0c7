//! The fields of one line.

use serde::Deserialize;

use crate::fault::RowFault;
use crate::lines::MOST_LINE_BYTES;

/// Fields of a line; no log has as many, but a day of counts by minute has 1,444.
const MOST_FIELDS: usize = 2_048;

/// The fields of a line that is a JSON object.
pub(crate) fn of_json<'a, T: Deserialize<'a>>(line: &'a str) -> Result<T, RowFault> {
    serde_json::from_str(line).map_err(|_| RowFault::unlike(line))
}

/// The fields of the line that was read last.
#[derive(Debug, Default)]
pub(crate) struct Fields {
    text: Vec<u8>,
    ends: Vec<usize>,
    /// The reader of tables with this separator: to make one costs more than to read a line.
    table: Option<(u8, Box<csv_core::Reader>)>,
}

impl Fields {
    /// Reads a line whose fields a character separates; they may be in quotation marks.
    pub(crate) fn read_table(&mut self, line: &str, separator: u8) -> Result<(), RowFault> {
        if self
            .table
            .as_ref()
            .is_none_or(|(known, _)| *known != separator)
        {
            let reader = csv_core::ReaderBuilder::new().delimiter(separator).build();
            self.table = Some((separator, Box::new(reader)));
        }
        let Some((_, reader)) = &mut self.table else {
            return Ok(());
        };
        reader.reset();
        self.text.resize(line.len() + 1, 0);
        self.ends.resize(MOST_FIELDS, 0);
        let (_, read, _, ended) =
            reader.read_record(line.as_bytes(), &mut self.text, &mut self.ends);
        // The end of the text ends the last field.
        let rest = line.as_bytes().get(read..).unwrap_or_default();
        if !rest.is_empty() {
            return Err(RowFault::TooLong(MOST_LINE_BYTES));
        }
        let written = self.ends.get(..ended).and_then(<[usize]>::last).copied();
        let (result, _, _, more) = reader.read_record(
            b"",
            self.text
                .get_mut(written.unwrap_or(0)..)
                .unwrap_or_default(),
            self.ends.get_mut(ended..).unwrap_or_default(),
        );
        debug_assert!(!matches!(result, csv_core::ReadRecordResult::OutputFull));
        self.ends.truncate(ended + more);
        Ok(())
    }

    /// Reads a line of an access log: fields between blanks, in quotation marks or in brackets.
    pub(crate) fn read_log(&mut self, line: &str) {
        self.text.clear();
        self.ends.clear();
        let mut bytes = line.bytes().peekable();
        while self.ends.len() < MOST_FIELDS {
            while bytes.next_if_eq(&b' ').is_some() {}
            let Some(&first) = bytes.peek() else { return };
            let close = match first {
                b'"' => Some(b'"'),
                b'[' => Some(b']'),
                _ => None,
            };
            if close.is_some() {
                bytes.next();
            }
            while let Some(byte) = bytes.next() {
                if byte == close.unwrap_or(b' ') {
                    break;
                }
                // A backslash keeps the character behind it from ending the field.
                if byte == b'\\' && close == Some(b'"') {
                    self.text
                        .extend(bytes.next_if(|next| *next == b'"' || *next == b'\\'));
                    continue;
                }
                self.text.push(byte);
            }
            self.ends.push(self.text.len());
        }
    }

    /// The number of fields.
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// A field without blanks around it.
    pub(crate) fn get(&self, place: usize) -> Option<&str> {
        let end = *self.ends.get(place)?;
        let start = place
            .checked_sub(1)
            .and_then(|before| self.ends.get(before));
        let bytes = self.text.get(start.copied().unwrap_or(0)..end)?;
        std::str::from_utf8(bytes).ok().map(str::trim)
    }

    /// A field; empty where there is none, or a dash in its place.
    pub(crate) fn text(&self, place: usize) -> &str {
        self.get(place).filter(|field| *field != "-").unwrap_or("")
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).map(|place| self.get(place).unwrap_or(""))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fields_of_a_table() {
        let check = |line: &str, separator: u8, expected: &[&str]| {
            let mut fields = Fields::default();
            fields.read_table(line, separator).expect("a row");
            assert_eq!(fields.iter().collect::<Vec<_>>(), expected, "{line}");
        };
        check("a,b, c ", b',', &["a", "b", "c"]);
        check("\"a,\"\"b\"\"\";;c", b';', &["a,\"b\"", "", "c"]);
        check("a\tb\t", b'\t', &["a", "b", ""]);
        check("\"one\ntwo\",x", b',', &["one\ntwo", "x"]);
        check("one", b',', &["one"]);
    }

    #[test]
    fn the_fields_of_an_access_log() {
        let check = |line: &str, expected: &[&str]| {
            let mut fields = Fields::default();
            fields.read_log(line);
            assert_eq!(fields.iter().collect::<Vec<_>>(), expected, "{line}");
        };
        check("a  b c", &["a", "b", "c"]);
        check(
            "1.2.3.4 - - [02/Mar/2026:18:00:01 +0100] \"GET /a?b=\\\"c\\\" HTTP/1.1\" 200",
            &[
                "1.2.3.4",
                "-",
                "-",
                "02/Mar/2026:18:00:01 +0100",
                "GET /a?b=\"c\" HTTP/1.1",
                "200",
            ],
        );
        check("\"\" x", &["", "x"]);
        check("\"no end", &["no end"]);
    }
}

//! Submissions from a table: a column of a CSV file.

use borsh::{BorshDeserialize, BorshSerialize};
use thiserror::Error;

use super::MAX_SUBMISSION_BYTES;
use crate::csv::Table;

/// The largest file that is read, in bytes. Chosen: 10,000 answers of 400 letters.
pub const MAX_TABLE_BYTES: u64 = 4 << 20;
/// The most submissions of a table. Chosen: more than a course has.
const MAX_ROWS: usize = 10_000;
/// Bytes of a row: a submission as long as a run sees, and as much of other columns.
const MOST_ROW_BYTES: usize = 2 * MAX_SUBMISSION_BYTES as usize;
/// Names of a column with submissions.
const KNOWN_NAMES: [&str; 6] = [
    "submission",
    "answer",
    "response",
    "respuesta",
    "resposta",
    "الإجابة",
];
/// Names of a column with the points that answers are known to be worth.
const POINTS_NAMES: [&str; 4] = ["points", "marks", "puntos", "pontos"];
/// Characters that separate columns, the usual one first.
const SEPARATORS: [u8; 3] = [b',', b';', b'\t'];

/// The submissions of a table, and how its file was understood.
#[derive(Clone, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct SubmissionTable {
    /// The names in the first row.
    pub columns: Vec<String>,
    /// The position of the column that was read.
    pub column: u32,
    /// The cells of that column, a row each.
    pub submissions: Vec<String>,
    /// The points that a row is known to be worth; empty where no column is called `points` or `marks`.
    pub known_points: Vec<Option<u32>>,
    /// Rows that are too long, or have no such column.
    pub unread_rows: u32,
}

/// The reason why a file is no table of submissions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum TableFault {
    /// The file is too large: split it.
    #[error("the table has more than 4 MB; split it")]
    TooLarge,
    /// The file is in an old encoding: save it again.
    #[error("the table is not in UTF-8; save it again as \u{201c}CSV UTF-8\u{201d}")]
    Encoding,
    /// There are no rows after the first: add submissions.
    #[error("the table has no rows below its first one, which names the columns")]
    NoRows,
    /// There are too many rows: split the file.
    #[error("the table has more than 10,000 rows; split it")]
    TooManyRows,
}

/// The submissions of a CSV file, whose first row names the columns. The separator is a comma, a semicolon or a tab. Without
/// `column`, a column with a known name is read, or else the one with the most text.
///
/// # Errors
///
/// [`TableFault`] where the file is no such table.
pub fn submissions_from_csv(
    bytes: &[u8],
    column: Option<u32>,
) -> Result<SubmissionTable, TableFault> {
    if bytes.len() as u64 > MAX_TABLE_BYTES {
        return Err(TableFault::TooLarge);
    }
    let text = decoded(bytes)?;
    let (separator, text) = separator_of(&text);
    let columns = names(text, separator).ok_or(TableFault::NoRows)?;
    let column = column
        .map(|column| column as usize)
        .filter(|column| *column < columns.len())
        .or_else(|| named(&columns, &KNOWN_NAMES))
        .unwrap_or_else(|| longest(text, separator, columns.len()));
    let points = named(&columns, &POINTS_NAMES).filter(|points| *points != column);
    let mut table = SubmissionTable {
        columns,
        column: column as u32,
        submissions: Vec::new(),
        known_points: Vec::new(),
        unread_rows: 0,
    };
    let mut rows = Table::new(text, separator, MOST_ROW_BYTES);
    rows.next_record();
    while let Some(row) = rows.next_record() {
        let row = row.ok();
        let cell = |column| row.as_ref().and_then(|row| row.get(column));
        match cell(column) {
            Some(_) if table.submissions.len() == MAX_ROWS => return Err(TableFault::TooManyRows),
            Some(submission) => {
                table.submissions.push(submission.to_owned());
                if let Some(points) = points {
                    let known = cell(points).and_then(|cell| cell.trim().parse().ok());
                    table.known_points.push(known);
                }
            }
            None => table.unread_rows += 1,
        }
    }
    if table.submissions.is_empty() {
        return Err(TableFault::NoRows);
    }
    Ok(table)
}

/// The text of a file in UTF-8, or in UTF-16 with its mark.
fn decoded(bytes: &[u8]) -> Result<String, TableFault> {
    let of_pairs = |rest: &[u8], pair: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = rest
            .chunks_exact(2)
            .map(|two| pair([two[0], two[1]]))
            .collect();
        String::from_utf16(&units).map_err(|_| TableFault::Encoding)
    };
    match bytes {
        [0xff, 0xfe, rest @ ..] => of_pairs(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => of_pairs(rest, u16::from_be_bytes),
        [0xef, 0xbb, 0xbf, rest @ ..] | rest => {
            String::from_utf8(rest.to_vec()).map_err(|_| TableFault::Encoding)
        }
    }
}

/// The separator, and the text without a first line that only names it (`sep=;`).
fn separator_of(text: &str) -> (u8, &str) {
    let first = text.lines().next().unwrap_or_default();
    let named = first.trim_matches('"').strip_prefix("sep=");
    let named = named.and_then(|name| name.bytes().next());
    if let Some(separator) = named.filter(|separator| SEPARATORS.contains(separator)) {
        let rest = text.get(first.len()..).unwrap_or_default();
        return (separator, rest.trim_start_matches(['\r', '\n']));
    }
    let fields = |separator| names(text, separator).map_or(0, |names| names.len());
    // The first of those with the most columns.
    let best = SEPARATORS.into_iter().rev().max_by_key(|one| fields(*one));
    (best.unwrap_or(b','), text)
}

fn names(text: &str, separator: u8) -> Option<Vec<String>> {
    let mut table = Table::new(text, separator, MOST_ROW_BYTES);
    let row = table.next_record()?.ok()?;
    Some(row.fields().map(|name| name.trim().to_owned()).collect())
}

fn named(columns: &[String], known: &[&str]) -> Option<usize> {
    let is_known = |name: &String| known.contains(&name.to_lowercase().as_str());
    columns.iter().position(is_known)
}

/// The position of the column with the most text.
fn longest(text: &str, separator: u8, columns: usize) -> usize {
    let mut bytes = vec![0; columns];
    let mut table = Table::new(text, separator, MOST_ROW_BYTES);
    table.next_record();
    while let Some(row) = table.next_record() {
        let Ok(row) = row else { continue };
        for (sum, field) in bytes.iter_mut().zip(row.fields()) {
            *sum += field.len();
        }
    }
    // The first of the longest.
    (0..columns)
        .rev()
        .max_by_key(|column| bytes.get(*column))
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &[u8], column: u32, expected: &[&str]) {
        let table = submissions_from_csv(text, None).unwrap();
        assert_eq!(
            (table.column, table.submissions),
            (
                column,
                expected.iter().map(|one| (*one).to_owned()).collect()
            )
        );
    }

    #[test]
    fn a_column_is_found() {
        check(b"id,answer\n1,\"B, D\"\n2,\n", 1, &["B, D", ""]);
        check(
            "\u{feff}Answer;name\r\n2,02;Ada\r\n".as_bytes(),
            0,
            &["2,02"],
        );
        check(b"sep=;\nid;Submission\n1;B\n", 1, &["B"]);
        check(b"id\tanswer\n1\ttwo\nlines\t\n", 1, &["two", ""]);
        check(b"what they said\nthe Sun\n", 0, &["the Sun"]);
        check(b"id,text of it\n1,\"two\nlines\"\n", 1, &["two\nlines"]);
    }

    #[test]
    fn a_spreadsheet_in_utf16_is_read() {
        let units = "answer\tid\n\u{e9}vaporation\t1\n".encode_utf16();
        let little: Vec<u8> = [0xff, 0xfe]
            .into_iter()
            .chain(units.clone().flat_map(u16::to_le_bytes))
            .collect();
        let big: Vec<u8> = [0xfe, 0xff]
            .into_iter()
            .chain(units.flat_map(u16::to_be_bytes))
            .collect();
        check(&little, 0, &["\u{e9}vaporation"]);
        check(&big, 0, &["\u{e9}vaporation"]);
    }

    #[test]
    fn known_points_are_read() {
        let table = submissions_from_csv(b"answer,Points\nB,2\nD,\nE,all\n", None).unwrap();
        assert_eq!(table.known_points, [Some(2), None, None]);
    }

    #[test]
    fn another_column_can_be_chosen() {
        let table = submissions_from_csv(b"answer,draft\nB,D\n", Some(1)).unwrap();
        assert_eq!(table.submissions, ["D"]);
    }

    #[test]
    fn a_row_that_is_too_long_is_counted() {
        let text = format!("answer\n{}\nB\n", "x".repeat(40_000));
        let table = submissions_from_csv(text.as_bytes(), None).unwrap();
        assert_eq!(
            (table.submissions, table.unread_rows),
            (vec!["B".to_owned()], 1)
        );
    }

    #[test]
    fn other_files_are_refused() {
        let check = |bytes: &[u8], expected| {
            assert_eq!(submissions_from_csv(bytes, None), Err(expected));
        };
        check(b"", TableFault::NoRows);
        check(b"answer\n", TableFault::NoRows);
        check(b"answer\ncaf\xe9\n", TableFault::Encoding);
        check(
            "answer\n".repeat(10_002).as_bytes(),
            TableFault::TooManyRows,
        );
        check(&vec![b'a'; (4 << 20) + 1], TableFault::TooLarge);
    }
}

//! The path of the field at which reading a scenario stopped.
//!
//! Only a text that cannot be read is scanned again, up to the place where reading stopped; why this is
//! no library is in `docs/decisions/error-paths.md`.

use std::fmt::Write;

/// An object or an array that is open where reading stopped.
enum Open<'a> {
    Object(Option<&'a str>),
    Array(usize),
}

/// The path of the value that ends at, or holds, this line and column (both from 1, the column in
/// bytes); empty for the whole text.
pub(super) fn path_at(text: &str, line: usize, column: usize) -> String {
    let mut path = String::new();
    for open in open_at(text, line, column) {
        let written = match open {
            Open::Object(None) => Ok(()),
            Open::Object(Some(key)) if path.is_empty() => write!(path, "{key}"),
            Open::Object(Some(key)) => write!(path, ".{key}"),
            Open::Array(index) => write!(path, "[{index}]"),
        };
        debug_assert!(written.is_ok(), "a string takes all that is written to it");
    }
    path
}

fn open_at(text: &str, line: usize, column: usize) -> Vec<Open<'_>> {
    let before: usize = text
        .split_inclusive('\n')
        .take(line.saturating_sub(1))
        .map(str::len)
        .sum();
    let bytes = text.as_bytes();
    let end = bytes[..(before + column).min(bytes.len())]
        .trim_ascii_end()
        .len();
    let mut open = Vec::new();
    let mut at = 0;
    while at < end {
        let is_last = at + 1 == end;
        match bytes[at] {
            // A bracket that was not expected is the value itself, not the first one in it.
            b'{' if !is_last => open.push(Open::Object(None)),
            b'[' if !is_last => open.push(Open::Array(0)),
            // A value that is read whole before it is understood, such as one with a `kind`, is refused
            // only after the text behind it was read.
            b']' | b',' if is_last && bytes[..at].trim_ascii_end().ends_with(b"}") => {}
            b'}' | b']' => {
                open.pop();
            }
            b',' => match open.last_mut() {
                Some(Open::Object(key)) => *key = None,
                Some(Open::Array(index)) => *index += 1,
                None => {}
            },
            b'"' => {
                let from = at + 1;
                at = end_of_string(bytes, from, end);
                if let Some(Open::Object(key @ None)) = open.last_mut() {
                    *key = text.get(from..at);
                }
            }
            _ => {}
        }
        at += 1;
    }
    open
}

/// The position of the closing quotation mark, or the end.
fn end_of_string(bytes: &[u8], from: usize, end: usize) -> usize {
    let mut at = from;
    while at < end && bytes[at] != b'"' {
        at += if bytes[at] == b'\\' { 2 } else { 1 };
    }
    at.min(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Looks up to the `|`.
    fn check(text: &str, expected: &str) {
        let end = text.find('|').expect("a place");
        let text = text.replace('|', "");
        let line = text[..end].matches('\n').count() + 1;
        let column = end - text[..end].rfind('\n').map_or(0, |at| at + 1);
        assert_eq!(path_at(&text, line, column), expected, "{text}");
    }

    #[test]
    fn the_value_that_was_read_last() {
        check(r#"{"seed": "x"|}"#, "seed");
        check(r#"{"seed": [|1]}"#, "seed");
        check("{\n  \"a\": 1,\n  \"b\": {\"c\": [1, 2|]}\n}", "b.c[1]");
        check(r#"{"a": [{"b": 1}, {"c": {}|}]}"#, "a[1].c");
        check(r#"{"a": [{"b": 1}, {"c": {}}|]}"#, "a[1]");
    }

    #[test]
    fn what_stands_behind_a_value_is_not_the_next_one() {
        check(r#"{"a": [{"kind": "x"},| {"kind": "y"}]}"#, "a[0]");
        check(r#"{"a": [{"kind": "x"}]|}"#, "a[0]");
        check(r#"{"a": {"kind": "x"},| "b": 1}"#, "a");
        check(
            "{\"a\": [{\"kind\": \"x\"},\n  |{\"kind\": \"y\"}]}",
            "a[0]",
        );
    }

    #[test]
    fn brackets_and_quotes_in_a_text_are_text() {
        check(r#"{"a": "]},\"{[", "b"|: 1}"#, "b");
    }

    #[test]
    fn nothing_is_open() {
        check("|", "");
        check("lane|wise", "");
        check("{}|x", "");
    }
}

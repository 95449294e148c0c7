//! The lines of a text that comes in pieces.

/// The longest line that is kept, in bytes; the rest of a longer one is left out. Chosen: load balancers write two thousand, and a
/// row of counts by minute has ten.
pub(crate) const MOST_LINE_BYTES: usize = 65_536;

/// Splits a text into lines. Where fields may be quoted, a line break within quotation marks ends no line.
#[derive(Debug, Default)]
pub(crate) struct Lines {
    text: Vec<u8>,
    /// How far the text was looked through.
    seen: usize,
    is_quoted: bool,
    has_quotes: bool,
    /// The number of the line that begins the text, from 1, and of breaks seen within it.
    line: u64,
    breaks: u64,
}

/// A line, and whether a part of it was left out.
pub(crate) struct Line<'a> {
    pub(crate) number: u64,
    pub(crate) text: std::borrow::Cow<'a, str>,
    pub(crate) is_cut: bool,
}

impl Lines {
    pub(crate) fn new(has_quotes: bool) -> Self {
        Self {
            has_quotes,
            line: 1,
            ..Self::default()
        }
    }

    /// Where the next piece of text is appended.
    pub(crate) fn text(&mut self) -> &mut Vec<u8> {
        &mut self.text
    }

    /// Hands over each line that is complete; at the end, the last one too.
    pub(crate) fn take(&mut self, is_end: bool, mut hand: impl FnMut(&Line<'_>)) {
        let mut begin = 0;
        while let Some(offset) = self.next_break() {
            let end = self.seen + offset;
            self.seen = end + 1;
            self.breaks += 1;
            if self.is_quoted && end - begin < MOST_LINE_BYTES {
                continue;
            }
            self.is_quoted = false;
            hand(&line(
                self.line,
                self.text.get(begin..end).unwrap_or_default(),
            ));
            self.line += self.breaks;
            self.breaks = 0;
            begin = end + 1;
        }
        let rest = self.text.get(begin..).unwrap_or_default();
        if is_end && !rest.is_empty() {
            hand(&line(self.line, rest));
            begin = self.text.len();
        }
        self.seen = self.text.len() - begin;
        self.text.drain(..begin);
        // A line that is too long to be kept is thinned out as it comes.
        if self.text.len() > 2 * MOST_LINE_BYTES {
            self.text.truncate(MOST_LINE_BYTES + 1);
            self.seen = self.text.len();
        }
    }

    /// The next line break behind what was seen; quotation marks before it are counted.
    fn next_break(&mut self) -> Option<usize> {
        let rest = self.text.get(self.seen..)?;
        let found = rest.iter().position(|byte| *byte == b'\n');
        if self.has_quotes {
            let upto = rest.get(..found.unwrap_or(rest.len())).unwrap_or_default();
            self.is_quoted ^= upto
                .iter()
                .filter(|byte| **byte == b'"')
                .fold(false, |odd, _| !odd);
        }
        if found.is_none() {
            self.seen = self.text.len();
        }
        found
    }
}

fn line(number: u64, bytes: &[u8]) -> Line<'_> {
    let bytes = bytes.strip_suffix(b"\r").unwrap_or(bytes);
    let kept = bytes.get(..MOST_LINE_BYTES).unwrap_or(bytes);
    Line {
        number,
        text: String::from_utf8_lossy(kept),
        is_cut: kept.len() < bytes.len(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, has_quotes: bool, expected: &[(u64, &str)]) {
        for piece in [1, 3, 1_000] {
            let mut lines = Lines::new(has_quotes);
            let mut found = Vec::new();
            let mut hand =
                |line: &Line<'_>| found.push((line.number, line.text.clone().into_owned()));
            for part in text.as_bytes().chunks(piece) {
                lines.text().extend_from_slice(part);
                lines.take(false, &mut hand);
            }
            lines.take(true, &mut hand);
            let found: Vec<(u64, &str)> =
                found.iter().map(|(line, text)| (*line, &**text)).collect();
            assert_eq!(found, expected, "{piece}");
        }
    }

    #[test]
    fn lines_end_where_they_end() {
        check(
            "a\r\nb\n\nc",
            false,
            &[(1, "a"), (2, "b"), (3, ""), (4, "c")],
        );
        check("a,\"b\nc\"\nd", true, &[(1, "a,\"b\nc\""), (3, "d")]);
        check("a \"b\nc\n", false, &[(1, "a \"b"), (2, "c")]);
    }

    #[test]
    fn a_line_without_an_end_takes_no_memory() {
        let mut lines = Lines::new(true);
        for _ in 0..100 {
            lines.text().extend(std::iter::repeat_n(b'x', 100_000));
            lines.take(false, |_| panic!("no line has ended"));
            assert!(lines.text.len() <= 2 * MOST_LINE_BYTES + 100_000);
        }
    }
}

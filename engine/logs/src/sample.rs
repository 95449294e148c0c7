//! The first lines of a log, by which its format is recognised.

use crate::encoding::{Decoder, Encoding};
use crate::fields::Fields;

/// The bytes of a log's beginning that are looked at.
pub(crate) const SAMPLE_BYTES: usize = 65_536;
/// The characters that separate the fields of tables.
const SEPARATORS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// The beginning of a log.
#[derive(Debug)]
pub(crate) struct Sample {
    text: String,
    pub(crate) encoding: Encoding,
}

impl Sample {
    /// Of the first bytes of a file; the last line of a longer file is left out, since it may be cut.
    pub(crate) fn new(first: &[u8]) -> Self {
        let kept = first.get(..SAMPLE_BYTES).unwrap_or(first);
        let encoding = Encoding::of(kept);
        let mut bytes = Vec::new();
        Decoder::new(encoding).push(kept, &mut bytes);
        let mut text = String::from_utf8_lossy(&bytes).into_owned();
        let has_more = first.len() > SAMPLE_BYTES;
        if has_more && let Some(end) = text.rfind('\n') {
            text.truncate(end);
        }
        Self { text, encoding }
    }

    /// The lines that are not empty.
    pub(crate) fn lines(&self) -> impl Iterator<Item = &str> + Clone {
        self.text.lines().filter(|line| !line.trim().is_empty())
    }

    /// The first line that is not empty.
    pub(crate) fn first(&self) -> &str {
        self.lines().next().unwrap_or("")
    }

    /// The header of a table and the separator of its fields: the one that a line `sep=;` names, else the one that occurs most.
    pub(crate) fn header(&self, chosen: Option<u8>) -> Option<Header> {
        let mut lines = self.lines().enumerate();
        let (mut place, mut line) = lines.next()?;
        let mut named = None;
        if let Some(rest) = line.strip_prefix("sep=") {
            named = rest.bytes().next();
            (place, line) = lines.next()?;
        }
        let separator = chosen.or(named).unwrap_or_else(|| {
            let count = |separator: &u8| line.bytes().filter(|byte| byte == separator).count();
            let most = SEPARATORS
                .iter()
                .max_by_key(|separator| (count(separator), u8::MAX - **separator));
            most.copied().unwrap_or(b',')
        });
        let mut fields = Fields::default();
        fields.read_table(line, separator).ok()?;
        Some(Header {
            separator,
            names: fields.iter().map(str::to_owned).collect(),
            lines_before: place,
        })
    }

    /// The fields of the first rows below a header.
    pub(crate) fn rows(&self, header: &Header) -> Vec<Vec<String>> {
        let mut fields = Fields::default();
        let rows = self.lines().skip(header.lines_before + 1);
        rows.take(200)
            .filter_map(|line| {
                fields.read_table(line, header.separator).ok()?;
                Some(fields.iter().map(str::to_owned).collect())
            })
            .collect()
    }
}

/// The names of a table's columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Header {
    pub(crate) separator: u8,
    pub(crate) names: Vec<String>,
    /// The lines before it that are not empty.
    pub(crate) lines_before: usize,
}

impl Header {
    /// The place of a column; case does not matter.
    pub(crate) fn place(&self, name: &str) -> Option<usize> {
        let mut names = self.names.iter();
        names.position(|one| one.eq_ignore_ascii_case(name))
    }

    pub(crate) fn has(&self, names: &[&str]) -> bool {
        names.iter().all(|name| self.place(name).is_some())
    }
}

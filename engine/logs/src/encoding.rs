//! From the bytes of a file to UTF-8, piece by piece.

/// How the characters of a file are written as bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, with or without a mark.
    #[default]
    Utf8,
    /// UTF-16, the lower byte first: “Unicode text” of a spreadsheet.
    Utf16Le,
    /// UTF-16, the higher byte first.
    Utf16Be,
    /// One byte a character, as older Windows programs write.
    Windows1252,
}

impl Encoding {
    /// Its name for people.
    pub fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Utf16Le => "UTF-16, little-endian",
            Self::Utf16Be => "UTF-16, big-endian",
            Self::Windows1252 => "Windows-1252",
        }
    }

    /// The encoding of a file that begins with these bytes.
    pub(crate) fn of(first: &[u8]) -> Self {
        match first {
            [0xff, 0xfe, ..] => return Self::Utf16Le,
            [0xfe, 0xff, ..] => return Self::Utf16Be,
            _ => {}
        }
        let zeros = |odd: usize| {
            let places = first.iter().skip(odd).step_by(2).take(200);
            places.filter(|byte| **byte == 0).count()
        };
        let half = first.len().min(400) / 4;
        if half > 1 && zeros(1) > half {
            return Self::Utf16Le;
        }
        if half > 1 && zeros(0) > half {
            return Self::Utf16Be;
        }
        match std::str::from_utf8(first) {
            // The last character may be cut.
            Err(error) if error.error_len().is_some() => Self::Windows1252,
            _ => Self::Utf8,
        }
    }
}

/// The characters of Windows-1252 from 0x80 to 0x9f; the others are those of Unicode.
const WINDOWS: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}',
    '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// Turns the pieces of a file into UTF-8. A character that two pieces share is held back.
#[derive(Debug, Default)]
pub(crate) struct Decoder {
    encoding: Encoding,
    /// The first byte of a pair, and the first half of a pair of surrogates.
    half: Option<u8>,
    surrogate: Option<u16>,
    has_begun: bool,
}

impl Decoder {
    pub(crate) fn new(encoding: Encoding) -> Self {
        Self {
            encoding,
            ..Self::default()
        }
    }

    /// Appends the next piece to `text`. Bytes of UTF-8 are checked where lines are read.
    pub(crate) fn push(&mut self, piece: &[u8], text: &mut Vec<u8>) {
        let begun = text.len();
        match self.encoding {
            Encoding::Utf8 => text.extend_from_slice(piece),
            Encoding::Windows1252 => {
                for &byte in piece {
                    let place = usize::from(byte).checked_sub(0x80);
                    let character = place.and_then(|place| WINDOWS.get(place)).copied();
                    put(character.unwrap_or(char::from(byte)), text);
                }
            }
            Encoding::Utf16Le | Encoding::Utf16Be => {
                for &byte in piece {
                    match self.half.take() {
                        None => self.half = Some(byte),
                        Some(first) => self.unit([first, byte], text),
                    }
                }
            }
        }
        if !self.has_begun && text.len() > begun {
            self.has_begun = true;
            if text
                .get(begun..)
                .is_some_and(|new| new.starts_with("\u{feff}".as_bytes()))
            {
                text.drain(begun..begun + 3);
            }
        }
    }

    fn unit(&mut self, bytes: [u8; 2], text: &mut Vec<u8>) {
        let unit = match self.encoding {
            Encoding::Utf16Be => u16::from_be_bytes(bytes),
            _ => u16::from_le_bytes(bytes),
        };
        let high = self.surrogate.take();
        if (0xd800..0xdc00).contains(&unit) {
            self.surrogate = Some(unit);
            return;
        }
        let units = [high.unwrap_or(unit), unit];
        let units = if high.is_some() {
            &units[..]
        } else {
            &units[1..]
        };
        for character in char::decode_utf16(units.iter().copied()) {
            put(character.unwrap_or(char::REPLACEMENT_CHARACTER), text);
        }
    }
}

fn put(character: char, text: &mut Vec<u8>) {
    text.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], encoding: Encoding, expected: &str) {
        assert_eq!(Encoding::of(bytes), encoding, "{expected}");
        for piece in [1, 2, 3, 1_000] {
            let mut decoder = Decoder::new(encoding);
            let mut text = Vec::new();
            for part in bytes.chunks(piece) {
                decoder.push(part, &mut text);
            }
            // A mark that comes in pieces is left where lines are read.
            let text = String::from_utf8(text).expect("UTF-8");
            assert_eq!(text.trim_start_matches('\u{feff}'), expected, "{piece}");
        }
    }

    #[test]
    fn each_encoding_is_recognised_and_read() {
        check("zeit;wert\n".as_bytes(), Encoding::Utf8, "zeit;wert\n");
        check("\u{feff}größe\n".as_bytes(), Encoding::Utf8, "größe\n");
        check(b"gr\xf6\xdfe \x80\n", Encoding::Windows1252, "größe €\n");
        let utf16 = |text: &str, little: bool| -> Vec<u8> {
            let units = text.encode_utf16();
            let bytes = units.map(|unit| {
                if little {
                    unit.to_le_bytes()
                } else {
                    unit.to_be_bytes()
                }
            });
            bytes.flatten().collect()
        };
        let text = "time\tvalue\n1\t😀\n";
        check(
            &utf16(&format!("\u{feff}{text}"), true),
            Encoding::Utf16Le,
            text,
        );
        check(
            &utf16(&format!("\u{feff}{text}"), false),
            Encoding::Utf16Be,
            text,
        );
        check(&utf16(text, true), Encoding::Utf16Le, text);
        check(&utf16(text, false), Encoding::Utf16Be, text);
    }
}

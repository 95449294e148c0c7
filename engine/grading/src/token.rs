//! From characters to tokens.

use crate::fault::{Fault, Place, Problem};

/// A token with its place.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Token {
    pub(crate) kind: Kind,
    pub(crate) place: Place,
}

/// The kinds of token.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Kind {
    Name(String),
    Number(f64),
    Text(String),
    /// A word of the language, or a sign.
    Word(&'static str),
    /// The end of a line, where a statement may end.
    LineEnd,
    /// The end of the program.
    End,
}

const KEYWORDS: [&str; 15] = [
    "fn", "let", "if", "else", "while", "loop", "for", "in", "break", "return", "true", "false",
    "and", "or", "not",
];

/// Longer signs come before their beginnings.
const SIGNS: [&str; 22] = [
    "->", "==", "!=", "<=", ">=", "..", "(", ")", "{", "}", ",", ":", ";", "=", "<", ">", "+", "-",
    "*", "/", "%", ".",
];

/// The tokens of a text; the last one is [`Kind::End`].
pub(crate) fn tokens(source: &str) -> Result<Vec<Token>, Fault> {
    let mut tokens = Vec::new();
    let mut end = Place { line: 1, column: 1 };
    for (index, line) in source.lines().enumerate() {
        let number = index as u32 + 1;
        let column = line_tokens(line, number, &mut tokens)?;
        end = Place {
            line: number,
            column,
        };
        tokens.push(Token {
            kind: Kind::LineEnd,
            place: end,
        });
    }
    tokens.push(Token {
        kind: Kind::End,
        place: end,
    });
    Ok(tokens)
}

/// Adds the tokens of one line. Returns the column behind its last character.
fn line_tokens(line: &str, number: u32, tokens: &mut Vec<Token>) -> Result<u32, Fault> {
    let mut rest = line;
    let mut column = 1;
    while let Some(first) = rest.chars().next() {
        let place = Place {
            line: number,
            column,
        };
        let (kind, bytes) = if first == '#' {
            break;
        } else if first.is_whitespace() {
            (None, first.len_utf8())
        } else if first.is_alphabetic() || first == '_' {
            let word = leading(rest, |c| c.is_alphanumeric() || c == '_');
            (Some(name_or_keyword(word)), word.len())
        } else if first.is_ascii_digit() {
            let (value, bytes) = number_at(rest, place)?;
            (Some(Kind::Number(value)), bytes)
        } else if first == '"' {
            let (text, bytes) = text_at(rest, place)?;
            (Some(Kind::Text(text)), bytes)
        } else if let Some(sign) = SIGNS.iter().find(|sign| rest.starts_with(**sign)) {
            (Some(Kind::Word(sign)), sign.len())
        } else {
            return Err(Fault::new(place, Problem::Character(first.to_string())));
        };
        tokens.extend(kind.map(|kind| Token { kind, place }));
        let (taken, left) = rest.split_at(bytes);
        column += taken.chars().count() as u32;
        rest = left;
    }
    Ok(column)
}

fn leading(text: &str, belongs: impl Fn(char) -> bool) -> &str {
    let end = text.find(|c| !belongs(c)).unwrap_or(text.len());
    &text[..end]
}

fn name_or_keyword(word: &str) -> Kind {
    match KEYWORDS.iter().find(|keyword| **keyword == word) {
        Some(keyword) => Kind::Word(keyword),
        None => Kind::Name(word.to_owned()),
    }
}

/// A decimal number; two points after it are the sign of a range.
fn number_at(text: &str, place: Place) -> Result<(f64, usize), Fault> {
    let belongs = |c: char| c.is_alphanumeric() || c == '_';
    let mut digits = leading(text, belongs).len();
    while text[digits..].starts_with('.') && !text[digits..].starts_with("..") {
        digits += 1 + leading(&text[digits + 1..], belongs).len();
    }
    let written = &text[..digits];
    let is_plain = written
        .bytes()
        .all(|byte| byte.is_ascii_digit() || byte == b'.');
    match written.parse::<f64>() {
        Ok(value) if is_plain && !written.ends_with('.') && value.is_finite() => {
            Ok((value, digits))
        }
        _ => Err(Fault::new(place, Problem::Number(written.to_owned()))),
    }
}

/// A text in quotes: `\"`, `\\` and `\n` are a quote, a backslash and a new line.
fn text_at(text: &str, place: Place) -> Result<(String, usize), Fault> {
    let mut value = String::new();
    let mut characters = text.char_indices().skip(1);
    while let Some((at, character)) = characters.next() {
        match character {
            '"' => return Ok((value, at + 1)),
            '\\' => match characters.next() {
                Some((_, 'n')) => value.push('\n'),
                Some((_, escaped @ ('"' | '\\'))) => value.push(escaped),
                Some((_, other)) => {
                    return Err(Fault::new(place, Problem::Character(format!("\\{other}"))));
                }
                None => break,
            },
            other => value.push(other),
        }
    }
    Err(Fault::new(place, Problem::OpenText))
}

impl Kind {
    /// The token as a sentence names it.
    pub(crate) fn in_words(&self) -> String {
        match self {
            Self::Name(name) => format!("`{name}`"),
            Self::Number(number) => format!("`{number}`"),
            Self::Text(_) => "a text".to_owned(),
            Self::Word(word) => format!("`{word}`"),
            Self::LineEnd => "the end of the line".to_owned(),
            Self::End => "the end of the program".to_owned(),
        }
    }
}

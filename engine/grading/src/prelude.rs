//! The functions of the language that are written in it. A program contains those that it calls.

/// The text of the functions.
pub(crate) const SOURCE: &str = include_str!("prelude.grade");

/// One sentence about each function that a program may call.
pub(crate) const ABOUT: [(&str, &str); 9] = [
    ("letter", "One byte of a text as a text."),
    (
        "is_letter",
        "Whether a byte belongs to a word: a letter, a digit, or a part of a character beyond ASCII.",
    ),
    (
        "contains",
        "Whether a text contains another one, whatever the case of A–Z.",
    ),
    ("words", "The number of words."),
    ("word", "One word; the first one is 0."),
    (
        "number",
        "The last number in a text; 0 where there is none.",
    ),
    ("has_number", "Whether a text contains a number."),
    ("digits", "A whole number as text."),
    ("least", "The smaller one of two numbers."),
];

//! What is wrong with a program, and where.

use borsh::{BorshDeserialize, BorshSerialize};
use thiserror::Error;

/// The place and the kind of a fault.
#[derive(Clone, Debug, PartialEq, Eq, Error, BorshSerialize, BorshDeserialize)]
#[error("line {line}, column {column}: {problem}")]
pub struct Fault {
    /// The line, counted from 1.
    pub line: u32,
    /// The column in characters, counted from 1.
    pub column: u32,
    /// What is wrong, with a hint.
    pub problem: Problem,
}

/// What is wrong. Each sentence says what to change.
#[derive(Clone, Debug, PartialEq, Eq, Error, BorshSerialize, BorshDeserialize)]
pub enum Problem {
    /// The text is longer than so many bytes.
    #[error("the program is longer than {0} bytes; shorten it")]
    TooLong(u32),
    /// A character with no meaning here.
    #[error("`{0}` has no meaning here; remove it")]
    Character(String),
    /// A text without its closing quote.
    #[error("this text does not end on its line; close it with `\"`")]
    OpenText,
    /// A number that cannot be read.
    #[error("`{0}` is no number; write digits, with one point at most")]
    Number(String),
    /// Something else was expected here.
    #[error("expected {expected}, found {found}")]
    Expected {
        /// What may be written here.
        expected: String,
        /// What is written here.
        found: String,
    },
    /// Blocks or expressions within each other, more than 64.
    #[error("this is nested too deep; move a part of it into a function")]
    TooDeep,
    /// A name that nothing has here.
    #[error("nothing is called `{name}` here; {hint}")]
    UnknownName {
        /// The name.
        name: String,
        /// A name that is nearly the same, or the way to make one.
        hint: String,
    },
    /// A name that is taken.
    #[error("`{0}` is taken already; choose another name")]
    Taken(String),
    /// A value of another type.
    #[error("expected a {expected}, found a {found}{hint}")]
    Type {
        /// The type that is needed.
        expected: String,
        /// The type that is there.
        found: String,
        /// A way from one to the other, after a semicolon; it may be empty.
        hint: String,
    },
    /// A call that gives no value, used as one.
    #[error("this call gives no value; write it on a line of its own")]
    NoValue,
    /// Another number of arguments.
    #[error("`{name}` takes {expected}, not {found}: {signature}")]
    Arguments {
        /// The name of the function.
        name: String,
        /// The number of its parameters, in words.
        expected: String,
        /// The number of arguments.
        found: u32,
        /// How it is called.
        signature: String,
    },
    /// `break` outside a loop.
    #[error("`break` leaves a loop, and there is none around it; remove it")]
    BreakOutside,
    /// A function that may end without giving its value.
    #[error("`{0}` can end without a value; add a `return` at its end")]
    NoReturn(String),
    /// More functions, names or texts than a program may have.
    #[error("the program has more than {0}; remove some")]
    TooMany(String),
    /// WebAssembly text that does not assemble, in the assembler's words.
    #[error("{0}")]
    Assembler(String),
}

impl Fault {
    pub(crate) fn new(place: Place, problem: Problem) -> Self {
        Self {
            line: place.line,
            column: place.column,
            problem,
        }
    }

    pub(crate) fn at_start(problem: Problem) -> Self {
        Self::new(Place { line: 1, column: 1 }, problem)
    }
}

/// A place in a program's text, both counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The line.
    pub line: u32,
    /// The column in characters.
    pub column: u32,
}

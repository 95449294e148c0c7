//! A program with its names and types resolved: what is written as a module.

use crate::function::{Host, Primitive, Type};
use crate::syntax::Operator;

/// A program.
#[derive(Clone, Debug, PartialEq)]
pub struct Program {
    /// Its functions, those of the language behind its own. The last one is the export `grade`.
    pub functions: Vec<Function>,
    /// Whether it reads the answer.
    pub reads_answer: bool,
}

/// A function.
#[derive(Clone, Debug, PartialEq)]
pub struct Function {
    /// Its name.
    pub name: String,
    /// Whether it is one of the language: its lines are not lines of the program.
    pub is_prelude: bool,
    /// The types of its parameters, which are its first variables.
    pub parameters: usize,
    /// The types of its variables.
    pub variables: Vec<Type>,
    /// The type of its value, if it gives one.
    pub result: Option<Type>,
    /// Its statements.
    pub body: Vec<Statement>,
}

/// A statement with its line.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    /// The line in the text, counted from 1.
    pub line: u32,
    /// What it does.
    pub kind: StatementKind,
}

/// The kinds of statement; variables are positions in [`Function::variables`].
#[derive(Clone, Debug, PartialEq)]
pub enum StatementKind {
    /// A variable gets a value.
    Set(usize, Expression),
    /// One of two blocks.
    If(Expression, Vec<Statement>, Vec<Statement>),
    /// A block that is repeated while a truth holds.
    While(Expression, Vec<Statement>),
    /// A block that is repeated for each whole step of a variable, up to the number in another variable.
    For {
        /// The variable that counts.
        counter: usize,
        /// The variable with the end, which is not reached.
        end: usize,
        /// The first number.
        from: Expression,
        /// The end.
        to: Expression,
        /// The block.
        body: Vec<Statement>,
    },
    /// Leaves the innermost loop.
    Break,
    /// Leaves the function.
    Return(Option<Expression>),
    /// A call; a value is dropped.
    Call(Expression),
}

/// An expression with the type of its value.
#[derive(Clone, Debug, PartialEq)]
pub struct Expression {
    /// The type of its value; none for a call without one.
    pub of: Option<Type>,
    /// What it is.
    pub kind: ExpressionKind,
}

/// The kinds of expression.
#[derive(Clone, Debug, PartialEq)]
pub enum ExpressionKind {
    /// A number.
    Number(f64),
    /// A text.
    Text(String),
    /// A truth.
    Truth(bool),
    /// A variable.
    Variable(usize),
    /// The learner's answer.
    Answer,
    /// The opposite of a truth.
    Not(Box<Expression>),
    /// The negative of a number.
    Negative(Box<Expression>),
    /// Two values of one type and the operator between them.
    Binary(Operator, Box<Expression>, Box<Expression>),
    /// A call of a function, by its position.
    Call(usize, Vec<Expression>),
    /// A call to the host.
    Host(Host, Vec<Expression>),
    /// A few instructions.
    Primitive(Primitive, Vec<Expression>),
}

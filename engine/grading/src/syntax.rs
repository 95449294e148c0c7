//! A program as it is written: names and types are not resolved yet.

pub use crate::fault::Place;
use crate::function::Type;

/// A program.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Program {
    /// Its functions.
    pub functions: Vec<Function>,
    /// The statements outside functions: the export `grade`.
    pub statements: Vec<Statement>,
}

/// A function.
#[derive(Clone, Debug, PartialEq)]
pub struct Function {
    /// Where its name is written.
    pub place: Place,
    /// Its name.
    pub name: String,
    /// Its parameters: place, name and type.
    pub parameters: Vec<(Place, String, Type)>,
    /// The type of its value, if it gives one.
    pub result: Option<Type>,
    /// Its statements.
    pub body: Vec<Statement>,
}

/// A statement with its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    /// Where it begins.
    pub place: Place,
    /// What it does.
    pub kind: StatementKind,
}

/// The kinds of statement.
#[derive(Clone, Debug, PartialEq)]
pub enum StatementKind {
    /// A new name for a value.
    Let(String, Expression),
    /// Another value for a name.
    Assign(String, Expression),
    /// One of two blocks; the second one may be empty.
    If(Expression, Vec<Statement>, Vec<Statement>),
    /// A block that is repeated while a truth holds.
    While(Expression, Vec<Statement>),
    /// A block that is repeated until `break` or `return`.
    Loop(Vec<Statement>),
    /// A block that is repeated for each whole step from the first number up to, but not including, the second.
    For(String, Expression, Expression, Vec<Statement>),
    /// Leaves the innermost loop.
    Break,
    /// Leaves the function.
    Return(Option<Expression>),
    /// A call for its effect.
    Call(Expression),
}

/// An expression with its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Expression {
    /// Where it begins; for an operator, where that is written.
    pub place: Place,
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
    /// `true` or `false`.
    Truth(bool),
    /// A name.
    Name(String),
    /// The opposite of a truth.
    Not(Box<Expression>),
    /// The negative of a number.
    Negative(Box<Expression>),
    /// Two values and the operator between them.
    Binary(Operator, Box<Expression>, Box<Expression>),
    /// A call of a function.
    Call(String, Vec<Expression>),
}

/// The operators between two values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each name is the word for its sign")]
pub enum Operator {
    Or,
    And,
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Add,
    Subtract,
    Multiply,
    Divide,
    Remainder,
}

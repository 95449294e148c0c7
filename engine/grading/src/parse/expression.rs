//! Expressions, by the strength of their operators.

use super::Parser;
use crate::fault::Fault;
use crate::syntax::{Expression, ExpressionKind, Operator};
use crate::token::Kind;

/// The operators, the weakest first; those of one row go from left to right.
const ROWS: [&[(&str, Operator)]; 5] = [
    &[("or", Operator::Or)],
    &[("and", Operator::And)],
    &[
        ("==", Operator::Equal),
        ("!=", Operator::NotEqual),
        ("<", Operator::Less),
        ("<=", Operator::LessOrEqual),
        (">", Operator::Greater),
        (">=", Operator::GreaterOrEqual),
    ],
    &[("+", Operator::Add), ("-", Operator::Subtract)],
    &[
        ("*", Operator::Multiply),
        ("/", Operator::Divide),
        ("%", Operator::Remainder),
    ],
];

impl Parser<'_> {
    pub(super) fn expression(&mut self) -> Result<Expression, Fault> {
        self.deeper(|parser| parser.row(0))
    }

    fn row(&mut self, row: usize) -> Result<Expression, Fault> {
        let Some(operators) = ROWS.get(row) else {
            return self.signed();
        };
        let mut left = self.row(row + 1)?;
        // Each operator takes the expression so far into another one.
        let mut chained = 0;
        while let Some(&(word, operator)) = operators.iter().find(|(word, _)| self.is_word(word)) {
            let place = self.place();
            chained += 1;
            if chained > super::MAX_DEPTH {
                return Err(Fault::new(place, crate::fault::Problem::TooDeep));
            }
            self.expect(word)?;
            let right = self.row(row + 1)?;
            left = Expression {
                place,
                kind: ExpressionKind::Binary(operator, Box::new(left), Box::new(right)),
            };
        }
        Ok(left)
    }

    fn signed(&mut self) -> Result<Expression, Fault> {
        let place = self.place();
        if self.takes("not") {
            let of = self.deeper(Self::signed)?;
            let kind = ExpressionKind::Not(Box::new(of));
            return Ok(Expression { place, kind });
        }
        if self.takes("-") {
            let of = self.deeper(Self::signed)?;
            let kind = ExpressionKind::Negative(Box::new(of));
            return Ok(Expression { place, kind });
        }
        self.single()
    }

    fn single(&mut self) -> Result<Expression, Fault> {
        let place = self.place();
        let kind = match self.kind().clone() {
            Kind::Number(number) => ExpressionKind::Number(number),
            Kind::Text(text) => ExpressionKind::Text(text),
            Kind::Word(word @ ("true" | "false")) => ExpressionKind::Truth(word == "true"),
            Kind::Word("(") => return self.in_parentheses(Self::expression),
            Kind::Name(name) => {
                self.advance();
                if !self.is_word("(") {
                    let kind = ExpressionKind::Name(name);
                    return Ok(Expression { place, kind });
                }
                let arguments = self.in_parentheses(Self::arguments)?;
                let kind = ExpressionKind::Call(name, arguments);
                return Ok(Expression { place, kind });
            }
            _ => return Err(self.expected("a value")),
        };
        self.advance();
        Ok(Expression { place, kind })
    }

    fn arguments(&mut self) -> Result<Vec<Expression>, Fault> {
        let mut arguments = Vec::new();
        while !self.is_word(")") {
            arguments.push(self.expression()?);
            if !self.takes(",") {
                break;
            }
        }
        Ok(arguments)
    }

    fn in_parentheses<T>(
        &mut self,
        read: impl FnOnce(&mut Self) -> Result<T, Fault>,
    ) -> Result<T, Fault> {
        self.parentheses += 1;
        self.expect("(")?;
        let inside = read(self)?;
        if !self.is_word(")") {
            return Err(self.expected("`)`"));
        }
        // Behind the last parenthesis the end of a line counts again.
        self.parentheses -= 1;
        self.advance();
        Ok(inside)
    }
}

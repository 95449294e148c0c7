//! From tokens to syntax: functions and statements; `expression` reads expressions.

mod expression;

use crate::fault::{Fault, Place, Problem};
use crate::function::Type;
use crate::syntax::{Expression, ExpressionKind, Function, Program, Statement, StatementKind};
use crate::token::{Kind, Token};

/// The most blocks or expressions within each other, so that no text overflows the stack of its compiler.
pub(crate) const MAX_DEPTH: u32 = 64;

/// The program of these tokens.
pub(crate) fn program(tokens: &[Token]) -> Result<Program, Fault> {
    let mut parser = Parser {
        tokens,
        at: 0,
        depth: 0,
        parentheses: 0,
    };
    let mut program = Program::default();
    parser.skip_line_ends();
    while *parser.kind() != Kind::End {
        if parser.is_word("fn") {
            program.functions.push(parser.function()?);
        } else {
            program.statements.push(parser.statement()?);
        }
        parser.end_of_statement()?;
    }
    Ok(program)
}

struct Parser<'a> {
    tokens: &'a [Token],
    at: usize,
    depth: u32,
    /// Open parentheses, in which lines may end anywhere.
    parentheses: u32,
}

impl Parser<'_> {
    fn token(&self) -> Option<&Token> {
        self.tokens.get(self.at).or(self.tokens.last())
    }

    fn kind(&self) -> &Kind {
        self.token().map_or(&Kind::End, |token| &token.kind)
    }

    fn place(&self) -> Place {
        let start = Place { line: 1, column: 1 };
        self.token().map_or(start, |token| token.place)
    }

    fn is_word(&self, word: &str) -> bool {
        matches!(self.kind(), Kind::Word(found) if *found == word)
    }

    fn advance(&mut self) {
        self.at += 1;
        if self.parentheses > 0 {
            self.skip_line_ends();
        }
    }

    fn skip_line_ends(&mut self) {
        while *self.kind() == Kind::LineEnd || self.is_word(";") {
            self.at += 1;
        }
    }

    /// Takes this word where it is next.
    fn takes(&mut self, word: &str) -> bool {
        let is_next = self.is_word(word);
        if is_next {
            self.advance();
        }
        is_next
    }

    fn expect(&mut self, word: &str) -> Result<(), Fault> {
        if self.takes(word) {
            return Ok(());
        }
        Err(self.expected(&format!("`{word}`")))
    }

    fn expected(&self, expected: &str) -> Fault {
        let problem = Problem::Expected {
            expected: expected.to_owned(),
            found: self.kind().in_words(),
        };
        Fault::new(self.place(), problem)
    }

    fn name(&mut self, expected: &str) -> Result<(Place, String), Fault> {
        let place = self.place();
        let Kind::Name(name) = self.kind() else {
            return Err(self.expected(expected));
        };
        let name = name.clone();
        self.advance();
        Ok((place, name))
    }

    /// Reads with one more level around it.
    fn deeper<T>(&mut self, read: impl FnOnce(&mut Self) -> Result<T, Fault>) -> Result<T, Fault> {
        if self.depth == MAX_DEPTH {
            return Err(Fault::new(self.place(), Problem::TooDeep));
        }
        self.depth += 1;
        let result = read(self);
        self.depth -= 1;
        result
    }

    fn function(&mut self) -> Result<Function, Fault> {
        self.expect("fn")?;
        let (place, name) = self.name("the function's name")?;
        self.expect("(")?;
        let mut parameters = Vec::new();
        while !self.is_word(")") {
            let (place, name) = self.name("a parameter's name or `)`")?;
            self.expect(":")?;
            parameters.push((place, name, self.value_type()?));
            if !self.takes(",") {
                break;
            }
        }
        self.expect(")")?;
        let result = if self.takes("->") {
            Some(self.value_type()?)
        } else {
            None
        };
        Ok(Function {
            place,
            name,
            parameters,
            result,
            body: self.block()?,
        })
    }

    fn value_type(&mut self) -> Result<Type, Fault> {
        let expected = "a type: `number`, `text` or `truth`";
        let fault = self.expected(expected);
        let (_, name) = self.name(expected)?;
        Type::named(&name).ok_or(fault)
    }

    fn block(&mut self) -> Result<Vec<Statement>, Fault> {
        self.expect("{")?;
        self.deeper(|parser| {
            let mut statements = Vec::new();
            parser.skip_line_ends();
            while !parser.is_word("}") {
                statements.push(parser.statement()?);
                if !parser.is_word("}") {
                    parser.end_of_statement()?;
                }
            }
            parser.advance();
            Ok(statements)
        })
    }

    fn end_of_statement(&mut self) -> Result<(), Fault> {
        let ends = matches!(self.kind(), Kind::LineEnd | Kind::End) || self.is_word(";");
        if !ends {
            return Err(self.expected("the end of the line"));
        }
        self.skip_line_ends();
        Ok(())
    }

    fn statement(&mut self) -> Result<Statement, Fault> {
        let place = self.place();
        let kind = match self.kind() {
            Kind::Word(word @ ("let" | "if" | "while" | "loop" | "for" | "break" | "return")) => {
                let word = *word;
                self.advance();
                self.of_keyword(word)?
            }
            _ => self.assignment_or_call()?,
        };
        Ok(Statement { place, kind })
    }

    fn of_keyword(&mut self, word: &str) -> Result<StatementKind, Fault> {
        match word {
            "let" => {
                let (_, name) = self.name("a name")?;
                self.expect("=")?;
                Ok(StatementKind::Let(name, self.expression()?))
            }
            "if" => self.choice(),
            "while" => Ok(StatementKind::While(self.expression()?, self.block()?)),
            "loop" => Ok(StatementKind::Loop(self.block()?)),
            "for" => {
                let (_, name) = self.name("a name")?;
                self.expect("in")?;
                let from = self.expression()?;
                self.expect("..")?;
                let to = self.expression()?;
                Ok(StatementKind::For(name, from, to, self.block()?))
            }
            "return" => {
                let is_empty = matches!(self.kind(), Kind::LineEnd | Kind::End)
                    || self.is_word("}")
                    || self.is_word(";");
                let value = if is_empty {
                    None
                } else {
                    Some(self.expression()?)
                };
                Ok(StatementKind::Return(value))
            }
            _ => Ok(StatementKind::Break),
        }
    }

    /// What follows `if`: a truth, a block, and perhaps another block or another `if`.
    fn choice(&mut self) -> Result<StatementKind, Fault> {
        let truth = self.expression()?;
        let then = self.block()?;
        let place = self.place();
        let otherwise = if !self.takes("else") {
            Vec::new()
        } else if self.takes("if") {
            let kind = self.deeper(Self::choice)?;
            vec![Statement { place, kind }]
        } else {
            self.block()?
        };
        Ok(StatementKind::If(truth, then, otherwise))
    }

    fn assignment_or_call(&mut self) -> Result<StatementKind, Fault> {
        let expression = self.expression()?;
        match expression.kind {
            ExpressionKind::Name(name) => {
                self.expect("=")?;
                Ok(StatementKind::Assign(name, self.expression()?))
            }
            ExpressionKind::Call(..) => Ok(StatementKind::Call(expression)),
            _ => {
                let problem = Problem::Expected {
                    expected: "a statement".to_owned(),
                    found: "a value".to_owned(),
                };
                Err(Fault::new(first_place(&expression), problem))
            }
        }
    }
}

/// Where an expression begins.
fn first_place(expression: &Expression) -> Place {
    match &expression.kind {
        ExpressionKind::Binary(_, left, _) => first_place(left),
        _ => expression.place,
    }
}

//! The types of statements.

use super::{Checker, Scope};
use crate::fault::{Fault, Problem};
use crate::function::Type;
use crate::syntax::{ExpressionKind, Statement, StatementKind};
use crate::typed;

impl Checker<'_> {
    /// A block, whose names end with it.
    pub(super) fn block(
        &mut self,
        scope: &mut Scope,
        statements: &[Statement],
    ) -> Result<Vec<typed::Statement>, Fault> {
        let before = scope.names.enter();
        let mut checked = Vec::new();
        for statement in statements {
            checked.push(typed::Statement {
                line: statement.place.line,
                kind: self.statement(scope, statement)?,
            });
        }
        scope.names.leave(before);
        Ok(checked)
    }

    fn statement(
        &mut self,
        scope: &mut Scope,
        statement: &Statement,
    ) -> Result<typed::StatementKind, Fault> {
        let place = statement.place;
        match &statement.kind {
            StatementKind::Let(name, value) => {
                let (value, of) = self.value(scope, value)?;
                let variable = Self::named(scope, place, name, of)?;
                Ok(typed::StatementKind::Set(variable, value))
            }
            StatementKind::Assign(name, value) => {
                let (variable, of) = Self::variable(scope, place, name)?;
                let value = self.of_type(scope, value, of)?;
                Ok(typed::StatementKind::Set(variable, value))
            }
            StatementKind::If(truth, then, otherwise) => Ok(typed::StatementKind::If(
                self.of_type(scope, truth, Type::Truth)?,
                self.block(scope, then)?,
                self.block(scope, otherwise)?,
            )),
            StatementKind::While(truth, body) => {
                let truth = self.of_type(scope, truth, Type::Truth)?;
                Ok(typed::StatementKind::While(
                    truth,
                    self.repeated(scope, body)?,
                ))
            }
            StatementKind::Loop(body) => {
                let truth = typed::Expression {
                    of: Some(Type::Truth),
                    kind: typed::ExpressionKind::Truth(true),
                };
                Ok(typed::StatementKind::While(
                    truth,
                    self.repeated(scope, body)?,
                ))
            }
            StatementKind::For(name, from, to, body) => {
                let from = self.of_type(scope, from, Type::Number)?;
                let to = self.of_type(scope, to, Type::Number)?;
                let before = scope.names.enter();
                let counter = Self::named(scope, place, name, Type::Number)?;
                // No text can have this name.
                let end = Self::named(scope, place, "the end", Type::Number)?;
                let body = self.repeated(scope, body)?;
                scope.names.leave(before);
                Ok(typed::StatementKind::For {
                    counter,
                    end,
                    from,
                    to,
                    body,
                })
            }
            StatementKind::Break if scope.loops == 0 => {
                Err(Fault::new(place, Problem::BreakOutside))
            }
            StatementKind::Break => Ok(typed::StatementKind::Break),
            StatementKind::Return(value) => {
                let value = match (value, scope.result) {
                    (Some(value), Some(of)) => Some(self.of_type(scope, value, of)?),
                    (None, None) => None,
                    (Some(value), None) => {
                        let problem = Problem::Expected {
                            expected: "`return` alone, for nothing takes a value here".to_owned(),
                            found: "a value".to_owned(),
                        };
                        return Err(Fault::new(value.place, problem));
                    }
                    (None, Some(of)) => {
                        let problem = Problem::Expected {
                            expected: format!("a {of} behind `return`"),
                            found: "the end of the line".to_owned(),
                        };
                        return Err(Fault::new(place, problem));
                    }
                };
                Ok(typed::StatementKind::Return(value))
            }
            StatementKind::Call(call) => {
                Ok(typed::StatementKind::Call(self.expression(scope, call)?))
            }
        }
    }

    fn repeated(
        &mut self,
        scope: &mut Scope,
        body: &[Statement],
    ) -> Result<Vec<typed::Statement>, Fault> {
        scope.loops += 1;
        let body = self.block(scope, body);
        scope.loops -= 1;
        body
    }
}

/// Whether a block never reaches its end.
pub(super) fn always_returns(statements: &[Statement]) -> bool {
    statements.iter().any(|statement| match &statement.kind {
        StatementKind::Return(_) => true,
        StatementKind::If(_, then, otherwise) => always_returns(then) && always_returns(otherwise),
        StatementKind::Loop(body) => !breaks(body),
        StatementKind::Call(call) => {
            matches!(&call.kind, ExpressionKind::Call(name, _) if name == "fail")
        }
        _ => false,
    })
}

/// Whether a block leaves the loop around it.
fn breaks(statements: &[Statement]) -> bool {
    statements.iter().any(|statement| match &statement.kind {
        StatementKind::Break => true,
        StatementKind::If(_, then, otherwise) => breaks(then) || breaks(otherwise),
        _ => false,
    })
}

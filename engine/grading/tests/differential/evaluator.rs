//! Carries out the statements of a program one by one, without a module.

use std::rc::Rc;

use grading::syntax::Operator;
use grading::typed::{Expression, ExpressionKind, Program, Statement, StatementKind};
use grading::{Host, Primitive};
use model::sandbox::{Limits, Task, Trap};

#[derive(Clone)]
enum Value {
    Number(f64),
    /// The bytes, and where in the answer they are.
    Text(Rc<[u8]>, Option<usize>),
    Truth(bool),
    Nothing,
}

enum Flow {
    On,
    Break,
    Return(Value),
}

/// A run of a program.
pub(crate) struct Evaluator<'a> {
    program: &'a Program,
    task: &'a Task,
    answer: Rc<[u8]>,
    heap: usize,
    limits: &'a Limits,
    steps: u32,
    calls: u32,
    pub(crate) points: u32,
    pub(crate) feedback: Option<String>,
}

/// More than any drawn program needs, and with the fuel of the run too few for an endless one.
const STEPS: u32 = 300_000;

impl<'a> Evaluator<'a> {
    pub(crate) fn new(
        program: &'a Program,
        task: &'a Task,
        answer: &str,
        heap: usize,
        limits: &'a Limits,
    ) -> Self {
        Self {
            program,
            task,
            answer: answer.as_bytes().into(),
            heap,
            limits,
            steps: 0,
            calls: 0,
            points: 0,
            feedback: None,
        }
    }

    pub(crate) fn grade(&mut self) -> Result<(), Trap> {
        self.call(self.program.functions.len() - 1, Vec::new())?;
        Ok(())
    }

    fn call(&mut self, index: usize, mut variables: Vec<Value>) -> Result<Value, Trap> {
        let function = &self.program.functions[index];
        self.calls += 1;
        if self.calls > self.limits.recursion {
            return Err(Trap::StackOverflow);
        }
        for of in function.variables.iter().skip(variables.len()) {
            variables.push(match of {
                grading::Type::Number => Value::Number(0.0),
                grading::Type::Text => Value::Text([].into(), None),
                grading::Type::Truth => Value::Truth(false),
            });
        }
        let flow = self.block(&function.body, &mut variables)?;
        self.calls -= 1;
        Ok(match flow {
            Flow::Return(value) => value,
            Flow::On | Flow::Break => Value::Nothing,
        })
    }

    fn block(&mut self, statements: &[Statement], variables: &mut [Value]) -> Result<Flow, Trap> {
        for statement in statements {
            match self.statement(statement, variables)? {
                Flow::On => {}
                other => return Ok(other),
            }
        }
        Ok(Flow::On)
    }

    fn statement(&mut self, statement: &Statement, variables: &mut [Value]) -> Result<Flow, Trap> {
        self.step()?;
        match &statement.kind {
            StatementKind::Set(variable, value) => {
                variables[*variable] = self.value(value, variables)?;
            }
            StatementKind::If(truth, then, otherwise) => {
                let block = if self.truth(truth, variables)? {
                    then
                } else {
                    otherwise
                };
                return self.block(block, variables);
            }
            StatementKind::While(truth, body) => {
                while self.truth(truth, variables)? {
                    self.step()?;
                    match self.block(body, variables)? {
                        Flow::On => {}
                        Flow::Break => break,
                        returned @ Flow::Return(_) => return Ok(returned),
                    }
                }
            }
            StatementKind::For {
                counter,
                end,
                from,
                to,
                body,
            } => {
                let from = self.value(from, variables)?;
                let to = self.value(to, variables)?;
                variables[*counter] = from;
                variables[*end] = to;
                while number(&variables[*counter]) < number(&variables[*end]) {
                    self.step()?;
                    match self.block(body, variables)? {
                        Flow::On => {}
                        Flow::Break => break,
                        returned @ Flow::Return(_) => return Ok(returned),
                    }
                    variables[*counter] = Value::Number(number(&variables[*counter]) + 1.0);
                }
            }
            StatementKind::Break => return Ok(Flow::Break),
            StatementKind::Return(value) => {
                let value = match value {
                    Some(value) => self.value(value, variables)?,
                    None => Value::Nothing,
                };
                return Ok(Flow::Return(value));
            }
            StatementKind::Call(call) => {
                self.value(call, variables)?;
            }
        }
        Ok(Flow::On)
    }

    fn step(&mut self) -> Result<(), Trap> {
        self.steps += 1;
        if self.steps > STEPS {
            Err(Trap::OutOfFuel)
        } else {
            Ok(())
        }
    }

    fn truth(&mut self, expression: &Expression, variables: &mut [Value]) -> Result<bool, Trap> {
        Ok(matches!(
            self.value(expression, variables)?,
            Value::Truth(true)
        ))
    }

    fn values(
        &mut self,
        expressions: &[Expression],
        variables: &mut [Value],
    ) -> Result<Vec<Value>, Trap> {
        expressions
            .iter()
            .map(|one| self.value(one, variables))
            .collect()
    }

    fn value(&mut self, expression: &Expression, variables: &mut [Value]) -> Result<Value, Trap> {
        Ok(match &expression.kind {
            ExpressionKind::Number(value) => Value::Number(*value),
            ExpressionKind::Text(text) => Value::Text(text.as_bytes().into(), None),
            ExpressionKind::Truth(truth) => Value::Truth(*truth),
            ExpressionKind::Variable(variable) => variables[*variable].clone(),
            ExpressionKind::Answer => Value::Text(Rc::clone(&self.answer), Some(0)),
            ExpressionKind::Not(of) => Value::Truth(!self.truth(of, variables)?),
            ExpressionKind::Negative(of) => Value::Number(-number(&self.value(of, variables)?)),
            ExpressionKind::Binary(Operator::And, left, right) => {
                Value::Truth(self.truth(left, variables)? && self.truth(right, variables)?)
            }
            ExpressionKind::Binary(Operator::Or, left, right) => {
                Value::Truth(self.truth(left, variables)? || self.truth(right, variables)?)
            }
            ExpressionKind::Binary(operator, left, right) => {
                let left = self.value(left, variables)?;
                let right = self.value(right, variables)?;
                self.binary(*operator, &left, &right)?
            }
            ExpressionKind::Call(index, arguments) => {
                let arguments = self.values(arguments, variables)?;
                self.call(*index, arguments)?
            }
            ExpressionKind::Host(host, arguments) => {
                let arguments = self.values(arguments, variables)?;
                self.host(*host, &arguments)?
            }
            ExpressionKind::Primitive(primitive, arguments) => {
                let arguments = self.values(arguments, variables)?;
                primitive_of(*primitive, &arguments)?
            }
        })
    }

    fn binary(&mut self, operator: Operator, left: &Value, right: &Value) -> Result<Value, Trap> {
        if let (Value::Text(left, _), Value::Text(right, _)) = (left, right) {
            return Ok(match operator {
                Operator::Equal => Value::Truth(left.eq_ignore_ascii_case(right)),
                Operator::NotEqual => Value::Truth(!left.eq_ignore_ascii_case(right)),
                _ => {
                    let joined = [&left[..], &right[..]].concat();
                    self.heap += joined.len();
                    if self.heap as u64 > self.limits.memory_bytes {
                        return Err(Trap::MemoryLimit);
                    }
                    Value::Text(joined.into(), None)
                }
            });
        }
        if let (Value::Truth(left), Value::Truth(right)) = (left, right) {
            return Ok(Value::Truth(
                (left == right) == (operator == Operator::Equal),
            ));
        }
        let (left, right) = (number(left), number(right));
        Ok(match operator {
            Operator::Equal => Value::Truth(left == right),
            Operator::NotEqual => Value::Truth(left != right),
            Operator::Less => Value::Truth(left < right),
            Operator::LessOrEqual => Value::Truth(left <= right),
            Operator::Greater => Value::Truth(left > right),
            Operator::GreaterOrEqual => Value::Truth(left >= right),
            Operator::Add => Value::Number(left + right),
            Operator::Subtract => Value::Number(left - right),
            Operator::Multiply => Value::Number(left * right),
            Operator::Divide => Value::Number(left / right),
            Operator::Remainder => Value::Number(left - (left / right).trunc() * right),
            Operator::And | Operator::Or => Value::Nothing,
        })
    }

    fn host(&mut self, host: Host, arguments: &[Value]) -> Result<Value, Trap> {
        // A cast takes what does not fit for the nearest number that does, as the module's instruction.
        let criterion = |at: usize| {
            let index = usize::try_from(number(&arguments[at]) as i32).ok()?;
            self.task.key.get(index)
        };
        Ok(match host {
            Host::Criteria => Value::Number(self.task.key.len() as f64),
            Host::CriterionPoints => {
                Value::Number(criterion(0).map_or(0.0, |one| f64::from(one.points)))
            }
            Host::NumberWithin => {
                let value = number(&arguments[1]);
                Value::Truth(criterion(0).is_some_and(|one| one.met_by_number(value)))
            }
            Host::AnswerMatches => {
                let (text, at) = text(&arguments[1]);
                if at.is_none() {
                    return Err(Trap::OutOfBounds);
                }
                let text = String::from_utf8_lossy(&text);
                Value::Truth(criterion(0).is_some_and(|one| one.met_by_text(&text)))
            }
            Host::Award => {
                let points = number(&arguments[0]).round_ties_even() as i32;
                self.points = self
                    .points
                    .saturating_add(u32::try_from(points).unwrap_or(0));
                Value::Nothing
            }
            Host::Feedback => {
                let (line, _) = text(&arguments[0]);
                let line = &line[..line.len().min(self.limits.output_bytes as usize)];
                let line = String::from_utf8_lossy(line).trim().to_owned();
                self.feedback = (!line.is_empty()).then_some(line);
                Value::Nothing
            }
        })
    }
}

fn number(value: &Value) -> f64 {
    match value {
        Value::Number(number) => *number,
        _ => f64::NAN,
    }
}

fn text(value: &Value) -> (Rc<[u8]>, Option<usize>) {
    match value {
        Value::Text(bytes, at) => (Rc::clone(bytes), *at),
        _ => ([].into(), None),
    }
}

/// A number as a length: at least 0, at most `limit`.
fn bounded(value: &Value, limit: usize) -> usize {
    let number = number(value);
    // A cast takes NaN for 0 and rounds towards 0.
    number.max(0.0).min(limit as f64) as usize * usize::from(!number.is_nan())
}

fn primitive_of(primitive: Primitive, arguments: &[Value]) -> Result<Value, Trap> {
    let of = |at: usize| number(&arguments[at]);
    Ok(match primitive {
        Primitive::Length => Value::Number(text(&arguments[0]).0.len() as f64),
        Primitive::Byte => {
            let index = usize::try_from(of(1).floor() as i32).ok();
            let (bytes, _) = text(&arguments[0]);
            let byte = index.and_then(|index| bytes.get(index).copied());
            Value::Number(byte.map_or(-1.0, f64::from))
        }
        Primitive::Part => {
            let (bytes, at) = text(&arguments[0]);
            let from = bounded(&arguments[1], bytes.len());
            let length = bounded(&arguments[2], bytes.len() - from);
            Value::Text(bytes[from..from + length].into(), at.map(|at| at + from))
        }
        Primitive::Floor => Value::Number(of(0).floor()),
        Primitive::Round => Value::Number(of(0).round_ties_even()),
        Primitive::Absolute => Value::Number(of(0).abs()),
        Primitive::Fail => return Err(Trap::Unreachable),
    })
}

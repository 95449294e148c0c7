//! The instructions of a function.

use wasm_encoder::{BlockType, Function, Ieee64, InstructionSink, ValType};

use super::helper::Helper;
use super::layout::{Import, Layout};
use super::{ANSWER, LINE, value_type};
use crate::function::{Host, Primitive, Type};
use crate::syntax::Operator;
use crate::typed::{self, Expression, ExpressionKind, Statement, StatementKind};

/// A function with its instructions, and where those of each line begin in it.
pub(super) struct Body<'a> {
    pub(super) function: Function,
    pub(super) lines: Vec<(u32, u32)>,
    layout: &'a mut Layout,
    is_prelude: bool,
    line: u32,
    /// The number of labels around the instruction, and that of the innermost loop's end.
    labels: u32,
    loop_ends: Vec<u32>,
}

impl<'a> Body<'a> {
    pub(super) fn of(function: &typed::Function, is_grade: bool, layout: &'a mut Layout) -> Self {
        let variables = function.variables.iter().skip(function.parameters);
        let locals: Vec<(u32, ValType)> = variables.map(|of| (1, value_type(*of))).collect();
        let mut body = Self {
            function: Function::new(locals),
            lines: Vec::new(),
            is_prelude: function.is_prelude,
            layout,
            line: 0,
            labels: 0,
            loop_ends: Vec::new(),
        };
        if is_grade && body.layout.reads_answer() {
            body.read_answer();
        }
        body.block(&function.body);
        if function.result.is_some() {
            // The check made sure that no function ends here.
            body.put().unreachable();
        }
        body.put().end();
        body
    }

    fn put(&mut self) -> InstructionSink<'_> {
        self.function.instructions()
    }

    /// Has the host copy the answer into memory, and keeps it as a text.
    fn read_answer(&mut self) {
        let (len, read) = (
            self.layout.import(Import::SubmissionLen),
            self.layout.import(Import::SubmissionRead),
        );
        let address = self.layout.answer();
        self.put()
            .i32_const(address.cast_signed())
            .i32_const(0)
            .call(len)
            .call(read)
            .i64_extend_i32_u()
            .i64_const(i64::from(address) << 32)
            .i64_or()
            .global_set(ANSWER);
    }

    fn block(&mut self, statements: &[Statement]) {
        for statement in statements {
            self.statement(statement);
        }
    }

    /// Notes the line that runs from here on.
    fn note_line(&mut self, line: u32) {
        if self.is_prelude {
            return;
        }
        self.line = line;
        self.lines.push((self.function.byte_len() as u32, line));
        self.put().i32_const(line.cast_signed()).global_set(LINE);
    }

    fn statement(&mut self, statement: &Statement) {
        self.note_line(statement.line);
        match &statement.kind {
            StatementKind::Set(variable, value) => {
                self.value(value);
                self.put().local_set(*variable as u32);
            }
            StatementKind::If(truth, then, otherwise) => {
                self.value(truth);
                self.put().if_(BlockType::Empty);
                self.labels += 1;
                self.block(then);
                if !otherwise.is_empty() {
                    self.put().else_();
                    self.block(otherwise);
                }
                self.labels -= 1;
                self.put().end();
            }
            StatementKind::While(truth, body) => self.repeat(|this| {
                this.value(truth);
                this.put().i32_eqz().br_if(1);
                this.block(body);
                // The next look at the truth belongs to the loop's own line.
                this.note_line(statement.line);
            }),
            StatementKind::For {
                counter,
                end,
                from,
                to,
                body,
            } => {
                let (counter, end) = (*counter as u32, *end as u32);
                self.value(from);
                self.value(to);
                self.put().local_set(end).local_set(counter);
                self.repeat(|this| {
                    this.put().local_get(counter).local_get(end).f64_lt();
                    this.put().i32_eqz().br_if(1);
                    this.block(body);
                    this.put().local_get(counter).f64_const(Ieee64::from(1.0));
                    this.put().f64_add().local_set(counter);
                });
            }
            StatementKind::Break => {
                let end = self.loop_ends.last().copied().unwrap_or(0);
                let out = self.labels - end;
                self.put().br(out);
            }
            StatementKind::Return(value) => {
                if let Some(value) = value {
                    self.value(value);
                }
                self.put().return_();
            }
            StatementKind::Call(call) => {
                self.value(call);
                if call.of.is_some() {
                    self.put().drop();
                }
            }
        }
    }

    /// Repeats what `once` writes, until it branches to label 1.
    fn repeat(&mut self, once: impl FnOnce(&mut Self)) {
        self.put().block(BlockType::Empty).loop_(BlockType::Empty);
        self.labels += 1;
        self.loop_ends.push(self.labels);
        self.labels += 1;
        once(self);
        self.put().br(0);
        self.labels -= 2;
        self.loop_ends.pop();
        self.put().end().end();
    }

    fn value(&mut self, expression: &Expression) {
        match &expression.kind {
            ExpressionKind::Number(number) => {
                self.put().f64_const(Ieee64::from(*number));
            }
            ExpressionKind::Text(text) => {
                let text = self.layout.text(text);
                self.put().i64_const(text);
            }
            ExpressionKind::Truth(truth) => {
                self.put().i32_const(i32::from(*truth));
            }
            ExpressionKind::Variable(variable) => {
                self.put().local_get(*variable as u32);
            }
            ExpressionKind::Answer => {
                self.put().global_get(ANSWER);
            }
            ExpressionKind::Not(of) => {
                self.value(of);
                self.put().i32_eqz();
            }
            ExpressionKind::Negative(of) => {
                self.value(of);
                self.put().f64_neg();
            }
            ExpressionKind::Binary(operator, left, right) => self.binary(*operator, left, right),
            ExpressionKind::Call(index, arguments) => {
                self.values(arguments);
                let function = self.layout.function(*index);
                self.put().call(function);
                // The function has noted its own lines.
                if !self.is_prelude {
                    let line = self.line;
                    self.put().i32_const(line.cast_signed()).global_set(LINE);
                }
            }
            ExpressionKind::Host(host, arguments) => self.host(*host, arguments),
            ExpressionKind::Primitive(primitive, arguments) => {
                self.values(arguments);
                self.primitive(*primitive);
            }
        }
    }

    fn values(&mut self, expressions: &[Expression]) {
        for expression in expressions {
            self.value(expression);
        }
    }

    fn binary(&mut self, operator: Operator, left: &Expression, right: &Expression) {
        self.value(left);
        if let Operator::And | Operator::Or = operator {
            // The second truth is not looked at where the first one decides.
            self.put().if_(BlockType::Result(ValType::I32));
            self.labels += 1;
            if operator == Operator::And {
                self.value(right);
                self.put().else_().i32_const(0);
            } else {
                self.put().i32_const(1).else_();
                self.value(right);
            }
            self.labels -= 1;
            self.put().end();
            return;
        }
        self.value(right);
        match (operator, left.of) {
            (Operator::Add, Some(Type::Text)) => self.help(Helper::Join),
            (Operator::Equal, Some(Type::Text)) => self.help(Helper::Same),
            (Operator::NotEqual, Some(Type::Text)) => {
                self.help(Helper::Same);
                self.put().i32_eqz();
            }
            (Operator::Equal, Some(Type::Truth)) => {
                self.put().i32_eq();
            }
            (Operator::NotEqual, Some(Type::Truth)) => {
                self.put().i32_ne();
            }
            (Operator::Remainder, _) => self.help(Helper::Remainder),
            (operator, _) => self.arithmetic(operator),
        }
    }

    /// The instruction of an operator between two numbers.
    fn arithmetic(&mut self, operator: Operator) {
        let mut put = self.put();
        match operator {
            Operator::Equal => put.f64_eq(),
            Operator::NotEqual => put.f64_ne(),
            Operator::Less => put.f64_lt(),
            Operator::LessOrEqual => put.f64_le(),
            Operator::Greater => put.f64_gt(),
            Operator::GreaterOrEqual => put.f64_ge(),
            Operator::Add => put.f64_add(),
            Operator::Subtract => put.f64_sub(),
            Operator::Multiply => put.f64_mul(),
            Operator::Divide => put.f64_div(),
            // The caller has other instructions for these.
            Operator::Or | Operator::And | Operator::Remainder => put.unreachable(),
        };
    }

    fn host(&mut self, host: Host, arguments: &[Expression]) {
        let import = self.layout.import(Import::Host(host));
        match host {
            Host::Criteria => {
                self.put().call(import).f64_convert_i32_u();
            }
            Host::CriterionPoints => {
                self.values(arguments);
                self.put()
                    .i32_trunc_sat_f64_s()
                    .call(import)
                    .f64_convert_i32_u();
            }
            Host::Award => {
                self.values(arguments);
                // Points are whole numbers: the nearest one, and a half goes to the even one.
                self.put().f64_nearest().i32_trunc_sat_f64_s().call(import);
            }
            Host::NumberWithin => {
                for (index, argument) in arguments.iter().enumerate() {
                    self.value(argument);
                    if index == 0 {
                        self.put().i32_trunc_sat_f64_s();
                    }
                }
                self.put().call(import);
            }
            Host::AnswerMatches => {
                self.values(arguments);
                self.help(Helper::Matches);
            }
            Host::Feedback => {
                self.values(arguments);
                self.help(Helper::Feedback);
            }
        }
    }

    fn primitive(&mut self, primitive: Primitive) {
        match primitive {
            Primitive::Length => {
                self.put().i32_wrap_i64().f64_convert_i32_u();
            }
            Primitive::Byte => self.help(Helper::Byte),
            Primitive::Part => self.help(Helper::Part),
            Primitive::Floor => {
                self.put().f64_floor();
            }
            Primitive::Round => {
                self.put().f64_nearest();
            }
            Primitive::Absolute => {
                self.put().f64_abs();
            }
            Primitive::Fail => {
                self.put().unreachable();
            }
        }
    }

    fn help(&mut self, helper: Helper) {
        let function = self.layout.helper(helper);
        self.put().call(function);
    }
}

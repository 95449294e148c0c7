//! What a module contains besides its functions: imports, texts, helpers.

use wasm_encoder::ValType;

use super::helper::Helper;
use crate::function::Host;
use crate::typed::{Expression, ExpressionKind, Program, Statement, StatementKind};

/// The longest answer that the host shows, in bytes.
const ANSWER_BYTES: u32 = 16_384;

/// A function that the module imports.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Import {
    SubmissionLen,
    SubmissionRead,
    Host(Host),
}

impl Import {
    pub(super) const MODULE: &str = "lanewise";

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::SubmissionLen => "submission_len",
            Self::SubmissionRead => "submission_read",
            Self::Host(Host::Criteria) => "criteria",
            Self::Host(Host::CriterionPoints) => "criterion_points",
            Self::Host(Host::AnswerMatches) => "answer_matches",
            Self::Host(Host::NumberWithin) => "number_within",
            Self::Host(Host::Award) => "award",
            Self::Host(Host::Feedback) => "feedback",
        }
    }

    /// The types of its parameters and of its value.
    pub(super) fn types(self) -> (Vec<ValType>, Option<ValType>) {
        use ValType::{F64, I32};
        match self {
            Self::SubmissionLen | Self::Host(Host::Criteria) => (vec![], Some(I32)),
            Self::SubmissionRead | Self::Host(Host::AnswerMatches) => {
                (vec![I32, I32, I32], Some(I32))
            }
            Self::Host(Host::CriterionPoints) => (vec![I32], Some(I32)),
            Self::Host(Host::NumberWithin) => (vec![I32, F64], Some(I32)),
            Self::Host(Host::Award) => (vec![I32], None),
            Self::Host(Host::Feedback) => (vec![I32, I32], None),
        }
    }
}

/// The parts of a module, with their indices and addresses.
pub(super) struct Layout {
    imports: Vec<Import>,
    /// The number of functions of the program.
    functions: usize,
    helpers: Vec<Helper>,
    /// The program's texts, one behind the other.
    texts: Vec<u8>,
    known_texts: Vec<(String, u32)>,
    reads_answer: bool,
}

impl Layout {
    pub(super) fn of(program: &Program) -> Self {
        let mut layout = Self {
            imports: Vec::new(),
            functions: program.functions.len(),
            helpers: Vec::new(),
            texts: Vec::new(),
            known_texts: Vec::new(),
            reads_answer: program.reads_answer,
        };
        if program.reads_answer {
            layout.imports = vec![Import::SubmissionLen, Import::SubmissionRead];
        }
        for function in &program.functions {
            layout.scan(&function.body);
        }
        layout
    }

    /// Finds the imports and the texts of a block.
    fn scan(&mut self, statements: &[Statement]) {
        for statement in statements {
            match &statement.kind {
                StatementKind::Set(_, of) | StatementKind::Call(of) => self.scan_one(of),
                StatementKind::If(truth, then, otherwise) => {
                    self.scan_one(truth);
                    self.scan(then);
                    self.scan(otherwise);
                }
                StatementKind::While(truth, body) => {
                    self.scan_one(truth);
                    self.scan(body);
                }
                StatementKind::For { from, to, body, .. } => {
                    self.scan_one(from);
                    self.scan_one(to);
                    self.scan(body);
                }
                StatementKind::Break => {}
                StatementKind::Return(value) => value.iter().for_each(|value| self.scan_one(value)),
            }
        }
    }

    fn scan_one(&mut self, expression: &Expression) {
        match &expression.kind {
            ExpressionKind::Text(text) => self.add_text(text),
            ExpressionKind::Not(of) | ExpressionKind::Negative(of) => self.scan_one(of),
            ExpressionKind::Binary(_, left, right) => {
                self.scan_one(left);
                self.scan_one(right);
            }
            ExpressionKind::Host(host, arguments) => {
                let import = Import::Host(*host);
                if !self.imports.contains(&import) {
                    self.imports.push(import);
                }
                self.scan_all(arguments);
            }
            ExpressionKind::Call(_, arguments) | ExpressionKind::Primitive(_, arguments) => {
                self.scan_all(arguments);
            }
            ExpressionKind::Number(_)
            | ExpressionKind::Truth(_)
            | ExpressionKind::Variable(_)
            | ExpressionKind::Answer => {}
        }
    }

    fn scan_all(&mut self, expressions: &[Expression]) {
        for expression in expressions {
            self.scan_one(expression);
        }
    }

    fn add_text(&mut self, text: &str) {
        if !self.known_texts.iter().any(|(known, _)| known == text) {
            let address = self.texts.len() as u32;
            self.texts.extend(text.as_bytes());
            self.known_texts.push((text.to_owned(), address));
        }
    }

    /// A text of the program, as its value.
    pub(super) fn text(&self, text: &str) -> i64 {
        let known = self.known_texts.iter().find(|(known, _)| known == text);
        let address = known.map_or(0, |(_, address)| *address);
        i64::from(address) << 32 | i64::from(text.len() as u32)
    }

    pub(super) fn texts(&self) -> &[u8] {
        &self.texts
    }

    pub(super) fn imports(&self) -> &[Import] {
        &self.imports
    }

    pub(super) fn import(&self, import: Import) -> u32 {
        let position = self.imports.iter().position(|known| *known == import);
        position.unwrap_or(0) as u32
    }

    pub(super) fn function(&self, index: usize) -> u32 {
        (self.imports.len() + index) as u32
    }

    pub(super) fn helpers(&self) -> &[Helper] {
        &self.helpers
    }

    /// The index of a helper, which is in the module from now on.
    pub(super) fn helper(&mut self, helper: Helper) -> u32 {
        let position = self.helpers.iter().position(|known| *known == helper);
        let position = position.unwrap_or_else(|| {
            self.helpers.push(helper);
            self.helpers.len() - 1
        });
        self.function(self.functions + position)
    }

    /// The address of the answer: the first multiple of 16 behind the texts.
    pub(super) fn answer(&self) -> u32 {
        (self.texts.len() as u32).next_multiple_of(16)
    }

    /// The first address that is free when the program begins.
    pub(super) fn heap(&self) -> u32 {
        // A text that the program makes must not be taken for a part of the answer.
        let asks = self.imports.contains(&Import::Host(Host::AnswerMatches));
        let reserved = if self.reads_answer || asks {
            ANSWER_BYTES
        } else {
            0
        };
        self.answer() + reserved
    }

    pub(super) fn reads_answer(&self) -> bool {
        self.reads_answer
    }
}

//! Draws programs: each byte decides one step, so that fewer bytes make a smaller program.

use std::fmt::Write;

use grading::Type::{self, Number, Text, Truth};

/// A program under construction.
pub(crate) struct Draw<'a> {
    bytes: std::slice::Iter<'a, u8>,
    source: String,
    /// The names in sight, with their types.
    names: Vec<(String, Type)>,
    made: u32,
    depth: u32,
    loops: u32,
    is_in_function: bool,
}

impl<'a> Draw<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        Self {
            bytes: bytes.iter(),
            source: String::new(),
            names: Vec::new(),
            made: 0,
            depth: 0,
            loops: 0,
            is_in_function: false,
        }
    }

    pub(crate) fn program(mut self) -> String {
        self.source
            .push_str("fn mixed(a: number, b: text) -> number {\n");
        self.names = vec![("a".to_owned(), Number), ("b".to_owned(), Text)];
        self.is_in_function = true;
        self.statements();
        let value = self.value(Number, 0);
        let _ = writeln!(self.source, "return {value}\n}}");
        self.is_in_function = false;
        self.names.clear();
        self.statements();
        self.statements();
        let points = self.value(Number, 0);
        let line = self.value(Text, 0);
        let _ = writeln!(self.source, "award({points})\nfeedback({line})");
        self.source
    }

    fn byte(&mut self) -> u8 {
        self.bytes.next().copied().unwrap_or(0)
    }

    fn below(&mut self, many: u8) -> u8 {
        self.byte() % many
    }

    fn statements(&mut self) {
        for _ in 0..=self.below(4) {
            self.statement();
        }
    }

    fn block(&mut self) {
        let visible = self.names.len();
        self.depth += 1;
        self.source.push_str("{\n");
        self.statements();
        self.source.push_str("}\n");
        self.depth -= 1;
        self.names.truncate(visible);
    }

    fn any_type(&mut self) -> Type {
        [Number, Text, Truth][usize::from(self.below(3))]
    }

    fn statement(&mut self) {
        let kind = if self.depth > 2 {
            self.below(6)
        } else {
            self.below(10)
        };
        match kind {
            0 | 1 => {
                let of = self.any_type();
                let value = self.value(of, 0);
                self.made += 1;
                let name = format!("v{}", self.made);
                let _ = writeln!(self.source, "let {name} = {value}");
                self.names.push((name, of));
            }
            2 => {
                let of = self.any_type();
                if let Some(name) = self.name(of) {
                    let value = self.value(of, 0);
                    let _ = writeln!(self.source, "{name} = {value}");
                }
            }
            3 => {
                let points = self.value(Number, 0);
                let _ = writeln!(self.source, "award({points})");
            }
            4 => {
                let line = self.value(Text, 0);
                let _ = writeln!(self.source, "feedback({line})");
            }
            5 if self.loops > 0 => self.source.push_str("if absolute(1) == 1 { break }\n"),
            5 if self.is_in_function => {
                let value = self.value(Number, 0);
                let truth = self.value(Truth, 0);
                let _ = writeln!(self.source, "if {truth} {{ return {value} }}");
            }
            6 | 7 => {
                let truth = self.value(Truth, 0);
                let _ = write!(self.source, "if {truth} ");
                self.block();
                if self.byte() > 100 {
                    self.source.truncate(self.source.trim_end().len());
                    self.source.push_str(" else ");
                    self.block();
                }
            }
            8 => {
                self.made += 1;
                let counter = format!("i{}", self.made);
                let to = self.below(5);
                let _ = write!(self.source, "for {counter} in 0..{to} ");
                self.loops += 1;
                self.block();
                self.loops -= 1;
            }
            9 => {
                // It ends after one round at the latest, whatever its truth.
                let truth = self.value(Truth, 0);
                let _ = write!(self.source, "while {truth} ");
                self.loops += 1;
                self.block();
                self.loops -= 1;
                self.source.truncate(self.source.trim_end().len() - 1);
                self.source.push_str("break\n}\n");
            }
            _ => {}
        }
    }

    fn name(&mut self, of: Type) -> Option<String> {
        let fitting: Vec<String> = self
            .names
            .iter()
            .filter(|(_, found)| *found == of)
            .map(|(name, _)| name.clone())
            .collect();
        let at = usize::from(self.byte());
        fitting.get(at % fitting.len().max(1)).cloned()
    }

    fn value(&mut self, of: Type, depth: u32) -> String {
        if depth < 4 && self.byte() > 60 {
            return self.composed(of, depth + 1);
        }
        if self.byte() > 128
            && let Some(name) = self.name(of)
        {
            return name;
        }
        let choice = self.below(4);
        let constants = match of {
            Number => ["0", "1", "2.5", "-3"],
            Text => ["\"\"", "\"Moon\"", "answer", "\"a b\""],
            Truth => ["true", "false", "true", "false"],
        };
        constants[usize::from(choice)].to_owned()
    }

    fn composed(&mut self, of: Type, depth: u32) -> String {
        let kind = self.below(10);
        let is_in_function = self.is_in_function;
        let mut value = |of| self.value(of, depth);
        match (of, kind) {
            (Number, 0..=4) => {
                let (left, right) = (value(Number), value(Number));
                let sign = ["+", "-", "*", "/", "%"][usize::from(kind)];
                format!("({left} {sign} {right})")
            }
            (Number, 5) => format!("length({})", value(Text)),
            (Number, 6) => format!("byte({}, {})", value(Text), value(Number)),
            (Number, 7) => format!("round({})", value(Number)),
            (Number, 8) => format!("-floor({})", value(Number)),
            (Number, _) if is_in_function => "criteria()".to_owned(),
            (Number, _) => format!("mixed({}, {})", value(Number), value(Text)),
            (Text, 0..=3) => format!("({} + {})", value(Text), value(Text)),
            (Text, 4) => format!("word({}, {})", value(Text), value(Number)),
            (Text, 5) => format!("digits({})", value(Number)),
            (Text, _) => format!(
                "part({}, {}, {})",
                value(Text),
                value(Number),
                value(Number)
            ),
            (Truth, 0..=2) => {
                let (left, right) = (value(Number), value(Number));
                let sign = ["<", "<=", "=="][usize::from(kind)];
                format!("({left} {sign} {right})")
            }
            (Truth, 3) => format!("({} == {})", value(Text), value(Text)),
            (Truth, 4) => format!("({} != {})", value(Text), value(Text)),
            (Truth, 5) => format!("(not {} and {})", value(Truth), value(Truth)),
            (Truth, 6) => format!("({} or {})", value(Truth), value(Truth)),
            (Truth, 7) => format!("number_within(1, {})", value(Number)),
            (Truth, 8) => format!("answer_matches(0, part(answer, {}, 4))", value(Number)),
            (Truth, _) => format!("contains({}, {})", value(Text), value(Text)),
        }
    }
}

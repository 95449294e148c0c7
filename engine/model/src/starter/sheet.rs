//! Lines of a file with a comment above each that needs one.

use crate::decimal;

/// The most letters of a comment's line, without its mark.
const WIDTH: usize = 96;

/// A file as it is written, line by line.
pub(super) struct Sheet {
    text: String,
    depth: usize,
    mark: &'static str,
}

impl Sheet {
    /// A file whose comments begin with `#`.
    pub(super) fn yaml() -> Self {
        Self::marked("#")
    }

    /// A file whose comments begin with `//`.
    pub(super) fn jsonc() -> Self {
        Self::marked("//")
    }

    fn marked(mark: &'static str) -> Self {
        Self {
            text: String::new(),
            depth: 0,
            mark,
        }
    }

    /// A line as it is.
    pub(super) fn line(&mut self, text: &str) {
        self.indent();
        self.text.push_str(text);
        self.text.push('\n');
    }

    /// A line below its reason.
    pub(super) fn why(&mut self, reason: &str, text: &str) {
        self.note(reason);
        self.line(text);
    }

    /// A comment. Names come from people: whatever ends a line in them is a space here.
    pub(super) fn note(&mut self, text: &str) {
        let words = text.split(|c: char| c.is_whitespace() || c.is_control());
        let mut row = String::new();
        for word in words.filter(|word| !word.is_empty()) {
            if !row.is_empty() && row.chars().count() + word.chars().count() >= WIDTH {
                self.comment(&row);
                row.clear();
            }
            if !row.is_empty() {
                row.push(' ');
            }
            row.push_str(word);
        }
        self.comment(&row);
    }

    /// A question that the model cannot answer.
    pub(super) fn todo(&mut self, question: &str) {
        self.note(&format!("TODO: {question}"));
    }

    /// Lines that belong to a line, two spaces to the right of it.
    pub(super) fn within(&mut self, head: &str, lines: impl FnOnce(&mut Self)) {
        self.line(head);
        self.depth += 1;
        lines(self);
        self.depth -= 1;
    }

    /// The same below a reason.
    pub(super) fn within_why(&mut self, reason: &str, head: &str, lines: impl FnOnce(&mut Self)) {
        self.note(reason);
        self.within(head, lines);
    }

    pub(super) fn finish(self) -> String {
        self.text
    }

    fn comment(&mut self, row: &str) {
        let mark = self.mark;
        self.line(&format!("{mark} {row}"));
    }

    fn indent(&mut self) {
        for _ in 0..self.depth {
            self.text.push_str("  ");
        }
    }
}

/// A text in double quotes, for YAML and JSON alike.
pub(super) fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' | '\\' => {
                quoted.push('\\');
                quoted.push(letter);
            }
            _ if letter.is_control() => quoted.push(' '),
            // YAML ends a line at these too.
            '\u{2028}' | '\u{2029}' => quoted.push(' '),
            _ => quoted.push(letter),
        }
    }
    quoted.push('"');
    quoted
}

/// A number with a comma after each three digits.
pub(super) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// A rate or a time without digits that say nothing: three that count.
pub(super) fn short(number: f64) -> String {
    if number >= 100.0 || number.fract() == 0.0 {
        grouped(number.round() as u64)
    } else if number >= 10.0 {
        decimal::write(number, 1)
    } else {
        decimal::write(number, 2)
    }
}

/// A number with its unit, which is plural for all but 1.
pub(super) fn counted(number: f64, unit: &str) -> String {
    let end = if short(number) == "1" { "" } else { "s" };
    format!("{} {unit}{end}", short(number))
}

/// A name as templates and classes spell it: `quiz-submissions` is `QuizSubmissions`.
pub(super) fn capitalised(id: &str) -> String {
    let mut name = String::new();
    for part in id.split('-') {
        let mut letters = part.chars();
        if let Some(first) = letters.next() {
            name.push(first.to_ascii_uppercase());
            name.extend(letters);
        }
    }
    name
}

/// A name as DNS labels spell it: a letter first, and no hyphen at its ends.
pub(super) fn label(id: &str) -> String {
    let plain = id.trim_matches('-');
    let starts_with_letter = plain.starts_with(|c: char| c.is_ascii_alphabetic());
    let mut label = if starts_with_letter {
        plain.to_owned()
    } else {
        format!("work-{plain}")
    };
    label.truncate(50);
    label.trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_stays_in_its_line() {
        let mut sheet = Sheet::yaml();
        sheet.note("a\nb: c\u{2028}d");
        assert_eq!(sheet.finish(), "# a b: c d\n");
        assert_eq!(quoted("a\"b\\c\nd"), "\"a\\\"b\\\\c d\"");
    }

    #[test]
    fn names_suit_their_tools() {
        let check = |id: &str, class: &str, dns: &str| {
            assert_eq!((capitalised(id).as_str(), label(id).as_str()), (class, dns));
        };
        check("quiz-submissions", "QuizSubmissions", "quiz-submissions");
        check("9-lives-", "9Lives", "work-9-lives");
        check("-", "", "work");
    }

    #[test]
    fn numbers_are_short() {
        let check = |number: f64, text: &str| assert_eq!(short(number), text);
        check(31_204.0, "31,204");
        check(999.6, "1,000");
        check(12.56, "12.6");
        check(0.125, "0.12");
    }
}

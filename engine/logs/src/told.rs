//! What was understood of a log, in sentences.

use crate::log::Log;
use crate::understood::Note;

impl Log {
    /// What was understood and what was left out, a sentence each, in English.
    pub fn told(&self) -> Vec<String> {
        let of = &self.understood;
        let mut said = vec![format!(
            "{}, {}. Requests: {}. Used: {}.",
            of.format.name,
            of.encoding.name(),
            self.records.len(),
            of.used.join(", ")
        )];
        if !of.unused.is_empty() {
            said.push(format!("Not used: {}.", of.unused.join(", ")));
        }
        if !of.personal.is_empty() {
            said.push(format!(
                "About persons, and dropped at once: {}.",
                of.personal.join(", ")
            ));
        }
        said.extend(of.notes.iter().map(Note::to_string));
        if self.left_out > 0 {
            said.push(format!(
                "Requests beyond the most that are kept: {}.",
                self.left_out
            ));
        }
        if self.bad_rows > 0 {
            let bad: Vec<String> = self.bad.iter().map(ToString::to_string).collect();
            let more = if self.bad_rows > self.bad.len() as u64 {
                "; …"
            } else {
                ""
            };
            said.push(format!(
                "Rows that cannot be used: {}: {}{more}.",
                self.bad_rows,
                bad.join("; ")
            ));
        }
        said
    }
}

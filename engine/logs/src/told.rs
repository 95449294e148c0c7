//! What was understood of a log, in sentences.

use crate::log::Log;
use crate::understood::Note;

impl Log {
    /// What was understood and what was left out, a sentence each, in English.
    pub fn told(&self) -> Vec<String> {
        let of = &self.understood;
        let mut said = vec![format!(
            "{}, {}: {} requests; used: {}",
            of.format.name,
            of.encoding.name(),
            self.records.len(),
            of.used.join(", ")
        )];
        if !of.unused.is_empty() {
            said.push(format!("not used: {}", of.unused.join(", ")));
        }
        if !of.personal.is_empty() {
            said.push(format!(
                "about persons, and dropped at once: {}",
                of.personal.join(", ")
            ));
        }
        said.extend(of.notes.iter().map(Note::to_string));
        if self.left_out > 0 {
            said.push(format!(
                "{} requests beyond the most that are kept",
                self.left_out
            ));
        }
        if self.bad_rows > 0 {
            said.push(format!("{} rows cannot be used:", self.bad_rows));
            said.extend(self.bad.iter().map(|bad| format!("  {bad}")));
        }
        said
    }
}

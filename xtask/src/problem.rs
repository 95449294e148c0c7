//! A problem, as one sentence for a person, with the command that would mend it.

use std::fmt;

/// A `Result` whose error a person can act on.
pub(crate) type Result<T> = std::result::Result<T, Problem>;

/// One sentence, and the command that would mend it where there is one.
#[derive(Debug)]
pub(crate) struct Problem {
    sentence: String,
    mend: Option<String>,
}

impl Problem {
    /// A problem that no single command mends.
    pub(crate) fn new(sentence: impl Into<String>) -> Self {
        Self {
            sentence: sentence.into(),
            mend: None,
        }
    }

    /// The same, with the command that mends it.
    pub(crate) fn mend(mut self, command: impl Into<String>) -> Self {
        self.mend = Some(command.into());
        self
    }

    /// A file that could not be read, written or moved.
    pub(crate) fn file(what: &str, path: &std::path::Path, error: &std::io::Error) -> Self {
        Self::new(format!("cannot {what} {}: {error}", path.display()))
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.sentence)?;
        match &self.mend {
            Some(command) => write!(f, "; to mend it: {command}"),
            None => Ok(()),
        }
    }
}

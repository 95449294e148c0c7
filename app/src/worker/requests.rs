//! Which answer of the worker still counts, and what to do when it fails.
//!
//! Must not know: messages, the browser.

/// Numbers requests and counts failures.
#[derive(Debug, Default)]
pub(super) struct Requests {
    newest: u32,
    open: bool,
    failures: u32,
    ever_heard: bool,
}

/// What to do after a failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Remedy {
    /// Start the worker again and ask again.
    AskAgain,
    /// Start the worker again, and wait for another edit: this scenario fails each time.
    WaitForEdit,
    /// It never answered at all: it cannot run here.
    GiveUp,
}

impl Requests {
    /// A number for a new request; from now on only its answer counts.
    pub(super) fn open(&mut self) -> u32 {
        self.newest += 1;
        self.open = true;
        self.newest
    }

    /// Whether an answer with this number still counts.
    pub(super) fn counts(&self, id: u32) -> bool {
        self.open && id == self.newest
    }

    /// Whether nothing was asked after this.
    pub(super) fn is_newest(&self, id: u32) -> bool {
        id == self.newest
    }

    /// The worker said something.
    pub(super) fn heard(&mut self) {
        self.ever_heard = true;
    }

    /// The newest request was answered.
    pub(super) fn close(&mut self) {
        self.open = false;
        self.failures = 0;
    }

    /// A person edited: what failed before may work now.
    pub(super) fn edited(&mut self) {
        self.failures = 0;
    }

    /// The worker failed.
    pub(super) fn failed(&mut self) -> Remedy {
        self.open = false;
        self.failures += 1;
        match self.failures {
            1 => Remedy::AskAgain,
            _ if self.ever_heard => Remedy::WaitForEdit,
            _ => Remedy::GiveUp,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Clone, Copy)]
    enum Happens {
        Asked,
        Heard,
        Answered,
        Edited,
        Failed,
    }
    use Happens::{Answered, Asked, Edited, Failed, Heard};

    fn check(story: &[Happens], expected: &[Remedy]) {
        let mut requests = Requests::default();
        let mut remedies = Vec::new();
        for happens in story {
            match happens {
                Asked => {
                    let id = requests.open();
                    assert!(requests.counts(id) && !requests.counts(id - 1));
                }
                Heard => requests.heard(),
                Answered => requests.close(),
                Edited => requests.edited(),
                Failed => remedies.push(requests.failed()),
            }
        }
        assert_eq!(remedies, expected);
    }

    #[test]
    fn failures_have_remedies() {
        use Remedy::{AskAgain, GiveUp, WaitForEdit};
        check(&[Heard, Asked, Failed], &[AskAgain]);
        check(
            &[Heard, Asked, Failed, Asked, Failed],
            &[AskAgain, WaitForEdit],
        );
        check(
            &[Heard, Asked, Failed, Asked, Answered, Asked, Failed],
            &[AskAgain, AskAgain],
        );
        check(
            &[Heard, Asked, Failed, Edited, Asked, Failed],
            &[AskAgain, AskAgain],
        );
        check(&[Asked, Failed, Asked, Failed], &[AskAgain, GiveUp]);
    }
}

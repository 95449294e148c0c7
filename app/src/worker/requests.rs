//! The order of the questions to a worker, and the recovery from its failures.

/// Numbers the questions to one worker after another and counts their failures.
#[derive(Debug, Default)]
pub(super) struct Requests {
    newest: u32,
    open: bool,
    failures: u32,
    ever_heard: bool,
}

/// The recovery from a failure of the worker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Recovery {
    /// Start the worker again and put the question again.
    RetryNow,
    /// Start the worker again and wait for another edit: this scenario has failed each time.
    AwaitEdit,
    /// Start no worker: none has ever sent a message, so no worker can run here.
    Disable,
}

impl Requests {
    /// A number for a new question; from now on only its answer counts.
    pub(super) fn open(&mut self) -> u32 {
        self.newest += 1;
        self.open = true;
        self.newest
    }

    /// Whether an answer with this number still counts.
    pub(super) fn counts(&self, id: u32) -> bool {
        self.open && id == self.newest
    }

    /// Whether an answer is awaited.
    pub(super) fn is_open(&self) -> bool {
        self.open
    }

    /// Whether a worker has ever sent a message.
    pub(super) fn was_ever_heard(&self) -> bool {
        self.ever_heard
    }

    /// Records a message of the worker.
    pub(super) fn heard(&mut self) {
        self.ever_heard = true;
    }

    /// Closes the newest question: it was answered, or its answer is not needed any more.
    pub(super) fn close(&mut self) {
        self.open = false;
        self.failures = 0;
    }

    /// Records an edit of the document: a scenario that failed before may work now.
    pub(super) fn edited(&mut self) {
        self.failures = 0;
    }

    /// Records a failure of the worker. Returns the recovery.
    pub(super) fn failed(&mut self) -> Recovery {
        self.open = false;
        self.failures += 1;
        match self.failures {
            1 => Recovery::RetryNow,
            _ if self.ever_heard => Recovery::AwaitEdit,
            _ => Recovery::Disable,
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

    fn check(story: &[Happens], expected: &[Recovery]) {
        let mut requests = Requests::default();
        let mut recoveries = Vec::new();
        for happens in story {
            match happens {
                Asked => {
                    let id = requests.open();
                    assert!(requests.counts(id) && !requests.counts(id - 1));
                }
                Heard => requests.heard(),
                Answered => requests.close(),
                Edited => requests.edited(),
                Failed => recoveries.push(requests.failed()),
            }
        }
        assert_eq!(recoveries, expected);
    }

    #[test]
    fn each_failure_has_its_recovery() {
        use Recovery::{AwaitEdit, Disable, RetryNow};
        check(&[Heard, Asked, Failed], &[RetryNow]);
        check(
            &[Heard, Asked, Failed, Asked, Failed],
            &[RetryNow, AwaitEdit],
        );
        check(
            &[Heard, Asked, Failed, Asked, Answered, Asked, Failed],
            &[RetryNow, RetryNow],
        );
        check(
            &[Heard, Asked, Failed, Edited, Asked, Failed],
            &[RetryNow, RetryNow],
        );
        check(&[Asked, Failed, Asked, Failed], &[RetryNow, Disable]);
    }
}

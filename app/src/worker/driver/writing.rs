//! Texts that the page stores and shares, written by the worker that runs snippets: it is there as long as the
//! page is, without the network too, and the page does not contain the JSON of a scenario.

use std::cell::RefCell;
use std::rc::{Rc, Weak};

use leptos::prelude::*;

use super::Driver;
use crate::session::{OnWritten, Session};
use crate::state::snapshot::Writing;

/// A text that waits for the worker.
pub(super) struct ToWrite {
    writing: Writing,
    reply: Reply,
}

/// Gives the text to the part of the page that waits for it; no text where it is dropped.
struct Reply(Option<OnWritten>);

impl Reply {
    fn give(mut self, text: String) {
        if let Some(hear) = self.0.take() {
            hear(Some(text));
        }
    }
}

impl Drop for Reply {
    fn drop(&mut self) {
        if let Some(hear) = self.0.take() {
            hear(None);
        }
    }
}

/// Lets the parts of the page have texts written.
pub(super) fn listen(session: Session, driver: Weak<RefCell<Driver>>) {
    let write = move |writing, hear| {
        let reply = Reply(Some(hear));
        if let Some(driver) = driver.upgrade() {
            let mut driver = driver.borrow_mut();
            driver.to_write.push(ToWrite { writing, reply });
            driver.write_next();
        }
    };
    session.writer.set_value(Some(Rc::new(write)));
}

impl Driver {
    /// Has the next text written, unless the worker has another question.
    pub(super) fn write_next(&mut self) {
        if self.to_write.is_empty() || self.profiling.is_open() {
            return;
        }
        self.open_profiling();
        let ToWrite { writing, reply } = self.to_write.remove(0);
        // Where no worker runs, the reply is dropped with the question.
        let asked = self
            .profiling
            .ask(writing, move |_: &mut Self, text, _| reply.give(text));
        self.is_asked(asked);
        self.watch();
    }
}

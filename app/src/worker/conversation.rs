//! Questions to one worker that keeps something between them.

use std::cell::RefCell;
use std::marker::PhantomData;
use std::rc::Rc;

use futures::future::LocalBoxFuture;
use futures::lock::Mutex;

use super::call::{CallError, Line};
use super::patience::{Patience, Wait};
use super::port::Port;
use super::question::{Program, Question, reply_of};

/// A worker with this program. It is started with the first question, and again after a failure.
pub(crate) struct Conversation<P> {
    line: RefCell<Option<Rc<Line>>>,
    /// Held by the question that waits for its answer.
    turn: Mutex<()>,
    program: PhantomData<P>,
}

impl<P> Default for Conversation<P> {
    fn default() -> Self {
        Self {
            line: RefCell::default(),
            turn: Mutex::default(),
            program: PhantomData,
        }
    }
}

impl<P: Program> Conversation<P> {
    /// The answer to a question, after those that were put before it.
    ///
    /// # Errors
    ///
    /// [`CallError`] where the question breaks a rule, or the worker does not answer within seconds; after anything but
    /// a broken rule, what it kept is gone.
    pub(crate) async fn ask<Q: Question<Program = P>>(
        &self,
        question: Q,
    ) -> Result<Q::Reply, CallError> {
        let failed = |error: &dyn std::fmt::Display| CallError::Failed(error.to_string());
        let question = Port::encoded(0, question).map_err(|error| failed(&error))?;
        let reply = self.reply(question).await?;
        reply_of::<Q>(&reply).map_err(|error| failed(&error))
    }

    /// The bytes of an answer. Compiled once for all questions.
    fn reply(&self, question: Vec<u8>) -> LocalBoxFuture<'_, Result<Vec<u8>, CallError>> {
        Box::pin(async move {
            let _turn = self.turn.lock().await;
            match self.open()?.answer(question).await {
                Ok(answer) => Ok(answer.reply),
                Err(refused @ CallError::Refused(_)) => Err(refused),
                Err(error) => {
                    self.end();
                    Err(error)
                }
            }
        })
    }

    fn open(&self) -> Result<Rc<Line>, CallError> {
        if let Some(line) = &*self.line.borrow() {
            return Ok(Rc::clone(line));
        }
        let patience = Patience::new(Wait::Seconds);
        let line = Rc::new(Line::open(P::NAME, patience, Rc::new(|_| {}))?);
        self.line.replace(Some(Rc::clone(&line)));
        Ok(line)
    }
}

impl<P> Conversation<P> {
    /// Ends the worker, with whatever it keeps.
    pub(crate) fn end(&self) {
        if let Some(line) = self.line.replace(None) {
            line.hang_up();
        }
    }
}

impl<P> Drop for Conversation<P> {
    fn drop(&mut self) {
        self.end();
    }
}

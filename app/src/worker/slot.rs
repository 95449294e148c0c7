//! One of the driver's workers: its port, the questions to it, and the length of its silence.

use super::engine_questions::Engine;
use super::message::{Unencodable, Unreadable};
use super::patience::{Patience, Silence};
use super::port::{Answer, Port};
use super::question::{Question, reply_of};
use super::requests::{Recovery, Requests};

/// The owner's function for the answer to the open question.
type OnAnswer<Owner> = Box<dyn FnOnce(&mut Owner, Answer) -> Result<(), Unreadable>>;

/// A slot that holds one worker instance after another.
pub(super) struct WorkerSlot<Owner> {
    port: Option<Port>,
    /// Counts the instances that were started, so that the last message of one instance does not end the
    /// next.
    instance: u32,
    requests: Requests,
    patience: Patience,
    on_answer: Option<OnAnswer<Owner>>,
}

impl<Owner> Default for WorkerSlot<Owner> {
    fn default() -> Self {
        Self {
            port: None,
            instance: 0,
            requests: Requests::default(),
            patience: Patience::default(),
            on_answer: None,
        }
    }
}

impl<Owner> WorkerSlot<Owner> {
    /// Ends the current instance. Returns the number of the next one.
    pub(super) fn next_instance(&mut self) -> u32 {
        self.port = None;
        self.on_answer = None;
        self.patience = Patience::default();
        self.instance += 1;
        self.instance
    }

    /// Stores the new instance's port.
    pub(super) fn install(&mut self, port: Port) {
        self.port = Some(port);
    }

    /// Whether an instance was ever started.
    pub(super) fn was_opened(&self) -> bool {
        self.instance > 0
    }

    /// Whether this instance is the current one and runs.
    pub(super) fn is_running(&self, instance: u32) -> bool {
        self.instance == instance && self.port.is_some()
    }

    /// Puts a question to the worker, in place of the one before. Returns whether a worker runs; without
    /// a worker the question is dropped.
    ///
    /// # Errors
    ///
    /// [`Unencodable`]; the question before it stays open.
    pub(super) fn ask<Q: Question<Program = Engine>>(
        &mut self,
        question: Q,
        then: impl FnOnce(&mut Owner, Q::Reply, Answer) + 'static,
    ) -> Result<bool, Unencodable> {
        let Some(port) = &self.port else {
            return Ok(false);
        };
        port.say(Port::encoded(self.requests.open(), question)?);
        self.patience.asked();
        self.on_answer = Some(Box::new(move |owner, mut answer| {
            let reply = reply_of::<Q>(&std::mem::take(&mut answer.reply))?;
            then(owner, reply, answer);
            Ok(())
        }));
        Ok(true)
    }

    /// Records a message of the worker.
    pub(super) fn heard(&mut self) {
        self.requests.heard();
        self.patience.heard();
    }

    /// Whether the question with this number is the one that is open.
    pub(super) fn counts(&self, id: u32) -> bool {
        self.requests.counts(id)
    }

    /// Whether a question is open.
    pub(super) fn is_open(&self) -> bool {
        self.requests.is_open()
    }

    /// Closes the open question. Returns the owner's function for its answer.
    pub(super) fn close(&mut self) -> Option<OnAnswer<Owner>> {
        self.requests.close();
        self.on_answer.take()
    }

    /// Records an edit of the document: a scenario that failed before may work now.
    pub(super) fn edited(&mut self) {
        self.requests.edited();
    }

    /// Ends a worker instance that has failed. Returns the recovery; none where the failure was known
    /// already, because both the worker and the browser report a panic.
    pub(super) fn died(&mut self, instance: u32) -> Option<Recovery> {
        if !self.is_running(instance) {
            return None;
        }
        self.port = None;
        Some(self.requests.failed())
    }

    /// Whether a worker has ever sent a message.
    pub(super) fn was_ever_heard(&self) -> bool {
        self.requests.was_ever_heard()
    }

    /// Counts a beat, one second. Returns the running instance and the meaning of its silence.
    pub(super) fn beat(&mut self) -> (u32, Silence) {
        let silence = match &self.port {
            Some(_) => self.patience.beat(self.requests.is_open()),
            None => Silence::Bearable,
        };
        (self.instance, silence)
    }

    /// Whether a further beat can return anything but [`Silence::Bearable`].
    pub(super) fn is_waiting(&self) -> bool {
        self.port.is_some() && self.patience.is_waiting(self.requests.is_open())
    }
}

//! A question to a worker of its own, which ends with the answer.

use std::cell::RefCell;
use std::pin::{Pin, pin};
use std::rc::Rc;

use js_sys::{Function, Promise};
use leptos::task::spawn_local;
use thiserror::Error;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

use super::patience::{BEAT_MS, Patience, Silence, Wait};
use super::port::{Answer, Port, WorkerEvent};
use super::question::{Program, Question, reply_of};
use crate::browser;
use crate::browser::site_build;
use crate::text;

/// The reason why a question has no answer.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub(crate) enum CallError {
    /// The question breaks a rule: correct the field that the sentence names.
    #[error("{0}")]
    Refused(String),
    /// The worker failed, in its own words: ask again. The question may be valid.
    #[error("{0}")]
    Failed(String),
    /// The worker's program did not arrive, or the file is no program: ask again.
    #[error("{}", text::engine::PROGRAM_MISSING.get())]
    NotArrived,
    /// The worker's program has not arrived in time: ask again.
    #[error("{}", text::engine::PROGRAM_LATE.get())]
    Late,
    /// The worker's program ran and stopped answering, so the worker was ended: ask again, or ask less.
    #[error("{}", text::engine::PROGRAM_SILENT.get())]
    Silent,
    /// The worker comes from another build of the site: load the page again.
    #[error("{}", text::engine::OTHER_BUILD.get())]
    OtherBuild,
}

impl CallError {
    /// The reason in words, to be used within a sentence.
    pub(crate) fn why(&self) -> &str {
        match self {
            Self::Refused(why) | Self::Failed(why) => why,
            Self::NotArrived => text::engine::PROGRAM_MISSING.get(),
            Self::Silent => text::engine::PROGRAM_SILENT.get(),
            Self::Late => text::engine::PROGRAM_LATE.get(),
            Self::OtherBuild => text::engine::OTHER_BUILD.get(),
        }
    }

    /// The error that ends a conversation after a silence; none while the silence is bearable.
    fn of_silence(silence: Silence) -> Option<Self> {
        match silence {
            Silence::Bearable => None,
            Silence::Late => Some(Self::Late),
            Silence::Dead => Some(Self::Silent),
        }
    }
}

/// Hears the share of the work that is done, from 0 to 1.
pub(crate) type OnShare = Rc<dyn Fn(f64)>;

/// The answer to a question, from a worker of its own.
///
/// # Errors
///
/// [`CallError`] where the question breaks a rule, or the worker does not answer within seconds.
pub(crate) async fn call<Q: Question>(question: Q) -> Result<Q::Reply, CallError> {
    call_within(question, Wait::Seconds).await
}

/// The answer to a question, from a worker whose program may take this long to arrive.
pub(crate) async fn call_within<Q: Question>(
    question: Q,
    wait: Wait,
) -> Result<Q::Reply, CallError> {
    let (reply, _) = call_for_both(question, wait).await?;
    Ok(reply)
}

/// The answer to a question about much work. Where the future is dropped, the worker ends.
pub(super) async fn call_hearing<Q: Question>(
    question: Q,
    on_share: OnShare,
) -> Result<Q::Reply, CallError> {
    let (reply, _) = answered(question, Wait::Seconds, on_share).await?;
    Ok(reply)
}

/// The answer to a question, with the bytes that were transferred beside it.
pub(super) async fn call_for_both<Q: Question>(
    question: Q,
    wait: Wait,
) -> Result<(Q::Reply, Answer), CallError> {
    answered(question, wait, Rc::new(|_| {})).await
}

async fn answered<Q: Question>(
    question: Q,
    wait: Wait,
    on_share: OnShare,
) -> Result<(Q::Reply, Answer), CallError> {
    let question =
        Port::encoded(0, question).map_err(|error| CallError::Failed(error.to_string()))?;
    let mut answer = ask(Q::Program::NAME, question, wait, on_share).await?;
    let reply = reply_of::<Q>(&std::mem::take(&mut answer.reply))
        .map_err(|error| CallError::Failed(error.to_string()))?;
    Ok((reply, answer))
}

/// The state of a conversation with one worker.
struct Conversation {
    outcome: Option<Result<Answer, CallError>>,
    patience: Patience,
    /// Wakes the waiting task.
    resolve: Option<Function>,
}

impl Conversation {
    fn end(&mut self, outcome: Result<Answer, CallError>) {
        self.outcome.get_or_insert(outcome);
        if let Some(resolve) = self.resolve.take() {
            // A promise's own function accepts any value.
            resolve.call0(&JsValue::NULL).ok();
        }
    }
}

/// One function for all questions, so that the page's program contains it once.
fn ask(
    program: &'static str,
    question: Vec<u8>,
    wait: Wait,
    on_share: OnShare,
) -> Pin<Box<dyn Future<Output = Result<Answer, CallError>>>> {
    Box::pin(converse(program, question, Patience::new(wait), on_share))
}

async fn converse(
    program: &'static str,
    question: Vec<u8>,
    patience: Patience,
    on_share: OnShare,
) -> Result<Answer, CallError> {
    // The worker ends when this function returns.
    let line = Line::open(program, patience, on_share)?;
    line.answer(question).await
}

/// A worker that answers one question after another. The drop of this value ends it.
pub(super) struct Line {
    conversation: Rc<RefCell<Conversation>>,
    port: Port,
}

impl Line {
    pub(super) fn open(
        program: &'static str,
        patience: Patience,
        on_share: OnShare,
    ) -> Result<Self, CallError> {
        let conversation = Rc::new(RefCell::new(Conversation {
            outcome: None,
            patience,
            resolve: None,
        }));
        let hear = Rc::new({
            let conversation = Rc::clone(&conversation);
            move |event: WorkerEvent| {
                let mut conversation = conversation.borrow_mut();
                let is_loaded = conversation.patience.is_loaded();
                if !matches!(event, WorkerEvent::Died(_)) {
                    conversation.patience.heard();
                }
                match event {
                    WorkerEvent::Ready => {}
                    WorkerEvent::Progress(_, share) => on_share(share),
                    WorkerEvent::Answered(_, answer) => conversation.end(Ok(answer)),
                    WorkerEvent::Refused(_, why) => conversation.end(Err(CallError::Refused(why))),
                    WorkerEvent::OtherBuild => conversation.end(Err(CallError::OtherBuild)),
                    WorkerEvent::Died(report) => {
                        let error = if is_loaded {
                            CallError::Failed(report)
                        } else {
                            CallError::NotArrived
                        };
                        conversation.end(Err(error));
                    }
                }
            }
        });
        let port =
            Port::open(program, hear).map_err(|error| CallError::Failed(error.to_string()))?;
        Ok(Self { conversation, port })
    }

    /// Ends the question that waits for its answer; the worker ends with this value.
    pub(super) fn hang_up(&self) {
        let ended = CallError::Failed(String::new());
        self.conversation.borrow_mut().end(Err(ended));
    }

    /// The answer to a question, once the one before it has been answered.
    pub(super) async fn answer(&self, question: Vec<u8>) -> Result<Answer, CallError> {
        let mut answered = pin!(JsFuture::from(Promise::new(&mut |resolve, _| {
            let mut conversation = self.conversation.borrow_mut();
            conversation.resolve = Some(resolve);
            conversation.patience.asked();
        })));
        self.port.say(question);
        while browser::with_timeout(BEAT_MS, answered.as_mut())
            .await
            .is_none()
        {
            let mut conversation = self.conversation.borrow_mut();
            let silence = conversation.patience.beat(true);
            if let Some(error) = CallError::of_silence(silence) {
                conversation.end(Err(error));
            }
        }
        let outcome = self.conversation.borrow_mut().outcome.take();
        if let Some(Err(CallError::NotArrived)) = &outcome {
            // The error does not wait for the host's answer.
            spawn_local(site_build::look_for_newer());
        }
        outcome.unwrap_or(Err(CallError::Late))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_worker_that_stopped_answering_is_not_called_late() {
        let check = |silence, expected| assert_eq!(CallError::of_silence(silence), expected);
        check(Silence::Bearable, None);
        check(Silence::Late, Some(CallError::Late));
        check(Silence::Dead, Some(CallError::Silent));
    }
}

//! The worker's end of a conversation: it receives questions and sends answers.

use std::fmt::Display;

use borsh::BorshSerialize;
use js_sys::{Array, Uint8Array};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

use super::message::{Envelope, FromWorker, Unreadable, decode, encode};
use super::question::{Program, Question};
use crate::shorten::{SENTENCE_LETTERS, shorten};

/// Passes each question to `answer` from now on, and tells the page that the worker listens. A panic is
/// reported as well, as the last message.
pub(super) fn listen<P: Program>(mut answer: impl FnMut(u32, P::Request) + 'static) {
    std::panic::set_hook(Box::new(|info| {
        let report = info.to_string();
        send(&FromWorker::Panicked { report }, None);
        console_error_panic_hook::hook(info);
    }));
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        let bytes = Uint8Array::new(&event.data()).to_vec();
        match decode::<Envelope<P::Request>>(&bytes) {
            Ok(Envelope { id, request }) => answer(id, request),
            // The message contains this build's name, from which the page recognises the fault.
            Err(Unreadable::OtherBuild) => send(&FromWorker::Ready, None),
            Err(Unreadable::Garbled(report)) => send(&FromWorker::Panicked { report }, None),
        }
    });
    scope().set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    // The closure exists as long as the worker.
    on_message.forget();
    send(&FromWorker::Ready, None);
}

pub(super) fn scope() -> DedicatedWorkerGlobalScope {
    js_sys::global().unchecked_into()
}

/// Answers the question with this number, with bytes beside the answer that are transferred.
pub(super) fn answer_with<Q: Question>(id: u32, reply: &Q::Reply, beside: Option<&[u8]>) {
    let answered = borsh_of(reply).map(|reply| FromWorker::Answered { id, reply });
    send(
        &answered.unwrap_or_else(|report| FromWorker::Panicked { report }),
        beside,
    );
}

/// Answers the question with this number, or refuses it with the rule that it breaks.
pub(super) fn answer<Q: Question>(id: u32, outcome: Result<Q::Reply, String>) {
    match outcome {
        Ok(reply) => answer_with::<Q>(id, &reply, None),
        Err(sentence) => refuse(id, &sentence),
    }
}

/// Refuses the question with this number, with the rule that it breaks. The reason may repeat a text that was
/// read, which may be as long as a file, so it is shortened.
pub(super) fn refuse(id: u32, reason: &impl Display) {
    let sentence = shorten(&reason.to_string(), SENTENCE_LETTERS).into_owned();
    send(&FromWorker::Refused { id, sentence }, None);
}

/// Reports the share of the work on the question with this number that is done, from 0 to 1.
#[cfg(feature = "worker")]
pub(super) fn say_progress(id: u32, share: f64) {
    send(&FromWorker::Progress { id, share }, None);
}

fn borsh_of<T: BorshSerialize>(reply: &T) -> Result<Vec<u8>, String> {
    borsh::to_vec(reply).map_err(|error| error.to_string())
}

fn send(message: &FromWorker, beside: Option<&[u8]>) {
    let parts = Array::of1(&Uint8Array::from(&encode(message)[..]));
    let transferred = Array::new();
    if let Some(bytes) = beside {
        let buffer = Uint8Array::from(bytes).buffer();
        parts.push(&buffer);
        transferred.push(&buffer);
    }
    // The browser accepts bytes and a fresh buffer.
    scope()
        .post_message_with_transfer(&parts, &transferred)
        .ok();
}

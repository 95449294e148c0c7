//! How a worker hears the page and answers.

use borsh::BorshSerialize;
use engine::scenario::ScenarioError;
use js_sys::{Array, Uint8Array};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

use super::message::{Envelope, FromWorker, Unreadable, decode, encode};
use super::question::{Program, Question};
use crate::shorten::{SENTENCE_LETTERS, shorten};

/// Hands every question on from now on, and says that the worker listens. A panic is said as well,
/// and is the last message.
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
            // The message carries this build's name, by which the page sees what is wrong.
            Err(Unreadable::OtherBuild) => send(&FromWorker::Ready, None),
            Err(Unreadable::Garbled(report)) => send(&FromWorker::Panicked { report }, None),
        }
    });
    scope().set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    // It lives as long as the worker.
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

/// Answers the question with this number, or says which rule it breaks.
pub(super) fn answer<Q: Question>(id: u32, outcome: Result<Q::Reply, String>) {
    match outcome {
        Ok(reply) => answer_with::<Q>(id, &reply, None),
        Err(sentence) => refuse_with(id, &sentence),
    }
}

/// Says which rule the question with this number breaks.
pub(super) fn refuse(id: u32, error: &ScenarioError) {
    refuse_with(id, &error.to_string());
}

/// A sentence may repeat what was read, which may be as long as a file.
fn refuse_with(id: u32, sentence: &str) {
    let sentence = shorten(sentence, SENTENCE_LETTERS).into_owned();
    send(&FromWorker::Refused { id, sentence }, None);
}

/// Says how much of the work on the question with this number is done, from 0 to 1.
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
    // Bytes and a fresh buffer: the browser takes both.
    scope()
        .post_message_with_transfer(&parts, &transferred)
        .ok();
}

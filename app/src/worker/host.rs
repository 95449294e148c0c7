//! The worker's end of a conversation: it receives questions and sends answers.

use js_sys::{Array, Uint8Array};
use model::echo::shorten_sentence;
use std::error::Error;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

use super::message::{Envelope, FromWorker, Unreadable, decode, encode};
use super::question::{Program, Question};

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

/// Answers the question with this number, with bytes beside the answer whose buffer is transferred.
pub(super) fn answer_with<Q: Question>(id: u32, reply: &Q::Reply, beside: Option<Uint8Array>) {
    let message = match borsh::to_vec(reply) {
        Ok(reply) => FromWorker::Answered { id, reply },
        Err(error) => FromWorker::Panicked {
            report: error.to_string(),
        },
    };
    send(&message, beside);
}

/// Answers the question with this number, or refuses it with the rule that it breaks.
pub(super) fn answer<Q: Question>(id: u32, outcome: Result<Q::Reply, impl Error>) {
    match outcome {
        Ok(reply) => answer_with::<Q>(id, &reply, None),
        Err(error) => refuse(id, &error),
    }
}

/// Refuses the question with this number, with the rule that it breaks. The error may repeat a text that was
/// read, which may be as long as a file, so it is shortened.
pub(super) fn refuse(id: u32, error: &dyn Error) {
    let sentence = shorten_sentence(&error.to_string());
    send(&FromWorker::Refused { id, sentence }, None);
}

/// Reports the share of the work on the question with this number that is done, from 0 to 1.
pub(super) fn say_progress(id: u32, share: f64) {
    send(&FromWorker::Progress { id, share }, None);
}

fn send(message: &FromWorker, beside: Option<Uint8Array>) {
    let bytes = match encode(message) {
        Ok(bytes) => bytes,
        // A report is a text, which can always be encoded.
        Err(error) => {
            let report = error.to_string();
            return send(&FromWorker::Panicked { report }, None);
        }
    };
    let parts = Array::of1(&Uint8Array::from(&bytes[..]));
    let transferred = Array::new();
    if let Some(bytes) = beside {
        let buffer = bytes.buffer();
        parts.push(&buffer);
        transferred.push(&buffer);
    }
    // The browser accepts bytes and a fresh buffer.
    scope()
        .post_message_with_transfer(&parts, &transferred)
        .ok();
}

//! How a worker hears the page and answers.
//!
//! Must not know: what is asked.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

use super::{FromWorker, ToWorker, Unreadable, decode, encode};

/// Hands every message on from now on, and says so. A panic is said as well, and is the last.
pub(super) fn listen(mut take: impl FnMut(ToWorker) + 'static) {
    std::panic::set_hook(Box::new(|info| {
        let report = info.to_string();
        say(&FromWorker::Panicked { report }, None);
        console_error_panic_hook::hook(info);
    }));
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        let bytes = Uint8Array::new(&event.data()).to_vec();
        match decode(&bytes) {
            Ok(message) => take(message),
            // The answer carries this build's name, by which the page sees what is wrong.
            Err(Unreadable::OtherBuild) => say(&FromWorker::Ready, None),
            Err(Unreadable::Garbled(report)) => say(&FromWorker::Panicked { report }, None),
        }
    });
    scope().set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    // It lives as long as the worker.
    on_message.forget();
    say(&FromWorker::Ready, None);
}

pub(super) fn scope() -> DedicatedWorkerGlobalScope {
    js_sys::global().unchecked_into()
}

/// Says something, with bytes beside it that are handed over and not copied.
pub(super) fn say(message: &FromWorker, bytes: Option<&[u8]>) {
    let parts = Array::of1(&Uint8Array::from(&encode(message)[..]));
    let moved = Array::new();
    if let Some(bytes) = bytes {
        let buffer = Uint8Array::from(bytes).buffer();
        parts.push(&buffer);
        moved.push(&buffer);
    }
    // Bytes and a fresh buffer: the browser takes both.
    let _ = scope().post_message_with_transfer(&parts, &moved);
}

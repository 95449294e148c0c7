//! The page's end of one worker instance.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Array, ArrayBuffer, Uint8Array};
use leptos::task::spawn_local;
use thiserror::Error;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{ErrorEvent, Event, MessageEvent, Worker, WorkerOptions};

use super::begun_early::{STARTED, take};
use super::compiled_program;
use super::message::{Envelope, FromWorker, Unencodable, Unreadable, decode, encode};
use super::question::Question;
use crate::browser;

/// An event at the page's end.
pub(super) enum WorkerEvent {
    /// The worker's program is loaded and listens.
    Ready,
    /// A share of the work on the question with this number is done, from 0 to 1.
    Progress(u32, f64),
    /// The answer to the question with this number.
    Answered(u32, Answer),
    /// The question with this number breaks a rule; the sentence names the field.
    Refused(u32, String),
    /// The worker comes from another build of the site.
    OtherBuild,
    /// The worker is gone; the report is the browser's or the worker's own.
    Died(String),
}

/// An answer before its type is known.
pub(super) struct Answer {
    /// The question's reply type in Borsh.
    pub(super) reply: Vec<u8>,
    /// The bytes that were transferred beside it.
    pub(super) beside: Option<ArrayBuffer>,
}

/// The browser lets the page start no worker; the text is the browser's message. Use another browser, or
/// open the page in a tab of its own.
#[derive(Debug, Error)]
#[error("{0}")]
pub(super) struct NoWorker(String);

/// A running worker. The drop of this value ends it.
pub(super) struct Port {
    channel: Rc<Channel>,
    // The browser holds these closures only by reference.
    _on_message: Closure<dyn FnMut(MessageEvent)>,
    _on_error: Closure<dyn FnMut(Event)>,
}

struct Channel {
    worker: Worker,
    /// Messages to a worker whose program has not been sent, which is its first message; none once it was.
    waiting: RefCell<Option<Vec<Vec<u8>>>>,
}

impl Port {
    /// Starts a worker with the program of this name. Questions may be put to it at once.
    ///
    /// # Errors
    ///
    /// [`NoWorker`] where the browser lets the page start no worker.
    pub(super) fn open(
        program: &'static str,
        hear: Rc<dyn Fn(WorkerEvent)>,
    ) -> Result<Self, NoWorker> {
        let address = browser::resolve("worker_start.js").ok_or_else(|| NoWorker(String::new()))?;
        let options = WorkerOptions::new();
        options.set_name(program);
        let worker = take(STARTED, program, |worker| worker.dyn_into().ok())
            .map_or_else(|| Worker::new_with_options(&address, &options), Ok);
        let worker = worker.map_err(|error| NoWorker(browser::thrown(&error)))?;
        let channel = Rc::new(Channel {
            worker,
            waiting: RefCell::new(Some(Vec::new())),
        });
        let on_error = Closure::<dyn FnMut(Event)>::new({
            let hear = Rc::clone(&hear);
            move |event: Event| {
                // The failure is dealt with: the browser need not log it as well.
                event.prevent_default();
                let report = event.dyn_ref::<ErrorEvent>().map(ErrorEvent::message);
                hear(WorkerEvent::Died(report.unwrap_or_default()));
            }
        });
        let on_message = Closure::<dyn FnMut(MessageEvent)>::new({
            let hear = Rc::clone(&hear);
            move |event: MessageEvent| hear(read(&event))
        });
        let worker = &channel.worker;
        worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        worker.set_onmessageerror(Some(on_error.as_ref().unchecked_ref()));
        if let Some(address) = compiled_program::kept_by_browser(program) {
            channel.start(&address.into());
        } else {
            let channel = Rc::clone(&channel);
            spawn_local(async move {
                match compiled_program::of(program).await {
                    Ok(module) => channel.start(&module),
                    Err(report) => hear(WorkerEvent::Died(report)),
                }
            });
        }
        Ok(Self {
            channel,
            _on_message: on_message,
            _on_error: on_error,
        })
    }

    /// The bytes of a question for [`Port::say`]; its answer repeats the number.
    ///
    /// # Errors
    ///
    /// [`Unencodable`]; the worker gets no question then.
    pub(super) fn encoded<Q: Question>(id: u32, question: Q) -> Result<Vec<u8>, Unencodable> {
        let request = question.into_request();
        encode(&Envelope { id, request })
    }

    /// Puts a question to the worker.
    pub(super) fn say(&self, question: Vec<u8>) {
        self.channel.say(question);
    }
}

impl Channel {
    fn say(&self, bytes: Vec<u8>) {
        match &mut *self.waiting.borrow_mut() {
            Some(waiting) => waiting.push(bytes),
            None => self.send(&bytes),
        }
    }

    /// Sends the worker its program, and the questions that waited for it: the worker keeps them until it listens.
    fn start(&self, program: &JsValue) {
        // A worker that has ended meanwhile ignores it.
        self.worker.post_message(program).ok();
        for bytes in self.waiting.take().unwrap_or_default() {
            self.send(&bytes);
        }
    }

    fn send(&self, bytes: &[u8]) {
        // Bytes can always be cloned; a missing worker is reported by its error event.
        self.worker.post_message(&Uint8Array::from(bytes)).ok();
    }
}

impl Drop for Port {
    fn drop(&mut self) {
        let worker = &self.channel.worker;
        worker.set_onmessage(None);
        worker.set_onerror(None);
        worker.set_onmessageerror(None);
        worker.terminate();
    }
}

fn read(event: &MessageEvent) -> WorkerEvent {
    let parts: Array = event.data().unchecked_into();
    let bytes = Uint8Array::new(&parts.get(0)).to_vec();
    match decode(&bytes) {
        Ok(FromWorker::Ready) => WorkerEvent::Ready,
        Ok(FromWorker::Progress { id, share }) => WorkerEvent::Progress(id, share),
        Ok(FromWorker::Answered { id, reply }) => {
            let beside = parts.get(1).dyn_into().ok();
            WorkerEvent::Answered(id, Answer { reply, beside })
        }
        Ok(FromWorker::Refused { id, sentence }) => WorkerEvent::Refused(id, sentence),
        Ok(FromWorker::Panicked { report }) | Err(Unreadable::Garbled(report)) => {
            WorkerEvent::Died(report)
        }
        Err(Unreadable::OtherBuild) => WorkerEvent::OtherBuild,
    }
}

//! The page's end of one worker instance.
//!
//! Must not know: what is asked, or why.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Array, ArrayBuffer, Uint8Array};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{ErrorEvent, Event, MessageEvent, Worker};

use super::{BUILD, FromWorker, ToWorker, Unreadable, decode, encode};
use crate::browser;

/// What comes from a worker.
pub(super) enum Heard {
    /// A message, with the bytes that came beside it.
    Said(FromWorker, Option<ArrayBuffer>),
    /// It comes from another build of the site.
    OtherBuild,
    /// It is gone; in the browser's or the worker's own words.
    Died(String),
}

/// What a worker runs.
#[derive(Clone, Copy)]
pub(super) enum Program {
    /// The engine and the sandbox.
    Engine,
    /// What reads files and links.
    Reader,
}

impl Program {
    fn address(self) -> String {
        let program = match self {
            Self::Engine => "worker",
            Self::Reader => "reader",
        };
        format!("{program}_start.js?build={BUILD}")
    }
}

/// A running worker. Ends with this value.
pub(super) struct Port {
    worker: Worker,
    /// What was said before it listened; none once it does. The browser would drop it.
    waiting: RefCell<Option<Vec<Vec<u8>>>>,
    on_message: Closure<dyn FnMut(MessageEvent)>,
    on_error: Closure<dyn FnMut(Event)>,
}

impl Port {
    /// Starts a worker. It may be spoken to at once.
    pub(super) fn open(program: Program, hear: Rc<dyn Fn(Heard)>) -> Result<Self, String> {
        let address =
            browser::resolve(&program.address()).ok_or_else(|| "no document".to_owned())?;
        let worker = Worker::new(&address).map_err(|error| browser::thrown(&error))?;
        let on_error = Closure::<dyn FnMut(Event)>::new({
            let hear = Rc::clone(&hear);
            move |event: Event| {
                let report = event.dyn_ref::<ErrorEvent>().map(ErrorEvent::message);
                hear(Heard::Died(report.unwrap_or_default()));
            }
        });
        let on_message =
            Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| hear(read(&event)));
        worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        worker.set_onmessageerror(Some(on_error.as_ref().unchecked_ref()));
        let waiting = RefCell::new(Some(Vec::new()));
        Ok(Self {
            worker,
            waiting,
            on_message,
            on_error,
        })
    }

    /// Says something to it.
    pub(super) fn say(&self, message: &ToWorker) {
        let bytes = encode(message);
        match &mut *self.waiting.borrow_mut() {
            Some(waiting) => waiting.push(bytes),
            None => self.send(&bytes),
        }
    }

    /// It listens: hands over what was said before.
    pub(super) fn listens(&self) {
        for bytes in self.waiting.take().unwrap_or_default() {
            self.send(&bytes);
        }
    }

    fn send(&self, bytes: &[u8]) {
        // Bytes can always be cloned; a worker that is gone reports that by its error event.
        let _ = self.worker.post_message(&Uint8Array::from(bytes));
    }
}

impl Drop for Port {
    fn drop(&mut self) {
        self.worker.set_onmessage(None);
        self.worker.set_onerror(None);
        self.worker.set_onmessageerror(None);
        self.worker.terminate();
        let _ = (&self.on_message, &self.on_error);
    }
}

fn read(event: &MessageEvent) -> Heard {
    let parts: Array = event.data().unchecked_into();
    let bytes = Uint8Array::new(&parts.get(0)).to_vec();
    match decode(&bytes) {
        Ok(FromWorker::Panicked { report }) | Err(Unreadable::Garbled(report)) => {
            Heard::Died(report)
        }
        Ok(message) => Heard::Said(message, parts.get(1).dyn_into().ok()),
        Err(Unreadable::OtherBuild) => Heard::OtherBuild,
    }
}

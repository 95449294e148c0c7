//! The page's end of one worker instance.
//!
//! Must not know: what is asked, or why.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Array, ArrayBuffer};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
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

/// A running worker. Ends with this value.
pub(super) struct Port {
    worker: Worker,
    /// What was said before it listened; none once it does. The browser would drop it.
    waiting: RefCell<Option<Vec<String>>>,
    on_message: Closure<dyn FnMut(MessageEvent)>,
    on_error: Closure<dyn FnMut(Event)>,
}

impl Port {
    /// Starts a worker. It may be spoken to at once.
    pub(super) fn open(hear: Rc<dyn Fn(Heard)>) -> Result<Self, String> {
        let address = browser::resolve(&format!("worker_start.js?build={BUILD}"))
            .ok_or_else(|| "no document".to_owned())?;
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
        let text = encode(message);
        match &mut *self.waiting.borrow_mut() {
            Some(waiting) => waiting.push(text),
            None => self.send(&text),
        }
    }

    /// It listens: hands over what was said before.
    pub(super) fn listens(&self) {
        for text in self.waiting.take().unwrap_or_default() {
            self.send(&text);
        }
    }

    fn send(&self, text: &str) {
        // Text can always be cloned; a worker that is gone reports that by its error event.
        let _ = self.worker.post_message(&JsValue::from_str(text));
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
    let text = parts.get(0).as_string().unwrap_or_default();
    match decode(&text) {
        Ok(FromWorker::Panicked { report }) | Err(Unreadable::Garbled(report)) => {
            Heard::Died(report)
        }
        Ok(message) => Heard::Said(message, parts.get(1).dyn_into().ok()),
        Err(Unreadable::OtherBuild) => Heard::OtherBuild,
    }
}

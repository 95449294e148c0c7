//! Has something read that comes as text from outside: by a worker of its own, ended when it has
//! answered.
//!
//! Must not know: what is read, or what becomes of it.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Function, Promise};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

use super::port::{Heard, Port, Program};
use super::{FromWorker, ToWorker};
use crate::text;

/// The answer to one question; the error is a sentence, or the reason why a file is refused.
pub(crate) async fn read(question: &ToWorker) -> Result<FromWorker, String> {
    let answer = Rc::new(RefCell::new(None));
    let resolve = Rc::new(RefCell::new(None::<Function>));
    let answered = Promise::new(&mut |resolved, _| {
        resolve.replace(Some(resolved));
    });
    let port = Rc::new(RefCell::new(None::<Port>));
    let hear = Rc::new({
        let (answer, port) = (Rc::clone(&answer), Rc::downgrade(&port));
        move |heard: Heard| {
            let said = match heard {
                Heard::Said(FromWorker::Ready, _) => {
                    if let Some(port) = port.upgrade()
                        && let Some(port) = &*port.borrow()
                    {
                        port.listens();
                    }
                    return;
                }
                Heard::Said(FromWorker::Refused { sentence, .. }, _) => Err(sentence),
                Heard::Said(message, _) => Ok(message),
                Heard::OtherBuild => Err(text::engine::OTHER_BUILD.to_owned()),
                Heard::Died(report) => Err(report),
            };
            answer.replace(Some(said));
            if let Some(resolve) = resolve.take() {
                // A promise's own function takes any value.
                let _ = resolve.call0(&JsValue::NULL);
            }
        }
    });
    let opened = Port::open(Program::Reader, hear)?;
    opened.say(question);
    port.replace(Some(opened));
    // It is resolved, never refused.
    let _ = JsFuture::from(answered).await;
    port.take();
    answer.take().unwrap_or_else(|| Err(String::new()))
}

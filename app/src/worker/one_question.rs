//! Asks a worker of its own, ended when it has answered: to read what comes as text from outside, or
//! to simulate a board beside the one on the screen.
//!
//! Must not know: what becomes of the answer.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{ArrayBuffer, Function, Promise};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

use super::port::{Heard, Port, Program};
use super::{FromWorker, ToWorker};
use crate::snapshot::PageSnapshot;
use crate::text;

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum NotRead {
    /// It breaks a rule; the sentence names the field.
    Refused(String),
    /// There is no worker; in the browser's own words. What was asked may be sound.
    NoReader(String),
}

impl NotRead {
    /// In words.
    pub(crate) fn why(&self) -> &str {
        let (Self::Refused(why) | Self::NoReader(why)) = self;
        why
    }
}

/// The answer to one question to the reader.
pub(crate) async fn read(question: &ToWorker) -> Result<FromWorker, NotRead> {
    let (answer, _) = ask(Program::Reader, &[question]).await?;
    Ok(answer)
}

/// The first answer to what is said to a worker of its own, with the bytes that come beside it.
pub(super) async fn ask(
    program: Program,
    questions: &[&ToWorker],
) -> Result<(FromWorker, Option<ArrayBuffer>), NotRead> {
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
                Heard::Said(FromWorker::Refused { sentence, .. }, _) => {
                    Err(NotRead::Refused(sentence))
                }
                Heard::Said(FromWorker::Progress { .. }, _) => return,
                Heard::Said(message, bytes) => Ok((message, bytes)),
                Heard::OtherBuild => Err(NotRead::NoReader(text::engine::OTHER_BUILD.get().into())),
                Heard::Died(report) => Err(NotRead::NoReader(report)),
            };
            answer.replace(Some(said));
            if let Some(resolve) = resolve.take() {
                // A promise's own function takes any value.
                let _ = resolve.call0(&JsValue::NULL);
            }
        }
    });
    let opened = Port::open(program, hear).map_err(NotRead::NoReader)?;
    for question in questions {
        opened.say(question);
    }
    port.replace(Some(opened));
    // It is resolved, never refused.
    let _ = JsFuture::from(answered).await;
    port.take();
    let nothing = || Err(NotRead::NoReader(String::new()));
    answer.take().unwrap_or_else(nothing)
}

/// Has a state of the page read.
pub(crate) async fn read_saved(text: String) -> Result<PageSnapshot, NotRead> {
    match read(&ToWorker::ReadSaved { text }).await? {
        FromWorker::OpenedSaved(saved) => Ok(*saved),
        _ => Err(NotRead::NoReader(String::new())),
    }
}

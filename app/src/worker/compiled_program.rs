//! The compiled programs of the workers: each is fetched once, compiled while it arrives, and given to every worker that
//! runs it.

use std::cell::RefCell;

use js_sys::Promise;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, future_to_promise};

use super::begun_early::{self, take};
use crate::browser;

thread_local! {
    static PROGRAMS: RefCell<Vec<(&'static str, Promise)>> = const { RefCell::new(Vec::new()) };
}

/// The compiled program of this name. One that did not arrive is fetched again for the next worker.
///
/// # Errors
///
/// The reason, in the words of the host or of the browser.
pub(super) async fn of(name: &'static str) -> Result<JsValue, String> {
    let known = PROGRAMS.with_borrow(|programs| {
        let known = programs.iter().find(|(known, _)| *known == name);
        known.map(|(_, program)| program.clone())
    });
    let program = known.unwrap_or_else(|| {
        let program = take(begun_early::PROGRAMS, name, |program| {
            program.dyn_into().ok()
        });
        let program = program.unwrap_or_else(|| future_to_promise(fetched(name)));
        PROGRAMS.with_borrow_mut(|programs| programs.push((name, program.clone())));
        program
    });
    let compiled = JsFuture::from(program).await;
    compiled.map_err(|reason| {
        PROGRAMS.with_borrow_mut(|programs| programs.retain(|(known, _)| *known != name));
        let words = reason.as_string();
        words.unwrap_or_else(|| browser::thrown(&reason))
    })
}

/// The address of a program that the browser has from an earlier visit. The first worker reads and compiles it in its own
/// thread, while the page is being built; a worker in the place of one that failed gets it compiled.
pub(super) fn kept_by_browser(name: &str) -> Option<String> {
    take(begun_early::PROGRAMS, name, |program| program.as_string())
}

async fn fetched(name: &str) -> Result<JsValue, JsValue> {
    let fetched = browser::fetch_program(&format!("{name}_bg.wasm")).await;
    fetched.map_err(|error| error.to_string().into())
}

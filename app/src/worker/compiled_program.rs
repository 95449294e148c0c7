//! The compiled programs of the workers: each is fetched once, compiled while it arrives, and given to every worker that
//! runs it.

use std::cell::RefCell;

use js_sys::Promise;
use leptos::task::spawn_local;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, future_to_promise};

use super::engine_questions::Engine;
use super::question::Program;
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
        let program = future_to_promise(fetched(name));
        PROGRAMS.with_borrow_mut(|programs| programs.push((name, program.clone())));
        program
    });
    let compiled = JsFuture::from(program).await;
    compiled.map_err(|reason| {
        PROGRAMS.with_borrow_mut(|programs| programs.retain(|(known, _)| *known != name));
        reason.as_string().unwrap_or_default()
    })
}

/// Begins to fetch what the first worker needs, before anything asks for one: on a slow line its files arrive while the page is
/// being built. Where the browser has the page's own program already, it has the worker's too, and its compilation would only
/// slow the page down.
pub(crate) fn fetch_early() {
    if !browser::came_over_the_line("app_bg.wasm") {
        return;
    }
    spawn_local(async {
        // What does not arrive is fetched again for the worker, which reports why.
        drop(of(Engine::NAME).await);
    });
    for ending in ["_start.js", ".js"] {
        spawn_local(async move {
            // The browser keeps it for the worker.
            drop(browser::fetch_text(&format!("{}{ending}", Engine::NAME)).await);
        });
    }
}

async fn fetched(name: &str) -> Result<JsValue, JsValue> {
    let fetched = browser::fetch_program(&format!("{name}_bg.wasm")).await;
    fetched.map_err(|error| error.to_string().into())
}

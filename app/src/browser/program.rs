//! Programs and scripts that the page fetches when they are needed: `program_start.js` starts the programs.

use js_sys::{Function, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event};

use super::{document, find, is_in_one_file, remove, resolve};

/// Adds a program's start script and its style sheets to the document. `failed` is called where a file of the program does
/// not arrive, or the program does not start.
pub(crate) fn fetch(
    name: &str,
    styles: &[&str],
    attempt: u32,
    failed: impl FnMut() + 'static,
) -> Result<(), JsValue> {
    let document = document().ok_or(JsValue::NULL)?;
    let head = document.head().ok_or(JsValue::NULL)?;
    remove(&script(name));
    let is_whole = is_in_one_file();
    for style in styles.iter().filter(|_| !is_whole) {
        let sheet = document.create_element("link")?;
        sheet.set_attribute("rel", "stylesheet")?;
        sheet.set_attribute("href", &resolve(style).ok_or(JsValue::NULL)?)?;
        head.append_child(&sheet)?;
    }
    let program = document.create_element("script")?;
    program.set_attribute("data-program", name)?;
    let failed = Closure::<dyn FnMut()>::new(failed).into_js_value();
    program.add_event_listener_with_callback("error", failed.unchecked_ref())?;
    if is_whole {
        head.append_child(&program)?;
        let start: Function =
            Reflect::get(&js_sys::global(), &"lanewiseStartProgram".into())?.dyn_into()?;
        start.call1(&JsValue::NULL, &program)?;
    } else {
        let start = resolve(&format!("program_start.js?{attempt}")).ok_or(JsValue::NULL)?;
        program.set_attribute("src", &start)?;
        head.append_child(&program)?;
    }
    Ok(())
}

/// Adds a script of this build to the document. Returns its element, which reports when it has arrived; a page in one file has
/// no script beside it.
pub(crate) fn add_script(file: &str) -> Result<Element, JsValue> {
    if is_in_one_file() {
        return Err(JsValue::NULL);
    }
    let document = document().ok_or(JsValue::NULL)?;
    let script = document.create_element("script")?;
    script.set_attribute("src", &resolve(file).ok_or(JsValue::NULL)?)?;
    document
        .head()
        .ok_or(JsValue::NULL)?
        .append_child(&script)?;
    Ok(script)
}

/// Reports to the page that a program cannot begin, so that a person can try again.
pub(crate) fn report_failure(name: &str) {
    if let (Some(script), Ok(event)) = (find(&script(name)), Event::new("error")) {
        // The call fails only for an event that is being dispatched already; this event is new.
        script.dispatch_event(&event).ok();
    }
}

fn script(name: &str) -> String {
    format!("script[data-program={name}]")
}

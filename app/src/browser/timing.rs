//! The page's clock, and the browser's records of times.

use js_sys::{Function, Object, Reflect};
use wasm_bindgen::JsCast;

use super::window;

/// Milliseconds since the page began to load.
pub fn now_ms() -> f64 {
    window()
        .and_then(|window| window.performance())
        .map_or(0.0, |clock| clock.now())
}

/// Adds a span to the browser's performance timeline, for measurements.
pub fn measure(name: &str, from_ms: f64) {
    let Some(clock) = window().and_then(|window| window.performance()) else {
        return;
    };
    let options = Object::new();
    // A property of a fresh object can always be set.
    Reflect::set(&options, &"start".into(), &from_ms.into()).ok();
    // `measure(name, options)`: web-sys has only the older form with names of marks.
    if let Ok(function) = Reflect::get(&clock, &"measure".into())
        && let Ok(function) = function.dyn_into::<Function>()
    {
        function.call2(&clock, &name.into(), &options).ok();
    }
}

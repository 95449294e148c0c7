//! What the first script of `app/index.html` has begun while the page's own program arrived.

use js_sys::Reflect;
use wasm_bindgen::{JsCast, JsValue};

/// The compiled programs of workers, as promises, or the addresses at which the browser kept them.
pub(super) const PROGRAMS: &str = "programs";
/// The workers that were started.
pub(super) const STARTED: &str = "started";

/// Takes what there is under this name, where `read` can use it. It is taken once.
pub(super) fn take<T>(
    kind: &str,
    name: &str,
    read: impl FnOnce(JsValue) -> Option<T>,
) -> Option<T> {
    let all = Reflect::get(&js_sys::global(), &kind.into()).ok()?;
    let begun = read(Reflect::get(&all, &name.into()).ok()?)?;
    Reflect::delete_property::<JsValue>(all.unchecked_ref(), &name.into()).ok()?;
    Some(begun)
}

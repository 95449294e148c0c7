//! The arrow keys within a group of elements, of which Tab reaches one.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// The element that is this many further among those that match `item` in the nearest ancestor that matches
/// `group`.
pub(crate) fn neighbour(from: &Element, group: &str, item: &str, by: i32) -> Option<HtmlElement> {
    let items = from.closest(group).ok()??.query_selector_all(item).ok()?;
    let at = (0..items.length()).find(|&at| {
        let item = items.get(at);
        item.is_some_and(|item| item.is_same_node(Some(from)))
    })?;
    let to = at.checked_add_signed(by)?;
    items.get(to)?.dyn_into().ok()
}

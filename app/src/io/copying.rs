//! Copies a text to the clipboard, or shows it in a selected field where the browser forbids that, as it
//! does on a page without https and in a frame without the permission.

use gloo_timers::callback::Timeout;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Element, HtmlDialogElement, HtmlElement, HtmlTextAreaElement};

use crate::browser;
use crate::text;
use crate::text::language::Phrase;

/// The attribute of a button that has copied.
const MARK: &str = "data-copied";
/// The time for which it has the attribute.
const MARKED_MS: u32 = 4_000;

/// The place of a copied text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Copied {
    /// The text is on the clipboard.
    OnClipboard,
    /// The text is selected in a field of a dialog.
    InField,
}

/// Copies a text to the clipboard, else shows it in a dialog for copying by hand.
pub(crate) async fn copy_or_show(copied: &str) -> Copied {
    // The button that was pressed, as far as the page can tell.
    let focused = browser::find(":focus");
    if browser::copy(copied).await {
        if let Some(button) = focused {
            mark(button);
        }
        return Copied::OnClipboard;
    }
    // A document can always hold a dialog; otherwise the page could show nothing at all.
    show(copied, focused).ok();
    Copied::InField
}

/// Marks a button for a while as one that has copied, for those who see; the status region says it.
fn mark(button: Element) {
    // An element can always have an attribute.
    button.set_attribute(MARK, "").ok();
    Timeout::new(MARKED_MS, move || drop(button.remove_attribute(MARK))).forget();
}

/// Opens a dialog outside of the page's own view, because both programs of the page use it. It is
/// removed when it closes, and the focus goes back.
fn show(copied: &str, focused: Option<Element>) -> Result<(), JsValue> {
    let document = browser::document().ok_or(JsValue::NULL)?;
    let dialog: HtmlDialogElement = document.create_element("dialog")?.unchecked_into();
    dialog.set_class_name("copying");
    dialog.set_attribute("aria-label", text::storage::COPY_BY_HAND.get())?;
    append(&document, &dialog, "h2", text::storage::COPY_BY_HAND)?;
    append(&document, &dialog, "p", text::storage::COPY_BY_HAND_HOW)?;
    let field: HtmlTextAreaElement = document.create_element("textarea")?.unchecked_into();
    field.set_class_name("copying-field");
    field.set_attribute("rows", "6")?;
    field.set_attribute("readonly", "")?;
    field.set_attribute("aria-label", text::storage::COPY_FIELD.get())?;
    field.set_value(copied);
    dialog.append_child(&field)?;
    let button = append(&document, &dialog, "button", text::board::CLOSE)?;
    button.set_class_name("button");
    button.set_attribute("type", "button")?;
    let closed = Closure::once_into_js({
        let dialog = dialog.clone();
        move || {
            dialog.remove();
            if let Some(button) = focused.and_then(|button| button.dyn_into::<HtmlElement>().ok()) {
                // A button that is gone meanwhile cannot take the focus.
                button.focus().ok();
            }
        }
    });
    dialog.add_event_listener_with_callback("close", closed.unchecked_ref())?;
    let close = Closure::once_into_js({
        let dialog = dialog.clone();
        move || dialog.close()
    });
    button.add_event_listener_with_callback("click", close.unchecked_ref())?;
    document
        .body()
        .ok_or(JsValue::NULL)?
        .append_child(&dialog)?;
    dialog.show_modal()?;
    field.select();
    Ok(())
}

fn append(
    document: &Document,
    parent: &Element,
    tag: &str,
    words: Phrase,
) -> Result<Element, JsValue> {
    let element = document.create_element(tag)?;
    element.set_text_content(Some(words.get()));
    parent.append_child(&element)?;
    Ok(element)
}

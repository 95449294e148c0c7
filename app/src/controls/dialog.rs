//! A dialog that is open from the start.

use leptos::html;
use leptos::prelude::*;

/// A reference for a dialog element, which opens it once it is in the document, and a function that closes it.
pub(crate) fn opened_dialog() -> (NodeRef<html::Dialog>, impl Fn() + Copy) {
    let dialog = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        if let Some(dialog) = dialog.get()
            && !dialog.open()
        {
            // A dialog that is in the document and closed can always be opened.
            dialog.show_modal().ok();
        }
    });
    let close = move || {
        if let Some(dialog) = dialog.get_untracked() {
            dialog.close();
        }
    };
    (dialog, close)
}

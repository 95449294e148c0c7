//! Passes a text on: over the clipboard, or in a selected field where the browser forbids that, as it
//! does on a page without https and in a frame without the permission.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::html;
use leptos::prelude::*;

use crate::{browser, text};

/// Where a text was put.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Copied {
    /// It is on the clipboard.
    OnClipboard,
    /// It is selected in a field of a dialog.
    InField,
}

/// Puts a text on the clipboard, else into a dialog from which it can be copied by hand.
pub(crate) async fn copy_or_show(copied: &str) -> Copied {
    if browser::copy(copied).await {
        Copied::OnClipboard
    } else {
        show(copied.to_owned());
        Copied::InField
    }
}

/// A dialog outside of the page's own view, for both programs of the page use it.
fn show(copied: String) {
    let mounted = Rc::new(RefCell::new(None));
    let close = {
        let mounted = Rc::clone(&mounted);
        move || {
            // The view must not be dropped while its own handler runs.
            let mounted = Rc::clone(&mounted);
            request_animation_frame(move || drop(mounted.take()));
        }
    };
    if let Some(body) = browser::document().and_then(|document| document.body()) {
        mounted.replace(Some(mount_to(body, move || dialog(copied, close))));
    }
}

fn dialog(copied: String, close: impl FnOnce() + Clone + 'static) -> AnyView {
    let dialog = NodeRef::<html::Dialog>::new();
    let field = NodeRef::<html::Textarea>::new();
    Effect::new(move |_| {
        if let (Some(dialog), Some(field)) = (dialog.get(), field.get()) {
            // It is in the document and not open: nothing refuses it.
            dialog.show_modal().ok();
            field.select();
        }
    });
    let put_away = move |_| {
        if let Some(dialog) = dialog.get_untracked() {
            dialog.close();
        }
    };
    view! {
        <dialog
            class="copying"
            aria-label=text::saved::COPY_BY_HAND
            node_ref=dialog
            on:close=move |_| close.clone()()
        >
            <h2>{text::saved::COPY_BY_HAND}</h2>
            <p>{text::saved::COPY_BY_HAND_HOW}</p>
            <textarea
                class="copying-field"
                rows="6"
                readonly
                aria-label=text::saved::COPY_FIELD
                node_ref=field
                prop:value=copied
            ></textarea>
            <button type="button" class="button" on:click=put_away>
                {text::board::CLOSE}
            </button>
        </dialog>
    }
    .into_any()
}

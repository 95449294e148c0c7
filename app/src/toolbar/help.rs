//! The list of keys, in a dialog that `?` opens.

mod words;

use leptos::ev;
use leptos::prelude::*;

use crate::browser;
use crate::browser::keys;
use crate::controls::reactive::on_event;
use crate::text;
use crate::text::language::Phrase;

/// The name in the browser's storage of the switch of single keys.
const SINGLE_KEYS: &str = "lanewise.single-keys";
const OFF: &str = "off";

/// Whether keys without Ctrl act on the page. A person who speaks to the computer may switch them off.
pub(crate) fn has_single_keys() -> bool {
    browser::stored(SINGLE_KEYS).as_deref() != Some(OFF)
}

/// The dialog, before it is mounted.
pub(super) type HelpDialog = NodeRef<leptos::html::Dialog>;

fn open(dialog: HelpDialog) {
    if let Some(dialog) = dialog.get_untracked()
        && !dialog.open()
    {
        // A dialog that is in the document and closed can always be opened.
        dialog.show_modal().ok();
    }
}

/// The button that opens the dialog.
pub(super) fn button(dialog: HelpDialog) -> AnyView {
    view! {
        <button
            type="button"
            class="button button-icon"
            aria-label=words::TITLE
            aria-haspopup="dialog"
            on:click=on_event(move |_| open(dialog))
        >
            "?"
        </button>
    }
    .into_any()
}

/// The dialog, which a key opens too. It is outside of what a narrow page folds away: nothing in there can be shown.
pub(super) fn dialog(dialog: HelpDialog) -> AnyView {
    let close = move |_| {
        if let Some(dialog) = dialog.get_untracked() {
            dialog.close();
        }
    };
    let switch = move |event| {
        let value = if event_target_checked(&event) {
            ""
        } else {
            OFF
        };
        browser::store(SINGLE_KEYS, value);
    };
    browser::on_window(ev::keydown, move |event| {
        if event.key() == "?" && has_single_keys() && !keys::are_taken(&event) {
            event.prevent_default();
            open(dialog);
        }
    });
    let rows: Vec<AnyView> = words::KEYS
        .iter()
        .map(|&(keys, what)| row(keys.get().to_owned(), what))
        .chain([row(words::lane_keys(), words::PLACE)])
        .collect();
    view! {
        <dialog class="help" aria-label=words::TITLE node_ref=dialog>
            <h2>{words::TITLE}</h2>
            <table class="help-keys">
                <tbody>{rows}</tbody>
            </table>
            <p>
                <label>
                    <input type="checkbox" checked=has_single_keys() on:change=on_event(switch) />
                    " "
                    {words::SINGLE_KEYS}
                </label>
            </p>
            <button type="button" class="button" on:click=on_event(close)>
                {text::board::CLOSE}
            </button>
        </dialog>
    }
    .into_any()
}

fn row(keys: String, what: Phrase) -> AnyView {
    view! {
        <tr>
            <th scope="row">
                <kbd>{keys}</kbd>
            </th>
            <td>{what}</td>
        </tr>
    }
    .into_any()
}

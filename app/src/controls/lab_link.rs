//! The way to the page where a person changes a grading program and runs it.

use leptos::prelude::*;
use model::sandbox::OwnCode;

use super::reactive::on_event;
use crate::browser;
use crate::state::handover::{self, To};
use crate::text::language::Phrase;

/// A link with this text and class to the sandbox lab, which opens there the program of a snippet, or the code in its place, on one
/// of its sample answers; none in one file, which has no other pages.
pub(crate) fn lab_link(
    text: Phrase,
    class: &'static str,
    snippet: &str,
    sample: usize,
    own: Option<OwnCode>,
) -> Option<AnyView> {
    if browser::is_in_one_file() {
        return None;
    }
    let mut address = format!("lab/?snippet={snippet}&sample={sample}");
    if own.is_some() {
        address.push_str("&own=1");
    }
    let snippet = snippet.to_owned();
    // The code is too long for an address.
    let leave = move |_| {
        if let Some(own) = &own {
            handover::leave(To::Lab, &snippet, own);
        }
    };
    Some(
        view! {
            <a class=class href=address on:click=on_event(leave)>
                {text}
            </a>
        }
        .into_any(),
    )
}

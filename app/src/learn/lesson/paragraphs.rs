//! Sentences of the lesson's file as paragraphs.

use leptos::prelude::*;

use crate::text::workloads::in_this_language;

/// A paragraph for each sentence, in the language of the page.
pub(super) fn paragraphs(sentences: &[String]) -> Vec<AnyView> {
    sentences
        .iter()
        .map(|one| view! { <p>{in_this_language(one)}</p> }.into_any())
        .collect()
}

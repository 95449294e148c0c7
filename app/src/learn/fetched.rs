//! Fetches a packed file of the site, and shows a section made of it.

use crate::learn::panel_words;
use std::sync::Arc;

use borsh::BorshDeserialize;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::{self, FetchError};
use crate::text;

/// Fetches `file` and shows its content; where the file cannot be read, shows a sentence with the reason.
pub(super) fn fetched<T: BorshDeserialize + Send + Sync + 'static>(
    file: &'static str,
    show: impl Fn(&Arc<T>) -> AnyView + Send + 'static,
) -> AnyView {
    let content = RwSignal::new(None::<Result<Arc<T>, FetchError>>);
    spawn_local(async move {
        let read = browser::fetch_packed(file).await;
        content.try_set(Some(read.map(Arc::new)));
    });
    (move || match content.get() {
        None => ().into_any(),
        Some(Ok(content)) => show(&content),
        Some(Err(error)) => {
            let why = text::opening::fetch_fault(&error);
            let sentence = panel_words::not_fetched(file, &why);
            view! { <p class="learn-old">{sentence}</p> }.into_any()
        }
    })
    .into_any()
}

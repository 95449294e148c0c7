//! Fetches a packed file of the site, and shows a section made of it.

use crate::learn::panel_words;
use std::sync::Arc;

use borsh::BorshDeserialize;
use leptos::prelude::*;
use leptos::task::spawn_local;
use thiserror::Error;

use crate::browser;

/// Why a packed file has no content.
#[derive(Clone, Debug, Error)]
pub(super) enum NotFetched {
    /// The file did not arrive; the reason is the browser's. Load the page again.
    #[error("{0}")]
    NotArrived(String),
    /// The bytes are not of this build's type: load the page again.
    #[error("{0}")]
    Garbled(String),
}

impl NotFetched {
    /// The reason, to be used within a sentence.
    pub(super) fn why(&self) -> &str {
        match self {
            Self::NotArrived(why) | Self::Garbled(why) => why,
        }
    }
}

/// The content of a packed file of this build.
///
/// # Errors
///
/// [`NotFetched`] where the file does not arrive or holds another type.
pub(super) async fn fetch_packed<T: BorshDeserialize>(file: &str) -> Result<T, NotFetched> {
    let bytes = browser::fetch_bytes(file).await;
    let bytes = bytes.map_err(NotFetched::NotArrived)?;
    T::try_from_slice(&bytes).map_err(|error| NotFetched::Garbled(error.to_string()))
}

/// Fetches `file` and shows its content; where the file cannot be read, shows a sentence with the reason.
pub(super) fn fetched<T: BorshDeserialize + Send + Sync + 'static>(
    file: &'static str,
    show: impl Fn(&Arc<T>) -> AnyView + Send + 'static,
) -> AnyView {
    let content = RwSignal::new(None::<Result<Arc<T>, NotFetched>>);
    spawn_local(async move {
        let read = fetch_packed(file).await;
        content.try_set(Some(read.map(Arc::new)));
    });
    (move || match content.get() {
        None => ().into_any(),
        Some(Ok(content)) => show(&content),
        Some(Err(error)) => {
            let sentence = panel_words::not_fetched(file, error.why());
            view! { <p class="learn-old">{sentence}</p> }.into_any()
        }
    })
    .into_any()
}

//! One request to the host, within a limit of time.

use std::pin::pin;

use js_sys::Promise;
use thiserror::Error;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{RequestInit, Response};

use super::{thrown, window, with_timeout};

/// The time within which a file has to be there, milliseconds. The page's own program is larger than any of
/// these files and has arrived before them.
const LIMIT_MS: u32 = 10_000;

/// The reason why a file is not there.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum FetchError {
    /// The file was not complete within the limit of time: try again.
    #[error("no answer in time")]
    Late,
    /// The host answered with this status: the file is missing, or the page belongs to an older build.
    #[error("HTTP {0}")]
    Status(u16),
    /// The browser could not fetch the file, in the browser's own words: try again.
    #[error("{0}")]
    Browser(String),
    /// The file is damaged, or another build packed it: load the page again.
    #[error("{0}")]
    Garbled(String),
}

impl From<JsValue> for FetchError {
    fn from(value: JsValue) -> Self {
        Self::Browser(thrown(&value))
    }
}

/// What a request is for. Some hosts answer a missing file with a page.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Expected {
    File,
    Page,
}

/// Reads the body of a response: one of its methods.
pub(super) type Read = fn(&Response) -> Result<Promise, JsValue>;

/// The body of the host's answer.
pub(super) async fn body(
    url: &str,
    options: &RequestInit,
    expected: Expected,
    read: Read,
) -> Result<JsValue, FetchError> {
    let body = pin!(whole_body(url, options, expected, read));
    with_timeout(LIMIT_MS, body)
        .await
        .unwrap_or(Err(FetchError::Late))
}

/// The body of the host's answer, however long it takes.
pub(super) async fn whole_body(
    url: &str,
    options: &RequestInit,
    expected: Expected,
    read: Read,
) -> Result<JsValue, FetchError> {
    let window = window().ok_or(JsValue::NULL)?;
    let response = JsFuture::from(window.fetch_with_str_and_init(url, options)).await?;
    let response: Response = response.unchecked_into();
    if !response.ok() {
        return Err(FetchError::Status(response.status()));
    }
    let kind = response.headers().get("Content-Type").ok().flatten();
    let is_page = kind.is_some_and(|kind| kind.starts_with("text/html"));
    if is_page && expected == Expected::File {
        return Err(FetchError::Status(404));
    }
    Ok(JsFuture::from(read(&response)?).await?)
}

//! Fetches files of the site, each within a limit of time.

use std::pin::pin;

use borsh::BorshDeserialize;
use js_sys::{Promise, Uint8Array};
use leptos::task::spawn_local;
use thiserror::Error;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{RequestCache, RequestInit, Response};

use super::{resolve, thrown, window, with_timeout};
use crate::browser::site_build;

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

/// Fetches a text of this build.
///
/// # Errors
///
/// [`FetchError`]; a file that does not arrive may mean that the site has a newer build, which the page
/// then looks for.
pub async fn fetch_text(path: &str) -> Result<String, FetchError> {
    let text = fetch(path, Response::text).await?;
    Ok(text.as_string().unwrap_or_default()) // the browser makes a string of any body
}

/// Fetches a value that was packed when the site was built.
///
/// # Errors
///
/// [`FetchError`], as [`fetch_text`].
pub async fn fetch_packed<T: BorshDeserialize>(path: &str) -> Result<T, FetchError> {
    let bytes = fetch_bytes(path).await?;
    T::try_from_slice(&bytes).map_err(|error| FetchError::Garbled(error.to_string()))
}

async fn fetch_bytes(path: &str) -> Result<Vec<u8>, FetchError> {
    let buffer = fetch(path, Response::array_buffer).await?;
    Ok(Uint8Array::new(&buffer).to_vec())
}

/// Fetches a text that has the same address in every build, and asks the host whether the copy in the
/// cache is still the newest.
///
/// # Errors
///
/// [`FetchError`], without a search for a newer build.
pub async fn fetch_stable_text(path: &str) -> Result<String, FetchError> {
    let url = site_build::stable_address(path).unwrap_or_else(|| path.to_owned());
    let options = RequestInit::new();
    options.set_cache(RequestCache::NoCache);
    let text = body(&url, &options, Expected::File, Response::text).await?;
    Ok(text.as_string().unwrap_or_default()) // as in `fetch_text`
}

/// Fetches the host's newest first page of the site.
///
/// # Errors
///
/// [`FetchError`], without a search for a newer build.
pub(super) async fn fetch_first_page() -> Result<String, FetchError> {
    let url = site_build::stable_address("./").ok_or(FetchError::Status(404))?;
    let options = RequestInit::new();
    options.set_cache(RequestCache::NoStore);
    let text = body(&url, &options, Expected::Page, Response::text).await?;
    Ok(text.as_string().unwrap_or_default()) // as in `fetch_text`
}

/// What a request is for. Some hosts answer a missing file with a page.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Expected {
    File,
    Page,
}

/// Reads the body of a response: one of its methods.
type Read = fn(&Response) -> Result<Promise, JsValue>;

/// Fetches a file of this build.
async fn fetch(path: &str, read: Read) -> Result<JsValue, FetchError> {
    let url = resolve(path).unwrap_or_else(|| path.to_owned());
    let body = body(&url, &RequestInit::new(), Expected::File, read).await;
    if body.is_err() {
        // The error does not wait for the host's answer.
        spawn_local(site_build::look_for_newer());
    }
    body
}

async fn body(
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

async fn whole_body(
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

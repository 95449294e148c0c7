//! Fetches files of the site.

use borsh::BorshDeserialize;
use js_sys::{ArrayBuffer, Promise, Uint8Array, WebAssembly};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{RequestCache, RequestInit, Response};

use super::request::{Expected, FetchError, Read, body, whole_body};
use super::{resolve, site_build};

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
    unpack(&fetch_bytes(path).await?)
}

/// The value that was packed when the site was built.
///
/// # Errors
///
/// [`FetchError::Garbled`], where another build packed it.
pub fn unpack<T: BorshDeserialize>(bytes: &[u8]) -> Result<T, FetchError> {
    T::try_from_slice(bytes).map_err(|error| FetchError::Garbled(error.to_string()))
}

async fn fetch_bytes(path: &str) -> Result<Vec<u8>, FetchError> {
    let buffer = fetch(path, Response::array_buffer).await?;
    Ok(Uint8Array::new(&buffer).to_vec())
}

/// Fetches a program of this build and compiles it, while it arrives where the host says that it is one. There is no limit of
/// time: a program is a hundred times as long as any other file.
///
/// # Errors
///
/// [`FetchError`]; the text of [`FetchError::Browser`] is the compiler's, where it refuses the program.
pub async fn fetch_program(path: &str) -> Result<JsValue, FetchError> {
    let url = resolve(path).unwrap_or_else(|| path.to_owned());
    let read = whole_body(&url, &RequestInit::new(), Expected::File, compiled).await?;
    if read.is_instance_of::<ArrayBuffer>() {
        return Ok(JsFuture::from(WebAssembly::compile(&read)).await?);
    }
    Ok(read)
}

/// The compiled program; its bytes where the host gives it another type, for a browser compiles no stream of those.
fn compiled(response: &Response) -> Result<Promise, JsValue> {
    let kind = response.headers().get("Content-Type")?;
    if kind.as_deref() == Some("application/wasm") {
        Ok(WebAssembly::compile_streaming(
            &Promise::resolve::<JsValue>(response),
        ))
    } else {
        response.array_buffer()
    }
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

/// Fetches the bytes of a file that has the same address in every build.
///
/// # Errors
///
/// [`FetchError`], without a search for a newer build.
pub async fn fetch_stable_bytes(path: &str) -> Result<Vec<u8>, FetchError> {
    let url = site_build::stable_address(path).unwrap_or_else(|| path.to_owned());
    let options = RequestInit::new();
    let is_page = path.rsplit('.').next() == Some("html");
    let expected = if is_page {
        Expected::Page
    } else {
        Expected::File
    };
    let buffer = body(&url, &options, expected, Response::array_buffer).await?;
    Ok(Uint8Array::new(&buffer).to_vec())
}

/// Fetches a file of this build.
async fn fetch(path: &str, read: Read) -> Result<JsValue, FetchError> {
    let url = resolve(path).unwrap_or_else(|| path.to_owned());
    let body = body(&url, &RequestInit::new(), Expected::File, read).await;
    if body.is_err() {
        // The error does not wait for the host's answer. A program that is not mounted yet has no tasks of Leptos.
        spawn_local(site_build::look_for_newer());
    }
    body
}

//! The state of the page in a link: compressed by the browser, spelled in letters that an address
//! takes, with a version and a cap.
//!
//! Must not know: what a person does with it. A link comes from anywhere.

use js_sys::{Array, Function, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, ReadableStream, ReadableStreamDefaultReader, Response};

use crate::browser;
use crate::snapshot::PageSnapshot;
use crate::text;
use crate::worker::read_saved;

/// What stands before the letters: the spelling's version.
const MARK: &str = "#1.";
/// More letters than browsers and chats pass on.
const MOST_LETTERS: usize = 128 << 10;
/// What it may unpack to.
const MOST_BYTES: usize = 4 << 20;

/// The part of a link behind the address of the page. The error is a sentence.
pub(crate) async fn write(saved: &PageSnapshot) -> Result<String, String> {
    let text = saved.to_text();
    let text = text.map_err(|error| text::saved::no_link(&error.to_string()))?;
    write_text(MARK, &text).await
}

/// The same of any text, under a mark of its own.
pub(crate) async fn write_text(mark: &str, written: &str) -> Result<String, String> {
    let failed = |error: JsValue| text::saved::no_link(&browser::thrown(&error));
    let packed = pack(written.as_bytes()).await.map_err(failed)?;
    let letters = to_letters(&packed).ok_or_else(|| text::saved::no_link(""))?;
    if letters.len() > MOST_LETTERS {
        return Err(text::saved::LINK_TOO_LONG.get().into());
    }
    Ok(format!("{mark}{letters}"))
}

/// The state that this part of a link holds; none where there is none. The error is a sentence.
pub(crate) async fn read(fragment: &str) -> Option<Result<PageSnapshot, String>> {
    let broken = |why: &str| text::saved::bad_link(why);
    Some(match read_text(fragment, MARK).await? {
        Ok(text) => read_saved(text).await.map_err(|error| broken(error.why())),
        Err(why) => Err(broken(&why)),
    })
}

/// The text that a link under this mark holds; none where it has another. The error says what is wrong
/// with it.
pub(crate) async fn read_text(fragment: &str, mark: &str) -> Option<Result<String, String>> {
    let letters = fragment.strip_prefix(mark)?;
    if letters.len() > MOST_LETTERS {
        return Some(Err(text::saved::TOO_LONG.into()));
    }
    let Some(packed) = from_letters(letters) else {
        return Some(Err(text::saved::NOT_LETTERS.into()));
    };
    Some(match unpack(&packed).await {
        Ok(Some(bytes)) => Ok(String::from_utf8_lossy(&bytes).into_owned()),
        Ok(None) => Err(text::saved::TOO_LONG.into()),
        Err(error) => Err(browser::thrown(&error)),
    })
}

/// The browser's own base64, in letters that need no escape in an address.
fn to_letters(bytes: &[u8]) -> Option<String> {
    let binary: String = bytes.iter().map(|&byte| char::from(byte)).collect();
    let letters = browser::window()?.btoa(&binary).ok()?;
    let letters = letters.trim_end_matches('=');
    Some(letters.replace('+', "-").replace('/', "_"))
}

fn from_letters(letters: &str) -> Option<Vec<u8>> {
    let base64 = letters.replace('-', "+").replace('_', "/");
    let binary = browser::window()?.atob(&base64).ok()?;
    binary
        .chars()
        .map(|letter| u8::try_from(u32::from(letter)).ok())
        .collect()
}

fn stream_of(bytes: &[u8]) -> Result<ReadableStream, JsValue> {
    let parts = Array::of1(&Uint8Array::from(bytes));
    Ok(Blob::new_with_u8_array_sequence(&parts)?.stream())
}

/// What comes out of a stream of the browser's that packs or unpacks; web-sys does not know these.
fn through(stream: &str, bytes: &[u8]) -> Result<ReadableStream, JsValue> {
    let class: Function = Reflect::get(&js_sys::global(), &stream.into())?.dyn_into()?;
    let pair = Reflect::construct(&class, &Array::of1(&"deflate-raw".into()))?;
    Ok(stream_of(bytes)?.pipe_through(pair.unchecked_ref()))
}

async fn pack(bytes: &[u8]) -> Result<Vec<u8>, JsValue> {
    let stream = through("CompressionStream", bytes)?;
    let whole = Response::new_with_opt_readable_stream(Some(&stream))?.array_buffer()?;
    Ok(Uint8Array::new(&JsFuture::from(whole).await?).to_vec())
}

/// None where it grows beyond the cap: a few letters can unpack to more than a page can hold.
async fn unpack(bytes: &[u8]) -> Result<Option<Vec<u8>>, JsValue> {
    let stream = through("DecompressionStream", bytes)?;
    let reader: ReadableStreamDefaultReader = stream.get_reader().unchecked_into();
    let mut all = Vec::new();
    loop {
        let piece = JsFuture::from(reader.read()).await?;
        if Reflect::get(&piece, &"done".into())?.is_truthy() {
            return Ok(Some(all));
        }
        let piece = Uint8Array::new(&Reflect::get(&piece, &"value".into())?);
        if all.len() + piece.length() as usize > MOST_BYTES {
            // Whatever is still to come is not wanted.
            let _ = reader.cancel();
            return Ok(None);
        }
        all.extend(piece.to_vec());
    }
}

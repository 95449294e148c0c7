//! The state of the page in a link: compressed by the browser, spelled in letters that an address may
//! contain, with a version and a cap. A link may come from any person and is not trusted.
//!
//! A link for people holds the difference from what ships, and is short enough for a mail. A link for the page's own reloads
//! holds the whole state. Links of both kinds always open.

use js_sys::{Array, Function, Reflect, Uint8Array};
use thiserror::Error;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, ReadableStream, ReadableStreamDefaultReader, Response};

use crate::browser;
use crate::browser::FetchError;
use crate::browser::address::Address;
use crate::session::Session;
use crate::state::short_snapshot::LinkedSnapshot;
use crate::state::snapshot::{PageSnapshot, Writing};
use crate::text;
use crate::worker::{
    CallError, ReadShortLink, ReadSnapshot, Wait, WriteShortLink, call, call_within,
};

/// The beginning of a fragment that holds the whole state, with the version of the spelling.
const MARK: &str = "#1.";
/// The beginning of a fragment that holds the difference from what ships.
const SHORT_MARK: &str = "#2.";
/// The most letters of a link that is read or that the page writes for itself.
const MOST_LETTERS: usize = 128 << 10;
/// The most letters of a link for people: what mails, chats and QR codes carry.
const MOST_LETTERS_FOR_PEOPLE: usize = 2_000;
/// The most bytes that the letters may unpack to.
const MOST_BYTES: usize = 4 << 20;

/// The reason why a link could not be read.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub(crate) enum LinkError {
    /// The link holds more than any board: no such link comes from this page.
    #[error("{}", text::storage::TOO_LONG.get())]
    TooLong,
    /// Letters are missing or were changed on the way: copy the whole link.
    #[error("{}", text::storage::NOT_LETTERS.get())]
    Damaged,
    /// The link has another version than this page reads: load the page again.
    #[error("{}", text::storage::OTHER_VERSION.get())]
    OtherVersion,
    /// The browser cannot unpack it, in the browser's own words.
    #[error("{0}")]
    Browser(String),
    /// The scenario from which the link differs could not be fetched: try again.
    #[error("{}", text::opening::fetch_fault(.0))]
    NotFetched(#[from] FetchError),
    /// The reader did not accept the content of the link.
    #[error(transparent)]
    NotRead(#[from] CallError),
}

/// The reason why no link could be made.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub(crate) enum NoLink {
    /// The board is too large: save it as a file.
    #[error("{}", text::storage::LINK_TOO_LONG.get())]
    TooLong,
    /// The browser cannot pack it, in its own words: save the board as a file.
    #[error("{}", text::storage::no_link(.0))]
    Browser(String),
    /// No worker wrote the board as text: try again.
    #[error("{}", text::storage::no_link(text::engine::PROGRAM_SILENT.get()))]
    NotWritten,
}

/// The fragment with which the page loads this state again itself.
///
/// # Errors
///
/// [`NoLink`], whose text is a whole sentence.
pub(crate) async fn for_reload(session: Session, saved: PageSnapshot) -> Result<String, NoLink> {
    write_text(MARK, &written(session, saved).await?).await
}

/// The fragment of a link for people that holds this state.
///
/// # Errors
///
/// [`NoLink`], whose text is a whole sentence.
pub(crate) async fn for_people(session: Session, saved: PageSnapshot) -> Result<String, NoLink> {
    of_saved_text(written(session, saved).await?).await
}

async fn written(session: Session, saved: PageSnapshot) -> Result<String, NoLink> {
    let writing = Writing::Snapshot(Box::new(saved));
    session.written(writing).await.ok_or(NoLink::NotWritten)
}

/// The fragment of a link for people that holds a state as text, as [`PageSnapshot::to_text`] writes it.
///
/// # Errors
///
/// [`NoLink`], whose text is a whole sentence.
pub(crate) async fn of_saved_text(text: String) -> Result<String, NoLink> {
    let shipped = shipped_file().await.map_err(|_| NoLink::NotWritten)?;
    let whole = text.clone();
    let short = call(WriteShortLink { text, shipped }).await;
    let fragment = match short {
        Ok(Some(short)) => write_text(SHORT_MARK, &short).await?,
        // A board that no difference says.
        Ok(None) => write_text(MARK, &whole).await?,
        Err(_) => return Err(NoLink::NotWritten),
    };
    if fragment.len() > MOST_LETTERS_FOR_PEOPLE {
        return Err(NoLink::TooLong);
    }
    Ok(fragment)
}

/// The file of the scenario that the address names.
async fn shipped_file() -> Result<String, FetchError> {
    let name = Address::of_page().scenario;
    browser::fetch_stable_text(&format!("scenarios/{name}.json")).await
}

/// The fragment of a link that holds a text, under a mark of its own.
///
/// # Errors
///
/// [`NoLink`], whose text is a whole sentence.
pub(crate) async fn write_text(mark: &str, written: &str) -> Result<String, NoLink> {
    let failed = |error: JsValue| NoLink::Browser(browser::thrown(&error));
    let packed = pack(written.as_bytes()).await.map_err(failed)?;
    let letters = to_letters(&packed).ok_or_else(|| NoLink::Browser(String::new()))?;
    if letters.len() > MOST_LETTERS {
        return Err(NoLink::TooLong);
    }
    Ok(format!("{mark}{letters}"))
}

/// The state that a link's fragment holds; none where the fragment is not one of a link to a board.
pub(crate) async fn read(fragment: &str, wait: Wait) -> Option<Result<LinkedSnapshot, LinkError>> {
    let is_short = fragment.starts_with(SHORT_MARK);
    let mark = if is_short { SHORT_MARK } else { MARK };
    Some(match read_text(fragment, mark).await? {
        Ok(text) if is_short => read_short(text, wait).await,
        Ok(text) => {
            let read = call_within(ReadSnapshot { text }, wait).await;
            let link = |snapshot| LinkedSnapshot {
                snapshot,
                is_of_this_scenario: true,
            };
            read.map(link).map_err(LinkError::from)
        }
        Err(error) => Err(error),
    })
}

async fn read_short(text: String, wait: Wait) -> Result<LinkedSnapshot, LinkError> {
    let shipped = shipped_file().await?;
    Ok(call_within(ReadShortLink { text, shipped }, wait).await?)
}

/// The text that a link's fragment holds under this mark; none where it has another mark.
pub(crate) async fn read_text(fragment: &str, mark: &str) -> Option<Result<String, LinkError>> {
    let letters = match letters_after(fragment, mark)? {
        Ok(letters) => letters,
        Err(error) => return Some(Err(error)),
    };
    if letters.len() > MOST_LETTERS {
        return Some(Err(LinkError::TooLong));
    }
    let Some(packed) = from_letters(&without_additions(letters)) else {
        return Some(Err(LinkError::Damaged));
    };
    Some(match unpack(&packed).await {
        Ok(Some(bytes)) => String::from_utf8(bytes).map_err(|_| LinkError::Damaged),
        Ok(None) => Err(LinkError::TooLong),
        Err(error) => Err(LinkError::Browser(browser::thrown(&error))),
    })
}

/// The letters behind a mark; none where the fragment has a mark of another kind or no mark.
fn letters_after<'a>(fragment: &'a str, mark: &str) -> Option<Result<&'a str, LinkError>> {
    if let Some(letters) = fragment.strip_prefix(mark) {
        return Some(Ok(letters));
    }
    let kind = mark.trim_end_matches(|letter: char| letter == '.' || letter.is_ascii_digit());
    let (version, _) = fragment.strip_prefix(kind)?.split_once('.')?;
    let is_version = !version.is_empty() && version.bytes().all(|byte| byte.is_ascii_digit());
    is_version.then_some(Err(LinkError::OtherVersion))
}

/// The letters of a link without what mails and sentences add: line breaks within it, and behind it a full stop, a bracket or
/// a tracker's parameters. No letter of a link is any of these.
fn without_additions(letters: &str) -> String {
    let mut rest = letters;
    let mut kept = String::with_capacity(letters.len());
    while let Some(letter) = rest.chars().next() {
        let is_of_link = letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_');
        let blank = ["%20", "%0A", "%0D", "%0a", "%0d", "%09"];
        let length = if is_of_link {
            kept.push(letter);
            1
        } else if letter.is_whitespace() {
            letter.len_utf8()
        } else if blank.iter().any(|blank| rest.starts_with(blank)) {
            blank[0].len()
        } else {
            break;
        };
        rest = &rest[length..];
    }
    kept
}

/// Bytes in the browser's own base64, with letters that need no escape in an address; none in a document without a
/// window.
pub(super) fn to_letters(bytes: &[u8]) -> Option<String> {
    let binary: String = bytes.iter().map(|&byte| char::from(byte)).collect();
    let letters = browser::window()?.btoa(&binary).ok()?;
    let letters = letters.trim_end_matches('=');
    Some(letters.replace('+', "-").replace('/', "_"))
}

/// The bytes that [`to_letters`] spelled; none for other letters.
pub(super) fn from_letters(letters: &str) -> Option<Vec<u8>> {
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

/// The output of a stream of the browser that compresses or decompresses; web-sys has no types for these
/// classes.
fn through(stream: &str, bytes: &[u8]) -> Result<ReadableStream, JsValue> {
    let class: Function = Reflect::get(&js_sys::global(), &stream.into())?.dyn_into()?;
    let pair = Reflect::construct(&class, &Array::of1(&"deflate-raw".into()))?;
    Ok(stream_of(bytes)?.pipe_through(pair.unchecked_ref()))
}

/// Bytes compressed by raw deflate.
pub(crate) async fn pack(bytes: &[u8]) -> Result<Vec<u8>, JsValue> {
    let stream = through("CompressionStream", bytes)?;
    let whole = Response::new_with_opt_readable_stream(Some(&stream))?.array_buffer()?;
    Ok(Uint8Array::new(&JsFuture::from(whole).await?).to_vec())
}

/// Decompresses bytes; none where the output grows beyond the cap: a few letters can decompress to more
/// than a page's memory.
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
            // The rest of the stream is not needed, whether it can be cancelled or not.
            drop(reader.cancel());
            return Ok(None);
        }
        all.extend(piece.to_vec());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_mail_adds_is_left_out() {
        for (letters, expected) in [
            ("ab-c_9", "ab-c_9"),
            ("ab.", "ab"),
            ("ab)", "ab"),
            ("ab%3E", "ab"),
            ("ab==", "ab"),
            ("ab\r\n  cd", "abcd"),
            ("ab%0D%0Acd%20", "abcd"),
            ("ab&utm_source=mail", "ab"),
            ("ab?utm_source=mail", "ab"),
            ("ab»cd", "ab"),
        ] {
            assert_eq!(without_additions(letters), expected, "{letters}");
        }
    }

    #[test]
    fn a_mark_has_a_kind_and_a_version() {
        for (fragment, mark, expected) in [
            ("#1.abc", "#1.", Some(Ok("abc"))),
            ("#2.abc", "#1.", Some(Err(LinkError::OtherVersion))),
            ("#10.abc", "#1.", Some(Err(LinkError::OtherVersion))),
            ("#c1.abc", "#c1.", Some(Ok("abc"))),
            ("#c2.abc", "#c1.", Some(Err(LinkError::OtherVersion))),
            ("#c1.abc", "#1.", None),
            ("#1.abc", "#c1.", None),
            ("#lanes", "#1.", None),
            ("#.abc", "#1.", None),
            ("", "#1.", None),
        ] {
            assert_eq!(letters_after(fragment, mark), expected, "{fragment}");
        }
    }
}

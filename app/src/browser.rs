//! Small functions of the browser that several parts of the page use.
//!
//! Where the browser fails, a function returns a harmless default, or an error of its own type.

pub(crate) mod address;
mod fetch;
pub(crate) mod keys;
pub(crate) mod program;
mod request;
pub(crate) mod shared_text;
pub(crate) mod site_build;
mod timing;

use std::future::poll_fn;
use std::pin::Pin;
use std::task::Poll;

pub use fetch::{
    fetch_packed, fetch_program, fetch_stable_bytes, fetch_stable_text, fetch_text, unpack,
};
use gloo_timers::future::TimeoutFuture;
use js_sys::Reflect;
use leptos::ev::EventDescriptor;
use leptos::prelude::*;
use leptos::task::spawn_local;
pub use request::FetchError;
use thiserror::Error;
pub use timing::{measure, now_ms};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, BlobPropertyBag, Document, Element, FocusOptions, HtmlElement, MediaQueryList,
    ScrollIntoViewOptions, ScrollLogicalPosition, Url, Window,
};

/// The window; it exists wherever the page runs.
pub fn window() -> Option<Window> {
    web_sys::window()
}

/// The document.
pub fn document() -> Option<Document> {
    window()?.document()
}

/// The full address of a file of this build of the site.
pub fn resolve(path: &str) -> Option<String> {
    site_build::address(path)
}

/// The address of the page with another fragment.
pub fn with_fragment(fragment: &str) -> Option<String> {
    let address = Url::new(&window()?.location().href().ok()?).ok()?;
    address.set_hash(fragment);
    Some(address.href())
}

/// The whole address of a page of this site, such as `facts/`.
pub fn page_beside(path: &str) -> Option<String> {
    let here = window()?.location().href().ok()?;
    Some(Url::new_with_base(path, &here).ok()?.href())
}

/// The fragment of the page's address, with its `#`; empty where there is none.
pub fn fragment() -> String {
    let location = window().map(|window| window.location());
    location
        .and_then(|location| location.hash().ok())
        .unwrap_or_default()
}

/// Loads the page again.
pub fn reload() -> Result<(), JsValue> {
    window().ok_or(JsValue::NULL)?.location().reload()
}

/// The output of a future that is ready within a limit in milliseconds; none where it takes longer, and
/// the future may be awaited again.
pub async fn with_timeout<T>(
    limit_ms: u32,
    mut future: Pin<&mut dyn Future<Output = T>>,
) -> Option<T> {
    let mut limit = TimeoutFuture::new(limit_ms);
    poll_fn(|context| match future.as_mut().poll(context) {
        Poll::Ready(output) => Poll::Ready(Some(output)),
        Poll::Pending => Pin::new(&mut limit).poll(context).map(|()| None),
    })
    .await
}

/// The element that an event is about, where it is of this kind.
pub fn target_of<T: JsCast>(event: &web_sys::Event) -> Option<T> {
    event.target()?.dyn_into().ok()
}

/// Whether an event happened within an element that matches.
pub fn is_within(event: &web_sys::Event, selector: &str) -> bool {
    target_of::<Element>(event)
        .is_some_and(|element| element.closest(selector).ok().flatten().is_some())
}

/// The first element that matches.
pub fn find(selector: &str) -> Option<Element> {
    document()?.query_selector(selector).ok()?
}

/// Moves the focus to the first element that matches, after the next update of the page. Panes scroll to it
/// only for a person who uses the keyboard: a pane that moves under a mouse loses what the person looked at.
pub fn focus_soon(selector: String) {
    request_animation_frame(move || focus(&selector));
}

fn focus(selector: &str) {
    if let Some(element) = find(selector).and_then(|found| found.dyn_into::<HtmlElement>().ok()) {
        let options = FocusOptions::new();
        options.set_prevent_scroll(true);
        // An element that cannot take the focus leaves the focus unchanged.
        element.focus_with_options(&options).ok();
        if element.matches(":focus-visible").unwrap_or(false) {
            let nearest = ScrollIntoViewOptions::new();
            nearest.set_block(ScrollLogicalPosition::Nearest);
            element.scroll_into_view_with_scroll_into_view_options(&nearest);
        }
    }
}

/// Scrolls the list around the first element that matches, after the next update of the page, so that the
/// element is in sight. What is around the list does not scroll.
pub fn show_in_list_soon(selector: String) {
    request_animation_frame(move || {
        let Some(item) = find(&selector) else { return };
        let Some(list) = item.parent_element() else {
            return;
        };
        let (shown, room) = (
            item.get_bounding_client_rect(),
            list.get_bounding_client_rect(),
        );
        let below = (shown.bottom() - room.bottom()).max(0.0);
        let above = shown.top() - room.top();
        // Of an item that is higher than its list, the beginning is in sight.
        let by = if above < 0.0 || shown.height() > room.height() {
            above
        } else {
            below
        };
        list.set_scroll_top(list.scroll_top() + by.round() as i32);
    });
}

/// The width and the height of the window, CSS pixels.
pub fn window_size() -> (f64, f64) {
    let size = |length: Result<JsValue, JsValue>| length.ok().and_then(|length| length.as_f64());
    window().map_or((0.0, 0.0), |window| {
        let (width, height) = (size(window.inner_width()), size(window.inner_height()));
        (width.unwrap_or_default(), height.unwrap_or_default())
    })
}

/// The focused control gets the focus back after an update of the page that builds it again. Both have the same
/// `data-key`.
pub fn keep_focus() {
    let Some(focused) = document().and_then(|document| document.active_element()) else {
        return;
    };
    if let Some(key) = focused.get_attribute("data-key") {
        request_animation_frame(move || {
            if !focused.is_connected() {
                focus(&format!("[data-key=\"{key}\"]"));
            }
        });
    }
}

/// Bytes in Base64, by the browser, so that the program need not contain an encoder.
pub fn to_base64(bytes: &[u8]) -> Option<String> {
    let binary: String = bytes.iter().map(|byte| char::from(*byte)).collect();
    window()?.btoa(&binary).ok()
}

/// The bytes of a text in Base64; none where it is no such text.
pub fn of_base64(text: &str) -> Option<Vec<u8>> {
    let binary = window()?.atob(text).ok()?;
    Some(binary.chars().map(|letter| letter as u8).collect())
}

/// Leaves this page for another one of the site.
pub fn go_to(address: &str) {
    if let Some(window) = window() {
        // A browser that forbids it leaves the person here, who can follow the link.
        window.location().set_href(address).ok();
    }
}

/// The text in the browser's storage under a name; none where the storage is forbidden.
pub fn stored(name: &str) -> Option<String> {
    window()?.local_storage().ok()??.get_item(name).ok()?
}

/// Stores a text under a name. Returns whether the storage accepted it; a full or forbidden storage does
/// not.
pub fn store(name: &str, value: &str) -> bool {
    let storage = window().and_then(|window| window.local_storage().ok()?);
    storage.is_some_and(|storage| storage.set_item(name, value).is_ok())
}

/// Removes the text of a name from the browser's storage; a forbidden storage has none.
pub fn remove_stored(name: &str) {
    if let Some(storage) = window().and_then(|window| window.local_storage().ok()?) {
        // A storage that cannot remove the text still has it in the next visit, which reads it again.
        storage.remove_item(name).ok();
    }
}

/// The value of a custom property of the document's root.
pub fn style_of_root(name: &str) -> String {
    let style = document()
        .and_then(|document| document.document_element())
        .and_then(|root| window()?.get_computed_style(&root).ok()?);
    style.map_or_else(String::new, |style| {
        style.get_property_value(name).unwrap_or_default()
    })
}

/// Sets an attribute of the document's root.
pub fn set_on_root(name: &str, value: &str) {
    if let Some(root) = document().and_then(|document| document.document_element()) {
        // The browser accepts every valid attribute name.
        root.set_attribute(name, value).ok();
    }
}

/// Dispatches a new event on the window. Returns whether no listener cancelled it.
pub fn dispatch(event: &web_sys::Event) -> bool {
    // The call fails only for an event that is being dispatched already; this event is new.
    window().is_none_or(|window| window.dispatch_event(event).unwrap_or(true))
}

/// Whether the page and everything that it reads are one file, which no server serves.
pub fn is_in_one_file() -> bool {
    on_root("data-packed").as_deref() == Some("whole")
}

/// The value of an attribute of the document's root; none where it lacks the attribute.
pub fn on_root(name: &str) -> Option<String> {
    document()?.document_element()?.get_attribute(name)
}

/// The number of cores that the browser offers; 1 where it does not tell.
pub fn cores() -> usize {
    let navigator = window().map(|window| window.navigator());
    navigator.map_or(1, |navigator| {
        navigator.hardware_concurrency().max(1.0) as usize
    })
}

/// Removes an element from the document.
pub fn remove(selector: &str) {
    if let Some(element) = find(selector) {
        element.remove();
    }
}

/// The browser refuses to save a file: it forbids downloads in this frame, or has no memory for one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("the browser saves no file")]
pub struct NotSaved;

/// Saves bytes as a file.
///
/// # Errors
///
/// [`NotSaved`] where the browser refuses.
pub fn download(name: &str, kind: &str, content: &[u8]) -> Result<(), NotSaved> {
    // The browser writes its reason to the console; a person can only use another way.
    try_download(name, kind, content).map_err(|_| NotSaved)
}

fn try_download(name: &str, kind: &str, content: &[u8]) -> Result<(), JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    let parts = js_sys::Array::of1(&js_sys::Uint8Array::from(content));
    let blob = Blob::new_with_u8_array_sequence_and_options(&parts, &options)?;
    let address = Url::create_object_url_with_blob(&blob)?;
    let document = document().ok_or(JsValue::NULL)?;
    let anchor: HtmlElement = document.create_element("a")?.unchecked_into();
    anchor.set_attribute("href", &address)?;
    anchor.set_attribute("download", name)?;
    anchor.click();
    Url::revoke_object_url(&address)
}

/// Copies a text to the clipboard. Returns whether the browser allowed it.
pub async fn copy(text: &str) -> bool {
    let Some(window) = window() else {
        return false;
    };
    let navigator = window.navigator();
    // A page without https has no clipboard, while the type of web-sys promises one on every page.
    let clipboard = Reflect::get(&navigator, &"clipboard".into());
    if !clipboard.is_ok_and(|clipboard| clipboard.is_object()) {
        return false;
    }
    let written = navigator.clipboard().write_text(text);
    JsFuture::from(written).await.is_ok()
}

/// Opens the browser's print dialog.
pub fn print() -> Result<(), JsValue> {
    window().ok_or(JsValue::NULL)?.print()
}

/// Today's date in the person's time zone, ISO 8601.
pub fn today() -> String {
    let now = js_sys::Date::new_0();
    format!(
        "{:04}-{:02}-{:02}",
        now.get_full_year(),
        now.get_month() + 1,
        now.get_date()
    )
}

/// Whether a media query holds now.
pub fn matches_media(query: &str) -> bool {
    media_list(query).is_some_and(|list| list.matches())
}

/// A media query whose changes can be followed.
pub fn media_list(query: &str) -> Option<MediaQueryList> {
    window()?.match_media(query).ok()?
}

/// Whether a media query holds, updated for as long as the page exists.
pub fn media(query: &str) -> RwSignal<bool> {
    let list = media_list(query);
    let holds = RwSignal::new(list.as_ref().is_some_and(MediaQueryList::matches));
    if let Some(list) = list {
        let held = list.clone();
        let changed = Closure::<dyn FnMut()>::new(move || {
            holds.try_set(held.matches());
        });
        list.set_onchange(Some(changed.as_ref().unchecked_ref()));
        changed.forget();
    }
    holds
}

/// The values of a source, copied in a task of its own, so that the effects that depend on them do not
/// delay the effects that depend on the source.
pub fn later<T: Clone + PartialEq + Send + Sync + 'static>(
    source: impl Fn() -> T + Copy + Send + Sync + 'static,
) -> RwSignal<T> {
    let taken = RwSignal::new(untrack(source));
    Effect::new(move |_| {
        let said = source();
        spawn_local(async move {
            TimeoutFuture::new(0).await;
            // The signal may be disposed together with its component.
            taken.try_maybe_update(|taken| {
                let is_new = *taken != said;
                *taken = said;
                (is_new, ())
            });
        });
    });
    taken
}

/// Listens on the window until the calling component is disposed.
pub fn on_window<E>(event: E, handle: impl Fn(E::EventType) + 'static)
where
    E: EventDescriptor + 'static,
    E::EventType: JsCast,
{
    // Behind a pointer it is compiled once for each type of event.
    let handle: Box<dyn Fn(E::EventType)> = Box::new(handle);
    let listener = window_event_listener(event, handle);
    on_cleanup(move || listener.remove());
}

/// The text of a value that JavaScript threw.
pub fn thrown(value: &JsValue) -> String {
    value
        .dyn_ref::<js_sys::Error>()
        .map(|error| String::from(error.message()))
        .or_else(|| value.as_string())
        .unwrap_or_default()
}

//! The choice of the page's language, by the address, by the person's earlier choice or by the browser.
//! Its sentences are fetched before the page is built; another choice opens the same state in a new
//! page.

use std::collections::HashMap;

use js_sys::{Array, JSON, Object};
use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Url;

use crate::browser;
use crate::browser::address;
use crate::controls::reactive::on_event;
use crate::io::share_link;
use crate::io::share_link::NoLink;
use crate::session::Session;
use crate::text;
use crate::text::language::Language;

/// The key of the person's choice in the browser's storage.
const STORED_AS: &str = "lanewise.language";
/// The parameter of the address.
const IN_ADDRESS: &str = "lang";

/// The sentences of the page itself.
pub(crate) const PAGE: &[&str] = &[""];
/// The sentences of the page and of the program for learning.
pub(crate) const LEARNING: &[&str] = &["", "-learn"];

/// Sets the language of the page and fetches these parts of its sentences. Where they do not arrive within
/// seconds, the language is English, and the answer is the other language.
pub(crate) async fn prepare(in_address: Option<&str>, parts: &[&str]) -> Option<Language> {
    let stored = browser::stored(STORED_AS);
    let browsers = browser::window().and_then(|window| window.navigator().language());
    let wanted = [in_address, stored.as_deref(), browsers.as_deref()];
    let language = wanted.into_iter().flatten().find_map(Language::of_tag);
    let language = language.unwrap_or_default();
    if language == Language::English {
        return None;
    }
    let mut all = HashMap::new();
    for part in parts {
        let path = format!("text/{}{part}.json", language.code());
        let Ok(file) = browser::fetch_text(&path).await else {
            return Some(language);
        };
        let Some(part) = sentences(&file) else {
            return Some(language);
        };
        all.extend(part);
    }
    language.speak(all);
    browser::set_on_root("lang", language.code());
    browser::set_on_root("dir", language.direction());
    if let Some(document) = browser::document() {
        document.set_title(&format!(
            "{}: {}",
            text::board::PRODUCT,
            text::board::QUESTION
        ));
    }
    None
}

/// The sentences of a file, parsed by the browser's JSON parser.
fn sentences(file: &str) -> Option<HashMap<String, String>> {
    let file: Object = JSON::parse(file).ok()?.dyn_into().ok()?;
    let pairs = Object::entries(&file).into_iter().filter_map(|pair| {
        let pair: Array = pair.dyn_into().ok()?;
        Some((pair.get(0).as_string()?, pair.get(1).as_string()?))
    });
    Some(pairs.collect())
}

/// The menu of languages. A choice reloads the page in the same state.
#[component]
pub(crate) fn LanguageChoice() -> impl IntoView {
    let session = expect_context::<Session>();
    let choose = move |event: ev::Event| {
        let code = event_target_value(&event);
        spawn_local(async move {
            if let Err(error) = open_in(session, &code).await {
                session.tell(&error.to_string());
            }
        });
    };
    let options: Vec<AnyView> = Language::ALL
        .into_iter()
        .map(|language| {
            let is_spoken = language == Language::now();
            view! {
                <option value=language.code() selected=is_spoken lang=language.code()>
                    {language.name()}
                </option>
            }
            .into_any()
        })
        .collect();
    view! {
        <label class="toolbar-language">
            <span class="visually-hidden">{text::board::LANGUAGE}</span>
            <select on:change=on_event(choose)>{options}</select>
        </label>
    }
    .into_any()
}

/// Opens the state of the page in another language.
async fn open_in(session: Session, code: &str) -> Result<(), NoLink> {
    let fragment = share_link::for_reload(session, session.snapshot()).await?;
    browser::store(STORED_AS, code);
    go(code, &fragment).map_err(|error| NoLink::Browser(browser::thrown(&error)))
}

fn go(code: &str, fragment: &str) -> Result<(), JsValue> {
    let location = browser::window().ok_or(JsValue::NULL)?.location();
    let wanted = Url::new(&location.href()?)?;
    wanted.search_params().set(IN_ADDRESS, code);
    wanted.set_hash(fragment);
    // In its own entry of the history, which names the slot of the storage that the board has.
    address::replace(&wanted.href());
    if location.href()? == wanted.href() {
        return location.reload();
    }
    location.assign(&wanted.href())
}

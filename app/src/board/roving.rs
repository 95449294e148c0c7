//! The arrow keys among the cards of a lane, of which Tab reaches one.

use leptos::ev::KeyboardEvent;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use crate::browser;
use crate::controls::neighbour::neighbour;
use crate::text::language::Language;

/// Moves the focus from a card: up and down to other cards of the lane, ahead and back between a card's
/// name and its menu.
pub(super) fn move_focus(event: &KeyboardEvent) {
    let Some(from) = browser::target_of::<Element>(event) else {
        return;
    };
    let on_name = from.class_list().contains("card-name");
    let (ahead, back) = Language::now().arrows();
    let to = match event.key().as_str() {
        "ArrowDown" if on_name => neighbour(&from, ".cards", ".card-name", 1),
        "ArrowUp" if on_name => neighbour(&from, ".cards", ".card-name", -1),
        key if key == ahead && on_name => in_card(&from, ".card-menu"),
        key if key == back && from.class_list().contains("card-menu") => {
            in_card(&from, ".card-name")
        }
        _ => None,
    };
    if let Some(to) = to {
        event.prevent_default();
        // An element that is in the document accepts the focus, or keeps it where it is.
        to.focus().ok();
    }
}

fn in_card(from: &Element, button: &str) -> Option<HtmlElement> {
    let card = from.closest(".card").ok()??;
    card.query_selector(button).ok()??.dyn_into().ok()
}

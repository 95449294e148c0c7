//! The parts of the page, which a clicker's keys lead through.

use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use crate::browser;
use crate::browser::keys;
use crate::text::language::Phrase;

/// The ids of the parts, in their order.
const PARTS: [&str; 5] = ["links", "results", "table", "map", "stars"];
/// A part whose end is not this far down is above the one that a person looks at, CSS pixels.
const HEAD_PX: f64 = 120.0;

/// A part with its heading.
pub(super) fn part(id: &'static str, title: Phrase, content: AnyView) -> AnyView {
    let heading = format!("{id}-title");
    view! {
        <section id=id aria-labelledby=heading.clone() class="workshop-part">
            <h2 id=heading.clone() tabindex="-1">
                {title}
            </h2>
            {content}
        </section>
    }
    .into_any()
}

/// Listens to the keys of a clicker: Page Down and Page Up go from part to part, `.` hides and reveals the results.
pub(super) fn listen(is_veiled: RwSignal<bool>) {
    browser::on_window(ev::keydown, move |event| {
        if event.ctrl_key() || event.meta_key() || event.alt_key() || keys::are_taken(&event) {
            return;
        }
        match event.key().as_str() {
            "PageDown" => step(true),
            "PageUp" => step(false),
            "." => is_veiled.update(|is_veiled| *is_veiled = !*is_veiled),
            _ => return,
        }
        event.prevent_default();
    });
}

fn step(is_ahead: bool) {
    let is_in_sight = |id: &str| {
        let part = browser::find(&format!("#{id}"));
        part.is_some_and(|part| part.get_bounding_client_rect().bottom() > HEAD_PX)
    };
    let heading_of = |at: usize| {
        let id = PARTS.get(at)?;
        let heading = browser::find(&format!("#{id}-title"))?;
        heading.dyn_into::<HtmlElement>().ok()
    };
    let focused = browser::find(":focus").map(|element| element.id());
    let on_heading = PARTS
        .iter()
        .position(|id| focused == Some(format!("{id}-title")));
    let now = on_heading.or_else(|| PARTS.iter().position(|id| is_in_sight(id)));
    let next = match now {
        // The first press shows the first part, wherever the page is.
        None => 0,
        Some(at) if is_ahead => (at + 1).min(PARTS.len() - 1),
        Some(at) => at.saturating_sub(1),
    };
    if let Some(heading) = heading_of(next) {
        heading.scroll_into_view();
        // A heading that cannot take the focus is in sight all the same.
        heading.focus().ok();
    }
}

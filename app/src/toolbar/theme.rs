//! The theme: light or dark by the system until a person chooses one, and large for a projector.

use leptos::prelude::*;

use crate::browser;
use crate::browser::address::{self, Address, PROJECTOR, is_theme};
use crate::controls::reactive::{on_event, reactive};
use crate::text;

/// The key of a person's choice in the browser's storage.
const STORED_AS: &str = "lanewise.theme";
/// The attribute of the root for the theme.
const THEME: &str = "data-theme";
/// The attribute of the root for the view.
const VIEW: &str = "data-view";

fn is_dark_now() -> bool {
    match browser::on_root(THEME).as_deref() {
        Some("dark") => true,
        Some("light") => false,
        _ => browser::matches_media("(prefers-color-scheme: dark)"),
    }
}

fn apply(dark: bool) {
    let name = if dark { "dark" } else { "light" };
    browser::set_on_root(THEME, name);
    browser::store(STORED_AS, name);
}

/// Applies the theme and the view that the address asks for; else the theme that a person chose on an earlier visit, also
/// where the page has no switch.
pub(super) fn restore() {
    let address = Address::of_page();
    if address.view.as_deref() == Some(PROJECTOR) {
        browser::set_on_root(VIEW, PROJECTOR);
    }
    let asked = address.theme.filter(|name| is_theme(name));
    let stored = || browser::stored(STORED_AS).filter(|name| is_theme(name));
    if let Some(name) = asked.or_else(stored) {
        browser::set_on_root(THEME, &name);
    }
}

/// Whether the page is shown large, for a projector.
pub(crate) fn is_for_projector() -> bool {
    browser::on_root(VIEW).as_deref() == Some(PROJECTOR)
}

/// The button that switches between light and dark.
#[component]
pub(crate) fn ThemeSwitch() -> impl IntoView {
    let dark = RwSignal::new(is_dark_now());
    let switch = move |_| {
        dark.update(|dark| *dark = !*dark);
        apply(dark.get_untracked());
    };
    view! {
        <button
            type="button"
            class="button button-icon"
            aria-pressed=reactive(move || dark.get().to_string())
            aria-label=text::board::DARK
            on:click=on_event(switch)
        >
            <svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">
                <circle cx="10" cy="10" r="7" fill="none" stroke="currentColor" stroke-width="1.6" />
                <path d="M10 3a7 7 0 0 1 0 14z" fill="currentColor" />
            </svg>
        </button>
    }
    .into_any()
}

/// The button that switches to large letters and thick lines for a projector, and back. The address keeps the choice, so
/// that it survives loading the page again.
#[component]
pub(crate) fn ProjectorSwitch() -> impl IntoView {
    let large = RwSignal::new(is_for_projector());
    let switch = move |_| {
        large.update(|large| *large = !*large);
        let name = large.get_untracked().then_some(PROJECTOR);
        browser::set_on_root(VIEW, name.unwrap_or_default());
        address::set_part("view", name);
    };
    view! {
        <button
            type="button"
            class="button button-icon"
            aria-pressed=reactive(move || large.get().to_string())
            aria-label=text::board::PROJECTOR
            on:click=on_event(switch)
        >
            <svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">
                <path
                    d="M3 4H17V13H3ZM10 13V17M6 17H14"
                    fill="none"
                    stroke="currentColor"
                    stroke-width="1.6"
                />
            </svg>
        </button>
    }
    .into_any()
}

//! A card's menu: the lanes, each with and without a sandbox for the code.

use crate::controls::css;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use model::catalog::LaneId;
use model::scenario::Placement;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use super::{FocusOn, Hand, LaneBadge};
use crate::browser;
use crate::controls::reactive::{effect, memo, on_event, reactive, reactive_view};
use crate::text;
use crate::timeline::{clock_of, hour_and_minute};

/// A button and the menu that it opens.
#[component]
pub(super) fn MoveMenu(
    /// The workload's id.
    id: StoredValue<String>,
    /// The name of the button and of its menu.
    label: String,
) -> impl IntoView {
    let hand = expect_context::<Hand>();
    let is_open = memo(move || {
        hand.menu
            .with(|open| id.with_value(|id| open.as_ref() == Some(id)))
    });
    let open = move || {
        hand.menu.set(Some(id.get_value()));
        browser::focus_soon(".menu [role^=menuitem]".to_owned());
    };
    let toggle = move |_| {
        if is_open.get_untracked() {
            hand.menu.set(None);
        } else {
            open();
        }
    };
    let open_by_arrow = move |event: KeyboardEvent| {
        if event.key() == "ArrowDown" && !is_open.get_untracked() {
            event.prevent_default();
            open();
        }
    };
    let menu_label = label.clone();
    view! {
        <div class="card-more">
            <button
                type="button"
                class="card-menu"
                // The arrow keys lead here from the card's name.
                tabindex="-1"
                aria-label=label
                aria-haspopup="menu"
                aria-expanded=reactive(move || is_open.get().to_string())
                on:click=on_event(toggle)
                on:keydown=on_event(open_by_arrow)
            >
                <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
                    <circle cx="8" cy="3" r="1.5" />
                    <circle cx="8" cy="8" r="1.5" />
                    <circle cx="8" cy="13" r="1.5" />
                </svg>
            </button>
            {reactive_view(move || is_open.get().then(|| view! { <Menu id label=menu_label.clone() /> }))}
        </div>
    }
    .into_any()
}

#[component]
fn Menu(id: StoredValue<String>, label: String) -> impl IntoView {
    let hand = expect_context::<Hand>();
    let now = id.with_value(|id| hand.placement_of(id));
    let close = move || hand.menu.set(None);
    let from_here = RwSignal::new(false);
    let place = move |to: Placement| {
        close();
        id.with_value(|id| {
            if from_here.get_untracked() {
                hand.place_from_here(id, to);
            } else {
                hand.place(id, to, FocusOn::Menu);
            }
        });
    };
    let clock = hour_and_minute(clock_of(hand.session), hand.session.playhead.now());
    let keys = move |event: KeyboardEvent| match event.key().as_str() {
        "ArrowDown" => focus_item(&event, |place, many| (place + 1) % many),
        "ArrowUp" => focus_item(&event, |place, many| (place + many - 1) % many),
        "Home" => focus_item(&event, |_, _| 0),
        "End" => focus_item(&event, |_, many| many - 1),
        "Escape" => {
            event.stop_propagation();
            hand.close_menu();
        }
        "Tab" => close(),
        _ => {}
    };
    let lanes = LaneId::ALL.map(|lane| {
        let is_now = lane == now.lane;
        view! {
            <button
                type="button"
                role="menuitem"
                class="menu-item"
                tabindex="-1"
                aria-current=is_now.then_some("true")
                on:click=move |_| {
                    place(now.moved_to(lane));
                }
            >
                <LaneBadge lane />
                <span>{text::lanes::name(lane)}</span>
                {is_now
                    .then(|| {
                        view! {
                            <span class="menu-now" aria-hidden="true">
                                {text::board::CURRENT}
                            </span>
                        }
                    })}
            </button>
        }
    });
    let always_walled = now.lane == LaneId::Sandbox;
    let toggle_walls = move |_| {
        if !always_walled {
            place(Placement {
                sandboxed: !now.sandboxed,
                ..now
            });
        }
    };
    let menu = NodeRef::<leptos::html::Div>::new();
    // The place with enough space is known only once the menu has a size.
    effect(move || {
        if let Some(menu) = menu.get() {
            put_beside_button(&menu);
        }
    });
    view! {
        <div
            class="menu"
            role="menu"
            aria-label=label
            node_ref=menu
            on:keydown=on_event(keys)
        >
            {lanes.collect_view()}
            <button
                type="button"
                role="menuitemcheckbox"
                class="menu-item menu-check"
                tabindex="-1"
                aria-checked=now.has_walls().to_string()
                aria-disabled=always_walled.then_some("true")
                on:click=on_event(toggle_walls)
            >
                <span class="menu-box" aria-hidden="true"></span>
                <span>{text::board::WALLS}</span>
            </button>
            <button
                type="button"
                role="menuitemcheckbox"
                class="menu-item menu-check"
                tabindex="-1"
                aria-checked=reactive(move || from_here.get().to_string())
                on:click=on_event(move |_| from_here.update(|on| *on = !*on))
            >
                <span class="menu-box" aria-hidden="true"></span>
                <span>{text::incidents::from_here(&clock)}</span>
            </button>
        </div>
    }
    .into_any()
}

/// Puts a menu below its button, or above it where the window ends below: a lane scrolls inside, and would
/// cut off a menu that is a part of it.
fn put_beside_button(menu: &HtmlElement) {
    const GAP_PX: f64 = 2.0;
    let Some(button) = menu.previous_element_sibling() else {
        return;
    };
    let (space, button) = (
        menu.get_bounding_client_rect(),
        button.get_bounding_client_rect(),
    );
    let (width, height) = browser::window_size();
    let below = button.bottom() + GAP_PX;
    let top = if below + space.height() <= height {
        below
    } else {
        button.top() - GAP_PX - space.height()
    };
    let left = (button.right() - space.width()).min(width - space.width());
    // The browser accepts every valid length.
    for (name, place) in [("top", top), ("left", left)] {
        menu.style()
            .set_property(name, &css::px(place.max(0.0)))
            .ok();
    }
}

/// The menu's items, and which of them has the focus.
fn items(event: &KeyboardEvent) -> Option<(Vec<HtmlElement>, usize)> {
    let menu: Element = event.current_target()?.dyn_into().ok()?;
    let found = menu.query_selector_all("[role^=menuitem]").ok()?;
    let items: Vec<HtmlElement> = (0..found.length())
        .filter_map(|i| found.item(i)?.dyn_into().ok())
        .collect();
    let focused = browser::document()?.active_element();
    let place = items.iter().position(|item| {
        focused
            .as_ref()
            .is_some_and(|focused| item.is_same_node(Some(focused)))
    });
    Some((items, place.unwrap_or(0)))
}

/// Moves the focus; `to` gets the index of the focused item and the number of items.
fn focus_item(event: &KeyboardEvent, to: fn(usize, usize) -> usize) {
    event.prevent_default();
    let Some((items, place)) = items(event) else {
        return;
    };
    if let Some(item) = items.get(to(place, items.len().max(1))) {
        // An item of an open menu can take the focus.
        item.focus().ok();
    }
}

//! The links of a workshop, each with a code that a room can scan from the projector.

use leptos::ev;
use leptos::html;
use leptos::prelude::*;

use super::keeping::{RoomLink, keep_links, kept_links};
use super::{Workshop, words};
use crate::browser;
use crate::controls::dialog::opened_dialog;
use crate::controls::qr_code::{fits_code, qr_code};
use crate::controls::reactive::{on_event, reactive_view};
use crate::text;

/// The most links of a host.
const MOST_LINKS: usize = 40;
/// The most letters of a link's name.
const MOST_NAME_LETTERS: u32 = 80;

/// The links, and a form for more.
pub(super) fn room_links(workshop: Workshop) -> AnyView {
    let own = RwSignal::new(kept_links());
    let shown = RwSignal::new(None::<RoomLink>);
    let keep = move || {
        if !own.with_untracked(|own| keep_links(own)) {
            workshop.announce(words::NOT_KEPT.get().to_owned());
        }
    };
    let remove = move |at: usize| {
        own.update(|own| {
            own.remove(at);
        });
        keep();
    };
    let add = move |link: RoomLink| {
        own.update(|own| {
            own.truncate(MOST_LINKS - 1);
            own.push(link);
        });
        keep();
    };
    let rows = move || {
        let of_host = own.get().into_iter().enumerate();
        let of_host = of_host.map(|(at, link)| (link, Some(at)));
        let shipped = shipped().into_iter().map(|link| (link, None));
        let all = of_host.chain(shipped);
        all.map(|(link, at)| {
            let remove = at.map(|at| move || remove(at));
            row(&link, shown, remove)
        })
        .collect_view()
    };
    view! {
        <p class="workshop-soft">{words::LINKS_HOW}</p>
        <ul class="workshop-links">{reactive_view(rows)}</ul>
        {form(workshop, add)}
        {reactive_view(move || shown.get().map(|link| large(&link, move || shown.set(None))))}
    }
    .into_any()
}

/// The links that suit the parts of the guide.
fn shipped() -> Vec<RoomLink> {
    if browser::is_in_one_file() {
        // A room cannot open a file of the host's.
        return Vec::new();
    }
    let site = browser::page_beside("../").unwrap_or_default();
    let links = [
        (words::LINK_BOARD, ""),
        (words::LINK_LESSON, "?learn=lesson"),
        (words::LINK_BURSTS, "?chapter=bursts"),
        (words::LINK_CHALLENGE, "?challenge=quiz-rush"),
        (words::LINK_CHECK, "?learn=check"),
        (words::LINK_OWN, "?learn=own_workload"),
    ];
    let named = links.map(|(name, query)| RoomLink {
        name: name.get().to_owned(),
        address: format!("{site}{query}"),
    });
    named.to_vec()
}

fn row(
    link: &RoomLink,
    shown: RwSignal<Option<RoomLink>>,
    remove: Option<impl Fn() + 'static>,
) -> AnyView {
    let RoomLink { name, address } = link.clone();
    let of_dialog = link.clone();
    let enlarge = move |_| shown.set(Some(of_dialog.clone()));
    let remove = remove.map(|remove| {
        let label = words::remove(&name);
        view! {
            <button type="button" class="button" aria-label=label on:click=on_event(move |_| remove())>
                {words::REMOVE}
            </button>
        }
    });
    view! {
        <li>
            <button
                type="button"
                class="workshop-code"
                aria-label=words::enlarge(&name)
                title=words::ENLARGE
                on:click=on_event(enlarge)
            >
                {qr_code(&address, words::code_of(&name))}
            </button>
            <div>
                <strong>{name.clone()}</strong>
                <a href=address.clone() target="_blank" rel="noopener">
                    <bdi>{address.clone()}</bdi>
                </a>
                {remove}
            </div>
        </li>
    }
    .into_any()
}

/// A link for the projector: a code that a room can scan, and the address to type.
fn large(link: &RoomLink, closed: impl Fn() + 'static) -> AnyView {
    let (dialog, close) = opened_dialog();
    let RoomLink { name, address } = link.clone();
    view! {
        <dialog
            class="workshop-large"
            node_ref=dialog
            aria-label=name.clone()
            on:close=on_event(move |_| closed())
        >
            <h2>{name.clone()}</h2>
            {qr_code(&address, words::code_of(&name))}
            <p class="workshop-address">
                <bdi>{address}</bdi>
            </p>
            <button type="button" class="button" on:click=on_event(move |_| close())>
                {text::board::CLOSE}
            </button>
        </dialog>
    }
    .into_any()
}

fn form(workshop: Workshop, add: impl Fn(RoomLink) + 'static) -> AnyView {
    let name = NodeRef::<html::Input>::new();
    let address = NodeRef::<html::Input>::new();
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let (Some(name), Some(address)) = (name.get_untracked(), address.get_untracked()) else {
            return;
        };
        let link = RoomLink {
            name: name.value().trim().to_owned(),
            address: address.value().trim().to_owned(),
        };
        let is_web = ["https://", "http://"]
            .iter()
            .any(|scheme| link.address.starts_with(scheme));
        if !is_web || !fits_code(&link.address) {
            workshop.announce(words::NO_ADDRESS.get().to_owned());
            // A field that cannot take the focus is named in the sentence.
            address.focus().ok();
            return;
        }
        name.set_value("");
        address.set_value("");
        workshop.announce(words::link_added(&link.name));
        add(link);
    };
    view! {
        <form class="workshop-form" on:submit=on_event(submit)>
            <label>
                <span>{words::LINK_NAME}</span>
                <input type="text" required maxlength=MOST_NAME_LETTERS node_ref=name />
            </label>
            <label>
                <span>{words::LINK_ADDRESS}</span>
                <input type="url" required node_ref=address placeholder="https://" />
            </label>
            <button type="submit" class="button">
                {words::ADD_LINK}
            </button>
        </form>
    }
    .into_any()
}

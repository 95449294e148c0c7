//! The program for learning: the lesson, challenges, the knowledge check, a workload of one's own, the
//! decision record and the builder. It sits in a room that the page gives it and speaks to the page
//! over the bridge.
//!
//! Must not know: how the board, the stage or the evidence work.

pub(crate) mod builder;
pub(crate) mod challenges;
mod check;
mod desk;
mod fetched;
mod keeping;
mod lesson;
pub(crate) mod own;
#[cfg(test)]
mod packed;
pub(crate) mod progress;
mod record;
mod trying;
mod ways;

use desk::{Desk, Seen};
use keeping::Keeping;
use leptos::html;
use leptos::prelude::*;
use progress::Corner;
use std::sync::Arc;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;

use crate::bridge::{self, FromLearning, ToLearning};
use crate::learning::ROOM;
use crate::{browser, language, opening, text};

/// Puts the program into its room, once its sentences and the shipped scenario are there.
pub(crate) fn mount() {
    console_error_panic_hook::set_once();
    // Leptos has no way to run tasks before it is mounted.
    spawn_local(async {
        let page = browser::document().and_then(|document| document.document_element());
        let spoken = page.and_then(|page| page.get_attribute("lang"));
        language::prepare(spoken.as_deref(), language::LEARNING).await;
        let shipped = opening::packed("learning-platform").await;
        let room = browser::find(&format!("#{ROOM}"));
        let (Some(shipped), Some(room)) = (shipped, room) else {
            bridge::say(&FromLearning::Say {
                sentence: text::learning::NOT_FETCHED.get().to_owned(),
                is_trouble: true,
            });
            return;
        };
        let shipped = Arc::new(shipped);
        mount_to(room.unchecked_into(), move || view! { <Room shipped /> }).forget();
    });
}

#[component]
fn Room(shipped: Arc<engine::scenario::Scenario>) -> impl IntoView {
    let desk = Desk::new(shipped);
    provide_context(desk);
    keeping::keep(desk.progress);
    bridge::listen(move |message| hear(desk, message));
    bridge::say(&FromLearning::Ready);
    spawn_local(async move {
        challenges::fetch(desk).await;
        challenges::sharing::open_address(desk).await;
        allow_again(desk);
    });
    browser::on_window(leptos::ev::hashchange, move |_| {
        spawn_local(challenges::sharing::open_link(desk));
    });
    let heading = NodeRef::<html::H2>::new();
    let corner = Memo::new(move |_| desk.progress.with(|progress| progress.corner));
    let go = move |to: Corner| {
        desk.progress.update(|progress| progress.corner = to);
        if let Some(heading) = heading.get_untracked() {
            // A heading that cannot take the focus leaves it where it was.
            let _ = heading.focus();
        }
    };
    let corners: Vec<AnyView> = Corner::ALL
        .into_iter()
        .map(|one| {
            let is_here = move || (corner.get() == one).then_some("page");
            view! {
                <li>
                    <button
                        type="button"
                        class="learn-corner"
                        aria-current=is_here
                        on:click=move |_| go(one)
                    >
                        {text::learn::corner(one)}
                    </button>
                </li>
            }
            .into_any()
        })
        .collect();
    view! {
        <header class="learn-head">
            <h2 tabindex="-1" node_ref=heading>
                {move || text::learn::corner(corner.get())}
            </h2>
            <button
                type="button"
                class="button learn-close"
                on:click=move |_| bridge::say(&FromLearning::Close)
            >
                {text::learn::CLOSE}
            </button>
        </header>
        <nav aria-label=text::learn::CORNERS>
            <ul class="learn-corners">{corners}</ul>
        </nav>
        {move || own_board(desk)}
        <div class="learn-body">
            {move || match corner.get() {
                Corner::Lesson => lesson::corner(desk),
                Corner::Challenges => challenges::corner(desk),
                Corner::Check => check::corner(desk),
                Corner::OwnWorkload => own::corner(desk),
                Corner::Record => record::corner(desk),
                Corner::Builder => builder::corner(desk),
            }}
        </div>
        <Keeping desk />
    }
    .into_any()
}

/// After the page was opened anew: what a challenge allowed is allowed again, no more.
fn allow_again(desk: Desk) {
    if let Some(challenge) = desk.challenge()
        && desk.laid().as_ref() == Some(&challenge.name)
    {
        bridge::say(&FromLearning::Allow(Some(challenge.moves.clone())));
    }
}

/// While a board of a lesson or a challenge lies there: the way back to one's own.
fn own_board(desk: Desk) -> Option<AnyView> {
    let laid = desk.laid()?;
    Some(
        view! {
            <div class="learn-laid">
                <p>{text::learn::laid(&laid)}</p>
                <button type="button" class="button" on:click=move |_| desk.leave()>
                    {text::learn::LEAVE}
                </button>
            </div>
        }
        .into_any(),
    )
}

fn hear(desk: Desk, message: ToLearning) {
    match message {
        ToLearning::Run {
            scenario,
            summary,
            in_view,
        } => {
            desk.in_view.set(in_view);
            desk.show(Seen {
                scenario: Arc::new(*scenario),
                summary: Arc::new(*summary),
            });
        }
        ToLearning::Edited => desk.is_behind.set(true),
        ToLearning::InView(in_view) => desk.in_view.set(in_view),
        ToLearning::Profiles(profiles) => desk.profiles.set(Some(Arc::new(profiles))),
    }
}

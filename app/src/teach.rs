//! The program for teaching: dialogs that get the board into a course, as a frame or as a package for a learning system. It is
//! fetched when a person opens the first of them.

mod course_package;
mod embed_code;
mod embed_dialog;
mod package_form;
mod words;

use std::sync::Arc;

use leptos::prelude::*;
use model::challenge::Challenge;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;

use crate::bridge::{self, FromTeaching, ToTeaching};
use crate::browser::{self, program};
use crate::controls::reactive::reactive_view;
use crate::language;
use crate::learn::challenges;
use crate::teach_dialogs::PROGRAM;
use embed_dialog::embed_dialog;

/// Mounts the program to the end of the document, once its sentences are there.
pub(crate) fn mount() {
    console_error_panic_hook::set_once();
    // Leptos has no way to run tasks before it is mounted.
    spawn_local(async {
        let spoken = browser::on_root("lang");
        language::prepare(spoken.as_deref(), language::LEARNING).await;
        // Without the challenges that ship, the other boards can be embedded.
        let challenges: Vec<Challenge> = browser::fetch_packed(challenges::FILE)
            .await
            .unwrap_or_default();
        let Some(place) = place() else {
            program::report_failure(PROGRAM);
            return;
        };
        let challenges = Arc::new(challenges);
        mount_to(
            place.unchecked_into(),
            move || view! { <Dialogs challenges /> },
        )
        .forget();
    });
}

/// An element of its own at the end of the document.
fn place() -> Option<web_sys::Element> {
    let document = browser::document()?;
    let place = document.create_element("div").ok()?;
    document.body()?.append_child(&place).ok()?;
    Some(place)
}

#[component]
fn Dialogs(challenges: Arc<Vec<Challenge>>) -> impl IntoView {
    let open = RwSignal::new(None::<Arc<ToTeaching>>);
    bridge::listen(move |message: ToTeaching| open.set(Some(Arc::new(message))));
    bridge::send(&FromTeaching::Ready);
    reactive_view(move || {
        open.get().map(|message| {
            let ToTeaching::Embed { fragment, boards } = &*message;
            embed_dialog(fragment.as_ref(), boards, &challenges, move || {
                open.set(None);
            })
        })
    })
}

//! The notice that the site has a newer build, with a button that opens it and keeps the board.

use leptos::ev::Custom;
use leptos::prelude::*;
use leptos::task::spawn_local;

use web_sys::{Event, EventInit};

use crate::browser;
use crate::browser::address;
use crate::browser::site_build;
use crate::controls::reactive::{on_event, reactive_view};
use crate::io::share_link;
use crate::session::Session;
use crate::text;

/// The event that asks `offline_start.js` to take the newer build.
const TAKE_NEWER_BUILD: &str = "lanewise-take-newer-build";

/// The notice that a newer build was found. It stays until the page is loaded again.
#[component]
pub(crate) fn NewerBuildNotice() -> impl IntoView {
    let is_outdated = RwSignal::new(site_build::is_outdated());
    browser::on_window(Custom::<Event>::new(site_build::NEWER_BUILD), move |_| {
        is_outdated.set(true);
    });
    let session = use_context::<Session>();
    let reload = move |_| {
        spawn_local(async move {
            if let Some(session) = session {
                keep_in_address(session).await;
            }
            if !is_taken_over() {
                // Where the page may not reload itself, the person reloads it.
                browser::reload().ok();
            }
        });
    };
    view! {
        {reactive_view(move || {
            is_outdated
                .get()
                .then(|| {
                    view! {
                        <div class="notice" role="alert">
                            <p>{text::engine::NEWER_BUILD}</p>
                            <button type="button" class="button" on:click=on_event(reload)>
                                {text::engine::RELOAD}
                            </button>
                        </div>
                    }
                })
        })}
    }
    .into_any()
}

/// Whether the newer build waits in the browser (`offline_start.js`), takes over, and loads the page again itself.
fn is_taken_over() -> bool {
    let options = EventInit::new();
    options.set_cancelable(true);
    let wish = Event::new_with_event_init_dict(TAKE_NEWER_BUILD, &options);
    wish.is_ok_and(|wish| !browser::dispatch(&wish))
}

/// Writes the board into the address, which has priority over the address that opened this page. A board
/// that is too large for an address is in the browser's storage.
async fn keep_in_address(session: Session) {
    if let Ok(fragment) = share_link::for_reload(session, session.snapshot()).await
        && let Some(address) = browser::with_fragment(&fragment)
    {
        address::replace(&address);
    }
}

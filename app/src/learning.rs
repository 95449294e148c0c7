//! The room for learning beside the board: closed until somebody opens it, then filled by a program of
//! its own. This is the page's side of the bridge.
//!
//! Must not know: lessons, challenges, or anything else that is learned.

use leptos::prelude::*;
use wasm_bindgen::JsValue;

use crate::address::{Address, is_challenge_link};
use crate::bridge::{self, FromLearning, ToLearning};
use crate::document::{Document, Edit};
use crate::session::Session;
use crate::worker::BUILD;
use crate::{browser, text};

/// Where the program for learning puts itself.
pub(crate) const ROOM: &str = "learn-room";
/// Where the browser keeps whether it is open.
const KEPT_AS: &str = "lanewise.learning";

/// Whether the room is open; handed down by context.
#[derive(Clone, Copy)]
pub(crate) struct Learning {
    is_open: RwSignal<bool>,
    /// Whether its program was asked for.
    is_asked: StoredValue<bool>,
    /// Whether its program listens.
    listens: RwSignal<bool>,
}

impl Learning {
    /// Open where the address says so, or where it was when the page was left.
    pub(crate) fn new(session: Session, address: &Address) -> Self {
        let learning = Self {
            is_open: RwSignal::new(false),
            is_asked: StoredValue::new(false),
            listens: RwSignal::new(false),
        };
        let was_open = !address.embedded && browser::kept(KEPT_AS).as_deref() == Some("open");
        if was_open || address.learns {
            learning.set_open(session, true);
        }
        // The program reads the link itself, at its start or where it runs already.
        browser::on_window(leptos::ev::hashchange, move |_| {
            if is_challenge_link(&browser::fragment()) {
                learning.set_open(session, true);
            }
        });
        learning
    }

    /// Whether the room is open.
    pub(crate) fn is_open(self) -> bool {
        self.is_open.get()
    }

    fn set_open(self, session: Session, is_open: bool) {
        self.is_open.set(is_open);
        browser::keep(KEPT_AS, if is_open { "open" } else { "" });
        if is_open && !self.is_asked.get_value() {
            self.is_asked.set_value(true);
            bridge::listen(move |message| self.hear(session, message));
            if fetch_program().is_err() {
                session.tell(text::learning::NOT_FETCHED.get());
            }
        }
    }

    fn hear(self, session: Session, message: FromLearning) {
        match message {
            FromLearning::Ready => self.listens.set(true),
            FromLearning::Lay {
                scenario,
                moves,
                look_at,
            } => {
                session.edit(Edit::Lay(scenario, moves));
                // Another hour: the playhead goes where there is something to see in it.
                session.playhead.placed.set(false);
                if look_at.is_some() {
                    session
                        .selection
                        .update(|selection| selection.workload = look_at);
                }
            }
            FromLearning::Allow(moves) => session.document.update(|document| document.allow(moves)),
            FromLearning::Say {
                sentence,
                is_trouble: true,
            } => session.tell(&sentence),
            FromLearning::Say { sentence, .. } => session.announcement.set(sentence),
            FromLearning::Close => {
                self.set_open(session, false);
                browser::focus_soon("#learn-switch".to_owned());
            }
        }
    }

    /// Tells the program what it follows, from when it listens on.
    fn follow(self, session: Session) {
        let revision = Memo::new(move |_| session.document.with(Document::revision));
        Effect::new(move |_| {
            if self.listens.get()
                && let Some(profiles) = session.profiles.get()
            {
                bridge::say(&ToLearning::Profiles((*profiles).clone()));
            }
        });
        Effect::new(move |_| {
            revision.get();
            if self.listens.get_untracked() {
                bridge::say(&ToLearning::Edited);
            }
        });
        let in_view = Memo::new(move |_| session.workload_in_view());
        Effect::new(move |_| {
            let in_view = in_view.get();
            if self.listens.get_untracked() {
                bridge::say(&ToLearning::InView(in_view));
            }
        });
        Effect::new(move |_| {
            if self.listens.get()
                && self.is_open.get()
                && let Some(loaded) = session.run.get()
            {
                bridge::say(&ToLearning::Run {
                    scenario: Box::new((*loaded.scenario).clone()),
                    summary: Box::new(loaded.run.summary.clone()),
                    in_view: untrack(move || in_view.get()),
                });
            }
        });
    }
}

/// A module of its own beside the page's, and its sheet.
fn fetch_program() -> Result<(), JsValue> {
    let document = browser::document().ok_or(JsValue::NULL)?;
    let head = document.head().ok_or(JsValue::NULL)?;
    let sheet = document.create_element("link")?;
    sheet.set_attribute("rel", "stylesheet")?;
    sheet.set_attribute("href", &format!("learn.css?build={BUILD}"))?;
    head.append_child(&sheet)?;
    let program = document.create_element("script")?;
    program.set_attribute("type", "module")?;
    program.set_attribute("src", &format!("learn_start.js?build={BUILD}"))?;
    head.append_child(&program)?;
    Ok(())
}

/// The button that opens the room and puts it away.
#[component]
pub(crate) fn LearnSwitch() -> impl IntoView {
    let (session, learning) = (expect_context::<Session>(), expect_context::<Learning>());
    let toggle = move |_| {
        let is_open = !learning.is_open.get_untracked();
        learning.set_open(session, is_open);
        if is_open {
            browser::focus_soon("#learn".to_owned());
        }
    };
    view! {
        <button
            id="learn-switch"
            type="button"
            class="button learn-switch"
            aria-expanded=move || learning.is_open.get().to_string()
            aria-controls="learn"
            on:click=toggle
        >
            {text::learning::LEARN}
        </button>
    }
    .into_any()
}

/// The room.
#[component]
pub(crate) fn LearnRoom() -> impl IntoView {
    let (session, learning) = (expect_context::<Session>(), expect_context::<Learning>());
    learning.follow(session);
    view! {
        <section
            id="learn"
            class="learn"
            aria-label=text::learning::LEARN
            tabindex="-1"
            hidden=move || !learning.is_open.get()
        >
            <p class="learn-waiting" hidden=move || learning.listens.get()>
                {text::learning::FETCHING}
            </p>
            // Another program's: this one never looks into it.
            <div id=ROOM></div>
        </section>
    }
    .into_any()
}

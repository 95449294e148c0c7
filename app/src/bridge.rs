//! What the page and the program for learning say to each other.
//!
//! The program for learning is a second one in the same document, fetched when somebody opens it: the
//! page stays small for who only wants the board. Messages are bytes, as the worker's are, in events of
//! the window. Must not know: what either side does with a message.

use borsh::{BorshDeserialize, BorshSerialize};
use engine::challenge::Moves;
use engine::run::Summary;
use engine::sandbox::SnippetProfiles;
use engine::scenario::Scenario;
use js_sys::Uint8Array;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{CustomEvent, CustomEventInit};

use crate::browser;
use crate::worker::{decode, encode};

/// From the page.
#[derive(Debug, PartialEq, BorshSerialize, BorshDeserialize)]
pub(crate) enum ToLearning {
    /// A run is on the screen.
    Run {
        /// What was simulated.
        scenario: Box<Scenario>,
        /// What came of it.
        summary: Box<Summary>,
        /// The card that the evidence is about, by id.
        in_view: Option<String>,
    },
    /// The board has changed; its run is on its way.
    Edited,
    /// Another card is looked at, by id.
    InView(Option<String>),
    /// What snippets do within the walls of the board.
    Profiles(SnippetProfiles),
}

/// From the program for learning.
#[derive(Debug, PartialEq, BorshSerialize, BorshDeserialize)]
pub(crate) enum FromLearning {
    /// It listens.
    Ready,
    /// Lay this board; it can be taken back like any edit.
    Lay {
        /// The board with all that its hour depends on.
        scenario: Box<Scenario>,
        /// What may be done to it; absent: anything.
        moves: Option<Moves>,
        /// The card to look at, by id.
        look_at: Option<String>,
    },
    /// From now on this may be done to the board that is there.
    Allow(Option<Moves>),
    /// Say this to whoever listens, and leave it in sight where it is a trouble.
    Say {
        /// The sentence.
        sentence: String,
        /// Whether it has to stay in sight.
        is_trouble: bool,
    },
    /// Put learning away.
    Close,
}

/// A message that has a way of its own.
pub(crate) trait Message: BorshSerialize + BorshDeserialize {
    /// The event that carries it.
    const EVENT: &'static str;
}

impl Message for ToLearning {
    const EVENT: &'static str = "lanewise-to-learning";
}

impl Message for FromLearning {
    const EVENT: &'static str = "lanewise-from-learning";
}

/// Says something to the other side. Where nobody listens, nothing happens.
pub(crate) fn say<M: Message>(message: &M) {
    let options = CustomEventInit::new();
    options.set_detail(&Uint8Array::from(&encode(message)[..]));
    if let Ok(event) = CustomEvent::new_with_event_init_dict(M::EVENT, &options)
        && let Some(window) = browser::window()
    {
        // An event that nobody cancels is always taken.
        let _ = window.dispatch_event(&event);
    }
}

/// Hears the other side from now on, for as long as the document lives. What comes from another build
/// is no message.
pub(crate) fn listen<M: Message + 'static>(mut hear: impl FnMut(M) + 'static) {
    let on_event = Closure::<dyn FnMut(CustomEvent)>::new(move |event: CustomEvent| {
        let bytes = Uint8Array::new(&event.detail()).to_vec();
        if let Ok(message) = decode::<M>(&bytes) {
            hear(message);
        }
    });
    if let Some(window) = browser::window() {
        let heard = on_event.as_ref().unchecked_ref();
        // A window takes listeners for any name.
        let _ = window.add_event_listener_with_callback(M::EVENT, heard);
    }
    on_event.forget();
}

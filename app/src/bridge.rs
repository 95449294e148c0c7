//! The messages between the page and the program for learning.
//!
//! The program for learning is a second one in the same document, fetched when a person opens it, so that
//! the page stays small for a visit to the board alone. Messages are bytes, as the worker's are, in
//! events of the window. Must not know: what either side does with a message.

use borsh::{BorshDeserialize, BorshSerialize};
use engine::challenge::Moves;
use engine::run::Summary;
use engine::sandbox::SnippetProfiles;
use engine::scenario::{Placement, Scenario, Workload};
use js_sys::Uint8Array;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{CustomEvent, CustomEventInit};

use crate::browser;
use crate::document::Origin;
use crate::worker::{decode, encode};

/// A message of the page.
#[derive(Debug, PartialEq, BorshSerialize, BorshDeserialize)]
pub(crate) enum ToLearning {
    /// The board has changed, or the program has just begun to listen. A run of the board follows.
    BoardChanged {
        /// Where the board came from.
        origin: Origin,
        /// The name of its scenario.
        name: String,
    },
    /// A run of the board as it is now is on the screen.
    Run {
        /// The scenario that was simulated.
        scenario: Box<Scenario>,
        /// What the run says of it.
        summary: Box<Summary>,
        /// Where the board came from.
        origin: Origin,
        /// The workload that the evidence is about, by id.
        in_view: Option<String>,
    },
    /// The evidence is about another workload, by id.
    InView(Option<String>),
    /// What snippets do within the walls of the board.
    Profiles(SnippetProfiles),
}

/// A message of the program for learning.
#[derive(Debug, PartialEq, BorshSerialize, BorshDeserialize)]
pub(crate) enum FromLearning {
    /// The program listens.
    Ready,
    /// Load this board; it can be taken back like any edit. The person's own board is kept beside it.
    LoadBoard {
        /// The board with all that its hour depends on.
        scenario: Box<Scenario>,
        /// The chapter, question or challenge whose board it is.
        origin: Origin,
        /// What may be done to it; absent: anything.
        moves: Option<Moves>,
        /// The workload to look at, by id.
        look_at: Option<String>,
    },
    /// Bring the person's own board back.
    LeaveBoard,
    /// Add a workload to the board, or replace the one with its id, and look at it.
    AddWorkload {
        /// The workload.
        workload: Box<Workload>,
        /// Where it is put.
        placement: Placement,
    },
    /// Put a scenario that was built out of the board in its place.
    Rebuild(Box<Scenario>),
    /// Say this in the status region, and leave it in sight where it is a trouble.
    Announce {
        /// The sentence.
        sentence: String,
        /// Whether it has to stay in sight.
        is_trouble: bool,
    },
    /// Close the panel.
    Close,
}

/// A message with the event that carries it.
pub(crate) trait Message: BorshSerialize + BorshDeserialize {
    /// The name of the event.
    const EVENT: &'static str;
}

impl Message for ToLearning {
    const EVENT: &'static str = "lanewise-to-learning";
}

impl Message for FromLearning {
    const EVENT: &'static str = "lanewise-from-learning";
}

/// Sends a message to the other side. While the other side does not listen, nothing happens.
pub(crate) fn send<M: Message>(message: &M) {
    let options = CustomEventInit::new();
    options.set_detail(&Uint8Array::from(&encode(message)[..]));
    if let Ok(event) = CustomEvent::new_with_event_init_dict(M::EVENT, &options)
        && let Some(window) = browser::window()
    {
        // The call fails only where the event is being dispatched already; this one is new.
        window.dispatch_event(&event).ok();
    }
}

/// Calls `hear` with each message of the other side, for as long as the document lives. A message of
/// another build is left out.
pub(crate) fn listen<M: Message + 'static>(mut hear: impl FnMut(M) + 'static) {
    let on_event = Closure::<dyn FnMut(CustomEvent)>::new(move |event: CustomEvent| {
        let bytes = Uint8Array::new(&event.detail()).to_vec();
        if let Ok(message) = decode::<M>(&bytes) {
            hear(message);
        }
    });
    if let Some(window) = browser::window() {
        let listener = on_event.as_ref().unchecked_ref();
        // A window takes listeners for any name.
        window
            .add_event_listener_with_callback(M::EVENT, listener)
            .ok();
    }
    on_event.forget();
}

//! The messages between the page and the programs for learning and for teaching.
//!
//! Both are programs of their own in the same document, fetched when a person needs them,
//! so that the page stays small for a visit to the board alone. Messages are bytes, as the worker's are,
//! in events of the window.

use borsh::{BorshDeserialize, BorshSerialize};
use js_sys::Uint8Array;
use model::challenge::Moves;
use model::run::Summary;
use model::sandbox::SnippetProfiles;
use model::scenario::{Placement, Remedy, Scenario, Workload};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{CustomEvent, CustomEventInit};

use crate::browser;
use crate::state::document::Origin;
use crate::worker::{decode, encode};

/// A message from the page.
#[derive(Debug, PartialEq, BorshSerialize, BorshDeserialize)]
pub(crate) enum ToLearning {
    /// The board has changed, or the program has just begun to listen. A run of the board follows.
    BoardChanged {
        /// The origin of the board.
        origin: Origin,
        /// The name of its scenario.
        name: String,
    },
    /// The run on the screen is a run of the board as it is now.
    Run {
        /// The scenario that was simulated.
        scenario: Box<Scenario>,
        /// The summary of the run.
        summary: Box<Summary>,
        /// The origin of the board.
        origin: Origin,
        /// The workload that the evidence is about, by id.
        selected_workload: Option<String>,
    },
    /// The evidence is about another workload, by id.
    WorkloadSelected(Option<String>),
    /// The endings of the snippets within the limits of the board's sandbox.
    Profiles(SnippetProfiles),
    /// Show the challenges.
    ShowChallenges,
}

/// A message from the program for learning.
#[derive(Debug, PartialEq, BorshSerialize, BorshDeserialize)]
pub(crate) enum FromLearning {
    /// The program is ready to receive messages.
    Ready,
    /// Load this board, as an edit that can be undone. The document keeps the person's own board.
    LoadBoard {
        /// The board with all that its hour depends on.
        scenario: Box<Scenario>,
        /// The chapter, question or challenge whose board it is.
        origin: Origin,
        /// The allowed edits of the board; absent: all edits.
        moves: Option<Moves>,
        /// The workload that the evidence shows, by id.
        look_at: Option<String>,
    },
    /// Put the person's own board back.
    LeaveBoard,
    /// Add a workload to the board, or replace the one with its id, and show its evidence.
    AddWorkload {
        /// The workload.
        workload: Box<Workload>,
        /// The placement of the workload.
        placement: Placement,
        /// The remedies with which it meets its targets there.
        remedies: Vec<Remedy>,
    },
    /// Replace the board by a scenario that was built from it.
    Rebuild(Box<Scenario>),
    /// Announce a sentence in the status region; a problem also stays in sight as a notice.
    Announce {
        /// The sentence.
        sentence: String,
        /// Whether the sentence is about a problem and has to stay in sight.
        is_trouble: bool,
    },
    /// A prediction waits for its answer, or no longer does.
    Predicting(bool),
    /// Close the panel.
    Close,
}

/// A message to the program for teaching.
#[derive(Debug, PartialEq, BorshSerialize, BorshDeserialize)]
pub(crate) enum ToTeaching {
    /// Show how the board gets into a page of a course.
    Embed {
        /// The fragment of a link to the board on the screen; absent where it is too large for one.
        fragment: Option<String>,
        /// The placements that ship, by id and name.
        boards: Vec<(String, String)>,
    },
}

/// A message from the program for teaching.
#[derive(Debug, PartialEq, BorshSerialize, BorshDeserialize)]
pub(crate) enum FromTeaching {
    /// The program is ready to receive messages.
    Ready,
    /// Announce a sentence in the status region.
    Announce(String),
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

impl Message for ToTeaching {
    const EVENT: &'static str = "lanewise-to-teaching";
}

impl Message for FromTeaching {
    const EVENT: &'static str = "lanewise-from-teaching";
}

/// Sends a message to the other side. Without a listener there, the message is lost.
pub(crate) fn send<M: Message>(message: &M) {
    let bytes = match encode(message) {
        Ok(bytes) => bytes,
        Err(error) => {
            // Only a mistake in the code leads here, as a panic does.
            web_sys::console::error_1(&error.to_string().into());
            return;
        }
    };
    let options = CustomEventInit::new();
    options.set_detail(&Uint8Array::from(&bytes[..]));
    if let Ok(event) = CustomEvent::new_with_event_init_dict(M::EVENT, &options)
        && let Some(window) = browser::window()
    {
        // The call fails only for an event that is being dispatched already; this event is new.
        window.dispatch_event(&event).ok();
    }
}

/// Calls `hear` with each message of the other side, for as long as the document exists. A message of
/// another build is ignored.
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

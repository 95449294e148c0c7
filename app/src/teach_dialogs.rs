//! The page's side of the program for teaching: the button that fetches it, and the messages to it.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::bridge::{self, FromTeaching, ToTeaching};
use crate::browser::program;
use crate::controls::reactive::on_event;
use crate::io::share_link;
use crate::session::Session;
use crate::text;

/// The name of the program.
pub(crate) const PROGRAM: &str = "teach";

/// The state of the program in this document.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Program {
    #[default]
    Absent,
    /// It was asked for this many times.
    Fetching(u32),
    Listens,
}

/// The button that opens the dialog for embedding, in a row of buttons that arrow keys lead through.
#[component]
pub(crate) fn EmbedButton() -> impl IntoView {
    let session = expect_context::<Session>();
    let program = StoredValue::new(Program::Absent);
    // The message that waits for the program.
    let waiting = StoredValue::new(None::<ToTeaching>);
    bridge::listen(move |message| match message {
        FromTeaching::Ready => {
            program.set_value(Program::Listens);
            if let Some(message) = waiting.try_update_value(Option::take).flatten() {
                bridge::send(&message);
            }
        }
        FromTeaching::Announce(sentence) => session.announce(sentence),
    });
    let failed = move || {
        if program.get_value() != Program::Listens {
            session.tell(text::storage::EMBED_NOT_FETCHED.get());
        }
    };
    let open = move |_| {
        spawn_local(async move {
            let message = embed(session).await;
            let attempt = match program.get_value() {
                Program::Listens => return bridge::send(&message),
                Program::Fetching(attempts) => attempts + 1,
                Program::Absent => 1,
            };
            waiting.set_value(Some(message));
            program.set_value(Program::Fetching(attempt));
            if program::fetch(PROGRAM, &["teach.css"], attempt, failed).is_err() {
                failed();
            }
        });
    };
    view! {
        <button
            type="button"
            class="button"
            tabindex="-1"
            title=text::storage::EMBED_TITLE
            on:click=on_event(open)
        >
            {text::storage::EMBED}
        </button>
    }
    .into_any()
}

async fn embed(session: Session) -> ToTeaching {
    let link = share_link::for_people(session, session.shared_snapshot()).await;
    let boards = session.document.with_untracked(|document| {
        let boards = document.scenario().boards.iter();
        let named = boards.map(|board| (board.id.clone(), text::board::name(board)));
        named.collect()
    });
    ToTeaching::Embed {
        fragment: link.ok(),
        boards,
    }
}

//! The region "Compare": two runs side by side, workload by workload, and the requests with different
//! outcomes.
//!
//! Two runs of the same hour have the same requests, so that the placement explains each difference, and
//! chance does not.

mod followed;
mod other_board;
pub(crate) mod pairs;
mod table;
mod words;

use leptos::prelude::*;
use other_board::{Against, Other};
use pairs::Pair;

use crate::controls::disclosure::region;
use crate::controls::reactive::{on_event, reactive_view};
use crate::session::Session;
use crate::state::document::Edit;

/// The region "Compare".
#[component]
pub(crate) fn Compare() -> impl IntoView {
    let session = expect_context::<Session>();
    region("compare", words::TITLE.get(), move || {
        Some(content(session))
    })
}

fn content(session: Session) -> AnyView {
    let other = Other::new(session);
    // One of the pairs below, shown in both runs; it has no meaning for another run.
    let followed = RwSignal::new(None::<Pair>);
    Effect::new(move |_| {
        session.run.track();
        other.against.track();
        followed.set(None);
    });
    let swap = move |_| {
        if let Some(run) = untrack(|| other.run()) {
            other.keep();
            let scenario = run.scenario.as_ref().clone();
            session.edit(Edit::BringBack(Box::new(scenario)));
        }
    };
    let has_other = move || other.run().is_some();
    let hint = reactive_view(move || {
        if other.is_running() {
            words::RUNNING.get()
        } else if has_other() {
            words::BESIDE.get()
        } else if other.against.get() == Against::Before {
            words::NOTHING_YET.get()
        } else {
            ""
        }
    });
    let tables = reactive_view(move || {
        let (now, was) = (session.run.get()?, other.run()?);
        Some(
            view! {
                {table::table(&now, &was, other.than())}
                {followed::requests(session, &now, &was, other.than(), followed)}
            }
            .into_any(),
        )
    });
    view! {
        <div class="compare-actions">
            {other_board::choice(other)}
            <button type="button" class="button" on:click=on_event(move |_| other.keep())>
                {words::KEEP}
            </button>
            <button type="button" class="button" hidden=move || !has_other() on:click=on_event(swap)>
                {words::SWAP}
            </button>
        </div>
        <p class="hint">{hint}</p>
        {tables}
    }
    .into_any()
}

//! The region "Workloads": all workloads in one table, beside the figures of another run, and the requests
//! with different outcomes.
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

use crate::browser;
use crate::controls::reactive::{effect, on_event, reactive, reactive_view};
use crate::session::Session;
use crate::state::document::Edit;
use crate::state::panes::Panes;
use crate::text;

/// The region "Workloads".
#[component]
pub(crate) fn Workloads() -> impl IntoView {
    let session = expect_context::<Session>();
    let panes = expect_context::<Panes>();
    let other = Other::new(session);
    // One of the pairs below, shown in both runs; it has no meaning for another run.
    let followed = RwSignal::new(None::<Pair>);
    effect(move || {
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
    let choose = move |workload: &str| {
        session.select_workload(workload.to_owned());
        panes.show_evidence();
    };
    let tables = reactive_view(move || {
        browser::keep_focus();
        let (now, was) = (session.run.get()?, other.run());
        let is_in_view = move |id: &str| session.workload_in_view().as_deref() == Some(id);
        let table = table::table(&now, was.as_deref(), other.than(), choose, is_in_view);
        let requests =
            was.map(|was| followed::requests(session, &now, &was, other.than(), followed));
        Some(view! { {table} {requests} }.into_any())
    });
    let count = move || {
        session
            .document
            .with(|document| document.scenario().workloads.len())
    };
    view! {
        <section id="workloads" class="workloads" aria-label=text::workloads::TITLE>
        <div class="region-head">
            <h2>{text::workloads::TITLE}</h2>
            <p class="hint">{reactive_view(move || text::workloads::about(count()))}</p>
        </div>
        <div class="compare-actions">
            {other_board::choice(other)}
            <button type="button" class="button" on:click=on_event(move |_| other.keep())>
                {words::KEEP}
            </button>
            <button type="button" class="button" hidden=reactive(move || !has_other()) on:click=on_event(swap)>
                {words::SWAP}
            </button>
        </div>
        <p class="hint">{hint}</p>
        {tables}
        </section>
    }
    .into_any()
}

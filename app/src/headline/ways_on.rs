//! The ways on once every target is met: what it costs, what breaks it, and a task.

use leptos::ev::MouseEvent;
use leptos::prelude::*;

use super::words;
use crate::browser;
use crate::controls::reactive::on_event;
use crate::learn_panel::Learning;
use crate::session::Session;
use crate::state::panes::{Pane, Panes};
use crate::text::language::Phrase;

/// Whether the run on the screen meets every target of a board with requests.
pub(super) fn is_all_met(session: Session) -> bool {
    session.run.with(|run| {
        run.as_deref().is_some_and(|run| {
            let summary = &run.run.summary;
            summary.report.requests > 0 && summary.fitting() == summary.verdicts.len()
        })
    })
}

/// A button for each way on; `learns` where the page has the panel for learning.
pub(super) fn ways_on(learns: bool) -> AnyView {
    let panes = expect_context::<Panes>();
    let learning = expect_context::<Learning>();
    let faults = move || {
        panes.show_world();
        if let Some(faults) = browser::find(".incidents") {
            // The browser accepts every valid attribute name.
            faults.set_attribute("open", "").ok();
        }
        browser::focus_soon(".incidents summary".to_owned());
    };
    view! {
        <span class="ways-on">
            {way(words::CUT_COST, move || panes.show(Pane::Tables))}
            {way(words::INJECT_FAULT, faults)}
            {learns.then(|| way(words::TAKE_CHALLENGE, move || learning.show_challenges()))}
        </span>
    }
    .into_any()
}

fn way(name: Phrase, act: impl Fn() + 'static) -> AnyView {
    button(name, on_event(move |_| act()))
}

fn button(name: Phrase, press: Box<dyn FnMut(MouseEvent)>) -> AnyView {
    view! {
        <button type="button" class="button button-quiet" on:click=press>
            {name}
        </button>
    }
    .into_any()
}

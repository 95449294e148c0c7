//! The region "Workloads": every kind of work in a row, with its rate, its lane and its verdict.
//!
//! A row selects the workload of the evidence; cards are moved in the lanes.

use leptos::prelude::*;
use model::catalog::LaneId;
use model::scenario::Workload;

use crate::board::LaneBadge;
use crate::controls::reactive::{on_event, reactive, reactive_view};
use crate::session::Session;
use crate::state::panes::Panes;
use crate::text;

/// The texts of a row that do not depend on a run.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Words {
    id: String,
    name: String,
    about: String,
    rate: String,
}

impl Words {
    fn of(workload: &Workload) -> Self {
        let (rate, origin) = (
            text::workloads::rate(workload),
            text::workloads::origin(workload),
        );
        Self {
            id: workload.id.clone(),
            name: text::workloads::name(workload),
            about: text::language::tr(&workload.about).to_owned(),
            rate: format!("{rate}; {origin}"),
        }
    }
}

/// The region "Workloads".
#[component]
pub(crate) fn Workloads() -> impl IntoView {
    let session = expect_context::<Session>();
    let rows = Memo::new(move |_| {
        session.document.with(|document| {
            document
                .scenario()
                .workloads
                .iter()
                .map(Words::of)
                .collect::<Vec<_>>()
        })
    });
    let in_view = Memo::new(move |_| session.workload_in_view());
    view! {
        <section id="workloads" class="workloads" aria-label=text::workloads::TITLE>
            <div class="region-head">
                <h2>{text::workloads::TITLE}</h2>
                <p class="hint">{reactive_view(move || text::workloads::about(rows.with(Vec::len)))}</p>
            </div>
            <ul class="rows">
                <For each=move || rows.get() key=Clone::clone let:words>
                    <Row words in_view />
                </For>
            </ul>
        </section>
    }
    .into_any()
}

#[component]
fn Row(words: Words, in_view: Memo<Option<String>>) -> impl IntoView {
    let session = expect_context::<Session>();
    let panes = expect_context::<Panes>();
    let Words {
        id,
        name,
        about,
        rate,
    } = words;
    let id = StoredValue::new(id);
    let lane = Memo::new(move |_| {
        session
            .document
            .with(|document| id.with_value(|id| document.scenario().placement_of(id).lane))
    });
    let standing = Memo::new(move |_| {
        session.run.with(|run| {
            let verdicts = &run.as_deref()?.run.summary.verdicts;
            let verdict = verdicts
                .iter()
                .find(|verdict| id.with_value(|id| verdict.workload == *id))?;
            Some((verdict.fits, text::board::standing(verdict)))
        })
    });
    let is_in_view =
        Memo::new(move |_| in_view.with(|other| id.with_value(|id| other.as_ref() == Some(id))));
    let choose = move |_| {
        session.selection.update(|selection| {
            selection.workload = Some(id.get_value());
            selection.request = None;
        });
        panes.show_evidence();
    };
    view! {
        <li>
            <button
                type="button"
                class="row"
                aria-pressed=reactive(move || is_in_view.get().to_string())
                on:click=on_event(choose)
            >
                <span class="row-name">{name}</span>
                <span class="row-about">{about}</span>
                <span class="row-rate">{rate}</span>
                <span class="row-standing">
                    {reactive_view(move || {
                        let lane: LaneId = lane.get();
                        view! {
                            <LaneBadge lane />
                            <span>{text::lanes::name(lane)}</span>
                        }
                    })} {move || match standing.get() {
                        Some((fits, words)) => {
                            view! {
                                <span class="verdict" class:is-fit=fits>
                                    <span class="sign" aria-hidden="true">
                                        {if fits { "✓" } else { "✕" }}
                                    </span>
                                    {words}
                                </span>
                            }
                                .into_any()
                        }
                        None => {
                            view! { <span class="hint">{text::workloads::WAITING}</span> }
                                .into_any()
                        }
                    }}
                </span>
            </button>
        </li>
    }
    .into_any()
}

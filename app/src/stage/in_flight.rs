//! The requests in flight as a table of buttons, which do with the keyboard what a click on the canvas
//! does.
//!
//! While the focus is inside, the rows keep their places.

use leptos::prelude::*;
use model::outcome::Outcome;
use model::trace::RequestView;
use model::units::Nanos;

use super::index::step_places;
use super::whereabouts::{Doing, StepPlace, whereabouts};
use super::words;
use crate::controls::reactive::{memo, on_event, reactive, reactive_view};
use crate::session::Session;
use crate::state::loaded_run::LoadedRun;
use crate::text;
use crate::text::language::tr;

/// The number of rows of the table.
const SHOWN: usize = 12;

/// A request as a row of the table.
#[derive(Clone, Debug, PartialEq)]
struct Row {
    id: u32,
    name: String,
    lane: &'static str,
    doing: &'static str,
    since: String,
}

/// The table, and a line about the chosen request.
#[component]
pub fn InFlight() -> impl IntoView {
    let session = expect_context::<Session>();
    let open = RwSignal::new(false);
    let focused = RwSignal::new(false);
    let steps = memo(move || {
        session.run.with(|run| {
            run.as_ref()
                .map(|loaded| step_places(&loaded.scenario, &loaded.run.summary))
        })
    });
    let rows = Memo::new(move |old: Option<&Vec<Row>>| {
        let time = session.playhead.time.get();
        match (
            old,
            open.get(),
            focused.get() && session.playhead.playing.get(),
        ) {
            (Some(old), true, true) => old.clone(),
            (_, false, _) => Vec::new(),
            _ => session.run.with(|run| {
                let steps = steps.get().unwrap_or_default();
                run.as_ref()
                    .map_or_else(Vec::new, |loaded| first_rows(loaded, &steps, time))
            }),
        }
    });
    let chosen = reactive_view(move || {
        let row = session.selection.with(|selection| selection.request)?;
        let time = session.playhead.time.get();
        session
            .run
            .with(|run| chosen_sentence(run.as_ref()?, &steps.get()?, row, time))
    });
    let choose = move |row: u32| {
        session
            .selection
            .update(|chosen| chosen.request = Some(row));
    };
    let is_chosen = move |row: u32| session.selection.with(|chosen| chosen.request == Some(row));
    let [name, lane, doing, since] = words::IN_FLIGHT_COLUMNS;
    view! {
        <p class="stage-chosen">{chosen}</p>
        <details
            class="stage-in-flight"
            on:toggle=on_event(move |event| open.set(is_open(&event)))
            on:focusin=on_event(move |_| focused.set(true))
            on:focusout=on_event(move |_| focused.set(false))
        >
            <summary>{words::IN_FLIGHT}</summary>
            <div class="stage-table">
                <table>
                    <caption>{words::IN_FLIGHT_CAPTION}</caption>
                    <thead>
                        <tr>
                            <th scope="col">{name}</th>
                            <th scope="col">{lane}</th>
                            <th scope="col">{doing}</th>
                            <th scope="col">{since}</th>
                        </tr>
                    </thead>
                    <tbody>
                        <For each=move || rows.get() key=|row| row.id let:row>
                            <tr>
                                <th scope="row">
                                    <button
                                        type="button"
                                        class="stage-request"
                                        aria-pressed=reactive(move || is_chosen(row.id).to_string())
                                        on:click=on_event(move |_| choose(row.id))
                                    >
                                        {row.name.clone()}
                                    </button>
                                </th>
                                <td>{row.lane}</td>
                                <td>{reactive_view(move || now_of(rows, row.id, |row| row.doing.to_owned()))}</td>
                                <td>{reactive_view(move || now_of(rows, row.id, |row| row.since.clone()))}</td>
                            </tr>
                        </For>
                    </tbody>
                </table>
            </div>
            <p>{reactive_view(move || rows.with(Vec::is_empty).then_some(words::NOBODY.get()))}</p>
        </details>
    }
    .into_any()
}

/// A cell of a row, which stays while its request's activity changes.
fn now_of(rows: Memo<Vec<Row>>, row: u32, cell: impl Fn(&Row) -> String) -> String {
    rows.with(|rows| {
        rows.iter()
            .find(|other| other.id == row)
            .map(cell)
            .unwrap_or_default()
    })
}

fn is_open(event: &web_sys::Event) -> bool {
    event_target::<web_sys::HtmlDetailsElement>(event).open()
}

fn first_rows(loaded: &LoadedRun, steps: &[StepPlace], time: Nanos) -> Vec<Row> {
    let trace = &loaded.run.trace;
    let mut rows = Vec::with_capacity(SHOWN);
    loaded.checkpoints.for_each_in_flight(trace, time, |row| {
        if rows.len() < SHOWN
            && let Some(request) = trace.get(row)
            && let Some(&step) = steps.get(usize::from(request.step))
            && let Some(now) = whereabouts(&request, step, time)
        {
            rows.push(Row {
                id: row,
                name: name(loaded, &request),
                lane: text::lanes::name(step.lane),
                doing: words::doing(now.doing),
                since: text::figures::time_ms(time.since(request.arrived).as_millis()),
            });
        }
    });
    rows
}

/// A request's name, and its activity now.
pub(super) fn sentence_of(
    loaded: &LoadedRun,
    steps: &[StepPlace],
    row: u32,
    time: Nanos,
) -> Option<String> {
    let (name, doing, outcome) = described(loaded, steps, row, time)?;
    Some(words::one_request(&name, doing, outcome))
}

fn chosen_sentence(
    loaded: &LoadedRun,
    steps: &[StepPlace],
    row: u32,
    time: Nanos,
) -> Option<String> {
    let (name, doing, outcome) = described(loaded, steps, row, time)?;
    Some(words::chosen(&name, doing, outcome))
}

/// A request's name, its activity while it is in flight, and its outcome.
fn described(
    loaded: &LoadedRun,
    steps: &[StepPlace],
    row: u32,
    time: Nanos,
) -> Option<(String, Option<Doing>, Outcome)> {
    let request = loaded.run.trace.get(row)?;
    let step = *steps.get(usize::from(request.step))?;
    let doing = whereabouts(&request, step, time).map(|now| now.doing);
    Some((name(loaded, &request), doing, request.outcome))
}

fn name(loaded: &LoadedRun, request: &RequestView<'_>) -> String {
    let key = loaded.run.summary.steps.get(usize::from(request.step));
    let workload = key.and_then(|key| loaded.scenario.workloads.get(usize::from(key.workload)));
    let step = key
        .zip(workload)
        .filter(|(_, workload)| workload.steps.len() > 1)
        .and_then(|(key, workload)| workload.steps.get(usize::from(key.step)));
    words::request(
        workload.map_or("", |workload| tr(&workload.name)),
        step.map_or("", |step| tr(&step.name)),
        request.number.0,
    )
}

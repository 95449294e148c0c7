//! One request in full: how it ended, its parts as a waterfall, and the code that it ran.

use leptos::prelude::*;
use model::outcome::Cause;
use model::trace::Segment;
use model::units::Nanos;

use super::request_words as words;
use super::snippet::snippet_run;
use super::waterfall::waterfall;
use crate::controls::reactive::on_event;
use crate::session::Session;
use crate::state::loaded_run::LoadedRun;
use crate::text::language::tr;
use crate::text::places;

/// One request of the run on screen.
pub(super) fn one_request(session: Session, loaded: &LoadedRun, row: u32) -> AnyView {
    let close = move |_| {
        session
            .selection
            .update(|selection| selection.request = None);
    };
    let back = view! {
        <button type="button" class="button" on:click=on_event(close)>
            {words::CLOSE}
        </button>
    };
    let Some(request) = loaded.run.trace.get(row) else {
        return back.into_any();
    };
    let scenario = &loaded.scenario;
    let step = loaded.run.summary.steps.get(usize::from(request.step));
    let workload = step.and_then(|step| scenario.workloads.get(usize::from(step.workload)));
    let name = workload.map_or_else(String::new, |workload| {
        let only_one = workload.steps.len() < 2;
        let step = step.and_then(|step| workload.steps.get(usize::from(step.step)));
        let step = step.filter(|_| !only_one).map(|step| tr(&step.name));
        words::name(tr(&workload.name), step, request.number.0)
    });
    let city = request.city;
    let city = city
        .and_then(|city| scenario.audience.get(usize::from(city)))
        .map(|city| places::city(&city.city));
    let took = request.ended.since(request.arrived);
    let fact = request.outcome.cause().and_then(Cause::fact_id);
    let asked = super::why::why(fact, scenario);
    let run = request.snippet.and_then(|(snippet, submission)| {
        let profiles = session.profiles.get_untracked()?;
        Some(snippet_run(&profiles, snippet.into(), submission.into()))
    });
    let segments: Vec<Segment> = request.segments().collect();
    view! {
        <div class="evidence-head">
            <h3>{name}</h3>
            <p>{words::arrival(request.arrived, scenario.starts_at_min, city.as_deref())}</p>
            <p class="need-why">{words::outcome(request.outcome, took, scenario)}</p>
            {asked}
        </div>
        {hops(session, &segments)}
        {waterfall(session, &segments)}
        {run}
        {back}
    }
    .into_any()
}

/// Buttons that follow the request from one part of its way to the next.
fn hops(session: Session, segments: &[Segment]) -> AnyView {
    let mut stops: Vec<Nanos> = segments.iter().map(|segment| segment.start).collect();
    stops.extend(segments.last().map(|last| last.end));
    stops.dedup();
    let before = stops.clone();
    let playhead = session.playhead;
    let back = move |_| {
        let now = playhead.now();
        if let Some(&stop) = before.iter().rev().find(|&&stop| stop < now) {
            playhead.stop_at(stop);
        }
    };
    let on = move |_| {
        let now = playhead.now();
        if let Some(&stop) = stops.iter().find(|&&stop| stop > now) {
            playhead.stop_at(stop);
        }
    };
    view! {
        <div class="hops" role="group" aria-label=words::HOPS>
            <button type="button" class="button" on:click=on_event(back)>
                {words::HOP_BACK}
            </button>
            <button type="button" class="button" on:click=on_event(on)>
                {words::HOP_ON}
            </button>
        </div>
    }
    .into_any()
}

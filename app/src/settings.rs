//! Fields for the numbers of a workload or a lane, each with its unit, its range and a reset button.

use leptos::prelude::*;
use model::catalog::{LaneId, Runtime};
use model::scenario::{SETTINGS, ScalingMetric, Scenario, Setting, SettingOwner};

use crate::controls::number_field::{NumberField, number_field};
use crate::controls::permitted::permitted;
use crate::controls::reactive::{memo, on_event, reactive, reactive_view};
use crate::session::Session;
use crate::state::document::Edit;
use crate::text;
use crate::text::language::Phrase;

/// The fields of a lane, or of the workload at this index.
pub(crate) fn fields(session: Session, of: SettingOwner, workload: usize) -> AnyView {
    let of_it = SETTINGS.iter().filter(|setting| setting.owner == of);
    let has = |setting: &&Setting| {
        session
            .document
            .with_untracked(|document| setting.get(document.scenario(), workload).is_some())
    };
    let fields: Vec<AnyView> = of_it
        .filter(has)
        .map(|setting| field(session, setting, workload))
        .collect();
    let runtime = (of == SettingOwner::Workload).then(|| runtime(session, workload));
    let metric = (of == SettingOwner::Lane(LaneId::Service)).then(|| scaling_metric(session));
    let controls = view! { <ul class="settings">{fields} {runtime} {metric}</ul> }.into_any();
    permitted(session, a_setting(workload), controls)
}

/// An edit of a setting, to ask whether a challenge allows such edits.
fn a_setting(workload: usize) -> Edit {
    Edit::Set {
        setting: &SETTINGS[0],
        workload,
        value: 0.0,
    }
}

/// The language runtime of a workload, which decides how long a start takes.
fn runtime(session: Session, workload: usize) -> AnyView {
    let of = move |scenario: &Scenario| {
        let step = scenario.workloads.get(workload)?.steps.first()?;
        Runtime::ALL
            .into_iter()
            .position(|one| one == step.work.runtime)
    };
    let choose = move |at: usize| {
        if let Some(&runtime) = Runtime::ALL.get(at) {
            session.edit(Edit::Runtime(workload, runtime));
        }
    };
    let names = Runtime::ALL.map(text::settings::runtime);
    choice(session, text::settings::RUNTIME, &names, of, choose)
}

/// What the autoscaler of the services measures.
fn scaling_metric(session: Session) -> AnyView {
    const ALL: [ScalingMetric; 2] = [ScalingMetric::Cpu, ScalingMetric::RequestsInFlight];
    let of = |scenario: &Scenario| {
        let metric = scenario.lanes.service.deployment.scale_on;
        ALL.into_iter().position(|one| one == metric)
    };
    let choose = move |at: usize| {
        if let Some(&metric) = ALL.get(at) {
            session.edit(Edit::ScaleOn(metric));
        }
    };
    let names = ALL.map(text::settings::scaling_metric);
    choice(session, text::settings::SCALE_ON, &names, of, choose)
}

/// A setting that is one of a few words. `of` is the position of the chosen one.
fn choice(
    session: Session,
    label: Phrase,
    names: &[&'static str],
    of: impl Fn(&Scenario) -> Option<usize> + Send + Sync + 'static,
    choose: impl Fn(usize) + 'static,
) -> AnyView {
    let now = memo(move || {
        session
            .document
            .with(|document| (of(document.scenario()), of(document.opened())))
    });
    let chosen = move |event: leptos::ev::Event| {
        if let Ok(at) = event_target_value(&event).parse() {
            choose(at);
        }
    };
    let options: Vec<AnyView> = names
        .iter()
        .enumerate()
        .map(|(at, &name)| {
            let selected = reactive(move || now.get().0 == Some(at));
            view! {
                <option value=at.to_string() selected=selected>
                    {name}
                </option>
            }
            .into_any()
        })
        .collect();
    let names = names.to_vec();
    let was = reactive_view(move || {
        let (now, was) = now.get();
        let name = names.get(was.filter(|_| now != was)?)?;
        Some(view! { <span class="was">{text::evidence::was(name)}</span> })
    });
    view! {
        <li class="setting">
            <label>
                <span class="setting-label">{label}</span>
                <select on:change=on_event(chosen)>{options}</select>
            </label>
            {was}
        </li>
    }
    .into_any()
}

fn field(session: Session, setting: &'static Setting, workload: usize) -> AnyView {
    let (label, unit) = text::settings::label(setting);
    let now = memo(move || {
        session.document.with(|document| {
            (
                setting.get(document.scenario(), workload),
                setting.get(document.opened(), workload),
            )
        })
    });
    let differs = move || match now.get() {
        (Some(now), Some(was)) if now != was => Some(was),
        _ => None,
    };
    let set = move |value: f64| {
        session.edit(Edit::Set {
            setting,
            workload,
            value,
        });
    };
    let input = NumberField {
        value: Signal::derive(move || now.get().0),
        least: setting.least,
        most: setting.most,
        step: setting.step,
        label: None,
        title: Some(text::settings::range(setting)),
    };
    view! {
        <li class="setting">
            <label>
                <span class="setting-label">{label}</span>
                {number_field(session, input, set)}
                <span class="setting-unit">{unit}</span>
            </label>
            {reactive_view(move || {
                differs()
                    .map(|was| {
                        view! {
                            <span class="was">{text::settings::was(was)}</span>
                            <button
                                type="button"
                                class="button"
                                aria-label=text::settings::back(label, was)
                                on:click=on_event(move |_| set(was))
                            >
                                {text::settings::BACK}
                            </button>
                        }
                    })
            })}
        </li>
    }
    .into_any()
}

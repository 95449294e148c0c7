//! The choice of the platform whose published limits and prices calibrate a lane.

use leptos::prelude::*;
use model::catalog::{LaneId, edge_limits, serverless_limits};
use model::scenario::{SandboxRuntime, Scenario, SettingOwner};

use crate::session::Session;
use crate::settings;
use crate::state::document::Edit;
use crate::text;

/// A disclosure with the platforms of a lane.
#[component]
pub(super) fn Platform(
    /// The lane's id.
    lane: LaneId,
) -> impl IntoView {
    let session = expect_context::<Session>();
    let current = Memo::new(move |_| {
        session
            .document
            .with(|document| preset_of(lane, document.scenario()))
    });
    let choose = move |event: leptos::ev::Event| {
        let id = event_target_value(&event);
        session.edit(Edit::Preset { lane, id });
    };
    let options = ids(lane).into_iter().map(|id| {
        let selected = move || current.with(|current| current == id);
        view! {
            <option value=id selected=selected>
                {text::board::preset(id)}
            </option>
        }
    });
    let options: Vec<_> = options.collect();
    view! {
        // A click here chooses a platform; it must not choose the lane for a picked card.
        <details class="lane-platform" on:click=|event| event.stop_propagation()>
            <summary>{text::board::PLATFORM}</summary>
            <select
                aria-label=text::board::platform_of(lane)
                on:change=choose
                prop:value=move || current.get()
            >
                {options}
            </select>
            {settings::fields(session, SettingOwner::Lane(lane), 0)}
        </details>
    }
    .into_any()
}

fn ids(lane: LaneId) -> Vec<&'static str> {
    match lane {
        LaneId::Serverless => serverless_limits().iter().map(|limits| limits.id).collect(),
        LaneId::Edge => edge_limits().iter().map(|limits| limits.id).collect(),
        LaneId::Sandbox => SandboxRuntime::ALL
            .into_iter()
            .map(SandboxRuntime::id)
            .collect(),
        LaneId::Service => vec!["fargate-kubernetes"],
    }
}

fn preset_of(lane: LaneId, scenario: &Scenario) -> String {
    let lanes = &scenario.lanes;
    match lane {
        LaneId::Serverless => lanes.serverless.preset.clone(),
        LaneId::Edge => lanes.edge.preset.clone(),
        LaneId::Sandbox => lanes.sandbox.runtime.id().to_owned(),
        LaneId::Service => lanes.service.preset.clone(),
    }
}

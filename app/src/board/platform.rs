//! The choice of the platform whose published limits and prices calibrate a lane.

use leptos::prelude::*;
use model::catalog::LaneId;
use model::scenario::{LaneSettings, SETTINGS, Setting, SettingOwner};

use crate::controls::disclosure::disclosure;
use crate::controls::permitted::is_allowed;
use crate::controls::reactive::{memo, on_event, reactive, reactive_view};
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
    let current = memo(move || {
        session
            .document
            .with(|document| document.scenario().lanes.preset_id(lane).to_owned())
    });
    let changed = reactive_view(move || {
        let mark = || view! { <span class="is-changed"><span class="visually-hidden">" " {text::board::CHANGED}</span></span> };
        has_changes(session, lane).then(mark)
    });
    let choose = move |event: leptos::ev::Event| {
        let id = event_target_value(&event);
        session.edit(Edit::Preset { lane, id });
    };
    let may_choose = is_allowed(
        session,
        Edit::Preset {
            lane,
            id: String::new(),
        },
    );
    let content = move || {
        let options = LaneSettings::preset_choices(lane).into_iter().map(|id| {
            let selected = reactive(move || current.with(|current| current == id));
            view! {
                <option value=id selected=selected>
                    {text::lanes::preset(id)}
                </option>
            }
            .into_any()
        });
        let options: Vec<AnyView> = options.collect();
        let content = view! {
            <select
                aria-label=text::board::platform_of(lane)
                disabled=reactive(move || !may_choose.get())
                on:change=on_event(choose)
                prop:value=reactive(move || current.get())
            >
                {options}
            </select>
            {settings::fields(session, SettingOwner::Lane(lane), 0)}
        };
        Some(content.into_any())
    };
    let summary = view! { {text::board::PLATFORM} {changed} };
    view! {
        // A click here chooses a platform; it must not choose the lane for a picked card.
        <div class="lane-limits" on:click=on_event(|event: leptos::ev::MouseEvent| event.stop_propagation())>
            {disclosure("lane-platform", summary.into_any(), content)}
        </div>
    }
    .into_any()
}

/// Whether a person has changed the lane's platform or limits since the board was opened.
fn has_changes(session: Session, lane: LaneId) -> bool {
    session.document.with(|document| {
        let (now, opened) = (document.scenario(), document.opened());
        let owner = SettingOwner::Lane(lane);
        let differ = |setting: &Setting| {
            setting.owner == owner && setting.get(now, 0) != setting.get(opened, 0)
        };
        now.lanes.preset_id(lane) != opened.lanes.preset_id(lane) || SETTINGS.iter().any(differ)
    })
}

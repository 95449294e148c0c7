//! The region "The hour": the home region, the audience, and the seed of the arrivals.

pub(crate) mod continents;
pub(crate) mod words;

use model::scenario::Month;
use model::sort::sort_by;
use std::sync::Arc;

use continents::Continent;
use leptos::ev;
use leptos::prelude::*;
use model::catalog::regions;

use crate::controls::disclosure::region;
use crate::controls::number_field::{NumberField, number_field, shown};
use crate::controls::permitted::permitted;
use crate::controls::reactive::{memo, on_event, reactive, reactive_view};
use crate::session::Session;
use crate::state::document::{Document, Edit};
use crate::state::loaded_run::LoadedRun;
use crate::text;

/// The region "The hour".
#[component]
pub(crate) fn Hour() -> impl IntoView {
    let session = expect_context::<Session>();
    region("hour", words::TITLE.get(), move || Some(content(session)))
}

fn content(session: Session) -> AnyView {
    let continents: Vec<AnyView> = Continent::ALL
        .into_iter()
        .map(|continent| share_of(session, continent))
        .collect();
    let controls = view! {
        {home(session)}
        {month(session)}
        <h3>{words::AUDIENCE}</h3>
        <p class="hint">{words::AUDIENCE_ABOUT}</p>
        <ul class="settings">{continents}</ul>
        {other_arrivals(session)}
    }
    .into_any();
    view! {
        <p class="hint">{words::ABOUT}</p>
        {permitted(session, Edit::Seed(0), controls)}
    }
    .into_any()
}

/// The region in which the database and three of the lanes are.
fn home(session: Session) -> AnyView {
    let now = memo(move || {
        session.document.with(|document| {
            let (now, was) = (document.scenario(), document.opened());
            (now.home_region.clone(), was.home_region.clone())
        })
    });
    let choose = move |event: ev::Event| session.edit(Edit::Home(event_target_value(&event)));
    let name = |id: &str| {
        let known = regions().into_iter().find(|region| region.id == id);
        known.map_or_else(|| id.to_owned(), |region| words::region(region.city, id))
    };
    let mut all: Vec<(&'static str, String)> = regions()
        .into_iter()
        .map(|region| (region.id, words::region(region.city, region.id)))
        .collect();
    sort_by(&mut all, |a, b| a.1.cmp(&b.1));
    let options: Vec<AnyView> = all
        .into_iter()
        .map(|(id, name)| {
            let selected = reactive(move || now.with(|(now, _)| now == id));
            view! {
                <option value=id selected=selected>
                    {name}
                </option>
            }
            .into_any()
        })
        .collect();
    let back = reactive_view(move || {
        let (now, was) = now.get();
        (now != was).then(|| {
            let name = name(&was);
            let words = words::back_to(&name);
            view! {
                <span class="was">{text::evidence::was(&name)}</span>
                <button
                    type="button"
                    class="button"
                    aria-label=words
                    on:click=on_event(move |_| session.edit(Edit::Home(was.clone())))
                >
                    {text::settings::BACK}
                </button>
            }
        })
    });
    view! {
        <div class="setting">
            <label>
                <span class="setting-label">{words::HOME}</span>
                <select on:change=on_event(choose) prop:value=reactive(move || now.get().0)>
                    {options}
                </select>
            </label>
            {back}
        </div>
    }
    .into_any()
}

/// How often such an hour comes in a month.
fn month(session: Session) -> AnyView {
    let now = memo(move || session.document.with(|document| document.scenario().month));
    let choose = move |event: ev::Event| {
        let chosen = event_target_value(&event).parse::<usize>();
        if let Some(month) = chosen.ok().and_then(|at| Month::ALL.get(at)) {
            session.edit(Edit::Month(*month));
        }
    };
    let option = |(at, month): (usize, Month)| {
        view! {
            <option value=at.to_string() selected=reactive(move || now.get() == month)>
                {words::month(month)}
            </option>
        }
        .into_any()
    };
    let options: Vec<AnyView> = Month::ALL.into_iter().enumerate().map(option).collect();
    view! {
        <div class="setting">
            <label>
                <span class="setting-label">{words::MONTH}</span>
                <select on:change=on_event(choose)>{options}</select>
            </label>
        </div>
    }
    .into_any()
}

/// The share of the learners on one continent; setting it keeps the proportions of the others.
fn share_of(session: Session, continent: Continent) -> AnyView {
    let shares = memo(move || {
        let run = session.run.get()?;
        let of = |document: &Document| {
            let (now, was) = (document.scenario(), document.opened());
            let cities = &run.run.summary.cities;
            let is_same = now.audience.len() == cities.len() && was.audience.len() == cities.len();
            is_same.then(|| {
                (
                    continents::share(&now.audience, cities, continent),
                    continents::share(&was.audience, cities, continent),
                )
            })
        };
        session.document.with(of)
    });
    let set = move |share: f64| {
        let run: Option<Arc<LoadedRun>> = session.run.get_untracked();
        let Some(run) = run else { return };
        let weights = session.document.with_untracked(|document| {
            let audience = &document.scenario().audience;
            continents::with_share(audience, &run.run.summary.cities, continent, share)
        });
        session.edit(Edit::Weights(weights));
    };
    let input = NumberField {
        value: Signal::derive(move || shares.get().map(|(now, _)| tenths_of_percent(now))),
        least: 0.0,
        most: 100.0,
        step: 1.0,
        label: None,
        title: None,
    };
    let label = words::continent(continent);
    let was = reactive_view(move || {
        let (now, was) = shares.get()?;
        let (now, before) = (percent(now), percent(was));
        (now != before).then(|| {
            view! { <span class="was">{text::evidence::was(&format!("{before} %"))}</span> }
        })
    });
    view! {
        <li class="setting">
            <label>
                <span class="setting-label">{label}</span>
                {number_field(session, input, move |percent| set(percent / 100.0))}
                <span class="setting-unit">"%"</span>
            </label>
            {was}
        </li>
    }
    .into_any()
}

fn percent(share: f64) -> String {
    shown(tenths_of_percent(share))
}

fn tenths_of_percent(share: f64) -> f64 {
    (share * 1_000.0).round() / 10.0
}

/// The same board in an hour with other arrivals.
fn other_arrivals(session: Session) -> AnyView {
    let seed = move || session.document.with(|document| document.scenario().seed);
    let next = move |_| session.edit(Edit::Seed(untrack(seed).wrapping_add(1)));
    view! {
        <h3>{words::ARRIVALS}</h3>
        <p class="hint">{reactive_view(move || words::seed(seed()))}</p>
        <button type="button" class="button" on:click=on_event(next)>
            {words::OTHER_ARRIVALS}
        </button>
    }
    .into_any()
}

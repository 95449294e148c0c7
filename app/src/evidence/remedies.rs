//! Switches for the remedies of the workload in view. The next run shows their effect and price.
//!
//! A new run does not rebuild the switches, so that a pressed switch keeps the focus.

use leptos::prelude::*;
use model::scenario::Remedy;
use model::sort::sort_by;
use model::verdict::{affected_requests, available_remedies};

use super::Subject;
use crate::controls::number_field::{NumberField, number_field};
use crate::controls::permitted::permitted;
use crate::controls::reactive::{memo, on_event, reactive, reactive_view};
use crate::session::Session;
use crate::state::document::Edit;
use crate::state::loaded_run::LoadedRun;
use crate::text;

/// A remedy, whether it is switched on, and the number of requests whose cause it acts on.
type Offer = (Remedy, bool, u64);

/// A switch for each remedy, and the cost of the whole scenario.
#[component]
pub(super) fn Remedies(subject: Memo<Option<Subject>>) -> impl IntoView {
    let session = expect_context::<Session>();
    // The order is that of the first run in which the workload is shown: a remedy that works does not move
    // away under the pointer.
    let order = StoredValue::new((String::new(), Vec::<&'static str>::new()));
    let offered = memo(move || {
        subject.with(|subject| {
            let subject = subject.as_ref()?;
            let mut list = offered(subject)?;
            let name = |(remedy, ..): &Offer| text::remedies::name(remedy);
            let id = subject.workload()?.id.clone();
            order.update_value(|(workload, names)| {
                if *workload != id {
                    sort_by(&mut list, |one, other| other.2.cmp(&one.2));
                    (*workload, *names) = (id, list.iter().map(name).collect());
                }
                let place = |offer: &Offer| {
                    let known = names.iter().position(|known| *known == name(offer));
                    known.unwrap_or(usize::MAX)
                };
                sort_by(&mut list, |one, other| place(one).cmp(&place(other)));
            });
            Some(list)
        })
    });
    let list = move || offered.get().unwrap_or_default();
    let cost = move || {
        subject.with(|subject| {
            let subject = subject.as_ref()?;
            let cost = |run: &LoadedRun| run.run.summary.report.usd_per_month();
            let was = subject.earlier.as_deref().map(cost);
            Some(text::remedies::whole_cost(cost(&subject.loaded), was))
        })
    };
    let switches = view! {
        <ul class="remedies">
            <For
                each=list
                key=|(remedy, ..)| (text::remedies::name(remedy), target(remedy))
                let:offer
            >
                {item(session, offered, &offer.0)}
            </For>
        </ul>
    }
    .into_any();
    view! {
        <div class="remedies-region" hidden=reactive(move || list().is_empty())>
            <h4>{text::remedies::TITLE}</h4>
            {permitted(session, Edit::AddRemedy(Remedy::ConnectionPooler), switches)}
            <p class="figures-line">{cost}</p>
        </div>
    }
    .into_any()
}

fn offered(subject: &Subject) -> Option<Vec<Offer>> {
    let scenario = &subject.loaded.scenario;
    let report = subject.report()?;
    let offers = available_remedies(scenario, subject.workload()?, report);
    let is_on = |remedy: Remedy| {
        let on = scenario.remedies.contains(&remedy);
        let affected = affected_requests(&remedy, report);
        (remedy, on, affected)
    };
    Some(offers.into_iter().map(is_on).collect())
}

fn target(remedy: &Remedy) -> String {
    remedy.target().unwrap_or_default().to_owned()
}

fn item(session: Session, offered: Memo<Option<Vec<Offer>>>, first: &Remedy) -> AnyView {
    let name = text::remedies::name(first);
    let about = text::remedies::about(first);
    // A remedy that left the list is drawn once more before its switch is removed.
    let stands = StoredValue::new((first.clone(), false, 0));
    let now = memo(move || {
        offered.with(|list| {
            let mut list = list.iter().flatten();
            let found =
                list.find(|(remedy, ..)| stands.with_value(|(old, ..)| old.is_in_place_of(remedy)));
            found.cloned().unwrap_or_else(|| stands.get_value())
        })
    });
    let is_on = move || now.with(|(_, is_on, _)| *is_on);
    let affected = reactive_view(move || {
        let count = now.with(|(.., affected)| *affected);
        (count > 0).then(|| text::remedies::affected(count))
    });
    let label =
        reactive(move || now.with(|(remedy, is_on, _)| text::remedies::switch(remedy, *is_on)));
    let number =
        text::remedies::number_label(first).map(|unit| remedy_number(session, now, name, unit));
    let press = move |_| {
        let (remedy, is_on, _) = now.get_untracked();
        if is_on {
            session.edit(Edit::RemoveRemedy(remedy));
            return;
        }
        // A number that was typed a moment ago has switched it on already; its run is not there yet.
        let is_coming = session.document.with_untracked(|document| {
            let mut on = document.scenario().remedies.iter();
            on.any(|other| other.is_in_place_of(&remedy))
        });
        if !is_coming {
            session.edit(Edit::AddRemedy(remedy));
        }
    };
    view! {
        <li class="remedy" class:is-on=is_on>
            <div class="remedy-words">
                <p>
                    <strong>{name}</strong>
                    " "
                    {reactive_view(move || is_on().then(|| view! { <span class="tag">{text::remedies::ON}</span> }))}
                </p>
                <p class="remedy-about">{about} " " <strong>{affected}</strong></p>
            </div>
            <div class="remedy-switch">
                {number}
                <button type="button" class="button" aria-label=label on:click=on_event(press)>
                    {reactive_view(move || if is_on() { text::remedies::WITHOUT.get() } else { text::remedies::TRY.get() })}
                </button>
            </div>
        </li>
    }
    .into_any()
}

/// The field of a remedy's number. A new number switches the remedy on with that number.
fn remedy_number(
    session: Session,
    now: Memo<Offer>,
    name: &'static str,
    unit: &'static str,
) -> AnyView {
    let (least, most) = session.document.with_untracked(|document| {
        now.with_untracked(|(remedy, ..)| remedy.range(document.scenario()).into_inner())
    });
    let number_of = |remedy: &Remedy| remedy.number().unwrap_or_default();
    let set = move |number: f64| {
        let (remedy, ..) = now.get_untracked();
        let remedy = session
            .document
            .with_untracked(|document| remedy.with_number(number as u32, document.scenario()));
        session.edit(Edit::AddRemedy(remedy));
    };
    let input = NumberField {
        value: Signal::derive(move || Some(now.with(|(remedy, ..)| f64::from(number_of(remedy))))),
        least: f64::from(least),
        most: f64::from(most),
        step: 1.0,
        label: Some(format!("{name}: {unit}")),
        title: None,
    };
    view! {
        <label class="remedy-number">
            {number_field(session, input, set)}
            <span>{unit}</span>
        </label>
    }
    .into_any()
}

//! The effects of a lane: pressures relieved, duties moved, duties kept, constraints accepted.

use leptos::prelude::*;
use model::catalog::{self, DutyId};
use model::verdict::Verdict;

use super::Subject;
use super::why::{who_says_so, why};
use crate::text;

/// The lists of a subject.
pub(super) fn exchange(subject: &Subject) -> AnyView {
    let Some(verdict) = subject.verdict() else {
        return ().into_any();
    };
    let lane = verdict.lane;
    let relieved = list(
        verdict
            .relieved
            .iter()
            .map(|&pressure| view! { <li>{text::evidence::pressure(pressure)}</li> }.into_any())
            .collect(),
        text::evidence::RELIEVES_NOTHING.get(),
    );
    let accepted = list(
        verdict
            .accepted
            .iter()
            .map(|&constraint| {
                let scenario = &subject.loaded.scenario;
                let sentence = text::evidence::constraint(constraint, lane, scenario);
                let fact = text::lanes::constraint_fact(constraint, lane);
                view! { <li>{sentence} {why(fact, scenario)}</li> }.into_any()
            })
            .collect(),
        text::evidence::ACCEPTED_NOTHING.get(),
    );
    let scenario = &subject.loaded.scenario;
    let of_it = scenario.workload(&verdict.workload).into_iter();
    let remedies: Vec<AnyView> = of_it
        .flat_map(|workload| scenario.remedies_of(workload))
        .map(|remedy| {
            let (name, duty) = (text::remedies::name(remedy), text::remedies::duty(remedy));
            view! { <li><strong>{name}</strong> ". " {duty}</li> }.into_any()
        })
        .collect();
    let remedies = (!remedies.is_empty()).then(|| {
        view! {
            <h4>{text::evidence::REMEDIES}</h4>
            <ul class="plain">{remedies}</ul>
        }
    });
    let earlier = subject.earlier_verdict();
    let moved = duties(
        &verdict.moved_to_platform,
        earlier.map(|earlier| &earlier.moved_to_platform[..]),
        text::evidence::MOVED_NOW.get(),
        verdict,
        text::evidence::MOVED_NOTHING.get(),
    );
    // What is shared with the platform now may have been the customer's or the platform's alone.
    let shared = duties(
        &verdict.shared,
        earlier.map(|earlier| &earlier.shared[..]),
        text::evidence::SHARED_NOW.get(),
        verdict,
        text::evidence::STAYS_NOTHING.get(),
    );
    let reach = verdict.could_reach.map(|reach| {
        view! {
            <h4>{text::evidence::COULD_REACH}</h4>
            <p>{text::evidence::reach(reach)}</p>
        }
    });
    let stay = duties(
        &verdict.stay_with_you,
        earlier.map(|earlier| &earlier.stay_with_you[..]),
        text::evidence::CAME_BACK.get(),
        verdict,
        text::evidence::STAYS_NOTHING.get(),
    );
    view! {
        <div class="exchange">
            <h4>{text::evidence::RELIEVED}</h4>
            {relieved}
            <h4>{text::evidence::ACCEPTED}</h4>
            {accepted}
            {remedies}
            {reach}
            <h4>{text::evidence::MOVED}</h4>
            {moved}
            <h4>{text::evidence::SHARED}</h4>
            {shared}
            <h4>{text::evidence::STAYS}</h4>
            {stay}
        </div>
    }
    .into_any()
}

/// Duties with their sources. A duty that is new in the list since the last change has a tag.
fn duties(
    ids: &[DutyId],
    before: Option<&[DutyId]>,
    new: &'static str,
    verdict: &Verdict,
    empty: &'static str,
) -> AnyView {
    let items = ids
        .iter()
        .map(|&id| {
            let is_new = before.is_some_and(|before| !before.contains(&id));
            let lane = catalog::lane_of_duty(verdict.lane, verdict.has_walls, id);
            view! {
                <li>
                    <strong>{text::evidence::duty(id)}</strong>
                    {is_new.then(|| view! { " " <span class="tag">{new}</span> })}
                    ". "
                    {text::evidence::duty_reason(lane, id)}
                    {who_says_so(lane, id, catalog::duty(lane, id).is_published)}
                </li>
            }
            .into_any()
        })
        .collect();
    list(items, empty)
}

fn list(items: Vec<AnyView>, empty: &'static str) -> AnyView {
    if items.is_empty() {
        view! { <p>{empty}</p> }.into_any()
    } else {
        view! { <ul class="plain">{items}</ul> }.into_any()
    }
}

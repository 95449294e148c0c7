//! The headline: how many workloads meet their targets, which workload hurts most, one move that helps.

mod hint;
mod ways_on;
mod words;

use crate::controls::css;
use leptos::prelude::*;
use model::decimal;

use crate::controls::reactive::{reactive, reactive_view};
use crate::session::{EngineState, Session};
use crate::state::loaded_run::LoadedRun;
use crate::state::veil::Veil;
use crate::text;

/// The headline, which is the first text of the page.
#[component]
pub(crate) fn Headline(
    /// Whether the page has the panel for learning.
    learns: bool,
    /// What hides the verdicts.
    veil: Veil,
) -> impl IntoView {
    let session = expect_context::<Session>();
    let loaded = move || session.run.get();
    let runs_here = move || {
        session
            .engine_state
            .with(|state| !matches!(state, EngineState::Unavailable(_)))
    };
    let fitting = move || match loaded() {
        Some(loaded) => text::headline::fitting_with_faults(&loaded),
        None if runs_here() => text::opening::LOADING.get().into(),
        None => text::headline::NO_VERDICTS.get().into(),
    };
    let hurts = reactive_view(move || match loaded() {
        Some(loaded) => {
            let document = session.document;
            text::headline::what_hurts(&loaded, || {
                document.with_untracked(|document| document.cheapest_known_usd(&loaded.scenario))
            })
        }
        None => text::headline::waiting(runs_here()).to_owned(),
    });
    let is_behind = reactive(move || {
        session.run.with(|run| {
            session.document.with(|document| {
                run.as_deref()
                    .is_some_and(|run| !same(&run.scenario, document.scenario()))
            })
        })
    });
    let veiled = reactive_view(move || {
        let words = if veil.is_predicting() {
            words::PREDICTING
        } else {
            words::VEILED
        };
        words.get()
    });
    let state = reactive_view(move || session.engine_state.with(words::state));
    let share = move || match session.engine_state.get() {
        EngineState::Running(share) => Some(share * 100.0),
        _ => None,
    };
    view! {
        <div class="headline" class:is-behind=is_behind>
            <div class="headline-top">
                <h2>{fitting}</h2>
                {verdicts(session)}
                {changes(session)}
                <p class="engine-state">
                    {reactive_view(move || {
                        share().map(|share| {
                            let width = css::percent(share.round());
                            view! {
                                <span
                                    class="engine-bar"
                                    role="progressbar"
                                    aria-label=words::PROGRESS
                                    aria-valuemin="0"
                                    aria-valuemax="100"
                                    aria-valuenow=decimal::write(share, 0)
                                    style:width=width
                                ></span>
                            }
                        })
                    })}
                    {state}
                </p>
            </div>
            <p class="headline-hurts">{hurts}</p>
            <p class="veil-note">{veiled}</p>
            {hint::hint_of(session, learns)}
        </div>
    }
    .into_any()
}

/// How many more workloads meet their targets than before the last change, and the cost with its
/// difference.
fn changes(session: Session) -> AnyView {
    let more_fit = reactive_view(move || {
        let was = session.earlier_run.get();
        let was_fitting = was.map(|was| was.run.summary.fitting());
        let now = session.run.get()?;
        Some(words::more_fit(now.run.summary.fitting(), was_fitting))
    });
    let cost = reactive_view(move || {
        let was = session.earlier_run.get();
        let was_usd = was.map(|was| was.run.summary.report.usd_per_month());
        let now = session.run.get()?;
        Some(words::cost(now.run.summary.report.usd_per_month(), was_usd))
    });
    view! {
        <p class="headline-change" class:is-better=reactive(move || has_more(session))>
            {more_fit}
        </p>
        <p class="headline-cost">{cost}</p>
    }
    .into_any()
}

/// The verdicts as signs: those that are met, then those that are missed. The sentence beside them counts them.
fn verdicts(session: Session) -> AnyView {
    let signs = move |sign: &str, are_met: bool| {
        session.run.with(|run| {
            let summary = run.as_deref().map(|run| &run.run.summary);
            let judged = summary.filter(|summary| summary.report.requests > 0);
            judged.map_or_else(String::new, |summary| {
                let verdicts = summary.verdicts.iter();
                sign.repeat(verdicts.filter(|verdict| verdict.fits == are_met).count())
            })
        })
    };
    view! {
        <p class="headline-verdicts" aria-hidden="true">
            <span class="is-fit">{reactive_view(move || signs("✓", true))}</span>
            {reactive_view(move || signs("✕", false))}
        </p>
    }
    .into_any()
}

/// Whether more workloads meet their targets than before the last change.
fn has_more(session: Session) -> bool {
    let fitting = |run: &LoadedRun| run.run.summary.fitting();
    let now = session.run.with(|run| run.as_deref().map(fitting));
    let was = session.earlier_run.with(|run| run.as_deref().map(fitting));
    now > was
}

fn same(
    run: &std::sync::Arc<model::scenario::Scenario>,
    now: &std::sync::Arc<model::scenario::Scenario>,
) -> bool {
    std::sync::Arc::ptr_eq(run, now)
}

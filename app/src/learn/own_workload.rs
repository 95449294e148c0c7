//! The section for a workload of one's own: a few questions or a table of request times become a
//! card, which is simulated on every lane.

mod form;
mod lane_trials;
mod verdicts;
mod words;

use std::ops::Range;
use std::rc::Rc;

use lane_trials::{LaneTrial, LaneTrials};
use leptos::prelude::*;
use leptos::task::spawn_local;
use model::scenario::{Arrivals, Scenario};
use web_sys::File;

use super::busy_button::BusyButton;
use super::context::{LearnContext, announce, warn};
use super::not_simulated::NotSimulated;
use super::placement_options::placement_options;
use super::progress_slice::ProgressSlice;
use super::workload_answers::{Answers, Table};
use crate::controls::reactive::{memo, reactive_view};
use crate::io::file_chooser::file_chooser;
use crate::io::opening::{OpenError, import_into};
use crate::text;
use crate::worker::{Boards, OnShare, Rows, try_boards};

/// The number of hours that each lane is simulated in.
const HOURS: u64 = 3;
/// How often each lane is tried: without remedies, with those that act on what went wrong, and once more.
const ROUNDS: usize = 3;

/// The section: the questions, and the results of the workload on each lane.
pub(super) fn section(context: LearnContext) -> AnyView {
    let answers = context.slice(|progress| &progress.own, |progress| &mut progress.own);
    // The result, with the answers that it is about.
    let tried = RwSignal::new(None::<(Answers, LaneTrials)>);
    let has_lane = memo(move || answers.with(|answers| !answers.state.has_no_lane()));
    let finding_out = BusyButton::new();
    let find_out = move |_| {
        if !has_lane.get_untracked() {
            return;
        }
        finding_out.begin(move |on_share| async move {
            let asked = answers.get_untracked();
            let scenario = asked.scenario(&context.shipped(), words::NAMELESS.get());
            match tried_everywhere(context, scenario, on_share).await {
                Ok(found) => {
                    announce(&words::found(&found));
                    tried.try_set(Some((asked, found)));
                }
                Err(why) => warn(&words::not_a_workload(&why)),
            }
        });
    };
    let read = move |file: File| {
        spawn_local(async move {
            match imported(context, answers, &file).await {
                Ok(rows) => {
                    let name = file.name();
                    announce(&text::opening::imported(
                        &name,
                        rows.used,
                        rows.left_out,
                        &rows.told,
                    ));
                }
                Err(error) => warn(&error.to_string()),
            }
        });
    };
    view! {
        <p>{words::ABOUT}</p>
        <div class="learn-form">
            {form::form(answers)}
            <div class="learn-actions">
                {finding_out.view(words::TRY, Signal::derive(move || has_lane.get()), find_out)}
                {file_chooser(words::TABLE, words::TABLE_TITLE, words::TABLE_FILE, ".csv,.tsv,.log,.txt,.json,.jsonl,.gz", read)}
            </div>
        </div>
        {reactive_view(move || {
            let kept = answers.with(|answers| answers.state);
            if kept.has_no_lane() {
                return Some(view! { <p class="learn-box">{words::no_lane(kept)}</p> }.into_any());
            }
            let (asked, tried) = tried.get()?;
            Some(
                if answers.get() == asked {
                    verdicts::verdicts(&tried)
                } else {
                    view! { <p class="learn-old">{words::CHANGED}</p> }.into_any()
                },
            )
        })}
    }
    .into_any()
}

/// Simulates the workload on each lane, in the same hours. Where a target is missed, the remedies that act on what went wrong
/// are tried as well.
async fn tried_everywhere(
    context: LearnContext,
    scenario: Scenario,
    on_share: OnShare,
) -> Result<LaneTrials, NotSimulated> {
    let workload = scenario.workloads.first().ok_or(NotSimulated::NoWorkload)?;
    let options = placement_options(&workload.author);
    let mut waiting: Vec<LaneTrial> = options.into_iter().map(LaneTrial::on).collect();
    let mut tried = Vec::new();
    for round in 0..ROUNDS {
        let part = |half: f64| -> OnShare {
            let on_share = Rc::clone(&on_share);
            Rc::new(move |share: f64| {
                on_share((round as f64 + half + share / 2.0) / ROUNDS as f64);
            })
        };
        // One hour says which way of a lane helps most; that one is tried in all of them.
        if round > 0 {
            let one = |trial: &LaneTrial| trial.first_hour..trial.first_hour + 1;
            let trials = simulated(context, &scenario, waiting, one, part(0.0)).await?;
            waiting = LaneTrials::ranked(scenario.clone(), trials).lanes;
        }
        let trials = simulated(context, &scenario, waiting, |_| 0..HOURS, part(0.5)).await?;
        tried.extend(trials.iter().cloned());
        // The best of a lane is tried with more, or with less that idles.
        let best = LaneTrials::ranked(scenario.clone(), trials).lanes;
        waiting = best
            .iter()
            .flat_map(|trial| trial.further(&scenario))
            .collect();
    }
    Ok(LaneTrials::ranked(scenario, tried))
}

/// Simulates these hours of each trial.
async fn simulated(
    context: LearnContext,
    scenario: &Scenario,
    mut trials: Vec<LaneTrial>,
    hours_of: impl Fn(&LaneTrial) -> Range<u64>,
    on_share: OnShare,
) -> Result<Vec<LaneTrial>, NotSimulated> {
    let hours = |trial: &LaneTrial| {
        let hours = hours_of(trial);
        hours.map(|hour| trial.board(scenario, hour)).collect()
    };
    let boards = Boards {
        scenarios: trials.iter().flat_map::<Vec<Scenario>, _>(hours).collect(),
        known: context.profiles.get_untracked(),
        by_city: false,
    };
    let runs = try_boards(boards, on_share).await?;
    let mut runs = runs.into_iter();
    for trial in &mut trials {
        let hours = hours_of(trial).count();
        trial.hours = runs.by_ref().take(hours).collect();
    }
    Ok(trials)
}

/// Reads a table of request times, which replaces the questions about arrivals.
///
/// # Errors
///
/// [`OpenError`], whose text is a whole sentence.
async fn imported(
    context: LearnContext,
    answers: ProgressSlice<Answers>,
    file: &File,
) -> Result<Rows, OpenError> {
    let scenario = answers.with_untracked(|answers| {
        answers
            .without_table()
            .scenario(&context.shipped(), words::NAMELESS.get())
    });
    let (scenario, rows) = import_into(file, scenario, 0).await?;
    let workloads = scenario.workloads.into_iter();
    let arrivals = workloads.map(|one| one.arrivals).next();
    if let Some(Arrivals::Imported { at_s, run_ms }) = arrivals {
        answers.update(|answers| answers.table = Some(Table { at_s, run_ms }));
    }
    Ok(rows)
}

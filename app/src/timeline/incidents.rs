//! Changes within the hour: buttons that break something at the playhead, the list of changes, and their
//! effect on each lane.

use leptos::prelude::*;
use model::catalog::LaneId;
use model::outcome::Cause;
use model::report::WorkloadReport;
use model::sandbox::{Hostility, snippets};
use model::scenario::{Author, Change, ChangeKind, Scenario, Trigger, Workload};
use model::sort::sort_by;
use model::units::Nanos;

use super::clock::{Clock, hour_and_minute};
use super::transport::clock_of;
use crate::controls::permitted::permitted;
use crate::controls::reactive::{memo, on_event, reactive, reactive_view};
use crate::session::Session;
use crate::state::document::Edit;
use crate::state::loaded_run::LoadedRun;
use crate::text;
use crate::text::incidents::LaneSum;
use crate::text::language::tr;

/// The duration of a fault, minutes.
const LASTS_MIN: f64 = 10.0;
const SURGE_FACTOR: f64 = 4.0;
const SLOW_FACTOR: f64 = 20.0;
/// The share of a workload's runs that a published plugin accounts for.
const PLUGIN_SHARE: f64 = 0.2;

/// Buttons that break something at the playhead.
#[component]
pub(crate) fn BreakSomething() -> impl IntoView {
    let session = expect_context::<Session>();
    let clock = move || hour_and_minute(clock_of(session), session.playhead.time.get());
    let buttons = view! {
        <ul class="incident-list">
            {surge(session)} {lost_pop(session)} {lost_lane(session)} {database(session)}
            {plugin(session)}
        </ul>
    }
    .into_any();
    let a_change = Edit::AddChange(Box::new(at_playhead(session, ChangeKind::DatabaseOutage)));
    view! {
        <details class="incidents">
            <summary>{reactive_view(move || text::incidents::break_something(&clock()))}</summary>
            <p class="hint">{text::incidents::HOW}</p>
            {permitted(session, a_change, buttons)}
        </details>
        <Happenings />
    }
    .into_any()
}

fn surge(session: Session) -> AnyView {
    let cities = memo(move || {
        session.document.with(|document| {
            let audience = document.scenario().audience.iter();
            let mut choices = vec![(String::new(), text::incidents::EVERYWHERE.get().to_owned())];
            choices.extend(
                audience.map(|entry| (entry.city.clone(), text::places::city(&entry.city))),
            );
            choices
        })
    });
    choice(
        session,
        text::incidents::SURGE.get(),
        text::incidents::SURGE_WHERE.get(),
        cities,
        move |city, scenario| {
            // Where no learner starts anything, the workload in view gets more.
            let started = |workload: &Workload| workload.trigger == Trigger::Learner;
            let none_is_started = !scenario.workloads.iter().any(started);
            Some(ChangeKind::Surge {
                factor: SURGE_FACTOR,
                cities: if city.is_empty() { vec![] } else { vec![city] },
                workload: untrack(|| session.workload_in_view()).filter(|_| none_is_started),
            })
        },
    )
}

fn lost_pop(session: Session) -> AnyView {
    let run = session.later_run();
    let pops = memo(move || {
        run.with(|run| {
            let keys = run.iter().flat_map(|loaded| &loaded.run.summary.pops);
            let mut named: Vec<(String, String)> = keys
                .map(|key| (key.code.clone(), text::places::city(&key.city)))
                .collect();
            sort_by(&mut named, |a, b| a.1.cmp(&b.1));
            named
        })
    });
    let what =
        |pop: String, _: &Scenario| (!pop.is_empty()).then_some(ChangeKind::PopOutage { pop });
    choice(
        session,
        text::incidents::POP.get(),
        text::incidents::POP_WHICH.get(),
        pops,
        what,
    )
}

fn lost_lane(session: Session) -> AnyView {
    let lanes = Memo::new(|_| {
        let lanes = LaneId::ALL.into_iter();
        lanes
            .map(|lane| (lane.as_str().to_owned(), text::lanes::name(lane).to_owned()))
            .collect()
    });
    choice(
        session,
        text::incidents::LANE.get(),
        text::incidents::LANE_WHICH.get(),
        lanes,
        |name, _| {
            let mut lanes = LaneId::ALL.into_iter();
            let lane = lanes.find(|lane| lane.as_str() == name)?;
            Some(ChangeKind::LaneOutage { lane })
        },
    )
}

fn database(session: Session) -> AnyView {
    let slow = move || {
        happens(
            session,
            ChangeKind::SlowDatabase {
                factor: SLOW_FACTOR,
            },
        );
    };
    let lost = move || happens(session, ChangeKind::DatabaseOutage);
    view! {
        <li>
            <button type="button" class="button" on:click=on_event(move |_| slow())>
                {text::incidents::SLOW}
            </button>
            <button type="button" class="button" on:click=on_event(move |_| lost())>
                {text::incidents::LOST}
            </button>
        </li>
    }
    .into_any()
}

/// The plugin buttons, for a scenario with a workload that runs third-party snippets.
fn plugin(session: Session) -> AnyView {
    let plugins = memo(move || {
        let host = session
            .document
            .with(|document| plugin_host(document.scenario()).is_some());
        let hostile = snippets()
            .iter()
            .filter(|snippet| host && snippet.hostility() != Hostility::None);
        hostile
            .map(|snippet| (snippet.id.to_owned(), tr(snippet.name).to_owned()))
            .collect()
    });
    choice(
        session,
        text::incidents::PLUGIN.get(),
        text::incidents::PLUGIN_WHICH.get(),
        plugins,
        |snippet, scenario| {
            Some(ChangeKind::HostilePlugin {
                workload: plugin_host(scenario)?,
                snippet,
                share: PLUGIN_SHARE,
            })
        },
    )
}

/// A button with a choice of its subject: value and label of each. It is absent where there is no
/// subject.
fn choice(
    session: Session,
    label: &'static str,
    which: &'static str,
    choices: Memo<Vec<(String, String)>>,
    what: impl Fn(String, &Scenario) -> Option<ChangeKind> + 'static,
) -> AnyView {
    let chosen = RwSignal::new(None::<String>);
    let act = move |_| {
        let first = || choices.with_untracked(|list| Some(list.first()?.0.clone()));
        let Some(value) = chosen.get_untracked().or_else(first) else {
            return;
        };
        let what = session
            .document
            .with_untracked(|document| what(value, document.scenario()));
        if let Some(what) = what {
            happens(session, what);
        }
    };
    let options = reactive_view(move || {
        let list = choices.get().into_iter();
        list.map(|(value, label)| view! { <option value=value>{label}</option> })
            .collect_view()
    });
    view! {
        <li hidden=reactive(move || choices.with(Vec::is_empty))>
            <button type="button" class="button" on:click=on_event(act)>
                {label}
            </button>
            <select
                aria-label=which
                on:change=on_event(move |event| chosen.set(Some(event_target_value(&event))))
            >
                {options}
            </select>
        </li>
    }
    .into_any()
}

fn happens(session: Session, what: ChangeKind) {
    session.edit(Edit::AddChange(Box::new(at_playhead(session, what))));
}

/// A change that begins at the playhead.
pub(crate) fn at_playhead(session: Session, what: ChangeKind) -> Change {
    let stays = matches!(
        what,
        ChangeKind::HostilePlugin { .. } | ChangeKind::Placed { .. }
    );
    // The time is in whole seconds, as the clock shows it.
    let at_min = (session.playhead.now().as_secs()).floor() / 60.0;
    Change {
        at_min,
        until_min: (!stays).then_some(at_min + LASTS_MIN),
        what,
    }
}

/// The workload that runs third-party snippets.
fn plugin_host(scenario: &Scenario) -> Option<String> {
    let runs_snippets = |author: &Author| matches!(author, Author::Partner { snippets, .. } if !snippets.is_empty());
    let mut workloads = scenario.workloads.iter();
    let host = workloads.find(|workload| runs_snippets(&workload.author))?;
    Some(host.id.clone())
}

/// The changes of this hour, each with a button that removes it, and their effects on the lanes.
#[component]
fn Happenings() -> impl IntoView {
    let session = expect_context::<Session>();
    let list = move || {
        session.document.with(|document| {
            let scenario = document.scenario();
            let entries = scenario.changes.iter().enumerate();
            entries
                .map(|(index, change)| entry(session, index, change, scenario))
                .collect::<Vec<_>>()
        })
    };
    let any = memo(move || {
        session
            .document
            .with(|document| !document.scenario().changes.is_empty())
    });
    let did = move || {
        session.run.with(|run| {
            let now = run.as_deref()?;
            session
                .earlier_run
                .with(|earlier| lanes_did(now, earlier.as_deref()?))
        })
    };
    view! {
        <div class="happenings" hidden=reactive(move || !any.get())>
            <h3>{text::incidents::HAPPENS}</h3>
            <ul>{list}</ul>
        </div>
        {reactive_view(move || {
            did()
                .map(|lines| {
                    view! {
                        <div class="happenings">
                            <h3>{text::incidents::LANES_DID}</h3>
                            <ul class="lanes-did">
                                {lines
                                    .into_iter()
                                    .map(|line| view! { <li>{line}</li> })
                                    .collect_view()}
                            </ul>
                        </div>
                    }
                })
        })}
    }
    .into_any()
}

/// The time of a change: `20:41 to 20:51`.
pub(crate) fn when(change: &Change, scenario: &Scenario) -> String {
    let clock =
        |minutes: f64| hour_and_minute(Clock::of(scenario), Nanos::from_secs(minutes * 60.0));
    let until = change.until_min.map(clock);
    text::incidents::when(&clock(change.at_min), until.as_deref())
}

fn entry(session: Session, index: usize, change: &Change, scenario: &Scenario) -> AnyView {
    let when = when(change, scenario);
    let what = text::incidents::what(change, scenario);
    let at = Nanos::from_secs(change.at_min * 60.0);
    view! {
        <li>
            <span class="happening-when">{when}</span>
            <span class="happening-what">{what.clone()}</span>
            <button
                type="button"
                class="button"
                aria-label=text::incidents::go_there(&what)
                on:click=on_event(move |_| session.playhead.seek(at))
            >
                {text::incidents::GO_THERE}
            </button>
            <button
                type="button"
                class="button"
                aria-label=text::incidents::take_back(&what)
                on:click=on_event(move |_| session.edit(Edit::RemoveChange(index)))
            >
                {text::incidents::TAKE_BACK}
            </button>
        </li>
    }
    .into_any()
}

/// One sentence for each lane whose figures differ; none where the two runs have the same changes.
fn lanes_did(now: &LoadedRun, earlier: &LoadedRun) -> Option<Vec<String>> {
    if now.scenario.changes == earlier.scenario.changes {
        return None;
    }
    let sentences: Vec<String> = LaneId::ALL
        .into_iter()
        .filter_map(|lane| {
            let (after, before) = (sum(now, lane), sum(earlier, lane));
            text::incidents::lane_did(lane, &after, &before, grown(now, earlier, lane))
        })
        .collect();
    if sentences.is_empty() {
        return Some(vec![text::incidents::NOTHING.get().into()]);
    }
    Some(sentences)
}

fn on_lane(run: &LoadedRun, lane: LaneId) -> impl Iterator<Item = &WorkloadReport> {
    let reports = run.run.summary.report.workloads.iter();
    reports.filter(move |report| report.lane == lane)
}

fn sum(run: &LoadedRun, lane: LaneId) -> LaneSum {
    let mut sum = LaneSum::default();
    for report in on_lane(run, lane) {
        sum.failed += report.failed;
        sum.late += report.late;
        sum.cold_starts += report.cold_starts;
        sum.peak_queue = sum.peak_queue.max(report.peak_queue);
    }
    sum
}

/// The cause whose number of failures grew most.
fn grown(now: &LoadedRun, earlier: &LoadedRun, lane: LaneId) -> Option<Cause> {
    let count = |run: &LoadedRun, cause: Cause| {
        let counts = on_lane(run, lane).flat_map(|report| &report.failures);
        let of_cause = counts.filter(|entry| entry.cause == cause);
        of_cause.map(|entry| entry.count).sum::<u64>()
    };
    let more = |&cause: &Cause| count(now, cause).saturating_sub(count(earlier, cause));
    let most = Cause::ALL.iter().copied().max_by_key(more)?;
    (more(&most) > 0).then_some(most)
}

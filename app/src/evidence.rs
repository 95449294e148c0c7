//! The region "Evidence": the headline's figures in full, for one workload or one request.
//!
//! All of it is derived from the run on screen.

mod axes;
mod cities;
mod distribution;
mod duties;
mod figures;
mod needs;
mod notable_requests;
mod remedies;
mod request;
pub(crate) mod request_words;
pub(crate) mod snippet;
mod tabs;
mod waterfall;
mod why;

use std::sync::Arc;

use leptos::prelude::*;
use model::report::WorkloadReport;
use model::scenario::{SettingOwner, Workload};
use model::trace::{RequestView, SegmentKind};
use model::verdict::Verdict;
use remedies::Remedies;
use tabs::{Tab, tabs};

use crate::board::LaneBadge;
use crate::browser;
use crate::controls::css;
use crate::controls::reactive::{memo, reactive_view};
use crate::session::Session;
use crate::settings;
use crate::state::loaded_run::LoadedRun;
use crate::text;

/// One workload of a run, with the run before the last change.
#[derive(Clone)]
struct Subject {
    loaded: Arc<LoadedRun>,
    earlier: Option<Arc<LoadedRun>>,
    index: usize,
}

impl PartialEq for Subject {
    fn eq(&self, other: &Self) -> bool {
        self.index == other.index && Arc::ptr_eq(&self.loaded, &other.loaded)
    }
}

impl Subject {
    fn of(session: Session) -> Option<Self> {
        let id = session.workload_in_view()?;
        let loaded = session.run.get()?;
        let index = loaded.scenario.workload_index(&id)?;
        Some(Self {
            loaded,
            earlier: session.earlier_run.get(),
            index,
        })
    }

    fn workload(&self) -> Option<&Workload> {
        self.loaded.scenario.workloads.get(self.index)
    }

    fn verdict(&self) -> Option<&Verdict> {
        self.loaded.run.summary.verdicts.get(self.index)
    }

    fn report(&self) -> Option<&WorkloadReport> {
        self.loaded.run.summary.report.workloads.get(self.index)
    }

    /// The same workload's verdict before the last change; none where the workload is new.
    fn earlier_verdict(&self) -> Option<&Verdict> {
        let id = &self.workload()?.id;
        self.earlier.as_deref()?.run.summary.verdict_on(id)
    }

    /// The same workload's report before the last change.
    fn earlier_report(&self) -> Option<&WorkloadReport> {
        let id = &self.workload()?.id;
        let reports = &self.earlier.as_deref()?.run.summary.report.workloads;
        reports.iter().find(|report| report.id == *id)
    }
}

/// The region "Evidence".
#[component]
pub(crate) fn Evidence() -> impl IntoView {
    let session = expect_context::<Session>();
    let newest = browser::later(move || Subject::of(session));
    let subject = memo(move || newest.get());
    // The head is drawn first, and the many figures follow in a task of their own.
    let later = browser::later(move || subject.get());
    let subject_of_panel = memo(move || later.get());
    let chosen = memo(move || session.selection.with(|selection| selection.request));
    let is_there = memo(move || subject.with(Option::is_some));
    let open = RwSignal::new(Tab::Result as usize);
    let head = reactive_view(move || match (subject.get(), chosen.get()) {
        (None, _) => view! { <p class="hint">{text::evidence::WAITING}</p> }.into_any(),
        (Some(subject), Some(row)) => request::one_request(session, &subject.loaded, row),
        (Some(subject), None) => head_of(session, &subject),
    });
    // The tabs are not rebuilt by a new run, so that a control in them keeps the focus.
    let body = reactive_view(move || {
        (chosen.get().is_none() && is_there.get())
            .then(|| tabs(open, move |tab| panel(session, subject_of_panel, tab)))
    });
    view! {
        <section id="evidence" class="evidence" aria-label=text::evidence::TITLE>
            <p class="hint veil-note">{text::evidence::VEILED}</p>
            {head}
            {body}
        </section>
    }
    .into_any()
}

/// The content of a tab.
fn panel(session: Session, subject: Memo<Option<Subject>>, tab: Tab) -> AnyView {
    let of_subject = move |content: fn(Session, &Subject) -> AnyView| {
        let content = move || {
            browser::keep_focus();
            Some(content(session, &subject.get()?))
        };
        content.into_any()
    };
    match tab {
        Tab::Result => of_subject(|session, subject| {
            view! {
                {needs::needs(subject)}
                {hours(session, subject.index)}
                {figures::figures(subject)}
            }
            .into_any()
        }),
        Tab::Latency => of_subject(distribution::distribution),
        Tab::Fit => of_subject(|_, subject| {
            view! {
                {axes::axes(subject)}
                {duties::exchange(subject)}
            }
            .into_any()
        }),
        Tab::Tune => {
            let place = memo(move || subject.with(|subject| Some(subject.as_ref()?.index)));
            let fields = reactive_view(move || {
                let index = place.get()?;
                Some(settings::fields(session, SettingOwner::Workload, index))
            });
            view! {
                <Remedies subject />
                <h4>{text::settings::OF_WORKLOAD}</h4>
                {fields}
            }
            .into_any()
        }
        Tab::Requests => of_subject(notable_requests::requests_to_look_at),
    }
}

/// The segments of one request that took time: kind and milliseconds.
pub(crate) fn parts(request: &RequestView<'_>) -> Vec<(SegmentKind, f64)> {
    request
        .segments()
        .filter(|segment| segment.length().0 > 0)
        .map(|segment| (segment.kind, segment.length().as_millis()))
        .collect()
}

/// The segments of one request as consecutive bars, and in words. `longest_ms` is the time of the whole
/// width.
pub(crate) fn bars(parts: &[(SegmentKind, f64)], longest_ms: f64) -> AnyView {
    let bars: Vec<AnyView> = parts
        .iter()
        .map(|(kind, ms)| {
            let width = css::percent(ms / longest_ms * 100.0);
            let part = text::evidence::part(*kind);
            view! { <span class="bar" data-part=part style:width=width></span> }.into_any()
        })
        .collect();
    view! {
        <span class="track beside" aria-hidden="true">
            {bars}
        </span>
        <span class="beside-parts">{text::latency::parts(parts)}</span>
    }
    .into_any()
}

/// The number of hours with other arrivals in which the needs are met. The sentence arrives after the
/// run.
fn hours(session: Session, index: usize) -> AnyView {
    let met = move || {
        session.hours.with(|hours| {
            let hours = hours.as_ref()?;
            Some((*hours.kept.get(index)?, hours.tried))
        })
    };
    let sentence = reactive_view(move || {
        met().map_or_else(
            || text::evidence::SEEDS_TO_COME.get().to_owned(),
            |(met, tried)| text::evidence::seeds_met(met, tried),
        )
    });
    let dots = reactive_view(move || {
        met().map_or_else(String::new, |(met, tried)| {
            "●".repeat(met as usize) + &"○".repeat((tried - met) as usize)
        })
    });
    view! {
        <p class="figures-line">
            {sentence} " "
            <span class="seed-dots" aria-hidden="true">
                {dots}
            </span>
        </p>
    }
    .into_any()
}

fn head_of(session: Session, subject: &Subject) -> AnyView {
    let (Some(workload), Some(verdict)) = (subject.workload(), subject.verdict()) else {
        return ().into_any();
    };
    let by_itself = session
        .selection
        .with_untracked(|selection| selection.workload.is_none());
    let hurts_most = by_itself && !verdict.fits;
    let lane = verdict.lane;
    let standing = text::board::standing(verdict);
    let fits = verdict.fits;
    let was = subject.earlier_verdict().map(text::board::standing);
    let was = was.filter(|was| *was != standing);
    view! {
        <div class="evidence-head is-pinned">
            <div class="evidence-title">
                <h3>{text::workloads::name(workload)}</h3>
                {hurts_most
                    .then(|| view! { <span class="tag">{text::evidence::MOST_HURT}</span> })}
            </div>
            <p class="evidence-place">
                <LaneBadge lane />
                {text::lanes::name(lane)}
                <span class="verdict" class:is-fit=fits>
                    <span class="sign" aria-hidden="true">
                        {if fits { "✓" } else { "✕" }}
                    </span>
                    {standing}
                </span>
                {was.map(|was| view! { <span class="was">{text::evidence::was(&was)}</span> })}
            </p>
        </div>
        <p class="hint">{text::language::tr(&workload.about).to_owned()}</p>
    }
    .into_any()
}

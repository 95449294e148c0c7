//! Outcomes, latency, cold starts, failures by cause, and the mean time by segment.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use model::decimal;
use model::outcome::Cause;
use model::report::{CauseCount, Percentiles, WorkloadReport};
use model::scenario::Workload;
use model::trace::SegmentKind;
use web_sys::Element;

use super::Subject;
use super::why::why;
use crate::browser;
use crate::controls::css;
use crate::controls::neighbour::neighbour;
use crate::controls::reactive::on_event;
use crate::io::export::{Export, csv_line, picture_of_rows, save_menu};
use crate::session::{PointedAt, Session};
use crate::text;

/// The figures of one workload, each as text in a table.
pub(super) fn figures(subject: &Subject) -> AnyView {
    let Some(report) = subject.report() else {
        return ().into_any();
    };
    let earlier = subject.earlier_report();
    let is_chain = subject
        .workload()
        .is_some_and(|workload| workload.steps.len() > 1);
    let far = report.far_latency.count > 0;
    view! {
        <p class="figures-line">
            {text::evidence::outcomes(report)} " "
            {text::evidence::cold_starts(
                report.cold_starts,
                report.requests,
                report.cold_start_mean_ms,
            )} " "
            {text::evidence::repeats(report)} " "
            {text::evidence::batches(report)}
        </p>
        <p class="figures-line">
            {subject
                .workload()
                .map(|workload| {
                    text::evidence::cost(report.usd_per_month, &subject.loaded.scenario, workload)
                })}
            {earlier
                .map(|earlier| text::figures::usd(earlier.usd_per_month))
                .filter(|was| *was != text::figures::usd(report.usd_per_month))
                .map(|was| view! { <span class="was">" " {text::evidence::was(&was)}</span> })}
        </p>
        <table class="figures">
            <caption>{text::evidence::LATENCY}</caption>
            <thead>
                <tr>
                    <th scope="col">{text::evidence::WHO}</th>
                    <th scope="col">"p50"</th>
                    <th scope="col">"p95"</th>
                    <th scope="col">"p99"</th>
                </tr>
            </thead>
            <tbody>
                {latency(
                    text::evidence::EVERYONE.get(),
                    &report.latency,
                    earlier.map(|earlier| &earlier.latency),
                )}
                {far
                    .then(|| latency(
                        text::evidence::FAR.get(),
                        &report.far_latency,
                        earlier.map(|earlier| &earlier.far_latency),
                    ))}
                {is_chain
                    .then(|| latency(
                        text::evidence::FINISH.get(),
                        &report.finished,
                        earlier.map(|earlier| &earlier.finished),
                    ))}
            </tbody>
        </table>
        <div class="causes" on:keydown=on_event(|event| move_among_causes(&event))>
            {causes(text::evidence::FAILURES.get(), &report.failures, subject, true)}
            {(!report.late_causes.is_empty())
                .then(|| {
                    let is_first = report.failures.is_empty();
                    causes(text::evidence::LATE.get(), &report.late_causes, subject, is_first)
                })}
        </div>
        {time(report)}
    }
    .into_any()
}

fn latency(who: &'static str, now: &Percentiles, earlier: Option<&Percentiles>) -> AnyView {
    let cell = |now: Option<f64>, earlier: Option<f64>| {
        let shown = |ms: f64| text::figures::time_ms(ms);
        let value = now.map_or_else(|| text::evidence::TOO_FEW.to_owned(), shown);
        let was = earlier
            .map(shown)
            .filter(|was| *was != value)
            .map(|was| view! { <span class="was">{text::evidence::was(&was)}</span> });
        view! { <td>{value} " " {was}</td> }
    };
    let before = |pick: fn(&Percentiles) -> Option<f64>| earlier.and_then(pick);
    view! {
        <tr>
            <th scope="row">{who}</th>
            {cell(now.p50_ms, before(|earlier| earlier.p50_ms))}
            {cell(now.p95_ms, before(|earlier| earlier.p95_ms))}
            {cell(now.p99_ms, before(|earlier| earlier.p99_ms))}
        </tr>
    }
    .into_any()
}

/// A table of causes. Tab reaches the first one of the first table, and arrow keys the others.
fn causes(
    title: &'static str,
    counts: &[CauseCount],
    subject: &Subject,
    is_first: bool,
) -> AnyView {
    let scenario = &subject.loaded.scenario;
    let lane = subject.verdict().map(|verdict| verdict.lane);
    if counts.is_empty() {
        return view! {
            <h4>{title}</h4>
            <p>{text::evidence::NO_FAILURES}</p>
        }
        .into_any();
    }
    let all: u64 = counts.iter().map(|one| one.count).sum();
    let rows: Vec<_> = counts
        .iter()
        .enumerate()
        .map(|(at, one)| {
            // A missed target above has the question already.
            let verdict = subject.verdict();
            let mut asked_above = verdict.iter().flat_map(|verdict| &verdict.needs);
            let is_asked = asked_above
                .any(|need| text::needs::main_causes(need).any(|above| above.cause == one.cause));
            // The answer is below the figure and across both columns, because it needs the width.
            let lane = lane.filter(|_| !is_asked);
            let fact = lane.and_then(|lane| text::causes::fact_on(lane, one.cause));
            let asked = fact.map(|fact| {
                view! {
                    <tr class="asked">
                        <td colspan="2">{why(Some(fact), scenario)}</td>
                    </tr>
                }
            });
            let share = css::percent(one.count as f64 / all.max(1) as f64 * 100.0);
            view! {
                <tr style:--share=share>
                    <th scope="row">{pointer_to(subject, title, one.cause, is_first && at == 0)}</th>
                    <td>{text::figures::count(one.count)}</td>
                </tr>
                {asked}
            }
        })
        .collect();
    view! {
        <table class="figures">
            <caption>{title}</caption>
            <thead>
                <tr>
                    <th scope="col">{text::evidence::CAUSE}</th>
                    <th scope="col">{text::evidence::COUNT}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

/// Moves the focus up and down among the causes.
fn move_among_causes(event: &KeyboardEvent) {
    let by = match event.key().as_str() {
        "ArrowDown" => 1,
        "ArrowUp" => -1,
        _ => return,
    };
    let from = browser::target_of::<Element>(event);
    if let Some(to) = from.and_then(|from| neighbour(&from, ".causes", ".cause", by)) {
        event.prevent_default();
        // An element that is in the document accepts the focus, or keeps it where it is.
        to.focus().ok();
    }
}

/// The name of a cause. While the pointer or the focus is on it, the map shows its requests alone, and the
/// timeline when they ended.
fn pointer_to(subject: &Subject, table: &str, cause: Cause, is_tab_stop: bool) -> AnyView {
    let session = expect_context::<Session>();
    let cause_of = |workload: &Workload| PointedAt {
        workload: workload.id.clone(),
        cause: Some(cause),
    };
    let pointed_at = StoredValue::new(subject.workload().map(cause_of));
    let begin = move || session.pointed_at.set(pointed_at.get_value());
    let end = move || {
        pointed_at.try_with_value(|mine| mine.as_ref().map(|mine| session.leave(mine)));
    };
    // The table is gone when another workload or tab is shown.
    on_cleanup(end);
    view! {
        <button
            type="button"
            class="cause"
            data-key=format!("{table}-{cause:?}")
            aria-description=text::evidence::POINT_AT_CAUSE
            tabindex=if is_tab_stop { "0" } else { "-1" }
            on:pointerenter=on_event(move |_| begin())
            on:focus=on_event(move |_| begin())
            on:pointerleave=on_event(move |_| end())
            on:blur=on_event(move |_| end())
        >
            {text::causes::label(cause)}
        </button>
    }
    .into_any()
}

fn time(report: &WorkloadReport) -> AnyView {
    let means = &report.mean_ms_by_segment;
    let longest = means.first().map_or(1.0, |first| first.mean_ms.max(1e-9));
    // The segments that took time, longest first.
    let taken: Vec<(SegmentKind, f64)> = means
        .iter()
        .filter(|mean| mean.mean_ms > 0.0)
        .filter_map(|mean| {
            let kind = *SegmentKind::ALL.get(usize::from(mean.kind))?;
            Some((kind, mean.mean_ms))
        })
        .collect();
    let rows: Vec<_> = taken
        .iter()
        .map(|&(kind, mean_ms)| {
            let (name, part) = (text::evidence::segment(kind), text::evidence::part(kind));
            let width = css::percent(mean_ms / longest * 100.0);
            view! {
                <tr>
                    <th scope="row">
                        {name} <span class="bar" data-part=part style:width=width aria-hidden="true"></span>
                    </th>
                    <td>{text::figures::time_ms(mean_ms)}</td>
                </tr>
            }
        })
        .collect();
    let line = |&(kind, ms): &(SegmentKind, f64)| {
        csv_line(&[text::evidence::segment(kind).to_owned(), decimal::plain(ms)])
    };
    let lines: Vec<String> = taken.iter().map(line).collect();
    let csv = format!("part,mean_ms\n{}", lines.join("\n"));
    let table = NodeRef::<leptos::html::Table>::new();
    let picture = move || picture_of_rows(table);
    view! {
        <table class="figures bars" node_ref=table>
            <caption>{text::evidence::TIME}</caption>
            <thead>
                <tr>
                    <th scope="col">{text::evidence::SPENT_ON}</th>
                    <th scope="col">{text::evidence::MEAN}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
        {save_menu(vec![Export { title: text::evidence::TIME.get(), file: "time", picture: Some(Box::new(picture)), table: Box::new(move || csv.clone()) }])}
    }
    .into_any()
}

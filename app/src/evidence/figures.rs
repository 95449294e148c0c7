//! Outcomes, latency, cold starts, failures by cause, and the mean time by segment.

use leptos::prelude::*;
use model::catalog::LaneId;
use model::report::{CauseCount, Percentiles, WorkloadReport};
use model::scenario::Scenario;
use model::trace::SegmentKind;

use super::Subject;
use super::why::why;
use crate::io::export::{csv_line, picture_of_rows, save_buttons};
use crate::text;

/// The figures of one workload, each as text in a table.
pub(super) fn figures(subject: &Subject) -> AnyView {
    let Some(report) = subject.report() else {
        return ().into_any();
    };
    let earlier = subject.earlier_report();
    let scenario = &subject.loaded.scenario;
    let is_chain = subject
        .workload()
        .is_some_and(|workload| workload.steps.len() > 1);
    let far = report.far_latency.count > 0;
    let lane = subject.verdict().map(|verdict| verdict.lane);
    view! {
        <p class="figures-line">
            {text::evidence::outcomes(report.requests, report.ok, report.late, report.failed)} " "
            {text::evidence::cold_starts(
                report.cold_starts,
                report.requests,
                report.cold_start_mean_ms,
            )}
        </p>
        <p class="figures-line">
            {text::evidence::cost(report.usd_per_month)}
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
        {causes(text::evidence::FAILURES.get(), &report.failures, lane, scenario)}
        {(!report.late_causes.is_empty())
            .then(|| causes(text::evidence::LATE.get(), &report.late_causes, lane, scenario))}
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

fn causes(
    title: &'static str,
    counts: &[CauseCount],
    lane: Option<LaneId>,
    scenario: &Scenario,
) -> AnyView {
    if counts.is_empty() {
        return view! {
            <h4>{title}</h4>
            <p>{text::evidence::NO_FAILURES}</p>
        }
        .into_any();
    }
    let rows: Vec<_> = counts
        .iter()
        .map(|one| {
            // The answer is below the figure and across both columns, because it needs the width.
            let fact = lane.and_then(|lane| text::causes::fact_on(lane, one.cause));
            let asked = fact.map(|fact| {
                view! {
                    <tr class="asked">
                        <td colspan="2">{why(Some(fact), scenario)}</td>
                    </tr>
                }
            });
            view! {
                <tr>
                    <th scope="row">{text::causes::label(one.cause)}</th>
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

fn time(report: &WorkloadReport) -> AnyView {
    let means = &report.mean_ms_by_segment;
    let longest = means.first().map_or(1.0, |first| first.mean_ms.max(1e-9));
    // The segments that took time, longest first.
    let taken: Vec<(&'static str, f64)> = means
        .iter()
        .filter(|mean| mean.mean_ms > 0.0)
        .filter_map(|mean| {
            let kind = *SegmentKind::ALL.get(usize::from(mean.kind))?;
            Some((text::evidence::segment(kind), mean.mean_ms))
        })
        .collect();
    let rows: Vec<_> = taken
        .iter()
        .map(|&(name, mean_ms)| {
            let width = format!("{:.1}%", mean_ms / longest * 100.0);
            view! {
                <tr>
                    <th scope="row">
                        {name} <span class="bar" style:width=width aria-hidden="true"></span>
                    </th>
                    <td>{text::figures::time_ms(mean_ms)}</td>
                </tr>
            }
        })
        .collect();
    let line = |&(name, ms): &(&str, f64)| csv_line(&[name.to_owned(), ms.to_string()]);
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
        {save_buttons(text::evidence::TIME.get(), "time", Some(Box::new(picture)), move || csv.clone())}
    }
    .into_any()
}

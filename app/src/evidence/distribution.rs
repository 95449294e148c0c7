//! The times of one workload's requests: the distribution, and the requests at its percentiles side by
//! side, each as a table too. The times by city are in `cities`.
//!
//! It is computed only while its tab is open, because it reads the whole trace.

use crate::controls::css;
use crate::controls::css::coordinate;
use leptos::prelude::*;
use model::decimal;
use model::scenario::{Need, Over};

use super::Subject;
use crate::controls::reactive::on_event;
use crate::io::export::{Export, save_menu};
use crate::session::Session;
use crate::state::latency::{Bin, Latencies};
use crate::state::loaded_run::LoadedRun;
use crate::text;

const PERCENTILES: [f64; 3] = [50.0, 95.0, 99.0];
/// The size of the chart, in pixels of its view box.
const BOX: (f64, f64) = (600.0, 160.0);
/// The height above the bars for the names of the marks, in the same pixels.
const NAMES: f64 = 36.0;

/// The distribution, the requests at its percentiles, and the times by city.
pub(super) fn distribution(session: Session, subject: &Subject) -> AnyView {
    let latencies = Latencies::of(&subject.loaded, subject.index);
    if latencies.count() == 0 {
        return view! { <p>{text::latency::NONE_DONE}</p> }.into_any();
    }
    let (chart, distribution) = chart(&latencies, &percentiles(subject), targets(subject)).unzip();
    let (cities, by_city) = super::cities::cities(&subject.loaded, subject.index).unzip();
    let exports: Vec<Export> = distribution.into_iter().chain(by_city).collect();
    view! {
        <h4>{text::latency::SHOW}</h4>
        {chart}
        {beside(session, &subject.loaded, &latencies)}
        {cities}
        {save_menu(exports)}
    }
    .into_any()
}

/// The percentiles of all requests, each with its time in milliseconds, as the table of the result has them:
/// those of the recorded requests alone would differ a little.
fn percentiles(subject: &Subject) -> Vec<(f64, f64)> {
    let Some(report) = subject.report() else {
        return Vec::new();
    };
    let latency = &report.latency;
    PERCENTILES
        .into_iter()
        .zip([latency.p50_ms, latency.p95_ms, latency.p99_ms])
        .filter_map(|(percent, ms)| Some((percent, ms?)))
        .collect()
}

/// The targets of the latency of all requests, milliseconds.
fn targets(subject: &Subject) -> Vec<f64> {
    let needs = subject.workload().map(|workload| &workload.needs);
    let target = |need: &Need| match need {
        Need::Latency {
            at_most_ms,
            over: Over::Audience,
            ..
        } => Some(*at_most_ms),
        _ => None,
    };
    needs.into_iter().flatten().filter_map(target).collect()
}

/// The chart with the percentiles and the targets, its table, and what can be saved of them.
fn chart(latencies: &Latencies, at: &[(f64, f64)], targets: Vec<f64>) -> Option<(AnyView, Export)> {
    let bins = latencies.bins();
    let (first, last) = (bins.first()?, bins.last()?);
    let scale = Scale {
        from: first.from_ms.ln(),
        until: last.until_ms.ln(),
    };
    let summary = text::latency::summary(latencies.count(), at);
    let svg = NodeRef::<leptos::svg::Svg>::new();
    let csv = csv_of(&bins);
    let export = Export::of_drawing(text::latency::SHOW, "latency", svg, csv);
    let shown = view! {
        <figure class="distribution">
            <figcaption>{text::latency::SCALE} ". " {summary.clone()}</figcaption>
            <svg
                xmlns="http://www.w3.org/2000/svg"
                viewBox=css::view_box(BOX.0, BOX.1)
                role="img"
                aria-label=summary
                node_ref=svg
            >
                <path class="bars" d=scale.bars(&bins) />
                {scale.marks(at)}
                {scale.targets(targets)}
            </svg>
            <div class="chart-ends" aria-hidden="true">
                <span>{text::figures::time_ms(first.from_ms)}</span>
                <span>{text::figures::time_ms(last.until_ms)}</span>
            </div>
        </figure>
        {table(&bins)}
    };
    Some((shown.into_any(), export))
}

/// The decimal logarithms of the two ends of the axis, in milliseconds.
struct Scale {
    from: f64,
    until: f64,
}

impl Scale {
    fn x(&self, ms: f64) -> f64 {
        (ms.ln() - self.from) / (self.until - self.from) * BOX.0
    }

    fn bars(&self, bins: &[Bin]) -> String {
        let most = f64::from(bins.iter().map(|bin| bin.count).max().unwrap_or(1));
        let bar = |bin: &Bin| {
            let height = (f64::from(bin.count) / most * (BOX.1 - NAMES)).max(1.0);
            let (left, right) = (self.x(bin.from_ms), self.x(bin.until_ms) - 1.0);
            let (bottom, top) = (BOX.1, BOX.1 - height);
            let [left, right, bottom, top] = [left, right, bottom, top].map(coordinate);
            format!("M{left} {bottom}H{right}V{top}H{left}Z")
        };
        let bars: Vec<String> = bins.iter().filter(|bin| bin.count > 0).map(bar).collect();
        bars.concat()
    }

    /// A line for each target within the chart.
    fn targets(&self, targets: Vec<f64>) -> AnyView {
        let line = |ms: f64| {
            let at = self.x(ms);
            (0.0..=BOX.0).contains(&at).then(|| {
                let [x, before, top, bottom, line] =
                    [at, at - 4.0, NAMES, BOX.1, NAMES + 20.0].map(coordinate);
                view! {
                    <line class="target" x1=x.clone() x2=x y1=top y2=bottom />
                    <text class="mark-name" x=before y=line text-anchor="end">
                        {text::latency::TARGET}
                    </text>
                }
            })
        };
        let lines = targets.into_iter().filter_map(line);
        lines.collect_view().into_any()
    }

    fn marks(&self, at: &[(f64, f64)]) -> AnyView {
        let mark = |(place, &(percent, ms)): (usize, &(f64, f64))| {
            let at = self.x(ms).max(0.0);
            // Names alternate between two heights, so that neighbours do not overlap.
            let y = if place % 2 == 0 { 15.0 } else { 33.0 };
            let [x, after, top, bottom, line] = [at, at + 2.0, NAMES, BOX.1, y].map(coordinate);
            view! {
                <line class="mark" x1=x.clone() x2=x y1=top y2=bottom />
                <text class="mark-name" x=after y=line>
                    {text::latency::percentile(percent)}
                </text>
            }
        };
        at.iter().enumerate().map(mark).collect_view().into_any()
    }
}

fn table(bins: &[Bin]) -> AnyView {
    let rows: Vec<AnyView> = bins
        .iter()
        .filter(|bin| bin.count > 0)
        .map(|bin| {
            view! {
                <tr>
                    <td>{text::figures::time_ms(bin.from_ms)}</td>
                    <td>{text::figures::time_ms(bin.until_ms)}</td>
                    <td>{text::figures::count(bin.count.into())}</td>
                </tr>
            }
            .into_any()
        })
        .collect();
    view! {
        <details>
            <summary>{text::latency::AS_TABLE}</summary>
            <table class="figures">
                <thead>
                    <tr>
                        <th scope="col">{text::latency::FROM}</th>
                        <th scope="col">{text::latency::UNTIL}</th>
                        <th scope="col">{text::latency::REQUESTS}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </details>
    }
    .into_any()
}

fn csv_of(bins: &[Bin]) -> String {
    let mut lines = vec!["from_ms,until_ms,requests".to_owned()];
    let line = |bin: &Bin| {
        let [from, until] = [bin.from_ms, bin.until_ms].map(|ms| decimal::write(ms, 3));
        format!("{from},{until},{}", bin.count)
    };
    lines.extend(bins.iter().map(line));
    lines.join("\n")
}

/// The requests at the percentiles, on one scale.
fn beside(session: Session, loaded: &LoadedRun, latencies: &Latencies) -> AnyView {
    let at: Vec<(f64, f64, u32)> = PERCENTILES
        .iter()
        .filter_map(|&percent| {
            let (ms, row) = latencies.at(percent)?;
            Some((percent, ms, row))
        })
        .collect();
    let longest = at.iter().map(|entry| entry.1).fold(1e-9, f64::max);
    let rows: Vec<AnyView> = at
        .into_iter()
        .filter_map(|(percent, ms, row)| {
            let request = loaded.run.trace.get(row)?;
            let arrived = request.arrived;
            let parts = super::parts(&request);
            let show = move |_| session.show_request(row, arrived);
            Some(
                view! {
                    <tr>
                        <th scope="row">
                            {text::latency::percentile(percent)} " "
                            {text::figures::time_ms(ms)}
                            {super::bars(&parts, longest)}
                        </th>
                        <td>
                            <button
                                type="button"
                                class="button"
                                aria-label=text::latency::show(percent)
                                on:click=on_event(show)
                            >
                                {text::latency::GO}
                            </button>
                        </td>
                    </tr>
                }
                .into_any(),
            )
        })
        .collect();
    if rows.is_empty() {
        return ().into_any();
    }
    view! {
        <table class="figures">
            <caption>{text::latency::BESIDE}</caption>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

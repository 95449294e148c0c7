//! The track of the hour: the scrubber, the moments as marks, and charts.

use std::cell::Cell;

use leptos::prelude::*;
use model::decimal;
use model::report::Series;
use model::units::Nanos;

use super::clock::{Clock, hour_and_minute, time_of_day};
use super::crosshair::Crosshair;
use super::jumps;
use super::series::{SeriesLine, caused, failures, instances, queued, traffic};
use super::transport::{clock_of, space_toggles};
use super::words;
use crate::controls::css;
use crate::controls::reactive::{on_event, reactive, reactive_view};
use crate::session::Session;
use crate::state::playhead::Looped;
use crate::text::figures::number;

/// The width and the height of a chart's view box.
pub(super) const BOX: (f64, f64) = (1_000.0, 44.0);
/// The positions of the time axis's marks, as shares of the hour.
const QUARTERS: [f64; 5] = [0.0, 0.25, 0.5, 0.75, 1.0];

/// The scrubber over one chart of the requests and, on the same scale, their failures.
#[component]
pub fn Track() -> impl IntoView {
    let session = expect_context::<Session>();
    let playhead = session.playhead;
    let share = move || {
        100.0 * playhead.time.get().as_secs() / playhead.end().as_secs().max(f64::MIN_POSITIVE)
    };
    let run = session.later_run();
    // The scale grows with a busier run and never shrinks, so that fewer failures look like fewer.
    let highest = Cell::new(0.0_f64);
    let overview = reactive_view(move || {
        let earlier = session.earlier_run.get();
        run.with(|run| {
            let loaded = run.as_ref()?;
            let series = &loaded.run.summary.report.series;
            let all = traffic(series);
            let scale = highest.get().max(all.most);
            highest.set(scale);
            let end_s = loaded.scenario.horizon_s;
            let area = |line: SeriesLine| line.on_scale(scale).area(series.bin_s, end_s, BOX);
            let was = earlier.map(|was| failures(&was.run.summary.report.series));
            Some(overview(
                &area(all),
                &area(failures(series)),
                was.map(area).as_deref(),
            ))
        })
    });
    let caused = reactive_view(move || {
        let pointed_at = session.pointed_at.get()?;
        let cause = pointed_at.cause?;
        run.with_untracked(|run| {
            let loaded = run.as_ref()?;
            let workload = loaded.scenario.workload_index(&pointed_at.workload)?;
            let line = caused(loaded, workload, cause);
            let bin_s = loaded.run.summary.report.series.bin_s;
            let path = line.area(bin_s, loaded.scenario.horizon_s, BOX);
            let paths = view! { <path class="is-caused" d=path /> };
            Some(plot("hour-overview hour-caused", paths))
        })
    });
    let crosshair = expect_context::<Crosshair>();
    let values = reactive_view(move || {
        let at = crosshair.at()?;
        run.with(|run| {
            let loaded = run.as_ref()?;
            if let Some(moment) = jumps::near(loaded, at, playhead.end()) {
                let time = time_of_day(clock_of(session), moment.at);
                return Some(format!("{time} · {}", jumps::sentence(loaded, moment)));
            }
            let series = &loaded.run.summary.report.series;
            Some(words::values_at(
                &time_of_day(clock_of(session), at),
                traffic(series).at(at, series.bin_s),
                failures(series).at(at, series.bin_s),
            ))
        })
    });
    let hours = reactive_view(move || {
        let (starts, end) = (clock_of(session), playhead.end());
        QUARTERS.map(|quarter| {
            let left = css::percent(quarter * 100.0);
            view! { <li style:left=left>{hour_and_minute(starts, end.scaled(quarter))}</li> }
        })
    });
    view! {
        <div class="hour" on:keydown=on_event(move |event| space_toggles(&event, session))>
            <Scrubber />
            {crosshair
                .area(
                    "hour-body",
                    view! {
                        <Marks />
                        {overview}
                        {caused}
                        <ol class="hour-hours" aria-hidden="true">
                            {hours}
                        </ol>
                        <div class="hour-playhead" style:left=reactive(move || css::percent(share()))></div>
                        <p class="hour-values" aria-hidden="true">
                            {values}
                        </p>
                    },
                )}
        </div>
    }
    .into_any()
}

/// All charts of the hour, each on its own scale.
#[component]
pub fn Charts() -> impl IntoView {
    let session = expect_context::<Session>();
    let run = session.later_run();
    let charts = reactive_view(move || {
        run.with(|run| {
            let loaded = run.as_ref()?;
            let series = &loaded.run.summary.report.series;
            let starts = Clock::of(&loaded.scenario);
            let end_s = loaded.scenario.horizon_s;
            Some(
                lines(series)
                    .map(|(title, class, line)| chart(title, class, line, series, end_s, starts)),
            )
        })
    });
    view! { <div class="hour-charts">{charts}</div> }.into_any()
}

/// Requests, their failures, and as a line the failures of the run before the last change. The charts below
/// say the figures.
fn overview(all: &str, failed: &str, failed_before: Option<&str>) -> AnyView {
    let before = failed_before.map(|path| view! { <path class="is-before" d=path.to_owned() /> });
    let paths = view! {
        <path d=all.to_owned() />
        <path class="is-failed" d=failed.to_owned() />
        {before}
    };
    plot("hour-overview", paths)
}

/// A chart without words.
fn plot(class: &'static str, paths: impl IntoView + 'static) -> AnyView {
    view! {
        <svg
            class=class
            viewBox=css::view_box(BOX.0, BOX.1)
            preserveAspectRatio="none"
            aria-hidden="true"
        >
            {paths}
        </svg>
    }
    .into_any()
}

#[component]
fn Scrubber() -> impl IntoView {
    let session = expect_context::<Session>();
    let playhead = session.playhead;
    let seek = move |event| {
        if let Some(seconds) = decimal::parse(&event_target_value(&event)) {
            playhead.seek(Nanos::from_secs(seconds));
        }
    };
    view! {
        <input
            class="hour-scrubber"
            type="range"
            aria-label=words::SCRUB
            min="0"
            step="1"
            max=reactive(move || decimal::plain(playhead.end().as_secs()))
            prop:value=reactive(move || decimal::plain(playhead.time.get().as_secs().floor()))
            aria-valuetext=reactive(move || time_of_day(clock_of(session), playhead.time.get()))
            on:input=on_event(seek)
        />
    }
    .into_any()
}

/// The marks of the moments; the list below has their sentences.
#[component]
fn Marks() -> impl IntoView {
    let session = expect_context::<Session>();
    let run = session.later_run();
    let marks = reactive_view(move || {
        let end = session.playhead.end().as_secs().max(f64::MIN_POSITIVE);
        run.with(|run| {
            let moments = run
                .as_ref()
                .map_or(&[][..], |loaded| &loaded.run.summary.moments);
            moments
                .iter()
                .map(|moment| {
                    // A request may end after the hour.
                    let left = css::percent(100.0 * (moment.at.as_secs() / end).min(1.0));
                    view! { <span style:left=left></span> }
                })
                .collect_view()
        })
    });
    let bands = reactive_view(move || {
        let end_min = session.playhead.end().as_secs().max(f64::MIN_POSITIVE) / 60.0;
        session.document.with(|document| {
            let changes = document.scenario().changes.iter();
            changes
                .map(|change| {
                    let until = change.until_min.unwrap_or(end_min).min(end_min);
                    let left = css::percent(100.0 * change.at_min / end_min);
                    let width = css::percent(100.0 * (until - change.at_min) / end_min);
                    view! { <i style:left=left style:width=width></i> }
                })
                .collect_view()
        })
    });
    let looped = reactive_view(move || {
        let end = session.playhead.end().as_secs().max(f64::MIN_POSITIVE);
        let (from, to) = match session.playhead.range.get()? {
            Looped::From(from) => (from, from),
            Looped::Between(from, to) => (from, to),
        };
        let left = css::percent(100.0 * from.as_secs() / end);
        let width = css::percent(100.0 * to.since(from).as_secs() / end);
        Some(view! { <b style:left=left style:width=width></b> })
    });
    view! {
        <div class="hour-marks" aria-hidden="true">
            {looped} {bands}
            {marks}
        </div>
    }
    .into_any()
}

/// The hour's lines, with their titles and classes.
pub(super) fn lines(series: &Series) -> [(&'static str, &'static str, SeriesLine); 4] {
    [
        (words::CHART_TRAFFIC.get(), "traffic", traffic(series)),
        (words::CHART_FAILURES.get(), "failures", failures(series)),
        (words::CHART_QUEUE.get(), "queue", queued(series)),
        (words::CHART_INSTANCES.get(), "instances", instances(series)),
    ]
}

fn chart(
    title: &'static str,
    class: &'static str,
    line: SeriesLine,
    series: &Series,
    end_s: f64,
    starts: Clock,
) -> AnyView {
    let when = hour_and_minute(starts, Nanos::from_secs(line.most_at as f64 * series.bin_s));
    let summary = words::chart_summary(title, line.most, &when);
    let path = line.area(series.bin_s, end_s, BOX);
    let (crosshair, bin_s) = (expect_context::<Crosshair>(), series.bin_s);
    let value = reactive_view(move || match crosshair.at() {
        Some(at) => number(line.at(at, bin_s)),
        None => words::at_most(line.most),
    });
    let plot = view! {
        <svg
            viewBox=css::view_box(BOX.0, BOX.1)
            preserveAspectRatio="none"
            role="img"
            aria-label=summary
        >
            <path d=path />
        </svg>
    };
    view! {
        <figure class=format!("hour-chart hour-chart-{class}")>
            <figcaption>{title} <span>{value}</span></figcaption>
            {crosshair.area("hour-plot", plot)}
        </figure>
    }
    .into_any()
}

//! A table with the figures of the charts.

use leptos::prelude::*;

use super::clock::{Clock, hour_and_minute};
use super::series::{Row, rows};
use super::track::{BOX, lines};
use super::words;
use crate::controls::reactive::reactive_view;
use crate::io::export::{self, Export, csv_line, save_menu};
use crate::session::Session;
use crate::text;

const ROW_S: f64 = 300.0;

/// The table with the figures of the charts.
#[component]
pub fn Twin() -> impl IntoView {
    let session = expect_context::<Session>();
    let run = session.later_run();
    let body = reactive_view(move || {
        run.with(|run| {
            let loaded = run.as_ref()?;
            let series = &loaded.run.summary.report.series;
            let clock = Clock::of(&loaded.scenario);
            let rows = rows(series, loaded.scenario.horizon_s, ROW_S)
                .into_iter()
                .map(|row| {
                    let figures = row
                        .figures
                        .map(|figure| view! { <td>{text::figures::count(figure)}</td> });
                    view! {
                        <tr>
                            <th scope="row">{hour_and_minute(clock, row.from)}</th>
                            {figures}
                        </tr>
                    }
                });
            Some(rows.collect_view())
        })
    });
    let head = words::COLUMNS.map(|column| view! { <th scope="col">{column}</th> });
    view! {
        <details class="timeline-twin">
            <summary>{words::AS_TABLE}</summary>
            <div class="timeline-table" tabindex="0" role="group" aria-label=words::TABLE_CAPTION>
                <table>
                    <caption>{words::TABLE_CAPTION}</caption>
                    <thead>
                        <tr>{head}</tr>
                    </thead>
                    <tbody>{body}</tbody>
                </table>
            </div>
            {save_menu(vec![Export { title: words::TABLE_CAPTION.get(), file: "hour", picture: Some(Box::new(move || picture(session))), table: Box::new(move || csv(session).unwrap_or_default()) }])}
        </details>
    }
    .into_any()
}

/// A picture of the hour's charts, one above the other, as a file of its own.
fn picture(session: Session) -> Option<String> {
    session.run.with_untracked(|run| {
        let loaded = run.as_ref()?;
        let series = &loaded.run.summary.report.series;
        let end_s = loaded.scenario.horizon_s;
        let charts = lines(series).map(|(title, _, line)| {
            let name = format!("{title}, {}", words::at_most(line.most));
            (name, line.area(series.bin_s, end_s, BOX))
        });
        Some(export::picture_of_areas(BOX, &charts))
    })
}

fn csv(session: Session) -> Option<String> {
    session.run.with_untracked(|run| {
        let loaded = run.as_ref()?;
        let series = &loaded.run.summary.report.series;
        let clock = Clock::of(&loaded.scenario);
        let line = |row: Row| {
            let figures = row.figures.map(|figure| figure.to_string());
            let from = hour_and_minute(clock, row.from);
            format!("{},{}", csv_line(&[from]), figures.join(","))
        };
        let mut all =
            vec!["from,requests,failed,late,cold_starts,longest_queue,instances".to_owned()];
        all.extend(
            rows(series, loaded.scenario.horizon_s, series.bin_s)
                .into_iter()
                .map(line),
        );
        Some(all.join("\n"))
    })
}

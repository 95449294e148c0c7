//! The charts as a table.
//!
//! Must not know: the charts.

use leptos::prelude::*;

use super::clock::hour_and_minute;
use super::series::rows;
use crate::session::Session;
use crate::text;

const ROW_S: f64 = 300.0;

/// The table twin.
#[component]
pub fn Twin() -> impl IntoView {
    let session = expect_context::<Session>();
    let body = move || {
        session.run.with(|run| {
            let loaded = run.as_ref()?;
            let series = &loaded.run.summary.report.series;
            let starts = loaded.scenario.starts_at_min;
            let rows = rows(series, loaded.scenario.horizon_s, ROW_S)
                .into_iter()
                .map(|row| {
                    let figures = row
                        .figures
                        .map(|figure| view! { <td>{text::figures::count(figure)}</td> });
                    view! {
                        <tr>
                            <th scope="row">{hour_and_minute(starts, row.from)}</th>
                            {figures}
                        </tr>
                    }
                });
            Some(rows.collect_view())
        })
    };
    let head = text::timeline::COLUMNS.map(|column| view! { <th scope="col">{column}</th> });
    view! {
        <details class="timeline-twin">
            <summary>{text::timeline::AS_TABLE}</summary>
            <div class="timeline-table" tabindex="0" role="group" aria-label=text::timeline::TABLE_CAPTION>
                <table>
                    <caption>{text::timeline::TABLE_CAPTION}</caption>
                    <thead>
                        <tr>{head}</tr>
                    </thead>
                    <tbody>{body}</tbody>
                </table>
            </div>
        </details>
    }
    .into_any()
}

//! The segments of a request, as a table with bars.

use leptos::prelude::*;
use model::decimal;
use model::trace::Segment;
use model::units::Nanos;

use super::request_words;
use crate::controls::css;
use crate::controls::reactive::on_event;
use crate::io::export::{Export, csv_line, picture_of_rows, save_menu};
use crate::session::Session;
use crate::text;

/// One row for each segment that took time. A click on its name shows the segment on the stage.
pub(super) fn waterfall(session: Session, segments: &[Segment]) -> AnyView {
    let start = segments
        .first()
        .map(|first| first.start)
        .unwrap_or_default();
    let end = segments.last().map(|last| last.end).unwrap_or_default();
    let whole = end.since(start).as_millis().max(1e-9);
    let rows: Vec<_> = segments
        .iter()
        .filter(|segment| segment.length().0 > 0)
        .map(|segment| {
            let after = segment.start.since(start).as_millis();
            let takes = segment.length().as_millis();
            let left = css::percent(after / whole * 100.0);
            let width = css::percent(takes / whole * 100.0);
            let name = text::evidence::segment(segment.kind);
            let begins = segment.start;
            let show = move |_| session.playhead.stop_at(begins);
            view! {
                <tr>
                    <th scope="row">
                        <button
                            type="button"
                            class="part"
                            title=request_words::SHOW_PART
                            on:click=on_event(show)
                        >
                            {name}
                        </button>
                        <span class="track" aria-hidden="true">
                            <span class="bar" data-part=text::evidence::part(segment.kind) style:margin-left=left style:width=width></span>
                        </span>
                    </th>
                    <td>{text::figures::time_ms(after)}</td>
                    <td>{text::figures::time_ms(takes)}</td>
                </tr>
            }
        })
        .collect();
    let csv = csv_of(segments, start);
    let table = NodeRef::<leptos::html::Table>::new();
    let picture = move || picture_of_rows(table);
    view! {
        <table class="figures bars" node_ref=table>
            <caption>{text::evidence::TIME}</caption>
            <thead>
                <tr>
                    <th scope="col">{request_words::PART}</th>
                    <th scope="col">{request_words::BEGINS}</th>
                    <th scope="col">{request_words::TAKES}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
        {save_menu(vec![Export { title: text::evidence::TIME.get(), file: "request", picture: Some(Box::new(picture)), table: Box::new(move || csv.clone()) }])}
    }
    .into_any()
}

fn csv_of(segments: &[Segment], start: Nanos) -> String {
    let line = |segment: &Segment| {
        csv_line(&[
            text::evidence::segment(segment.kind).to_owned(),
            decimal::plain(segment.start.since(start).as_millis()),
            decimal::plain(segment.length().as_millis()),
        ])
    };
    let mut lines = vec!["part,begins_ms,takes_ms".to_owned()];
    lines.extend(segments.iter().map(line));
    lines.join("\n")
}

//! The parts of a request's time, as a table with bars.

use engine::trace::Segment;
use leptos::prelude::*;

use crate::session::Session;
use crate::text;

/// One row for each part that took any time; its name shows it on the stage.
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
            let left = format!("{:.2}%", after / whole * 100.0);
            let width = format!("{:.2}%", takes / whole * 100.0);
            let name = text::evidence::segment(segment.kind);
            let begins = segment.start;
            let show = move |_| session.playhead.stop_at(begins);
            view! {
                <tr>
                    <th scope="row">
                        <button
                            type="button"
                            class="part"
                            title=text::request::SHOW_PART
                            on:click=show
                        >
                            {name}
                        </button>
                        <span class="track" aria-hidden="true">
                            <span class="bar" style:margin-left=left style:width=width></span>
                        </span>
                    </th>
                    <td>{text::figures::time_ms(after)}</td>
                    <td>{text::figures::time_ms(takes)}</td>
                </tr>
            }
        })
        .collect();
    view! {
        <table class="figures bars">
            <caption>{text::evidence::TIME}</caption>
            <thead>
                <tr>
                    <th scope="col">{text::request::PART}</th>
                    <th scope="col">{text::request::BEGINS}</th>
                    <th scope="col">{text::request::TAKES}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

//! The three axes, drawn: the provided amount as a bar, the required amount as a mark.
//!
//! The chart is a table with a picture in each row.

use leptos::prelude::*;
use model::verdict::{Amount, Axis, AxisReading, Measure};

use super::Subject;
use crate::controls::css;
use crate::io::export::{Export, csv_line, picture_of_rows, save_menu};
use crate::text::axes as words;

/// The required and the provided amounts of the subject on each axis.
pub(super) fn axes(subject: &Subject) -> AnyView {
    let Some(verdict) = subject.verdict() else {
        return ().into_any();
    };
    let groups: Vec<AnyView> = [Axis::Capacity, Axis::Place, Axis::Freedom]
        .into_iter()
        .map(|axis| {
            let readings = verdict.axes.iter().filter(|reading| reading.axis == axis);
            let rows: Vec<AnyView> = readings.map(row).collect();
            if rows.is_empty() {
                return ().into_any();
            }
            view! {
                <tbody>
                    <tr>
                        <th class="axis-question" scope="rowgroup" colspan="3">
                            {words::axis(axis)}
                        </th>
                    </tr>
                    {rows}
                </tbody>
            }
            .into_any()
        })
        .collect();
    let line = |reading: &AxisReading| {
        let measure = words::measure(reading.measure).to_owned();
        csv_line(&[measure, words::required(reading), words::provided(reading)])
    };
    let table = NodeRef::<leptos::html::Table>::new();
    let picture = move || picture_of_rows(table);
    let lines: Vec<String> = verdict.axes.iter().map(line).collect();
    let csv = format!("what,asked,offered\n{}", lines.join("\n"));
    view! {
        <table class=format!("figures axes is-{}", verdict.lane.as_str()) node_ref=table>
            <caption>
                {words::CAPTION} <span class="hint">" " {words::HINT}</span>
            </caption>
            <thead>
                <tr>
                    <th scope="col">{words::WHAT}</th>
                    <th scope="col">{words::ASKED}</th>
                    <th scope="col">{words::OFFERED}</th>
                </tr>
            </thead>
            {groups}
        </table>
        {save_menu(vec![Export { title: words::CAPTION.get(), file: "axes", picture: Some(Box::new(picture)), table: Box::new(move || csv.clone()) }])}
    }
    .into_any()
}

fn row(reading: &AxisReading) -> AnyView {
    let met = reading.is_met();
    let standing = if met {
        words::MATCHES.get()
    } else {
        words::MISMATCH.get()
    };
    view! {
        <tr class="axis-row" class:is-unmet=!met>
            <th scope="row">
                {words::measure(reading.measure)}
                {(reading.required != Amount::Nothing)
                    .then(|| view! { <span class="visually-hidden">": " {standing}</span> })}
                {picture(reading)}
            </th>
            <td>{words::required(reading)}</td>
            <td>{words::provided(reading)}</td>
        </tr>
    }
    .into_any()
}

/// The length of the bar and the position of the mark, as shares of the track from 0 to 1.
fn places(reading: &AxisReading) -> (f64, Option<f64>) {
    let (room, mark) = if reading.is_bearable_most() {
        (reading.required, reading.provided)
    } else {
        (reading.provided, reading.required)
    };
    match (room, mark) {
        (Amount::Number(room), Amount::Nothing) if reading.measure == Measure::Duties => {
            (room / 12.0, None)
        }
        (Amount::Number(room), Amount::Number(mark)) => {
            let log10 = |amount: f64| amount.max(1e-3).ln() / std::f64::consts::LN_10;
            // Amounts differ by orders of magnitude: the scale is logarithmic, with a margin on both
            // sides.
            let (room, mark) = (log10(room), log10(mark));
            let (from, to) = (room.min(mark) - 0.5, room.max(mark) + 0.4);
            let at = |value: f64| (value - from) / (to - from);
            (at(room), Some(at(mark)))
        }
        (Amount::Number(_), Amount::MoreThan(_)) => (0.6, Some(0.9)),
        (Amount::Unlimited, Amount::Number(_)) => (1.0, Some(0.4)),
        (Amount::Is(true), _) => (1.0, Some(0.5)),
        (Amount::Is(false), _) => (0.0, Some(0.5)),
        _ => (0.0, None),
    }
}

fn picture(reading: &AxisReading) -> AnyView {
    let (room, mark) = places(reading);
    let percent = |part: f64| css::percent(part * 100.0);
    // A diamond, or a cross.
    let sign = if reading.is_met() {
        "M8 3 13 8 8 13 3 8Z"
    } else {
        "M4 6 6 4 8 6 10 4 12 6 10 8 12 10 10 12 8 10 6 12 4 10 6 8Z"
    };
    view! {
        <span class="axis-track" class:is-open=reading.provided == Amount::Unlimited aria-hidden="true">
            <span class="axis-room" style:width=percent(room)></span>
            {mark
                .map(|mark| {
                    view! {
                        <span class="axis-mark" style:left=percent(mark)>
                            <svg viewBox="0 0 16 16">
                                <path d=sign fill="currentColor" />
                            </svg>
                        </span>
                    }
                })}
        </span>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(measure: Measure, required: Amount, provided: Amount, mark_is_within: bool) {
        let reading = AxisReading {
            axis: Axis::Freedom,
            measure,
            required,
            provided,
        };
        let (room, mark) = places(&reading);
        let mark = mark.expect("a mark");
        assert!((0.0..=1.0).contains(&room) && (0.0..=1.0).contains(&mark));
        assert_eq!(
            mark <= room,
            mark_is_within,
            "{reading:?}: {mark} in {room}"
        );
        assert_eq!(reading.is_met(), mark_is_within);
    }

    #[test]
    fn what_is_met_lies_within_its_room() {
        use Amount::{Is, Number, Unlimited};
        check(Measure::RunMs, Number(5.0), Number(900_000.0), true);
        check(Measure::RunMs, Number(9e6), Number(900_000.0), false);
        check(Measure::WayMs, Number(246.0), Number(582.0), false);
        check(Measure::WayMs, Number(246.0), Number(47.0), true);
        check(Measure::AtOnce, Number(246.0), Unlimited, true);
        check(Measure::Walls, Is(true), Is(false), false);
        check(Measure::Walls, Is(true), Is(true), true);
    }
}

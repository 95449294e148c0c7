//! Lengths as style sheets and drawings write them.

use model::decimal;

/// A length in pixels of the style sheet, without decimals.
pub(crate) fn px(length: f64) -> String {
    decimal::write(length, 0) + "px"
}

/// A percentage with three decimals, which is a tenth of a pixel on the widest screen.
pub(crate) fn percent(percent: f64) -> String {
    decimal::write(percent, 3) + "%"
}

/// The box of a drawing that begins at its origin.
pub(crate) fn view_box(width: f64, height: f64) -> String {
    format!("0 0 {} {}", coordinate(width), coordinate(height))
}

/// A coordinate of a drawing, to a tenth of its unit.
pub(crate) fn coordinate(number: f64) -> String {
    let text = decimal::write(number, 1);
    text.strip_suffix(".0").map(str::to_owned).unwrap_or(text)
}

//! Buttons that save a chart as a picture and its numbers as a table.
//!
//! Must not know: what is in a chart.

use std::fmt::Write;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, SvgElement};

use crate::text::language::Phrase;
use crate::{browser, escape, text};

/// A bar of a chart that is drawn beside its table: where it begins and ends, 0 to 1.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Bar {
    pub(crate) name: String,
    pub(crate) from: f64,
    pub(crate) to: f64,
    pub(crate) figure: String,
    /// Something that has to fit into it.
    pub(crate) mark: Option<f64>,
}

/// Two buttons, or one where there is only a table. `what` is the chart's title, `name` the files'
/// name without ending.
pub(crate) fn save_buttons(
    what: &str,
    name: &'static str,
    picture: Option<Box<dyn Fn() -> Option<String>>>,
    table: impl Fn() -> String + 'static,
) -> AnyView {
    let picture = picture.map(|picture| {
        save_button(text::latency::SAVE_SVG, what, move || {
            if let Some(svg) = picture() {
                browser::download(&format!("{name}.svg"), "image/svg+xml", &svg);
            }
        })
    });
    let table = save_button(text::latency::SAVE_CSV, what, move || {
        browser::download(&format!("{name}.csv"), "text/csv", &table());
    });
    view! { <div class="chart-actions">{picture} {table}</div> }.into_any()
}

fn save_button(words: Phrase, what: &str, save: impl Fn() + 'static) -> AnyView {
    view! {
        <button
            type="button"
            class="button"
            aria-label=text::latency::save(words, what)
            on:click=move |_| save()
        >
            {words}
        </button>
    }
    .into_any()
}

/// A line of a table; see [`escape::csv_cell`].
pub(crate) fn csv_line(cells: &[String]) -> String {
    let cells: Vec<String> = cells.iter().map(|cell| escape::csv_cell(cell)).collect();
    cells.join(",")
}

/// What a picture takes from the page's style sheets.
const STYLES: [&str; 7] = [
    "fill",
    "fill-opacity",
    "stroke",
    "stroke-width",
    "font-family",
    "font-size",
    "opacity",
];

/// A drawing of the page as a file of its own: the looks that it has from the page go with it.
pub(crate) fn picture_of(svg: &SvgElement) -> Option<String> {
    let copy: Element = svg.clone_node_with_deep(true).ok()?.dyn_into().ok()?;
    let (there, here) = (parts(svg)?, parts(&copy)?);
    for (original, copied) in there.iter().zip(&here) {
        let style = browser::window()?.get_computed_style(original).ok()??;
        for name in STYLES {
            let value = style.get_property_value(name).unwrap_or_default();
            // A valid attribute name cannot be refused.
            let _ = copied.set_attribute(name, &value);
        }
        let _ = copied.remove_attribute("class");
    }
    Some(copy.outer_html())
}

fn parts(svg: &Element) -> Option<Vec<Element>> {
    let list = svg.query_selector_all("*").ok()?;
    let parts = (0..list.length()).filter_map(|index| list.get(index)?.dyn_into().ok());
    Some(parts.collect())
}

/// A drawing of bars with their names and figures.
pub(crate) fn picture_of_bars(title: &str, bars: &[Bar]) -> String {
    const ROW: f64 = 34.0;
    const WIDTH: f64 = 600.0;
    let style = |name: &str| browser::style_of_root(name);
    let (ink, bar) = (style("--ink"), style("--bar"));
    let mut rows = String::new();
    for (place, one) in bars.iter().enumerate() {
        let top = 30.0 + place as f64 * ROW;
        let (left, right) = (one.from * WIDTH, one.to * WIDTH);
        let _ = write!(
            rows,
            "<text x=\"0\" y=\"{}\">{}</text><text x=\"{WIDTH}\" y=\"{}\" \
             text-anchor=\"end\">{}</text><rect x=\"{left:.1}\" y=\"{}\" width=\"{:.1}\" \
             height=\"8\" fill=\"{bar}\"/>",
            top + 12.0,
            escape::xml(&one.name),
            top + 12.0,
            escape::xml(&one.figure),
            top + 18.0,
            (right - left).max(1.0),
        );
        if let Some(mark) = one.mark {
            let (x, y) = (mark * WIDTH, top + 22.0);
            let _ = write!(rows, "<circle cx=\"{x:.1}\" cy=\"{y}\" r=\"6\"/>");
        }
    }
    let height = 40.0 + bars.len() as f64 * ROW;
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height}\" \
         font-family=\"sans-serif\" font-size=\"14\" fill=\"{ink}\"><text x=\"0\" y=\"18\" \
         font-weight=\"bold\">{}</text>{rows}</svg>",
        escape::xml(title)
    )
}

/// A drawing of areas above one another, each with its name.
pub(crate) fn picture_of_areas((width, height): (f64, f64), areas: &[(String, String)]) -> String {
    let (ink, bar) = (
        browser::style_of_root("--ink"),
        browser::style_of_root("--bar"),
    );
    let each = height + 26.0;
    let mut all = String::new();
    for (place, (name, path)) in areas.iter().enumerate() {
        let top = place as f64 * each;
        let _ = write!(
            all,
            "<g transform=\"translate(0 {top})\"><text y=\"16\">{}</text><path \
             transform=\"translate(0 22)\" fill=\"{bar}\" d=\"{path}\"/></g>",
            escape::xml(name),
        );
    }
    let height = areas.len() as f64 * each;
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" \
         font-family=\"sans-serif\" font-size=\"14\" fill=\"{ink}\">{all}</svg>",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_where_they_must() {
        let check = |cells: &[&str], expected: &str| {
            let cells: Vec<String> = cells.iter().map(|&cell| cell.to_owned()).collect();
            assert_eq!(csv_line(&cells), expected);
        };
        check(&["a", "1.5"], "a,1.5");
        check(
            &["São Paulo, BR", "=1+1", "-1"],
            "\"São Paulo, BR\",'=1+1,-1",
        );
        check(&[], "");
    }
}

//! The menu that saves a chart as a picture and its numbers as a table.

use crate::controls::css::{coordinate, view_box};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, SvgElement};

use crate::browser;
use crate::browser::NotSaved;
use crate::controls::reactive::on_event;
use crate::io::escape;
use crate::session::Session;
use crate::text;
use crate::text::language::Phrase;

/// A chart or a table that a person can save.
pub(crate) struct Export {
    /// Its title.
    pub(crate) title: &'static str,
    /// The name of the files, without ending.
    pub(crate) file: &'static str,
    /// The chart as SVG; none for a table.
    pub(crate) picture: Option<Box<dyn Fn() -> Option<String>>>,
    /// The numbers as CSV.
    pub(crate) table: Box<dyn Fn() -> String>,
}

impl Export {
    /// A drawing of the page and its numbers.
    pub(crate) fn of_drawing(
        title: Phrase,
        file: &'static str,
        drawing: NodeRef<leptos::svg::Svg>,
        csv: String,
    ) -> Self {
        Self {
            title: title.get(),
            file,
            picture: Some(Box::new(move || picture_of(&drawing.get_untracked()?))),
            table: Box::new(move || csv.clone()),
        }
    }
}

/// The menu that saves the charts and tables of one view, each as a picture and as its numbers.
pub(crate) fn save_menu(exports: Vec<Export>) -> AnyView {
    let mut buttons = Vec::new();
    let key = exports.first().map(|first| format!("save-{}", first.file));
    for export in exports {
        let (title, file, table) = (export.title, export.file, export.table);
        if let Some(picture) = export.picture {
            let save = move || {
                let svg = picture().ok_or(NotSaved)?;
                browser::download(&format!("{file}.svg"), "image/svg+xml", svg.as_bytes())
            };
            buttons.push(save_button(text::latency::SAVE_SVG, title, Box::new(save)));
        }
        let save =
            move || browser::download(&format!("{file}.csv"), "text/csv", table().as_bytes());
        buttons.push(save_button(text::latency::SAVE_CSV, title, Box::new(save)));
    }
    view! {
        <details class="save-menu">
            <summary data-key=key>{text::latency::SAVE}</summary>
            <div class="chart-actions">{buttons}</div>
        </details>
    }
    .into_any()
}

fn save_button(words: Phrase, title: &str, save: Box<dyn Fn() -> Result<(), NotSaved>>) -> AnyView {
    let session = expect_context::<Session>();
    let save = move |_| {
        if save().is_err() {
            session.tell(text::storage::NOT_SAVED.get());
        }
    };
    view! {
        <button type="button" class="button" on:click=on_event(save)>
            {text::latency::save(words, title)}
        </button>
    }
    .into_any()
}

/// A line of a table; see [`model::csv::cell`].
pub(crate) fn csv_line(cells: &[String]) -> String {
    let cells: Vec<String> = cells.iter().map(|cell| model::csv::cell(cell)).collect();
    cells.join(",")
}

/// The style properties that a saved picture copies from the page.
const STYLES: [&str; 7] = [
    "fill",
    "fill-opacity",
    "stroke",
    "stroke-width",
    "font-family",
    "font-size",
    "opacity",
];

/// A drawing of the page as a file of its own, with a copy of the styles that it has on the page.
fn picture_of(svg: &SvgElement) -> Option<String> {
    let copy: Element = svg.clone_node_with_deep(true).ok()?.dyn_into().ok()?;
    let (there, here) = (parts(svg, "*")?, parts(&copy, "*")?);
    for (original, copied) in there.iter().zip(&here) {
        let style = browser::window()?.get_computed_style(original).ok()??;
        for name in STYLES {
            let value = style.get_property_value(name).unwrap_or_default();
            // The browser accepts every valid attribute name.
            copied.set_attribute(name, &value).ok();
        }
        copied.remove_attribute("class").ok();
    }
    Some(copy.outer_html())
}

fn parts(whole: &Element, selector: &str) -> Option<Vec<Element>> {
    let list = whole.query_selector_all(selector).ok()?;
    let parts = (0..list.length()).filter_map(|index| list.get(index)?.dyn_into().ok());
    Some(parts.collect())
}

/// The height of a bar with its name, in the drawing's units.
const BAR_ROW: f64 = 34.0;
/// The width of a drawing of bars.
const BARS_WIDTH: f64 = 600.0;

/// A drawing of a table with bars in its rows, as they are on the page: for each row its name, its figures,
/// and its bars and marks at their places.
pub(crate) fn picture_of_rows(table: NodeRef<leptos::html::Table>) -> Option<String> {
    let table: Element = table.get_untracked()?.into();
    let (ink, color) = colors();
    let whole = table.get_bounding_client_rect();
    let scale = BARS_WIDTH / whole.width().max(1.0);
    let text_of = |element: &Element| escape::xml(&element.text_content().unwrap_or_default());
    let (mut drawn, mut top) = (Vec::new(), 30.0);
    for row in parts(&table, "tr")? {
        let (names, cells) = (parts(&row, "th")?, parts(&row, "td")?);
        let figures: Vec<String> = cells.iter().map(text_of).collect();
        // A heading has no figures.
        let Some(name) = names.first().filter(|_| !figures.is_empty()) else {
            continue;
        };
        let text_y = coordinate(top + 12.0);
        let end = coordinate(BARS_WIDTH);
        drawn.push(format!(
            "<text x=\"0\" y=\"{text_y}\">{}</text><text x=\"{end}\" y=\"{text_y}\" \
             text-anchor=\"end\">{}</text>",
            text_of(name),
            figures.join(" · ")
        ));
        for bar in parts(&row, ".bar, .axis-room, .axis-mark")? {
            let place = bar.get_bounding_client_rect();
            let is_mark = bar.class_list().contains("axis-mark");
            drawn.push(format!(
                "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"8\" fill=\"{}\"/>",
                coordinate((place.left() - whole.left()) * scale),
                coordinate(top + 18.0),
                coordinate((place.width() * scale).max(1.0)),
                if is_mark { &ink } else { &color },
            ));
        }
        top += BAR_ROW;
    }
    let title = table.query_selector("caption").ok()??;
    Some(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"{}\" \
         font-family=\"sans-serif\" font-size=\"14\" fill=\"{ink}\"><text x=\"0\" y=\"18\" \
         font-weight=\"bold\">{}</text>{}</svg>",
        view_box(BARS_WIDTH, top),
        text_of(&title),
        drawn.concat()
    ))
}

/// A drawing of areas one above the other, each with its name. A box has this width and height, in the
/// drawing's units.
pub(crate) fn picture_of_areas((width, height): (f64, f64), areas: &[(String, String)]) -> String {
    let (ink, color) = colors();
    let each = height + 26.0;
    let drawn = |(place, (name, path)): (usize, &(String, String))| {
        format!(
            "<g transform=\"translate(0 {})\"><text y=\"16\">{}</text><path \
             transform=\"translate(0 22)\" fill=\"{color}\" d=\"{path}\"/></g>",
            coordinate(place as f64 * each),
            escape::xml(name),
        )
    };
    let all: String = areas.iter().enumerate().map(drawn).collect();
    let height = areas.len() as f64 * each;
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"{}\" \
         font-family=\"sans-serif\" font-size=\"14\" fill=\"{ink}\">{all}</svg>",
        view_box(width, height)
    )
}

/// The page's colours of text and of bars, in this order.
fn colors() -> (String, String) {
    let style = browser::style_of_root;
    (style("--ink"), style("--bar"))
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

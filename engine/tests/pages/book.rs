//! All files in `public/` that are made from the catalog: data, two pages, their style sheet.

mod data;
mod facts_page;
mod html;
mod known_results;
mod model_page;

/// Names and sizes of the app's colours, so that the pages look like it.
const TOKENS: &str = include_str!("../../../app/styles/tokens.css");
const PAGES: &str = include_str!("pages.css");

/// Each file's path below the checkout, and its expected content.
pub(crate) fn files() -> [(&'static str, String); 4] {
    [
        ("public/facts/facts.json", data::facts_json()),
        ("public/facts/index.html", facts_page::page()),
        ("public/model/index.html", model_page::page()),
        ("public/pages/pages.css", format!("{TOKENS}\n{PAGES}")),
    ]
}

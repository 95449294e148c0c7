//! Everything in `public/` that is made of the catalog: data, two pages, their style sheet.
//!
//! Must not know: who asks for it; the example writes the files and a test compares them.

mod data;
mod facts_page;
mod html;
mod model_page;

use std::path::Path;
use std::{fs, io};

/// Names and sizes of the app's colours, so that the pages look like it.
const TOKENS: &str = include_str!("../../../app/styles/tokens.css");
const PAGES: &str = include_str!("pages.css");

/// Each file's path below the checkout, and what belongs into it.
pub(crate) fn files() -> [(&'static str, String); 4] {
    [
        ("public/facts/facts.json", data::facts_json()),
        ("public/facts/index.html", facts_page::page()),
        ("public/model/index.html", model_page::page()),
        ("public/pages/pages.css", format!("{TOKENS}\n{PAGES}")),
    ]
}

/// Writes a file, and its folder where there is none.
pub(crate) fn write(path: &Path, content: &str) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, content)
}

//! All files in `public/` that are made from the catalog: data, two pages in each language, their style sheet.

mod data;
mod facts_page;
mod html;
mod isolation;
mod known_results;
pub(crate) mod language;
mod model_page;

use language::Language;

/// Names and sizes of the app's colours, so that the pages look like it.
const TOKENS: &str = include_str!("../../../app/styles/tokens.css");
const PAGES: &str = include_str!("pages.css");

/// Each file's path below the checkout, and its expected content.
pub(crate) fn files() -> Vec<(String, Vec<u8>)> {
    let mut files = vec![
        (
            "public/facts/facts.json".to_owned(),
            data::facts_json().into_bytes(),
        ),
        (
            "public/pages/pages.css".to_owned(),
            format!("{TOKENS}\n{PAGES}").into_bytes(),
        ),
    ];
    for language in Language::ALL {
        let folder = language.folder();
        files.push((
            format!("public/facts/{folder}facts.bin"),
            data::facts_packed(language),
        ));
        for (page, html) in [
            ("facts", facts_page::page(language)),
            ("model", model_page::page(language)),
        ] {
            files.push((
                format!("public/{page}/{folder}index.html"),
                html.into_bytes(),
            ));
        }
    }
    files
}

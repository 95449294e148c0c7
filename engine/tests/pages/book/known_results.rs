//! The table of known results beside the model's, made by the code of `validate all`.

use std::sync::LazyLock;

use super::html::{escape, table};
use super::language::Language;
use crate::validation::{Row, rows};

/// The rows, worked out once for all tests: they take some seconds.
static ROWS: LazyLock<Vec<Row>> = LazyLock::new(|| rows().unwrap_or_default());

/// The part of the model page with the table.
pub(super) fn section(language: Language) -> String {
    let cells = |row: &Row| {
        let off = row.error() * 100.0;
        let cells = vec![
            escape(&language.tr(&row.about)),
            language.number(&figure(row.expected)),
            language.number(&figure(row.found)),
            language.left_to_right(&language.number(&format!("{off:+.2} %"))),
            language.left_to_right(&language.number(&format!("{} %", row.within * 100.0))),
            escape(&language.tr(row.source)),
        ];
        (String::new(), cells)
    };
    let rows: Vec<_> = ROWS.iter().map(cells).collect();
    let heads =
        ["Question", "Known", "Model", "Off by", "At most", "Source"].map(|head| language.tr(head));
    let about = language.say(
        "Each figure of the model comes from the lanes of the board. Chance within the length of a run, or the error of an \
         approximation, is in the column “At most”. The same table comes from <code>{command}</code>.",
        &[("command", &"cargo run --release -p engine --example validate -- all")],
    );
    format!(
        "<section id=\"known\">\n<h2 id=\"known-results\">{}</h2>\n<p>{about}</p>\n{}</section>\n",
        escape(&language.tr("Known results beside the model’s")),
        table("known-results", &heads, &rows)
    )
}

fn figure(value: f64) -> String {
    format!("{value:.4}")
}

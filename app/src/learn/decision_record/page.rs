//! A record as blocks of text, and its two forms: Markdown, and the page to read and print.
//!
//! Must not know: what a record says.

use std::fmt::Write;

use leptos::prelude::*;

/// A record.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Record {
    /// What stands at its head, each with its name.
    pub(super) head: Vec<(&'static str, String)>,
    pub(super) title: String,
    pub(super) blocks: Vec<Block>,
}

/// A piece of it.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Block {
    Heading(String),
    Smaller(String),
    Paragraph(String),
    List(Vec<String>),
    Table {
        head: Vec<String>,
        rows: Vec<Vec<String>>,
    },
    Link(String, String),
}

/// As Markdown.
pub(super) fn markdown(record: &Record) -> String {
    let mut out = String::from("---\n");
    for (name, value) in &record.head {
        line(&mut out, &format!("{name}: {value}"));
    }
    line(&mut out, &format!("---\n\n# {}", record.title));
    for block in &record.blocks {
        out.push('\n');
        match block {
            Block::Heading(text) => line(&mut out, &format!("## {text}")),
            Block::Smaller(text) => line(&mut out, &format!("### {text}")),
            Block::Paragraph(text) => line(&mut out, text),
            Block::List(items) => {
                for item in items {
                    line(&mut out, &format!("* {item}"));
                }
            }
            Block::Table { head, rows } => {
                row(&mut out, head);
                row(&mut out, &vec!["---".to_owned(); head.len()]);
                for cells in rows {
                    row(&mut out, cells);
                }
            }
            Block::Link(words, to) => line(&mut out, &format!("[{words}]({to})")),
        }
    }
    out
}

fn line(out: &mut String, text: &str) {
    // A string takes all that is written to it.
    let _ = writeln!(out, "{text}");
}

fn row(out: &mut String, cells: &[String]) {
    let cells: Vec<String> = cells
        .iter()
        .map(|cell| cell.replace('|', "\\|").replace('\n', " "))
        .collect();
    line(out, &format!("| {} |", cells.join(" | ")));
}

/// To be read in the page, and printed.
pub(super) fn view(record: &Record) -> AnyView {
    let head: Vec<String> = record
        .head
        .iter()
        .map(|(name, value)| format!("{name}: {value}"))
        .collect();
    let blocks: Vec<AnyView> = record.blocks.iter().map(block).collect();
    view! {
        <article class="record" aria-label=record.title.clone()>
            <p class="record-head">{head.join(" · ")}</p>
            <h3>{record.title.clone()}</h3>
            {blocks}
        </article>
    }
    .into_any()
}

fn block(block: &Block) -> AnyView {
    match block.clone() {
        Block::Heading(text) => view! { <h4>{text}</h4> }.into_any(),
        Block::Smaller(text) => view! { <h5>{text}</h5> }.into_any(),
        Block::Paragraph(text) => view! { <p>{text}</p> }.into_any(),
        Block::List(items) => {
            let items: Vec<AnyView> = items
                .into_iter()
                .map(|item| view! { <li>{item}</li> }.into_any())
                .collect();
            view! { <ul>{items}</ul> }.into_any()
        }
        Block::Table { head, rows } => {
            let head: Vec<AnyView> = head
                .into_iter()
                .map(|cell| view! { <th scope="col">{cell}</th> }.into_any())
                .collect();
            let rows: Vec<AnyView> = rows.into_iter().map(table_row).collect();
            view! {
                <div class="wide-table" tabindex="0">
                    <table class="figures">
                        <thead>
                            <tr>{head}</tr>
                        </thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
            }
            .into_any()
        }
        Block::Link(words, to) => view! {
            <p>
                <a href=to>{words}</a>
            </p>
        }
        .into_any(),
    }
}

fn table_row(cells: Vec<String>) -> AnyView {
    let mut cells = cells.into_iter();
    let first = cells.next().unwrap_or_default();
    let rest: Vec<AnyView> = cells
        .map(|cell| view! { <td>{cell}</td> }.into_any())
        .collect();
    view! {
        <tr>
            <th scope="row">{first}</th>
            {rest}
        </tr>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(block: Block, expected: &str) {
        let record = Record {
            head: vec![("status", "proposed".to_owned())],
            title: "Where".to_owned(),
            blocks: vec![block],
        };
        let text = markdown(&record);
        let head = "---\nstatus: proposed\n---\n\n# Where\n\n";
        assert_eq!(text.strip_prefix(head), Some(expected), "{text}");
    }

    #[test]
    fn blocks_are_markdown() {
        check(Block::Heading("Context".into()), "## Context\n");
        check(Block::List(vec!["a".into(), "b".into()]), "* a\n* b\n");
        check(
            Block::Table {
                head: vec!["Option".into(), "p95".into()],
                rows: vec![vec!["A | B".into(), "1 s".into()]],
            },
            "| Option | p95 |\n| --- | --- |\n| A \\| B | 1 s |\n",
        );
        check(
            Block::Link("Open".into(), "https://example.org/#1.x".into()),
            "[Open](https://example.org/#1.x)\n",
        );
    }
}

//! A decision record as blocks of text, and its two forms: Markdown, and a part of the page.

use leptos::prelude::*;

use crate::io::escape;

/// A decision record.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct RecordText {
    /// The fields of its head, each with its name.
    pub(super) head: Vec<(&'static str, String)>,
    pub(super) title: String,
    pub(super) blocks: Vec<Block>,
}

/// A part of a record. Its texts are plain: nothing in them is Markdown.
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

/// The record as Markdown. Every text in it is escaped: names come from files and links.
pub(super) fn markdown(record: &RecordText) -> String {
    let mut lines = vec!["---".to_owned()];
    let head = record.head.iter();
    lines.extend(head.map(|(name, value)| format!("{name}: {}", escape::markdown(value))));
    lines.push("---".to_owned());
    lines.push(String::new());
    lines.push(format!("# {}", escape::markdown(&record.title)));
    for block in &record.blocks {
        lines.push(String::new());
        match block {
            Block::Heading(text) => lines.push(format!("## {}", escape::markdown(text))),
            Block::Smaller(text) => lines.push(format!("### {}", escape::markdown(text))),
            Block::Paragraph(text) => lines.push(escape::markdown(text)),
            Block::List(items) => {
                let items = items.iter();
                lines.extend(items.map(|item| format!("* {}", escape::markdown(item))));
            }
            Block::Table { head, rows } => {
                lines.push(row(head));
                lines.push(format!("|{}", " --- |".repeat(head.len())));
                lines.extend(rows.iter().map(|cells| row(cells)));
            }
            Block::Link(words, to) => {
                let words = escape::markdown(words);
                let link = escape::markdown_address(to).map(|to| format!("[{words}]({to})"));
                lines.push(link.unwrap_or(words));
            }
        }
    }
    lines.push(String::new());
    lines.join("\n")
}

fn row(cells: &[String]) -> String {
    let cells: Vec<String> = cells.iter().map(|cell| escape::markdown(cell)).collect();
    format!("| {} |", cells.join(" | "))
}

/// The record as a part of the page, to be read and printed.
pub(super) fn view(record: &RecordText) -> AnyView {
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
        let record = RecordText {
            head: vec![("status", "proposed".to_owned())],
            title: "Where".to_owned(),
            blocks: vec![block],
        };
        let text = markdown(&record);
        let head = "---\nstatus: proposed\n---\n\n# Where\n\n";
        assert_eq!(text.strip_prefix(head), Some(expected), "{text}");
    }

    #[test]
    fn a_name_out_of_a_link_is_a_name() {
        let name = "[x](javascript:alert(1))\n# <img src=x>";
        let escaped = "\\[x\\](javascript:alert(1)) # &lt;img src=x&gt;";
        check(Block::Heading(name.into()), &format!("## {escaped}\n"));
        check(Block::Smaller(name.into()), &format!("### {escaped}\n"));
        check(Block::Paragraph(name.into()), &format!("{escaped}\n"));
        check(Block::List(vec![name.into()]), &format!("* {escaped}\n"));
        let table = Block::Table {
            head: vec![name.into()],
            rows: Vec::new(),
        };
        check(table, &format!("| {escaped} |\n| --- |\n"));
        check(
            Block::Link("Open".into(), "javascript:alert(1)".into()),
            "Open\n",
        );
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

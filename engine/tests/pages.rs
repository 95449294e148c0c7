//! The pages and the data in `public/` say what the catalog says now.
//!
//! `LANEWISE_BLESS=1 cargo test -p engine --test pages` writes them anew.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use engine::catalog::{LaneId, facts, known_limits, preset_facts, preset_ids};
use serde_json::Value;

#[path = "../examples/pages/book.rs"]
mod book;

fn read(path: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    fs::read_to_string(root.join(path)).unwrap_or_default()
}

/// The first line in which two texts differ, with its number.
fn first_difference(file: &str, now: &str) -> String {
    let (mut old, mut new) = (file.lines(), now.lines());
    for number in 1.. {
        let (was, is) = (old.next(), new.next());
        if was != is {
            let (was, is) = (was.unwrap_or("(nothing)"), is.unwrap_or("(nothing)"));
            return format!("line {number}\n  in the file: {was}\n  should be:   {is}");
        }
        if was.is_none() {
            break;
        }
    }
    "the line ends alone".to_owned()
}

#[test]
fn the_checked_in_pages_say_what_the_catalog_says() {
    let bless = std::env::var_os("LANEWISE_BLESS").is_some_and(|value| value == "1");
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut stale = Vec::new();
    for (path, content) in book::files() {
        let file = read(path);
        if file == content {
            continue;
        }
        if bless {
            book::write(&root.join(path), &content).unwrap();
        } else {
            stale.push(format!("{path}, {}", first_difference(&file, &content)));
        }
    }
    assert!(
        stale.is_empty(),
        "these files differ from what the catalog says now:\n{}\n\nLook at the catalog's change; if it is right, write \
         them anew: LANEWISE_BLESS=1 cargo test -p engine --test pages",
        stale.join("\n")
    );
}

#[test]
fn the_data_holds_everything() {
    let data: Value = serde_json::from_str(&read("public/facts/facts.json")).unwrap();
    let ids = |list: &str| -> Vec<String> {
        let entries = data[list].as_array().unwrap().iter();
        entries
            .map(|entry| entry["id"].as_str().unwrap_or_default().to_owned())
            .collect()
    };
    assert!(
        ids("facts")
            .iter()
            .map(String::as_str)
            .eq(facts().map(|fact| fact.id))
    );
    assert!(
        ids("presets")
            .iter()
            .map(String::as_str)
            .eq(preset_ids().map(|(_, id)| id))
    );
    assert_eq!(ids("duties").len(), 12 * LaneId::ALL.len());
    assert_eq!(ids("known_limits").len(), known_limits().len());
    for duty in data["duties"].as_array().unwrap() {
        let (source, judged) = (duty["address"].is_string(), duty["judgement"].is_string());
        assert!(source != judged, "{duty}");
    }
}

#[test]
fn every_fact_has_a_row_and_every_link_a_target() {
    for path in ["public/facts/index.html", "public/model/index.html"] {
        let page = read(path);
        let between = |start: &str| -> BTreeSet<String> {
            let ends = page.split(start).skip(1);
            ends.filter_map(|rest| rest.split_once('"'))
                .map(|(text, _)| text.to_owned())
                .collect()
        };
        let ids = between(" id=\"");
        assert_eq!(
            page.matches(" id=\"").count(),
            ids.len(),
            "{path}: an id twice"
        );
        for target in between("href=\"#") {
            assert!(ids.contains(&target), "{path}: #{target} leads nowhere");
        }
        if path.contains("facts") {
            for fact in facts() {
                assert!(ids.contains(fact.id), "{} has no row", fact.id);
            }
        }
    }
}

#[test]
fn a_preset_names_its_facts_once() {
    for (_, id) in preset_ids() {
        let facts = preset_facts(id);
        let ids: BTreeSet<&str> = facts.iter().map(|fact| fact.id).collect();
        assert_eq!(ids.len(), facts.len(), "{id}");
        assert!(facts.len() >= 8, "{id} has {} facts", facts.len());
    }
    assert!(preset_facts("no such preset").is_empty());
    let lambda = preset_facts("aws-lambda");
    assert_eq!(lambda[0].id, "lambda.concurrency_default");
}

#[test]
fn a_stale_file_is_told_by_its_line() {
    fn check(file: &str, now: &str, expected: &str) {
        assert_eq!(first_difference(file, now), expected);
    }
    check("a\nb", "a\nc", "line 2\n  in the file: b\n  should be:   c");
    check(
        "a",
        "a\nb",
        "line 2\n  in the file: (nothing)\n  should be:   b",
    );
    check("a\n", "a", "the line ends alone");
}

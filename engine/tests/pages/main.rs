//! The pages and the data in `public/` match the present catalog. `cargo xtask bless` writes them.

use std::collections::BTreeSet;

use model::catalog::{LaneId, facts, known_limits, preset_facts, preset_ids};
use serde_json::Value;

mod book;
#[path = "../../examples/shared/keepalive.rs"]
mod keepalive;
#[path = "../../examples/shared/validation.rs"]
mod validation;

#[test]
fn the_checked_in_pages_say_what_the_catalog_says() {
    for (path, content) in book::files() {
        testkit::check(&path, content);
    }
}

#[test]
fn the_data_holds_everything() {
    // As it is rendered now: another test writes the file of `cargo xtask bless`.
    let mut files = book::files().into_iter();
    let (_, data) = files
        .find(|(path, _)| path.ends_with("facts.json"))
        .unwrap();
    let data: Value = serde_json::from_slice(&data).unwrap();
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
    // The pages as they are rendered now: another test writes the files of `cargo xtask bless`.
    let pages = book::files().into_iter();
    for (path, page) in pages.filter(|(path, _)| path.ends_with("index.html")) {
        let page = String::from_utf8(page).unwrap();
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
fn every_sentence_has_its_translation() {
    book::files();
    let (missing, unused) = book::language::differences();
    assert!(missing.is_empty(), "no translation: {missing:#?}");
    assert!(unused.is_empty(), "no page has it: {unused:#?}");
}

#[test]
fn a_preset_names_its_facts_once() {
    for (_, id) in preset_ids() {
        let facts = preset_facts(id);
        let ids: BTreeSet<&str> = facts.iter().map(|fact| fact.id).collect();
        assert_eq!(ids.len(), facts.len(), "{id}");
        assert!(!facts.is_empty(), "{id} has no facts");
    }
    assert!(preset_facts("no such preset").is_empty());
    let lambda = preset_facts("aws-lambda");
    assert_eq!(lambda[0].id, "lambda.concurrency_default");
}

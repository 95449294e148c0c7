//! Holds the words of the page to its glossary: one word a concept, and the field's own.
//!
//! The keys of the translations are all sentences of the page, which `coverage` holds.

use std::collections::BTreeMap;

use model::outcome::Cause;

use crate::text::causes;

/// Words that the page does not use, each with the word that it uses instead.
const AVOIDED: [(&str, &str); 19] = [
    ("lie", "is"),
    ("lies", "is"),
    ("lay", "place"),
    ("lays", "places"),
    ("laid", "placed"),
    ("stand", "is, or is provisioned"),
    ("stands", "is"),
    ("stood", "was"),
    ("whoever", "everyone who"),
    ("anew", "again"),
    ("burnt", "used"),
    ("waiting room", "queue"),
    ("stand-by", "provisioned"),
    ("who asked", "the client"),
    ("took nothing", "was down"),
    ("takes nothing", "is down"),
    ("overwritten unseen", "lost update"),
    ("promise", "target"),
    ("promises", "targets"),
];

fn avoided_in(sentence: &str) -> Vec<&'static str> {
    let words: Vec<String> = sentence
        .split(|letter: char| !letter.is_alphanumeric() && letter != '-')
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    let padded = format!(" {} ", words.join(" "));
    let found = AVOIDED
        .iter()
        .filter(|(word, _)| padded.contains(&format!(" {word} ")));
    found.map(|(word, _)| *word).collect()
}

#[test]
fn the_page_uses_the_words_of_its_glossary() {
    let mut found = Vec::new();
    for file in ["public/text/es.json", "public/text/es-learn.json"] {
        let text = std::fs::read_to_string(testkit::file(file)).unwrap();
        let sentences: BTreeMap<String, String> = serde_json::from_str(&text).unwrap();
        for sentence in sentences.keys() {
            for word in avoided_in(sentence) {
                found.push(format!("{word}: {sentence}"));
            }
        }
    }
    assert_eq!(found, Vec::<String>::new());
}

#[test]
fn an_avoided_word_is_found() {
    assert_eq!(avoided_in("The card lies there."), ["lies"]);
    assert_eq!(avoided_in("The Waiting room, full"), ["waiting room"]);
    assert_eq!(avoided_in("It relies on a replay."), Vec::<&str>::new());
}

/// A label is read at a glance: at most 24 letters, and no two causes share one.
#[test]
fn labels_of_causes_are_short_and_different() {
    let mut labels: Vec<&str> = Cause::ALL
        .iter()
        .map(|cause| causes::label(*cause))
        .collect();
    for label in &labels {
        assert!(label.chars().count() <= 24, "{label}");
    }
    labels.sort_unstable();
    let count = labels.len();
    labels.dedup();
    assert_eq!(labels.len(), count);
}

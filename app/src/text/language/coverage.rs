//! Holds the other languages' files to what the sources and the shipped data say.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::Language;
use super::say::next_name;

/// Every sentence that the sources say, with the file that says it.
fn said_by_the_sources() -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/text");
    for entry in std::fs::read_dir(folder).expect("the folder of texts") {
        let path = entry.expect("a file").path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() || name == "language.rs" {
            continue;
        }
        let source = std::fs::read_to_string(&path).expect("text");
        let source = source.split("#[cfg(test)]").next().unwrap_or_default();
        for opener in ["tr(", "say!(", "put!(", "phrase("] {
            for (at, _) in source.match_indices(opener) {
                let rest = source[at + opener.len()..].trim_start();
                // `put!` names the text that it writes to first.
                let rest = match opener {
                    "put!(" => rest.split_once(',').unwrap_or_default().1.trim_start(),
                    _ => rest,
                };
                if let Some(literal) = literal(rest) {
                    found.insert(literal, name.clone());
                }
            }
        }
    }
    found
}

/// The string literal at the beginning, as the compiler reads it.
fn literal(source: &str) -> Option<String> {
    let body = source.strip_prefix('"')?;
    let mut out = String::new();
    let mut letters = body.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '"' => return Some(out),
            '\\' => match letters.next()? {
                '\n' => {
                    let rest = letters.as_str().trim_start();
                    letters = rest.chars();
                }
                'n' => out.push('\n'),
                other => out.push(other),
            },
            other => out.push(other),
        }
    }
    None
}

/// What the shipped scenarios and the engine's snippets call their things.
fn said_by_the_data() -> BTreeMap<String, String> {
    let scenario = crate::document::tests::shipped();
    let mut found = BTreeMap::new();
    let mut add = |text: &str| {
        found.insert(text.to_owned(), "the shipped scenario".to_owned());
    };
    add(&scenario.name);
    add(&scenario.about);
    for board in &scenario.boards {
        add(&board.name);
    }
    for workload in &scenario.workloads {
        add(&workload.name);
        add(&workload.about);
        add(&crate::text::needs::plural_in_english(workload));
        for step in &workload.steps {
            add(&step.name);
        }
    }
    for snippet in engine::sandbox::snippets() {
        add(snippet.name);
        add(snippet.about);
        snippet.reaches.into_iter().for_each(&mut add);
    }
    for lane in engine::catalog::LaneId::ALL {
        for duty in engine::catalog::DutyId::ALL {
            add(engine::catalog::duty(lane, duty).reason);
        }
    }
    found
}

fn names(sentence: &str) -> BTreeSet<&str> {
    let mut found = BTreeSet::new();
    let mut rest = sentence;
    while let Some((_, name, after)) = next_name(rest) {
        found.insert(name);
        rest = after;
    }
    found
}

#[test]
fn every_sentence_is_there_in_every_language() {
    let mut said = said_by_the_sources();
    assert!(said.len() > 300, "the sources are not read: {}", said.len());
    said.extend(said_by_the_data());
    for language in Language::ALL {
        if language == Language::English {
            continue;
        }
        let file = format!("../public/text/{}.json", language.code());
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(&file);
        let text = std::fs::read_to_string(path).expect(&file);
        let theirs: BTreeMap<String, String> = serde_json::from_str(&text).expect(&file);
        let mut wrong = Vec::new();
        for (english, source) in &said {
            match theirs.get(english) {
                None => wrong.push(format!("missing, from {source}: {english:?}")),
                Some(sentence) if names(sentence) != names(english) => {
                    wrong.push(format!("other names in braces: {english:?}"));
                }
                Some(sentence) if sentence.trim().is_empty() => {
                    wrong.push(format!("empty: {english:?}"));
                }
                Some(_) => {}
            }
        }
        for english in theirs.keys().filter(|one| !said.contains_key(*one)) {
            wrong.push(format!("nobody says it any more: {english:?}"));
        }
        assert!(wrong.is_empty(), "{file}:\n{}", wrong.join("\n"));
    }
}

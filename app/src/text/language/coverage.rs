//! Holds the other languages' files to what the sources and the shipped data say.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::Language;
use super::say::next_name;

/// Every sentence of the sources in a folder and in the folders below it, with its file.
fn said_by_the_sources(folder: &Path) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for entry in std::fs::read_dir(folder).expect("the folder of texts") {
        let path = entry.expect("a file").path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() && name != "language" {
            found.extend(said_by_the_sources(&path));
        }
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
    let scenario = crate::test_support::shipped();
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

/// What the lesson, the knowledge check and the challenges say.
fn said_by_what_is_learned() -> BTreeMap<String, String> {
    let public = Path::new(env!("CARGO_MANIFEST_DIR")).join("../public");
    let mut files = vec![
        public.join("text/lesson.json"),
        public.join("text/check.json"),
    ];
    let challenges = std::fs::read_dir(public.join("challenges")).expect("the folder ships");
    files.extend(challenges.map(|entry| entry.expect("an entry of it").path()));
    files.retain(|path| path.extension().is_some_and(|ending| ending == "json"));
    let mut found = BTreeMap::new();
    for path in files {
        let file = path.file_name().unwrap().to_string_lossy().into_owned();
        let text = std::fs::read_to_string(path).expect("text");
        let value: serde_json::Value = serde_json::from_str(&text).expect("JSON");
        collect(&value, &file, &mut found);
    }
    found
}

/// The fields that hold sentences, however deep.
const SENTENCES: [&str; 13] = [
    "title", "name", "about", "prose", "question", "text", "because", "hint", "hints", "after",
    "closing", "why", "see",
];

fn collect(value: &serde_json::Value, file: &str, found: &mut BTreeMap<String, String>) {
    use serde_json::Value;
    let mut add = |value: &Value| {
        if let Value::String(sentence) = value {
            found.insert(sentence.clone(), file.to_owned());
        }
    };
    match value {
        Value::Object(fields) => {
            for (name, inner) in fields {
                match inner {
                    Value::String(_) if SENTENCES.contains(&name.as_str()) => add(inner),
                    Value::Array(items) if SENTENCES.contains(&name.as_str()) => {
                        items.iter().for_each(&mut add);
                    }
                    _ => {}
                }
            }
            fields
                .values()
                .for_each(|inner| collect(inner, file, found));
        }
        Value::Array(items) => items.iter().for_each(|inner| collect(inner, file, found)),
        _ => {}
    }
}

#[test]
fn every_sentence_is_there_in_every_language() {
    let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut page = said_by_the_sources(&sources.join("text"));
    assert!(page.len() > 300, "the sources are not read: {}", page.len());
    page.extend(said_by_the_data());
    let mut learned = said_by_the_sources(&sources.join("learn"));
    learned.extend(said_by_what_is_learned());
    // Who learns has the page's sentences as well.
    learned.retain(|sentence, _| !page.contains_key(sentence));
    for language in Language::ALL {
        if language != Language::English {
            check(language, "", &page);
            check(language, "-learn", &learned);
        }
    }
}

/// One part of a language has these sentences, each with the same names in braces, and no other.
fn check(language: Language, part: &str, said: &BTreeMap<String, String>) {
    let file = format!("../public/text/{}{part}.json", language.code());
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(&file);
    let text = std::fs::read_to_string(path).expect(&file);
    let theirs: BTreeMap<String, String> = serde_json::from_str(&text).expect(&file);
    let mut wrong = Vec::new();
    for (english, source) in said {
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

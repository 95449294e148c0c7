//! Compares the translations with the sentences of the sources and of the data that ships.

mod sources;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::say::next_name;
use super::{Language, QUALIFIER_MARK};
use sources::Key;

/// Keys by their text, each with the file that it comes from.
type Keys = BTreeMap<String, (Key, String)>;

/// The keys of the page's sources, and those of the program for learning alone.
fn sentences_of_the_sources() -> (Keys, Keys) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let (mut page, mut learn) = (Keys::new(), Keys::new());
    for path in sources::rust_files(&root) {
        let file = path.strip_prefix(&root).expect("a file of the sources");
        // The programs that are fetched when a person needs them share their sentences.
        let fetched = ["lab", "learn", "teach", "workshop"];
        let is_of_learn = fetched.iter().any(|program| file.starts_with(program));
        let found = if is_of_learn { &mut learn } else { &mut page };
        let source = std::fs::read_to_string(&path).expect("text");
        for key in sources::keys(&source) {
            found.insert(key.sentence.clone(), (key, file.display().to_string()));
        }
    }
    (page, learn)
}

fn add_plain(keys: &mut Keys, sentence: &str, file: &str) {
    let key = Key::plain(sentence.to_owned());
    keys.insert(sentence.to_owned(), (key, file.to_owned()));
}

/// The names and sentences of the shipped scenario, of the settings, of the engine's snippets and of the
/// duties.
fn sentences_of_the_data() -> Keys {
    let scenario = crate::test_support::shipped();
    let mut found = Keys::new();
    let mut add = |text: &str| {
        add_plain(&mut found, text, "the shipped data");
    };
    add(&scenario.name);
    add(&scenario.about);
    for board in &scenario.boards {
        add(&board.name);
    }
    for workload in &scenario.workloads {
        add(&workload.name);
        add(&workload.about);
        for step in &workload.steps {
            add(&step.name);
        }
    }
    for setting in &model::scenario::SETTINGS {
        add(setting.label);
    }
    for snippet in model::sandbox::snippets() {
        add(snippet.name);
        add(snippet.about);
        add(snippet.author);
        add(snippet.task.prompt);
        snippet.reaches.into_iter().for_each(&mut add);
    }
    for lane in model::catalog::LaneId::ALL {
        for duty in model::catalog::DutyId::ALL {
            add(model::catalog::duty(lane, duty).reason);
        }
    }
    found
}

fn names(sentence: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut rest = sentence;
    while let Some((_, name, after)) = next_name(rest) {
        found.insert(name.to_owned());
        rest = after;
    }
    found
}

/// The sentences of the lesson, the knowledge check and the challenges.
fn sentences_of_the_lesson() -> Keys {
    let public = Path::new(env!("CARGO_MANIFEST_DIR")).join("../public");
    let mut files = vec![
        public.join("text/lesson.json"),
        public.join("text/check.json"),
        public.join("../engine/grading/gallery/gallery.json"),
    ];
    let challenges = std::fs::read_dir(public.join("challenges")).expect("the folder ships");
    files.extend(challenges.map(|entry| entry.expect("an entry of it").path()));
    files.retain(|path| path.extension().is_some_and(|ending| ending == "json"));
    let mut found = Keys::new();
    for path in files {
        let file = path.file_name().unwrap().to_string_lossy().into_owned();
        let text = std::fs::read_to_string(path).expect("text");
        let value: serde_json::Value = serde_json::from_str(&text).expect("JSON");
        collect(&value, &file, &mut found);
    }
    found
}

/// The fields that hold sentences, at any depth.
const SENTENCES: [&str; 16] = [
    "title",
    "name",
    "about",
    "prose",
    "question",
    "text",
    "because",
    "hint",
    "hints",
    "after",
    "closing",
    "why",
    "see",
    "in_service",
    "in_function",
    "at_edge",
];

fn collect(value: &serde_json::Value, file: &str, found: &mut Keys) {
    use serde_json::Value;
    let mut add = |value: &Value| {
        if let Value::String(sentence) = value {
            add_plain(found, sentence, file);
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
    let (mut page, mut learned) = sentences_of_the_sources();
    assert!(page.len() > 300, "the sources are not read: {}", page.len());
    page.extend(sentences_of_the_data());
    learned.extend(sentences_of_the_lesson());
    // The program for learning has the page's sentences as well.
    learned.retain(|sentence, _| !page.contains_key(sentence));
    for language in Language::ALL {
        if language != Language::English {
            check_file(language, "", &page);
            check_file(language, "-learn", &learned);
        }
    }
}

fn check_file(language: Language, part: &str, said: &Keys) {
    let file = format!("../public/text/{}{part}.json", language.code());
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(&file);
    let text = std::fs::read_to_string(path).expect(&file);
    let theirs: BTreeMap<String, String> = serde_json::from_str(&text).expect(&file);
    let wrong = faults(&theirs, said, &names_of_places());
    assert!(wrong.is_empty(), "{file}:\n{}", wrong.join("\n"));
}

/// The names of cities, which a language need not translate.
fn names_of_places() -> BTreeSet<String> {
    use model::catalog::{cities, pops, regions};
    let cities = cities().into_iter().map(|city| city.name.to_owned());
    let pops = pops().into_iter().map(|pop| pop.city.to_owned());
    let regions = regions().into_iter().map(|region| region.city.to_owned());
    cities.chain(pops).chain(regions).collect()
}

/// The faults of the translations of one file, a line each. `optional` may be translated.
fn faults(
    theirs: &BTreeMap<String, String>,
    said: &Keys,
    optional: &BTreeSet<String>,
) -> Vec<String> {
    let mut wrong = Vec::new();
    // A language that has a category in one sentence needs it in every sentence with forms.
    let categories: BTreeSet<&str> = theirs
        .keys()
        .filter_map(|key| category(key, said))
        .collect();
    let mut check = |text: &str, key: &Key, source: &str| match theirs.get(text) {
        None => wrong.push(format!("missing, from {source}: {text:?}")),
        Some(sentence) if sentence.trim().is_empty() => wrong.push(format!("empty: {text:?}")),
        Some(sentence) => {
            let has = names(sentence);
            if !key.required.is_subset(&has) || !has.is_subset(&key.allowed) {
                wrong.push(format!("other names in braces: {text:?}"));
            }
        }
    };
    for (text, (key, source)) in said {
        check(text, key, source);
        for category in categories.iter().filter(|_| key.is_plural) {
            check(&format!("{text}{QUALIFIER_MARK}{category}"), key, source);
        }
    }
    for key in theirs.keys() {
        let is_known = said.contains_key(key) || optional.contains(key);
        if !is_known && category(key, said).is_none() {
            wrong.push(format!("no source has it: {key:?}"));
        }
    }
    wrong
}

/// The further plural category of a key, such as `few` of `{count} rows|few`.
fn category<'a>(key: &'a str, said: &Keys) -> Option<&'a str> {
    let (sentence, category) = key.rsplit_once(QUALIFIER_MARK)?;
    let (key, _) = said.get(sentence)?;
    let is_known = ["zero", "two", "few", "many"].contains(&category);
    (key.is_plural && is_known).then_some(category)
}

#[test]
fn faults_of_a_translation_are_named() {
    let source = r#"plural!(n, "{n} row", "{n} rows"); say!("{n} cards", n); phrase("Undo");"#;
    let said: Keys = sources::keys(source)
        .into_iter()
        .map(|key| (key.sentence.clone(), (key, "a.rs".to_owned())))
        .collect();
    let check = |theirs: &[(&str, &str)], expected: &[&str]| {
        let whole = [("{n} row", "una fila"), ("{n} rows", "{n} filas")];
        let whole = whole
            .iter()
            .chain(&[("{n} cards", "{n}"), ("Undo", "Deshacer")]);
        let theirs: BTreeMap<String, String> = whole
            .chain(theirs)
            .map(|&(key, sentence)| (key.to_owned(), sentence.to_owned()))
            .collect();
        assert_eq!(
            faults(&theirs, &said, &BTreeSet::from(["Rome".to_owned()])),
            expected
        );
    };
    check(&[], &[]);
    check(&[("Rome", "Roma")], &[]);
    check(&[("Undo", " ")], &["empty: \"Undo\""]);
    check(
        &[("{n} rows", "filas")],
        &["other names in braces: \"{n} rows\""],
    );
    check(
        &[("{n} row", "{m}")],
        &["other names in braces: \"{n} row\""],
    );
    check(&[("{n} rows|few", "{n} filas")], &[]);
    check(&[("Undo|few", "")], &["no source has it: \"Undo|few\""]);
}

//! The scenarios that ship, and the facts, stand beside their JSON as the page reads them without a parser.
//!
//! `LANEWISE_BLESS=1 cargo test -p engine --test packed` writes them anew.

use std::fs;
use std::path::Path;

use engine::catalog::Book;
use engine::challenge::{Challenge, read};
use engine::scenario::Scenario;

/// The file holds these bytes; or does from now on.
fn check(file: &Path, bytes: &[u8]) {
    let bless = std::env::var_os("LANEWISE_BLESS").is_some_and(|value| value == "1");
    assert!(
        !bless || fs::write(file, bytes).is_ok(),
        "{} cannot be written",
        file.display()
    );
    let is_same = fs::read(file).is_ok_and(|found| found == bytes);
    assert!(
        is_same,
        "{} is not what its JSON says; write it anew: LANEWISE_BLESS=1 cargo test -p engine --test packed",
        file.display()
    );
}

#[test]
fn every_packed_scenario_is_its_json() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../public/scenarios");
    let mut packed = 0;
    for entry in fs::read_dir(folder).expect("the folder ships") {
        let path = entry.expect("an entry of it").path();
        if path.extension().is_none_or(|ending| ending != "json") {
            continue;
        }
        let json = fs::read_to_string(&path).expect("a text");
        let scenario = Scenario::from_json(&json).expect("a sound scenario");
        let bytes = borsh::to_vec(&scenario).expect("numbers that are numbers");
        check(&path.with_extension("bin"), &bytes);
        packed += 1;
    }
    assert!(packed > 0, "the folder holds scenarios");
}

#[test]
fn the_packed_facts_are_the_catalog() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../public/facts/facts.bin");
    let bytes = borsh::to_vec(&Book::of_catalog()).expect("numbers that are numbers");
    check(&file, &bytes);
}

/// The easiest first, which is the order in which they are offered.
#[test]
fn the_packed_challenges_are_their_files() {
    let public = Path::new(env!("CARGO_MANIFEST_DIR")).join("../public");
    let text = |path: &Path| fs::read_to_string(path).expect("a text");
    let shipped = text(&public.join("scenarios/learning-platform.json"));
    let shipped = Scenario::from_json(&shipped).expect("a sound scenario");
    let mut challenges: Vec<Challenge> = fs::read_dir(public.join("challenges"))
        .expect("the folder ships")
        .map(|entry| entry.expect("an entry of it").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "json"))
        .map(|path| read(&text(&path), &shipped).expect("a sound challenge"))
        .collect();
    challenges.sort_by(|a, b| (a.level, &a.id).cmp(&(b.level, &b.id)));
    let bytes = borsh::to_vec(&challenges).expect("numbers that are numbers");
    check(&public.join("challenges/challenges.bin"), &bytes);
}

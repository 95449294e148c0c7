//! The scenarios that ship, and the challenges have packed twins, which the page reads without a
//! parser. `cargo xtask bless` writes them.

use std::fs;
use std::path::Path;

use model::challenge::{Challenge, read};
use model::scenario::Scenario;

#[test]
fn every_packed_scenario_is_its_json() {
    let mut packed = 0;
    for entry in fs::read_dir(testkit::file("public/scenarios")).expect("the folder ships") {
        let path = entry.expect("an entry of it").path();
        if path.extension().is_none_or(|ending| ending != "json") {
            continue;
        }
        let json = fs::read_to_string(&path).expect("a text");
        let scenario = Scenario::from_json(&json).expect("a sound scenario");
        let bytes = borsh::to_vec(&scenario).expect("numbers that are numbers");
        let name = path.file_stem().expect("a name").to_string_lossy();
        testkit::check(&format!("public/scenarios/{name}.bin"), bytes);
        packed += 1;
    }
    assert!(packed > 0, "the folder holds scenarios");
}

/// The easiest first, which is the order in which they are offered.
#[test]
fn the_packed_challenges_are_their_files() {
    let public = testkit::file("public");
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
    testkit::check("public/challenges/challenges.bin", bytes);
}

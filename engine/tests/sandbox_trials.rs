//! Small modules that people reported, each with its right end: code that runs before it is called, growth, floods of calls, work before a
//! trap, and the bits of results that are no number. The large ones are in `hostile/compile_bombs.rs`.
#![expect(clippy::unwrap_used, reason = "a test may end at once")]

use std::borrow::Cow;

use engine::interpreter::{Program, SandboxError};
use model::sandbox::{Criterion, Ended, Expect, Grants, Limits, SnippetRun, Task, Trap};

/// A module with the host's calls and this memory, whose `grade` is `body`.
fn text(memory: &str, fields: &str, body: &str) -> String {
    format!(
        r#"(module
          (import "lanewise" "award" (func $award (param i32)))
          (import "lanewise" "criteria" (func $criteria (result i32)))
          (import "lanewise" "feedback" (func $feedback (param i32 i32)))
          (import "lanewise" "submission_len" (func $len (result i32)))
          (import "lanewise" "answer_matches" (func $matches (param i32 i32 i32) (result i32)))
          (memory (export "memory") {memory}) {fields}
          (func (export "grade") {body}))"#
    )
}

fn run_text(text: &str) -> Result<SnippetRun, SandboxError> {
    let wasm = wat::parse_str(text).unwrap_or_else(|error| panic!("{error}\n{text}"));
    let program = Program::to_watch(&wasm, &Limits::default(), Grants::ALL)?;
    let task = Task {
        prompt: "",
        cap_points: 3,
        key: Cow::Owned(vec![Criterion {
            points: 3,
            expect: Expect::is(&["xyzzy"]),
        }]),
        samples: "",
    };
    Ok(program.run(&task, "plugh"))
}

fn run(body: &str) -> SnippetRun {
    run_text(&text("1", "", body)).unwrap()
}

#[test]
fn nothing_runs_before_it_is_called() {
    let never_ends = r#"(module (memory (export "memory") 1)
        (func $s (loop $l (br $l))) (start $s) (func (export "grade")))"#;
    let error = run_text(never_ends).unwrap_err().to_string();
    assert!(error.contains("start function"), "{error}");
    // Instantiation is not paid for in fuel, so that what it copies is bounded by the size of a module.
    let segment = format!("(data (i32.const 0) \"{}\")", "x".repeat(900));
    let run = run_text(&text("1", &segment.repeat(1_000), "")).unwrap();
    assert_eq!(run.ended, Ended::Graded { points: 0 });
    let error = run_text(&text("1", &segment.repeat(1_001), "")).unwrap_err();
    assert!(error.to_string().contains("data segments"), "{error}");
}

#[test]
fn a_grader_gets_no_wasi() {
    let prints = r#"(module
        (import "wasi_snapshot_preview1" "fd_write" (func $w (param i32 i32 i32 i32) (result i32)))
        (memory (export "memory") 1)
        (func (export "grade") (drop (call $w (i32.const 1) (i32.const 0) (i32.const 0) (i32.const 8)))))"#;
    let call = "wasi_snapshot_preview1.fd_write".to_owned();
    assert_eq!(run_text(prints).unwrap().ended, Ended::Denied { call });
    let exits = r#"(module (import "wasi_snapshot_preview1" "proc_exit" (func $x (param i32)))
        (memory (export "memory") 1) (func (export "_start") (call $x (i32.const 0))))"#;
    let ended = run_text(exits).unwrap().ended;
    assert!(
        matches!(ended, Ended::Trapped(Trap::BadResult(_))),
        "{ended}"
    );
}

#[test]
fn a_growth_is_refused_for_its_own_reason() {
    let is_refused = "(i32.const -1)) (then (call $award (i32.const 1))))";
    let check = |memory, fields, body: &str, expected: Ended| {
        let run = run_text(&text(memory, fields, body)).unwrap();
        assert_eq!(run.ended, expected, "{body}");
    };
    let one = Ended::Graded { points: 1 };
    let grow = |pages| format!("(if (i32.eq (memory.grow (i32.const {pages})) {is_refused}");
    check("1 1", "", &grow(1), one.clone());
    check("1", "", &grow(-1), one.clone());
    let table = format!("(if (i32.eq (table.grow $t (ref.null func) (i32.const 1)) {is_refused}");
    check("1", "(table $t 2 2 funcref)", &table, one);
    check("1", "", &grow(16), Ended::Trapped(Trap::MemoryLimit));
    let nine =
        "(local $i i32) (local.set $i (i32.const 9)) (loop $l (drop (memory.grow (i32.const 1)))
        (local.set $i (i32.sub (local.get $i) (i32.const 1))) (br_if $l (local.get $i)))";
    check("1", "", nine, Ended::Graded { points: 0 });
}

#[test]
fn calls_in_a_loop_are_paid_for() {
    let check =
        |body: &str, trap: Trap| assert_eq!(run(body).ended, Ended::Trapped(trap), "{body}");
    check(
        "(loop $l (drop (call $criteria)) (drop (call $len)) (call $award (i32.const 2147483647)) (br $l))",
        Trap::OutOfFuel,
    );
    check(
        "(loop $l (call $feedback (i32.const 0) (i32.const 65536)) (br $l))",
        Trap::OutOfFuel,
    );
    check(
        "(loop $l (call $feedback (i32.const 65536) (i32.const 0)) (br $l))",
        Trap::OutOfFuel,
    );
    check(
        "(loop $l (call $award (call $matches (i32.const 0) (i32.const 0) (call $len))) (br $l))",
        Trap::QuestionLimit,
    );
    let straight = format!(
        "(call $feedback (i32.const 0) (i32.const 65536)) {}",
        "(call $award (i32.const 1))".repeat(2_000)
    );
    let run = run(&straight);
    assert_eq!(
        (run.ended, run.points_asked),
        (Ended::Graded { points: 3 }, 2_000)
    );
}

#[test]
fn work_before_a_trap_has_been_paid_for() {
    let work = "(local $n i32) (local.set $n (i32.const 10000))
        (loop $l (local.set $n (i32.sub (local.get $n) (i32.const 1))) (br_if $l (local.get $n)))";
    let check = |trap_by: &str, trap: Trap| {
        let run = run(&format!("{work} {trap_by}"));
        assert_eq!(run.ended, Ended::Trapped(trap));
        assert!(run.fuel_burnt >= 70_000, "{}", run.fuel_burnt);
    };
    check(
        "(drop (i32.div_s (i32.const 1) (local.get $n)))",
        Trap::Arithmetic,
    );
    check("(drop (i32.load (i32.const 65536)))", Trap::OutOfBounds);
    check("unreachable", Trap::Unreachable);
}

#[test]
fn the_bits_of_a_result_that_is_no_number_are_the_same_everywhere() {
    let check = |value: &str, bits: &str, ty: &str| {
        let body = format!(
            "(if ({ty}.eq {value} ({ty}.const {bits})) (then (call $award (i32.const 1))))"
        );
        assert_eq!(run(&body).ended, Ended::Graded { points: 1 }, "{value}");
    };
    let quotient = "(i64.reinterpret_f64 (f64.div (f64.const 0) (f64.const 0)))";
    check(quotient, "0x7ff8000000000000", "i64");
    let least = "(i32.reinterpret_f32 (f32.min (f32.sqrt (f32.const -1)) (f32.reinterpret_i32 (i32.const 0xffc12345))))";
    check(least, "0x7fc00000", "i32");
}

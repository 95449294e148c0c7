//! Programs as text, and their runs.

use std::borrow::Cow;

use engine::interpreter::{Program, WASI_MODULE};
use model::sandbox::{Capability, Ended, Grants, Limits, SnippetRun, Task};

/// A task with four points, and nothing else that a program with `_start` sees.
pub(crate) const TASK: Task = Task {
    prompt: "",
    cap_points: 4,
    key: Cow::Borrowed(&[]),
    samples: "",
};

pub(crate) const SUBMISSION: &str = "B, D";
/// What a program reads.
pub(crate) const INPUT: &str = "{\"submission\":\"B, D\"}\n";

/// Where a program's result is in its memory: `{"points":P}` with P to be written at `POINTS_AT`.
pub(crate) const POINTS_AT: u32 = 2_058;

pub(crate) const BADF: i32 = 8;
pub(crate) const FAULT: i32 = 21;
pub(crate) const INVAL: i32 = 28;
pub(crate) const NOTDIR: i32 = 54;
pub(crate) const NOTSUP: i32 = 58;
pub(crate) const SPIPE: i32 = 70;
pub(crate) const NOTCAPABLE: i32 = 76;

/// A program that imports `fd_read`, `fd_write`, `proc_exit` and `others`, and whose `_start` is `body`. `$assert` ends
/// the run with its second argument as exit code where the first is 0; `$write` writes a stretch to a descriptor;
/// `$award` writes a result with so many points.
pub(crate) fn module(others: &str, body: &str) -> Vec<u8> {
    let text = text("", others, body);
    wat::parse_str(&text).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

/// The same as text, with more `fields` of the module.
pub(crate) fn text(fields: &str, others: &str, body: &str) -> String {
    let others: Vec<String> = others
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .map(|line| {
            let (name, types) = line.split_once(' ').unwrap_or((line, ""));
            format!("(import \"{WASI_MODULE}\" \"{name}\" (func ${name} {types}))\n")
        })
        .collect();
    let others = others.concat();
    format!(
        "(module
          (import \"{WASI_MODULE}\" \"fd_read\" (func $fd_read (param i32 i32 i32 i32) (result i32)))
          (import \"{WASI_MODULE}\" \"fd_write\" (func $fd_write (param i32 i32 i32 i32) (result i32)))
          (import \"{WASI_MODULE}\" \"proc_exit\" (func $proc_exit (param i32)))
          {others}
          (memory (export \"memory\") 1)
          (data (i32.const 2047) \"\\n{{\\\"points\\\":0}}\")
          (func $assert (param $holds i32) (param $code i32)
            (if (i32.eqz (local.get $holds)) (then (call $proc_exit (local.get $code)))))
          (func $write (param $fd i32) (param $at i32) (param $len i32) (result i32)
            (i32.store (i32.const 2000) (local.get $at)) (i32.store (i32.const 2004) (local.get $len))
            (call $fd_write (local.get $fd) (i32.const 2000) (i32.const 1) (i32.const 2008)))
          (func $award (param $points i32)
            (i32.store8 (i32.const {POINTS_AT}) (i32.add (i32.const 48) (local.get $points)))
            (call $assert (i32.eqz (call $write (i32.const 1) (i32.const 2047) (i32.const 13))) (i32.const 99)))
          {fields}
          (func (export \"_start\") {body}))"
    )
}

pub(crate) fn run_within(others: &str, body: &str, limits: &Limits) -> SnippetRun {
    let program = Program::command(&module(others, body), limits, Grants::ALL).unwrap();
    program.run(&TASK, SUBMISSION)
}

pub(crate) fn run(others: &str, body: &str) -> SnippetRun {
    run_within(others, body, &Limits::default())
}

/// A run without what is given of a capability.
pub(crate) fn run_without(capability: Capability, others: &str, body: &str) -> SnippetRun {
    let grants = Grants::ALL.without(capability);
    let program = Program::command(&module(others, body), &Limits::default(), grants).unwrap();
    program.run(&TASK, SUBMISSION)
}

/// Checks the end of a run.
pub(crate) fn check(others: &str, body: &str, expected: &Ended) {
    assert_eq!(run(others, body).ended, *expected, "{body}");
}

/// Checks that no `$assert` of a body fails; then the program gets one point.
pub(crate) fn check_holds(others: &str, body: &str) {
    let body = format!("{body} (call $award (i32.const 1))");
    check(others, &body, &Ended::Graded { points: 1 });
}

/// Checks what a call answers.
pub(crate) fn check_answer(others: &str, call: &str, expected: i32) {
    check_holds(others, &answers(call, expected, 1));
}

/// An assertion about what a call answers.
pub(crate) fn answers(call: &str, expected: i32, code: u32) -> String {
    format!("(call $assert (i32.eq {call} (i32.const {expected})) (i32.const {code}))")
}

//! A trap names the function in which it happened, whoever built the module.
#![expect(clippy::unwrap_used, reason = "a test may end at once")]

use engine::interpreter::{Program, trapped_in};
use grading::compile;
use model::sandbox::{Ended, Grants, Limits, snippets};

/// The function in which a module traps on the first snippet's task.
fn function(wasm: &[u8]) -> Option<String> {
    let (limits, grants) = (Limits::default(), Grants::ALL);
    let task = &snippets()[0].task;
    let run = Program::to_watch(wasm, &limits, grants)
        .unwrap()
        .run(task, "B, D, E");
    let Ended::Trapped(trap) = run.ended else {
        panic!("{:?}", run.ended)
    };
    trapped_in(wasm, &limits, grants, (task, "B, D, E"), &trap)
}

fn check(text: &str, expected: &str) {
    let found = function(&wat::parse_str(text).unwrap());
    assert_eq!(found.as_deref(), Some(expected), "{text}");
}

#[test]
fn in_the_entry_and_in_what_it_calls() {
    check(
        "(module (func $grade (export \"grade\") unreachable))",
        "grade",
    );
    check(
        "(module (func $deep unreachable) (func $grade (export \"grade\") (call $deep)))",
        "deep",
    );
}

#[test]
fn after_a_call_that_came_back() {
    check(
        "(module (func $fine) (func $grade (export \"grade\") (call $fine) unreachable))",
        "grade",
    );
    check(
        "(module (table funcref (elem $fine)) (func $fine) (func $outer (call_indirect (i32.const 0)) (drop (i32.div_s (i32.const 1) (i32.const 0))))
            (func $grade (export \"grade\") (call $outer)))",
        "outer",
    );
}

#[test]
fn beside_imports_and_globals_of_its_own() {
    check(
        "(module (import \"lanewise\" \"award\" (func $award (param i32))) (global $own (mut i32) (i32.const 7))
            (memory (export \"memory\") 1)
            (func $reads (drop (i32.load (i32.const 70000))))
            (func $grade (export \"grade\") (call $award (global.get $own)) (call $reads)))",
        "reads",
    );
}

#[test]
fn where_a_loop_burns_the_fuel_and_where_the_calls_are_too_many() {
    check(
        "(module (func $spins (loop $again (br $again))) (func $grade (export \"grade\") (call $spins)))",
        "spins",
    );
    check(
        "(module (func $falls (call $falls)) (func $grade (export \"grade\") (call $falls)))",
        "falls",
    );
}

#[test]
fn a_function_without_a_name_is_its_number() {
    check(
        "(module (func unreachable) (func (export \"grade\") (call 0)))",
        "0",
    );
}

#[test]
fn in_the_grading_language() {
    let wasm = compile("award(least(1, broken()))\nfn broken() -> number { fail() }")
        .unwrap()
        .wasm;
    assert_eq!(function(&wasm).as_deref(), Some("broken"));
}

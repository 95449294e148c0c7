//! Each wall, with a module that runs into it.
#![expect(clippy::unwrap_used, reason = "a test may end at once")]

use std::borrow::Cow;

use engine::interpreter::{GRANTED, HostCall, MODULE, Program, SandboxError};
use model::sandbox::{Criterion, Ended, Expect, Limits, MAX_MODULE_BYTES, SnippetRun, Task, Trap};

const TASK: Task = Task {
    prompt: "What is the password?",
    cap_points: 3,
    key: Cow::Borrowed(&[
        Criterion {
            points: 3,
            expect: Expect::is(&["xyzzy"]),
        },
        Criterion {
            points: 1,
            expect: Expect::Number {
                value: 42.0,
                tolerance: 0.5,
            },
        },
    ]),
    samples: "",
};

/// A module that imports everything granted and one call that is not, with `body` as its `grade`.
fn module(body: &str) -> String {
    let mut imports = String::new();
    for HostCall { name, signature } in GRANTED {
        let line = format!("(import \"{MODULE}\" \"{name}\" (func ${name} {signature}))\n");
        imports.push_str(&line);
    }
    format!(
        "(module {imports} (import \"net\" \"open_socket\" (func $open_socket (param i64)))
         (memory (export \"memory\") 1) (table $t 1 funcref)
         (data (i32.const 0) \"good\\nline\\u{{e9}}\")
         (func $again (local i64 i64 i64 i64) (call $again))
         (func (export \"grade\") {body}))"
    )
}

fn run_within(body: &str, limits: &Limits) -> SnippetRun {
    let wasm = wat::parse_str(module(body)).unwrap();
    Program::new(&wasm, limits).unwrap().run(&TASK, "plugh é")
}

fn check(body: &str, expected: &Ended) {
    assert_eq!(
        run_within(body, &Limits::default()).ended,
        *expected,
        "{body}"
    );
}

fn check_trap(body: &str, expected: Trap) {
    check(body, &Ended::Trapped(expected));
}

fn check_points(body: &str, points: u32) {
    check(body, &Ended::Graded { points });
}

fn check_refused(source: &str, expected: fn(&SandboxError) -> bool) {
    let wasm = wat::parse_str(source).unwrap();
    let error = Program::new(&wasm, &Limits::default()).err();
    assert!(error.as_ref().is_some_and(expected), "{source}: {error:?}");
}

#[test]
fn addresses_outside_memory_end_the_run() {
    check_points(
        "(drop (call $submission_read (i32.const 65528) (i32.const 0) (i32.const -1)))",
        0,
    );
    check_trap(
        "(drop (call $submission_read (i32.const 65529) (i32.const 0) (i32.const 8)))",
        Trap::OutOfBounds,
    );
    check_trap(
        "(drop (call $submission_read (i32.const -4) (i32.const 0) (i32.const 8)))",
        Trap::OutOfBounds,
    );
    check_trap(
        "(call $feedback (i32.const -1) (i32.const -1))",
        Trap::OutOfBounds,
    );
    check_trap(
        "(call $feedback (i32.const 1) (i32.const 65536))",
        Trap::OutOfBounds,
    );
    check_trap("(drop (i32.load (i32.const 65533)))", Trap::OutOfBounds);
}

#[test]
fn stretches_outside_the_submission_end_the_run() {
    let ask = |from: i32, len: i32| {
        format!("(drop (call $answer_matches (i32.const 0) (i32.const {from}) (i32.const {len})))")
    };
    check_points(&ask(0, 8), 0);
    check_points(&ask(8, 0), 0);
    check_points(&ask(7, 1), 0); // in the middle of a character
    check_trap(&ask(0, 9), Trap::OutOfBounds);
    check_trap(&ask(-1, 2), Trap::OutOfBounds);
    check_trap(&ask(9, 0), Trap::OutOfBounds);
}

#[test]
fn criteria_that_do_not_exist_are_never_met() {
    check_points(
        "(call $award (call $answer_matches (i32.const 9) (i32.const 0) (i32.const 0)))",
        0,
    );
    check_points("(call $award (call $criterion_points (i32.const -1)))", 0);
    check_points(
        "(call $award (call $number_within (i32.const 1) (f64.const 42.5)))",
        1,
    );
    check_points(
        "(call $award (call $number_within (i32.const 1) (f64.const nan)))",
        0,
    );
    check_points(
        "(call $award (call $number_within (i32.const 1) (f64.const inf)))",
        0,
    );
    check_points(
        "(call $award (call $number_within (i32.const 0) (f64.const 42)))",
        0,
    );
}

#[test]
fn the_key_stays_out_of_the_guests_memory() {
    // After every call, each byte of memory but the submission's and the data's is still zero.
    check_points(
        "(local $at i32)
         (drop (call $submission_read (i32.const 1024) (i32.const 0) (i32.const 65535)))
         (drop (call $answer_matches (i32.const 0) (i32.const 0) (i32.const 5)))
         (drop (call $number_within (i32.const 1) (f64.const 42)))
         (drop (call $criteria)) (drop (call $criterion_points (i32.const 0)))
         (local.set $at (i32.const 1032))
         (loop $next
           (if (i64.ne (i64.load (local.get $at)) (i64.const 0)) (then (call $award (i32.const 1))))
           (local.set $at (i32.add (local.get $at) (i32.const 8)))
           (br_if $next (i32.lt_u (local.get $at) (i32.const 65536))))",
        0,
    );
    // Questions run out before answers can be tried one after the other.
    check_trap(
        "(local $n f64) (loop $next
           (br_if $next (i32.eqz (call $number_within (i32.const 1)
             (local.tee $n (f64.sub (local.get $n) (f64.const 1)))))))",
        Trap::QuestionLimit,
    );
}

#[test]
fn points_stop_at_the_cap() {
    let run = run_within(
        "(call $award (i32.const 2)) (call $award (i32.const -5)) (call $award (i32.const 2147483647))
         (call $award (i32.const 2147483647)) (call $award (i32.const 9))",
        &Limits::default(),
    );
    assert_eq!(run.ended, Ended::Graded { points: 3 });
    assert_eq!(run.points_asked, u32::MAX);
}

#[test]
fn feedback_is_one_bounded_line() {
    let feedback = |body: &str, output_bytes| {
        run_within(
            body,
            &Limits {
                output_bytes,
                ..Limits::default()
            },
        )
        .feedback
    };
    let say = "(call $feedback (i32.const 0) (i32.const 11))";
    assert_eq!(feedback(say, 240).as_deref(), Some("good lineé"));
    assert_eq!(
        feedback(say, 10).as_deref(),
        Some("good line"),
        "cut between characters"
    );
    assert_eq!(feedback(say, 0), None);
    assert_eq!(
        feedback("(call $feedback (i32.const 100) (i32.const 9))", 240),
        None
    );
    let broken =
        "(i32.store8 (i32.const 0) (i32.const 255)) (call $feedback (i32.const 0) (i32.const 4))";
    assert_eq!(feedback(broken, 240).as_deref(), Some("\u{fffd}ood"));
    let huge = "(memory.fill (i32.const 0) (i32.const 97) (i32.const 65536))
                (call $feedback (i32.const 0) (i32.const 65536))";
    assert_eq!(feedback(huge, 240).map(|line| line.len()), Some(240));
    let twice =
        "(call $feedback (i32.const 0) (i32.const 4)) (call $feedback (i32.const 5) (i32.const 4))";
    assert_eq!(feedback(twice, 240).as_deref(), Some("line"));
}

#[test]
fn resources_end_at_their_limits() {
    check_trap("(loop $on (br $on))", Trap::OutOfFuel);
    check_trap(
        "(loop $on (drop (call $submission_len)) (br $on))",
        Trap::OutOfFuel,
    );
    check_trap("(drop (memory.grow (i32.const 64)))", Trap::MemoryLimit);
    check_trap(
        "(drop (table.grow $t (ref.null func) (i32.const 1024)))",
        Trap::MemoryLimit,
    );
    check_trap("(call $again)", Trap::StackOverflow);
    check_trap("unreachable", Trap::Unreachable);
    check_trap(
        "(drop (i32.div_u (i32.const 1) (i32.const 0)))",
        Trap::Arithmetic,
    );
    check_trap("(call_indirect (i32.const 0))", Trap::BadCall);
    check_trap("(call_indirect (i32.const 1))", Trap::OutOfBounds);
}

#[test]
fn the_memory_that_was_used_is_told() {
    let run = run_within("(drop (memory.grow (i32.const 3)))", &Limits::default());
    assert_eq!(
        (run.ended, run.memory_peak_bytes),
        (Ended::Graded { points: 0 }, 4 * 65_536)
    );
}

#[test]
fn tiny_limits_trap_instead_of_panicking() {
    let none = Limits {
        fuel: 0,
        memory_bytes: 0,
        table_elements: 0,
        stack_bytes: 0,
        recursion: 0,
        output_bytes: 0,
        key_questions: 0,
    };
    let all = Limits::default();
    let check = |limits: Limits, expected: Trap| {
        let body = "(drop (call $number_within (i32.const 1) (f64.const 1))) (call $again)";
        assert_eq!(
            run_within(body, &limits).ended,
            Ended::Trapped(expected),
            "{limits:?}"
        );
    };
    check(none, Trap::MemoryLimit);
    check(Limits { fuel: 0, ..all }, Trap::OutOfFuel);
    check(
        Limits {
            memory_bytes: 65_535,
            ..all
        },
        Trap::MemoryLimit,
    );
    check(
        Limits {
            table_elements: 0,
            ..all
        },
        Trap::MemoryLimit,
    );
    check(
        Limits {
            key_questions: 0,
            ..all
        },
        Trap::QuestionLimit,
    );
    check(
        Limits {
            stack_bytes: 0,
            ..all
        },
        Trap::StackOverflow,
    );
    check(
        Limits {
            recursion: 0,
            ..all
        },
        Trap::StackOverflow,
    );
    check(
        Limits {
            recursion: u32::MAX,
            stack_bytes: 5_000,
            ..all
        },
        Trap::StackOverflow,
    );
}

#[test]
fn what_is_not_granted_is_denied_when_it_is_called() {
    check(
        "(call $open_socket (i64.const 1))",
        &Ended::Denied {
            call: "net.open_socket".into(),
        },
    );
    let run = run_within(
        "(call $award (i32.const 1)) (call $open_socket (i64.const 1))",
        &Limits::default(),
    );
    assert_eq!(
        run.calls.last().map(|one| one.call.as_str()),
        Some("net.open_socket")
    );
    assert!(run.fuel_burnt > 0);
    check_points("(call $award (i32.const 1))", 1);
}

#[test]
fn unfit_modules_are_refused() {
    let grade = "(func (export \"grade\"))";
    let refused = |error: &SandboxError| matches!(error, SandboxError::Refused { .. });
    let import = |error: &SandboxError| matches!(error, SandboxError::Import { .. });
    check_refused(&format!("(module (func $s) (start $s) {grade})"), refused);
    check_refused(
        &format!("(module (memory (export \"memory\") 1) (memory 1) {grade})"),
        refused,
    );
    check_refused(&format!("(module (memory 1) {grade})"), |error| {
        *error == SandboxError::HiddenMemory
    });
    check_refused("(module)", |error| *error == SandboxError::NoGrade);
    check_refused("(module (func (export \"grade\") (param i32)))", |error| {
        *error == SandboxError::NoGrade
    });
    check_refused(
        &format!("(module (import \"a\" \"b\" (memory 1)) {grade})"),
        import,
    );
    check_refused(
        &format!("(module (import \"a\" \"b\" (global i32)) {grade})"),
        import,
    );
    check_refused(
        &format!("(module (import \"lanewise\" \"award\" (func)) {grade})"),
        import,
    );
    let big = vec![0; MAX_MODULE_BYTES as usize + 1];
    let error = Program::new(&big, &Limits::default()).err().unwrap();
    assert!(matches!(error, SandboxError::TooBig { .. }), "{error}");
    let error = Program::new(b"\0asm\x01\0\0\0junk", &Limits::default())
        .err()
        .unwrap();
    assert!(refused(&error), "{error}");
}

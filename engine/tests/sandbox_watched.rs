//! Runs in pieces: the same result as in one piece, and a way on where the fuel was gone.
#![expect(clippy::unwrap_used, reason = "a test may end at once")]

use std::borrow::Cow;

use engine::interpreter::{Program, WatchedRun};
use model::sandbox::{
    Argument, Capability, Ended, Grants, GrowthRefusal, Limits, SnippetRun, Step, Task, Trap,
    snippets,
};

const TASK: Task = Task {
    prompt: "",
    cap_points: 3,
    key: Cow::Borrowed(&[]),
    samples: "",
};

fn to_its_end(run: &mut WatchedRun, piece: u64) -> SnippetRun {
    while run.advance(piece) == Step::Paused {}
    run.result()
}

fn watched(source: &str, limits: &Limits) -> WatchedRun {
    let wasm = wat::parse_str(source).unwrap();
    let program = Program::to_watch(&wasm, limits, Grants::ALL).unwrap();
    WatchedRun::begin(&program, &TASK, "an answer")
}

#[test]
fn pieces_change_neither_result_nor_fuel() {
    let limits = Limits::default();
    for snippet in snippets() {
        let plain = Program::new(snippet.wasm(), &limits).unwrap();
        let program = Program::to_watch(snippet.wasm(), &limits, Grants::ALL).unwrap();
        for submission in snippet.task.submissions() {
            let expected = plain.run(&snippet.task, submission);
            for piece in [1, 97, 5_000, u64::MAX] {
                let mut run = WatchedRun::begin(&program, &snippet.task, submission);
                let found = to_its_end(&mut run, piece);
                assert_eq!(found, expected, "{} in pieces of {piece}", snippet.id);
                let logged = run.calls().len() as u64;
                let calls: u64 = expected
                    .calls
                    .iter()
                    .map(|call| u64::from(call.times))
                    .sum();
                assert_eq!(logged, calls.min(500), "{}", snippet.id);
            }
        }
    }
}

#[test]
fn a_run_goes_on_with_more_fuel() {
    let source = r#"(module
        (import "lanewise" "award" (func $award (param i32)))
        (memory (export "memory") 1)
        (func (export "grade") (local $n i32)
            (local.set $n (i32.const 10000))
            (loop $again
                (local.set $n (i32.sub (local.get $n) (i32.const 1)))
                (br_if $again (local.get $n)))
            (call $award (i32.const 2))))"#;
    let whole = to_its_end(&mut watched(source, &Limits::default()), u64::MAX);
    assert_eq!(whole.ended, Ended::Graded { points: 2 });
    let short = Limits {
        fuel: whole.fuel_burnt / 2,
        ..Limits::default()
    };
    let mut run = watched(source, &short);
    while run.advance(1_000) == Step::Paused {}
    assert_eq!(run.result().ended, Ended::Trapped(Trap::OutOfFuel));
    assert_eq!(run.advance(1_000), Step::OutOfFuel);
    run.add_fuel(whole.fuel_burnt);
    assert_eq!(to_its_end(&mut run, 1_000), whole);
}

/// Grows the memory by so many pages, and awards a point where it hears -1.
fn growing(memory: &str, pages: i32) -> String {
    format!(
        r#"(module
            (import "lanewise" "award" (func $award (param i32)))
            (memory (export "memory") {memory})
            (func (export "grade")
                (if (i32.eq (memory.grow (i32.const {pages})) (i32.const -1))
                    (then (call $award (i32.const 1))))))"#
    )
}

fn check_growth(source: &str, fuel: u64, ended: &Ended, refused: Option<GrowthRefusal>) {
    let limits = Limits {
        fuel,
        ..Limits::default()
    };
    let mut run = watched(source, &limits);
    assert_eq!(to_its_end(&mut run, 500).ended, *ended, "{source}");
    assert_eq!(run.gauges().refused, refused, "{source}");
}

#[test]
fn a_refused_growth_says_which_limit_it_met() {
    let points = |points| Ended::Graded { points };
    let own = Some(GrowthRefusal::OwnMaximum);
    check_growth(&growing("1 1", 1), 200_000, &points(1), own);
    check_growth(&growing("1 300", 2), 200_000, &points(0), None);
    let wall = Ended::Trapped(Trap::MemoryLimit);
    check_growth(&growing("1", 16), 200_000, &wall, Some(GrowthRefusal::Wall));
    let fuel = Ended::Trapped(Trap::OutOfFuel);
    check_growth(&growing("1", 9), 2_000, &fuel, Some(GrowthRefusal::Fuel));
    // More than a memory can ever have is no matter of a limit.
    check_growth(&growing("1", -1), 200_000, &points(1), None);
}

/// Grows a table by so many elements, and awards a point where it hears -1.
fn growing_table(table: &str, elements: i32) -> String {
    format!(
        r#"(module
            (import "lanewise" "award" (func $award (param i32)))
            (memory (export "memory") 1) (table $t {table} funcref)
            (func (export "grade")
                (if (i32.eq (table.grow $t (ref.null func) (i32.const {elements})) (i32.const -1))
                    (then (call $award (i32.const 1))))))"#
    )
}

#[test]
fn a_refused_table_says_which_limit_it_met() {
    let points = |points| Ended::Graded { points };
    let own = Some(GrowthRefusal::OwnMaximum);
    check_growth(&growing_table("2 2", 1), 200_000, &points(1), own);
    let wall = Ended::Trapped(Trap::MemoryLimit);
    check_growth(
        &growing_table("1", 1_024),
        200_000,
        &wall,
        Some(GrowthRefusal::Wall),
    );
    let fuel = Ended::Trapped(Trap::OutOfFuel);
    check_growth(
        &growing_table("1", 1_000),
        60,
        &fuel,
        Some(GrowthRefusal::Fuel),
    );
}

#[test]
fn calls_are_kept_with_their_cost() {
    let source = r#"(module
        (import "lanewise" "feedback" (func $feedback (param i32 i32)))
        (import "net" "open" (func $open (param i32)))
        (memory (export "memory") 1)
        (func (export "grade")
            (call $feedback (i32.const 0) (i32.const 7))
            (call $open (i32.const 80))))"#;
    let mut run = watched(source, &Limits::default());
    to_its_end(&mut run, u64::MAX);
    let [feedback, open] = run.calls() else {
        panic!("{:?}", run.calls());
    };
    assert_eq!(feedback.call, "lanewise.feedback");
    assert_eq!(feedback.arguments, [Argument::Whole(0), Argument::Whole(7)]);
    assert_eq!((feedback.is_granted, feedback.cost_fuel), (true, 7));
    assert_eq!((open.call.as_str(), open.is_granted), ("net.open", false));
    // Fuel for a straight run of operators is charged where it begins.
    assert_eq!(open.at_fuel, feedback.at_fuel + 7);
}

#[test]
fn a_call_that_is_not_granted_ends_the_run() {
    let source = r#"(module
        (import "lanewise" "award" (func $award (param i32)))
        (import "lanewise" "criteria" (func $criteria (result i32)))
        (memory (export "memory") 1)
        (func (export "grade") (call $award (i32.const 1)) (drop (call $criteria))))"#;
    let wasm = wat::parse_str(source).unwrap();
    let grants = Grants::ALL.without(Capability::Key);
    let program = Program::to_watch(&wasm, &Limits::default(), grants).unwrap();
    let mut run = WatchedRun::begin(&program, &TASK, "");
    let call = "lanewise.criteria".to_owned();
    assert_eq!(to_its_end(&mut run, u64::MAX).ended, Ended::Denied { call });
}

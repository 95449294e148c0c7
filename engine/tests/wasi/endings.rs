//! How a program ends, and what its output then means.

use engine::interpreter::{Program, SandboxError};
use model::sandbox::{CallCount, Ended, Grants, Limits, Trap};

use crate::support::{SUBMISSION, TASK, check, module, run, run_within, text};

#[test]
fn what_it_wrote_says_its_points() {
    check(
        "",
        "(call $award (i32.const 3))",
        &Ended::Graded { points: 3 },
    );
    let run = run("", "(call $award (i32.const 9))");
    assert_eq!(run.ended, Ended::Graded { points: 4 }, "the task's cap");
    assert_eq!(run.points_asked, 9);
}

#[test]
fn to_exit_with_0_is_to_return() {
    let exit = |code: i32| {
        format!("(call $award (i32.const 2)) (call $proc_exit (i32.const {code})) unreachable")
    };
    check("", &exit(0), &Ended::Graded { points: 2 });
    check("", &exit(1), &Ended::Trapped(Trap::Exit(1)));
    check("", &exit(-1), &Ended::Trapped(Trap::Exit(-1)));
    check("", "unreachable", &Ended::Trapped(Trap::Unreachable));
}

#[test]
fn an_output_that_is_no_result_is_said() {
    let bad = |body: &str| match run("", body).ended {
        Ended::Trapped(Trap::BadResult(fault)) => fault,
        other => panic!("{other}"),
    };
    assert!(bad("").contains("there is nothing"));
    let two = "(call $award (i32.const 1)) (call $award (i32.const 2))";
    assert!(
        bad(two).starts_with("expected one JSON object"),
        "{}",
        bad(two)
    );
    // The exit code says success; the output does not.
    assert!(!bad("(call $proc_exit (i32.const 0))").is_empty());
}

#[test]
fn feedback_is_one_bounded_line() {
    let json = r#"{"points":1,"feedback":" two\nlines of text "}"#;
    let said = |output_bytes| {
        let data = json.replace('\\', "\\\\").replace('"', "\\\"");
        let body = format!(
            "(call $assert (i32.eqz (call $write (i32.const 1) (i32.const 4096) (i32.const {}))) (i32.const 1))",
            json.len()
        );
        let text = text(&format!("(data (i32.const 4096) \"{data}\")"), "", &body);
        let limits = Limits {
            output_bytes,
            ..Limits::default()
        };
        let program =
            Program::command(&wat::parse_str(text).unwrap(), &limits, Grants::ALL).unwrap();
        let run = program.run(&TASK, SUBMISSION);
        assert_eq!(run.ended, Ended::Graded { points: 1 });
        run.feedback
    };
    assert_eq!(said(240).as_deref(), Some("two lines of text"));
    assert_eq!(said(4).as_deref(), Some("two"));
    assert_eq!(said(0), None);
}

#[test]
fn more_output_than_granted_ends_the_run() {
    let limits = Limits {
        output_bytes: 0,
        ..Limits::default()
    };
    // 1,024 bytes are granted beside the feedback.
    let write = |fd: u32, len: u32| {
        let body = format!(
            "(drop (call $write (i32.const {fd}) (i32.const 4096) (i32.const {len}))) (call $proc_exit (i32.const 7))"
        );
        run_within("", &body, &limits).ended
    };
    for fd in [1, 2] {
        assert_eq!(write(fd, 1_024), Ended::Trapped(Trap::Exit(7)));
        assert_eq!(write(fd, 1_025), Ended::Trapped(Trap::OutputLimit));
        assert_eq!(write(fd, 60_000), Ended::Trapped(Trap::OutputLimit));
    }
    let again =
        "(loop $on (drop (call $write (i32.const 2) (i32.const 0) (i32.const 1))) (br $on))";
    assert_eq!(
        run_within("", again, &limits).ended,
        Ended::Trapped(Trap::OutputLimit)
    );
}

#[test]
fn the_walls_are_those_of_every_program() {
    check("", "(loop $on (br $on))", &Ended::Trapped(Trap::OutOfFuel));
    check(
        "sched_yield (result i32)",
        "(loop $on (drop (call $sched_yield)) (br $on))",
        &Ended::Trapped(Trap::OutOfFuel),
    );
    check(
        "",
        "(drop (memory.grow (i32.const 64)))",
        &Ended::Trapped(Trap::MemoryLimit),
    );
}

#[test]
fn calls_are_counted_by_their_short_names() {
    let run = run("", "(call $award (i32.const 1))");
    let call = "wasi.fd_write".to_owned();
    assert_eq!(run.calls, [CallCount { call, times: 1 }]);
}

#[test]
fn other_modules_are_denied_when_they_are_called() {
    let wat = |call: &str| {
        format!(
            r#"(module (import "lanewise" "award" (func $award (param i32)))
              (import "wasi_snapshot_preview1" "fd_open" (func $open)) (func (export "_start") {call}))"#
        )
    };
    let ended = |call: &str| {
        let wasm = wat::parse_str(wat(call)).unwrap();
        let program = Program::command(&wasm, &Limits::default(), Grants::ALL).unwrap();
        program.run(&TASK, SUBMISSION).ended
    };
    let denied = |call: &str| Ended::Denied { call: call.into() };
    assert_eq!(
        ended("(call $award (i32.const 1))"),
        denied("lanewise.award")
    );
    assert_eq!(
        ended("(call $open)"),
        denied("wasi_snapshot_preview1.fd_open")
    );
}

#[test]
fn unfit_modules_are_refused() {
    let error = |wat: &str| {
        let wasm = wat::parse_str(wat).unwrap();
        Program::command(&wasm, &Limits::default(), Grants::ALL).err()
    };
    let start = "(func (export \"_start\"))";
    assert_eq!(error("(module)"), Some(SandboxError::NoStart));
    let parameter = "(module (func (export \"_start\") (param i32)))";
    assert_eq!(error(parameter), Some(SandboxError::NoStart));
    let hidden = format!("(module (memory 1) {start})");
    assert_eq!(error(&hidden), Some(SandboxError::HiddenMemory));
    let wrong = format!("(module (import \"wasi_snapshot_preview1\" \"fd_close\" (func)) {start})");
    assert!(matches!(error(&wrong), Some(SandboxError::Import { .. })));
    // Both ways of being a grader in one module.
    let wasm = module("", "");
    assert_eq!(
        Program::new(&wasm, &Limits::default()).err(),
        Some(SandboxError::NoGrade)
    );
}

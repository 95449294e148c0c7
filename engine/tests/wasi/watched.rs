//! Runs in pieces: the same end, and each call marked as granted or not.

use engine::interpreter::{Program, WatchedRun};
use model::sandbox::{Argument, Ended, Grants, Limits, Step, Trap};

use crate::support::{SUBMISSION, TASK, module};

const IMPORTS: &str = "path_unlink_file (param i32 i32 i32) (result i32)
    fd_prestat_get (param i32 i32) (result i32)";

fn in_pieces(body: &str) -> WatchedRun {
    let program =
        Program::command(&module(IMPORTS, body), &Limits::default(), Grants::ALL).unwrap();
    let mut run = WatchedRun::begin(&program, &TASK, SUBMISSION);
    while run.advance(3) == Step::Paused {}
    let whole = program.run(&TASK, SUBMISSION);
    assert_eq!(run.result(), whole, "{body}");
    run
}

#[test]
fn pieces_change_nothing() {
    let check = |body: &str, expected: Ended| assert_eq!(in_pieces(body).result().ended, expected);
    let award = "(call $award (i32.const 2))";
    check(award, Ended::Graded { points: 2 });
    let exit = |code: i32| format!("{award} (call $proc_exit (i32.const {code}))");
    check(&exit(0), Ended::Graded { points: 2 });
    check(&exit(3), Ended::Trapped(Trap::Exit(3)));
    let reads =
        "(i32.store (i32.const 4) (i32.const 500)) (i32.store (i32.const 0) (i32.const 100))
        (drop (call $fd_read (i32.const 0) (i32.const 0) (i32.const 1) (i32.const 8)))";
    check(&format!("{reads} {award}"), Ended::Graded { points: 2 });
}

#[test]
fn calls_are_marked() {
    let run = in_pieces(
        "(drop (call $fd_prestat_get (i32.const 3) (i32.const 0)))
         (drop (call $path_unlink_file (i32.const 3) (i32.const 16) (i32.const 8)))
         (drop (call $write (i32.const 2) (i32.const 2049) (i32.const 6)))
         (call $award (i32.const 1))",
    );
    let calls = run.calls().iter();
    let calls: Vec<_> = calls
        .map(|call| (call.call.as_str(), call.is_granted))
        .collect();
    let expected = [
        ("wasi.fd_prestat_get", true),
        ("wasi.path_unlink_file", false),
        ("wasi.fd_write", true),
        ("wasi.fd_write", true),
    ];
    assert_eq!(calls, expected);
    let unlink = &run.calls()[1].arguments;
    assert_eq!(*unlink, [3, 16, 8].map(Argument::Whole));
    let (stdout, stderr) = run.outputs();
    assert_eq!(stdout, b"\n{\"points\":1}");
    assert_eq!(stderr, b"\"point");
}

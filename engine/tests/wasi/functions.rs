//! All functions of the specification, and the small ones.

use engine::interpreter::Program;
use model::sandbox::{Ended, Grants, Limits};

use crate::support::{BADF, FAULT, SUBMISSION, TASK, answers, check_answer, check_holds, module};

/// Each function with its type, but `fd_read`, `fd_write` and `proc_exit`, which every program of these tests imports.
const OTHERS: &str = "args_get (param i32 i32) (result i32)
    args_sizes_get (param i32 i32) (result i32)
    environ_get (param i32 i32) (result i32)
    environ_sizes_get (param i32 i32) (result i32)
    clock_res_get (param i32 i32) (result i32)
    clock_time_get (param i32 i64 i32) (result i32)
    fd_advise (param i32 i64 i64 i32) (result i32)
    fd_allocate (param i32 i64 i64) (result i32)
    fd_close (param i32) (result i32)
    fd_datasync (param i32) (result i32)
    fd_fdstat_get (param i32 i32) (result i32)
    fd_fdstat_set_flags (param i32 i32) (result i32)
    fd_fdstat_set_rights (param i32 i64 i64) (result i32)
    fd_filestat_get (param i32 i32) (result i32)
    fd_filestat_set_size (param i32 i64) (result i32)
    fd_filestat_set_times (param i32 i64 i64 i32) (result i32)
    fd_pread (param i32 i32 i32 i64 i32) (result i32)
    fd_prestat_get (param i32 i32) (result i32)
    fd_prestat_dir_name (param i32 i32 i32) (result i32)
    fd_pwrite (param i32 i32 i32 i64 i32) (result i32)
    fd_readdir (param i32 i32 i32 i64 i32) (result i32)
    fd_renumber (param i32 i32) (result i32)
    fd_seek (param i32 i64 i32 i32) (result i32)
    fd_sync (param i32) (result i32)
    fd_tell (param i32 i32) (result i32)
    path_create_directory (param i32 i32 i32) (result i32)
    path_filestat_get (param i32 i32 i32 i32 i32) (result i32)
    path_filestat_set_times (param i32 i32 i32 i32 i64 i64 i32) (result i32)
    path_link (param i32 i32 i32 i32 i32 i32 i32) (result i32)
    path_open (param i32 i32 i32 i32 i32 i64 i64 i32 i32) (result i32)
    path_readlink (param i32 i32 i32 i32 i32 i32) (result i32)
    path_remove_directory (param i32 i32 i32) (result i32)
    path_rename (param i32 i32 i32 i32 i32 i32) (result i32)
    path_symlink (param i32 i32 i32 i32 i32) (result i32)
    path_unlink_file (param i32 i32 i32) (result i32)
    poll_oneoff (param i32 i32 i32 i32) (result i32)
    proc_raise (param i32) (result i32)
    sched_yield (result i32)
    random_get (param i32 i32) (result i32)
    sock_accept (param i32 i32 i32) (result i32)
    sock_recv (param i32 i32 i32 i32 i32 i32) (result i32)
    sock_send (param i32 i32 i32 i32 i32) (result i32)
    sock_shutdown (param i32 i32) (result i32)";

#[test]
fn all_are_linked_with_their_types() {
    assert_eq!(OTHERS.lines().count() + 3, 46);
    // Each is called, with zeros: one that is not linked would end the run as denied.
    let calls: Vec<String> = OTHERS
        .lines()
        .map(|line| {
            let (name, types) = line.trim().split_once(' ').unwrap();
            let zeros: Vec<String> = types
                .split(['(', ')', ' '])
                .filter(|word| ["i32", "i64"].contains(word))
                .map(|word| format!("({word}.const 0)"))
                .collect();
            let zeros = zeros.concat();
            let zeros = zeros.strip_suffix("(i32.const 0)").unwrap_or(&zeros);
            format!("(drop (call ${name} {zeros}))")
        })
        .collect();
    let wasm = module(
        OTHERS,
        &format!("{} (call $award (i32.const 1))", calls.concat()),
    );
    let program = Program::command(&wasm, &Limits::default(), Grants::ALL).unwrap();
    let run = program.run(&TASK, SUBMISSION);
    assert_eq!(run.ended, Ended::Graded { points: 1 });
    assert_eq!(run.calls.len(), 44, "43 others, and `fd_write`");
    assert!(run.calls.iter().all(|call| call.call.starts_with("wasi.")));
}

#[test]
fn arguments_and_environment_are_empty() {
    for kind in ["args", "environ"] {
        let imports = format!(
            "{kind}_sizes_get (param i32 i32) (result i32)\n{kind}_get (param i32 i32) (result i32)"
        );
        let sizes = |count_at: i32, bytes_at: i32| {
            format!("(call ${kind}_sizes_get (i32.const {count_at}) (i32.const {bytes_at}))")
        };
        let mut body = "(i64.store (i32.const 100) (i64.const -1))".to_owned();
        body += &answers(&sizes(100, 104), 0, 1);
        body += "(call $assert (i64.eqz (i64.load (i32.const 100))) (i32.const 2))";
        body += &answers(
            &format!("(call ${kind}_get (i32.const 100) (i32.const 104))"),
            0,
            3,
        );
        body += &answers(&sizes(65_533, 104), FAULT, 4);
        body += &answers(&sizes(100, -1), FAULT, 5);
        check_holds(&imports, &body);
    }
}

#[test]
fn giving_way_does_nothing() {
    check_answer("sched_yield (result i32)", "(call $sched_yield)", 0);
}

#[test]
fn a_stream_has_no_size() {
    let stat =
        |fd: i32, at: i32| format!("(call $fd_filestat_get (i32.const {fd}) (i32.const {at}))");
    let mut body = "(i64.store (i32.const 132) (i64.const -1))".to_owned();
    body += &answers(&stat(0, 100), 0, 1);
    body += "(call $assert (i64.eqz (i64.load (i32.const 132))) (i32.const 2))";
    body += &answers(&stat(3, 100), BADF, 3);
    body += &answers(&stat(1, 65_473), FAULT, 4);
    check_holds("fd_filestat_get (param i32 i32) (result i32)", &body);
}

#[test]
fn a_program_without_memory_hears_of_a_fault() {
    let wat = r#"(module (import "wasi_snapshot_preview1" "random_get" (func $random (param i32 i32) (result i32)))
        (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
        (func (export "_start") (call $exit (call $random (i32.const 0) (i32.const 8)))))"#;
    let program = Program::command(
        &wat::parse_str(wat).unwrap(),
        &Limits::default(),
        Grants::ALL,
    )
    .unwrap();
    let ended = program.run(&TASK, SUBMISSION).ended;
    assert_eq!(ended, Ended::Trapped(model::sandbox::Trap::Exit(FAULT)));
}

//! What no program is given: each call is answered, counted, and marked where a run is watched.

use model::sandbox::CallCount;

use crate::support::{BADF, INVAL, NOTCAPABLE, NOTDIR, NOTSUP, SPIPE, answers, check_holds, run};

/// A call with these arguments, of which `L` is 64 bits, and what it answers.
fn check(name: &str, arguments: &str, expected: i32) {
    let words = || arguments.split_whitespace();
    let types: Vec<&str> = words()
        .map(|word| if word.ends_with('L') { "i64" } else { "i32" })
        .collect();
    let values: String = words()
        .map(|word| match word.strip_suffix('L') {
            Some(number) => format!("(i64.const {number})"),
            None => format!("(i32.const {word})"),
        })
        .collect();
    let import = format!("{name} (param {}) (result i32)", types.join(" "));
    check_holds(
        &import,
        &answers(&format!("(call ${name} {values})"), expected, 1),
    );
}

#[test]
fn files_are_out_of_reach() {
    for (fd, expected) in [(0, NOTCAPABLE), (2, NOTCAPABLE), (3, BADF), (-1, BADF)] {
        check("path_create_directory", &format!("{fd} 0 1"), expected);
        check("path_filestat_get", &format!("{fd} 0 0 1 64"), expected);
        check(
            "path_filestat_set_times",
            &format!("{fd} 0 0 1 0L 0L 0"),
            expected,
        );
        check("path_open", &format!("{fd} 0 0 1 0 0L 0L 0 64"), expected);
        check("path_readlink", &format!("{fd} 0 1 64 8 80"), expected);
        check("path_remove_directory", &format!("{fd} 0 1"), expected);
        check("path_symlink", &format!("0 1 {fd} 0 1"), expected);
        check("path_unlink_file", &format!("{fd} 0 1"), expected);
        check("path_link", &format!("0 0 0 1 {fd} 0 1"), expected);
        check("path_rename", &format!("{fd} 0 1 0 0 1"), expected);
        check("fd_allocate", &format!("{fd} 0L 1L"), expected);
        check("fd_filestat_set_size", &format!("{fd} 1L"), expected);
        check("fd_filestat_set_times", &format!("{fd} 0L 0L 0"), expected);
        check("fd_fdstat_set_flags", &format!("{fd} 4"), expected);
        check("fd_fdstat_set_rights", &format!("{fd} 0L 0L"), expected);
    }
}

#[test]
fn streams_are_no_files() {
    for (fd, is_open) in [(0, true), (1, true), (2, true), (3, false), (-1, false)] {
        let answer = |open: i32| if is_open { open } else { BADF };
        check("fd_seek", &format!("{fd} 0L 1 64"), answer(SPIPE));
        check("fd_tell", &format!("{fd} 64"), answer(SPIPE));
        check("fd_advise", &format!("{fd} 0L 1L 0"), answer(SPIPE));
        check("fd_pread", &format!("{fd} 0 0 0L 64"), answer(SPIPE));
        check("fd_pwrite", &format!("{fd} 0 0 0L 64"), answer(SPIPE));
        check("fd_sync", &format!("{fd}"), answer(INVAL));
        check("fd_datasync", &format!("{fd}"), answer(INVAL));
        check("fd_readdir", &format!("{fd} 0 8 0L 64"), answer(NOTDIR));
        check("fd_renumber", &format!("{fd} 1"), answer(NOTSUP));
        check("fd_renumber", &format!("1 {fd}"), answer(NOTSUP));
        // No folder was opened before the start.
        check("fd_prestat_get", &format!("{fd} 64"), BADF);
        check("fd_prestat_dir_name", &format!("{fd} 64 8"), BADF);
    }
}

#[test]
fn the_network_and_other_processes_are_out_of_reach() {
    for fd in [0, 3, -1] {
        check("sock_accept", &format!("{fd} 0 64"), NOTCAPABLE);
        check("sock_recv", &format!("{fd} 0 0 0 64 68"), NOTCAPABLE);
        check("sock_send", &format!("{fd} 0 0 0 64"), NOTCAPABLE);
        check("sock_shutdown", &format!("{fd} 3"), NOTCAPABLE);
    }
    check("proc_raise", "9", NOTSUP);
}

#[test]
fn a_refused_call_is_counted() {
    let run = run(
        "sock_shutdown (param i32 i32) (result i32)",
        "(drop (call $sock_shutdown (i32.const 3) (i32.const 3)))",
    );
    let call = "wasi.sock_shutdown".to_owned();
    assert_eq!(run.calls, [CallCount { call, times: 1 }]);
}

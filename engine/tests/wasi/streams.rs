//! Standard input, standard output and standard error.

use model::sandbox::{Ended, Trap};

use crate::support::{
    BADF, FAULT, INPUT, NOTCAPABLE, answers, check, check_answer, check_holds, run,
};

const CLOSE: &str = "fd_close (param i32) (result i32)";
const FDSTAT: &str = "fd_fdstat_get (param i32 i32) (result i32)";

/// Makes a call of its descriptor, the place and the length of its list, and the place for the count.
type Call = fn(i32, i32, i32, i32) -> String;

/// Stores a list of stretches at 0.
fn list(stretches: &[(i32, i32)]) -> String {
    let places = stretches.iter().enumerate();
    let store = places.map(|(index, (at, len))| {
        let place = index * 8;
        format!(
            "(i32.store (i32.const {place}) (i32.const {at})) (i32.store (i32.const {}) (i32.const {len}))",
            place + 4
        )
    });
    store.collect()
}

fn read(fd: i32, at: i32, count: i32, read_at: i32) -> String {
    format!(
        "(call $fd_read (i32.const {fd}) (i32.const {at}) (i32.const {count}) (i32.const {read_at}))"
    )
}

fn write(fd: i32, at: i32, count: i32, written_at: i32) -> String {
    format!(
        "(call $fd_write (i32.const {fd}) (i32.const {at}) (i32.const {count}) (i32.const {written_at}))"
    )
}

/// Asserts that a number is in memory.
fn holds(at: u32, expected: u32, code: u32) -> String {
    format!(
        "(call $assert (i32.eq (i32.load (i32.const {at})) (i32.const {expected})) (i32.const {code}))"
    )
}

#[test]
fn the_input_is_the_submission_in_pieces() {
    let len = INPUT.len() as u32;
    // Two stretches of 5 and 7 bytes, one of nothing, then the rest into a large one, then the end.
    let mut body = list(&[(100, 5), (105, 0), (105, 7)]);
    body += &answers(&read(0, 0, 3, 64), 0, 1);
    body += &holds(64, 12, 2);
    body += &list(&[(112, 500)]);
    body += &answers(&read(0, 0, 1, 64), 0, 3);
    body += &holds(64, len - 12, 4);
    body += &answers(&read(0, 0, 1, 64), 0, 5);
    body += &holds(64, 0, 6);
    for (index, byte) in INPUT.bytes().enumerate() {
        let at = 100 + index;
        let load = format!("(i32.load8_u (i32.const {at}))");
        body += &answers(&load, i32::from(byte), 7);
    }
    check_holds("", &body);
}

#[test]
fn outputs_are_kept_apart() {
    // What goes to standard error is not part of the result, and the number of bytes is answered.
    let body = answers(
        "(call $write (i32.const 2) (i32.const 0) (i32.const 17))",
        0,
        1,
    );
    check_holds("", &(body + &holds(2_008, 17, 2)));
    let run = run(
        "",
        "(drop (call $write (i32.const 1) (i32.const 0) (i32.const 1)))",
    );
    assert!(matches!(run.ended, Ended::Trapped(Trap::BadResult(_))));
}

#[test]
fn each_stream_has_one_direction() {
    check_answer("", &read(1, 0, 0, 64), NOTCAPABLE);
    check_answer("", &read(2, 0, 0, 64), NOTCAPABLE);
    check_answer("", &write(0, 0, 0, 64), NOTCAPABLE);
    for fd in [3, 4, -1, i32::MAX] {
        check_answer("", &read(fd, 0, 0, 64), BADF);
        check_answer("", &write(fd, 0, 0, 64), BADF);
    }
}

#[test]
fn addresses_outside_memory_are_answered() {
    let end = 65_536;
    for (fd, call) in [(0, read as Call), (1, write)] {
        // The list, its end, the place for the count, and a list whose size has more than 32 bits.
        check_answer("", &call(fd, end, 1, 64), FAULT);
        check_answer("", &call(fd, end - 7, 1, 64), FAULT);
        check_answer("", &call(fd, -4, 1, 64), FAULT);
        check_answer("", &call(fd, 0, 0, end - 3), FAULT);
        check_answer("", &call(fd, 0, 0, -1), FAULT);
        check_answer("", &call(fd, 0, 0x2000_0001, 64), FAULT);
        check_answer("", &call(fd, 0, -1, 64), FAULT);
        for stretch in [(end, 1), (end - 1, 2), (-1, -1), (8, -1), (-1, 1)] {
            let body = list(&[(8, 1), stretch]) + &answers(&call(fd, 0, 2, 64), FAULT, 1);
            check_holds("", &body);
        }
        let body = list(&[(end, 0)]) + &answers(&call(fd, 0, 1, 64), 0, 1);
        check_holds("", &body);
    }
    // A fault leaves the input where it was.
    let faulty = list(&[(100, 5), (end, 5)]) + &answers(&read(0, 0, 2, 64), FAULT, 1);
    let whole = list(&[(100, 500)]) + &answers(&read(0, 0, 1, 64), 0, 2);
    check_holds("", &(faulty + &whole + &holds(64, INPUT.len() as u32, 3)));
}

#[test]
fn lists_and_copies_are_paid() {
    let fuel = |count: i32| run("", &format!("(drop {})", write(2, 8_192, count, 64))).fuel_burnt;
    assert_eq!(fuel(1_001) - fuel(1), 1_000, "empty stretches");
    let fuel = |len: i32| {
        let call = format!("(call $write (i32.const 2) (i32.const 0) (i32.const {len}))");
        run("", &format!("(drop {call})")).fuel_burnt
    };
    assert_eq!(fuel(640) - fuel(64), 9);
    let body = format!("(loop $on (drop {}) (br $on))", write(2, 0, 200, 64));
    check("", &body, &Ended::Trapped(Trap::OutOfFuel));
}

#[test]
fn a_closed_stream_is_not_open() {
    let close = |fd: i32| format!("(call $fd_close (i32.const {fd}))");
    let mut body = answers(&close(0), 0, 1);
    body += &answers(&close(0), BADF, 2);
    body += &answers(&read(0, 0, 0, 64), BADF, 3);
    body += &answers(&close(2), 0, 4);
    body += &answers(&write(2, 0, 0, 64), BADF, 5);
    body += &answers(&close(3), BADF, 6);
    body += &answers(&close(-1), BADF, 7);
    check_holds(CLOSE, &body);
}

#[test]
fn descriptors_say_their_rights() {
    let stat =
        |fd: i32, at: i32| format!("(call $fd_fdstat_get (i32.const {fd}) (i32.const {at}))");
    let rights = |expected: u64, code: u32| {
        format!(
            "(call $assert (i64.eq (i64.load (i32.const 108)) (i64.const {expected})) (i32.const {code}))"
        )
    };
    let shared = (1 << 21) | (1 << 27);
    let mut body = answers(&stat(0, 100), 0, 1);
    body += &rights(shared | (1 << 1), 2);
    for fd in [1, 2] {
        body += &answers(&stat(fd, 100), 0, 3);
        body += &rights(shared | (1 << 6), 4);
    }
    body += &answers(&stat(3, 100), BADF, 5);
    body += &answers(&stat(0, 65_513), FAULT, 6);
    body += &answers(&stat(0, -24), FAULT, 7);
    body += &answers(&stat(0, 65_512), 0, 8);
    check_holds(FDSTAT, &body);
}

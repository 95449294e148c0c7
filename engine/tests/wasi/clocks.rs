//! Clocks that never move.

use model::sandbox::{Capability, Ended};

use crate::support::{FAULT, INVAL, NOTCAPABLE, answers, check_holds, run_without};

const CLOCKS: &str = "clock_time_get (param i32 i64 i32) (result i32)
    clock_res_get (param i32 i32) (result i32)";

fn time(clock: i32, at: i32) -> String {
    format!("(call $clock_time_get (i32.const {clock}) (i64.const 1) (i32.const {at}))")
}

fn resolution(clock: i32, at: i32) -> String {
    format!("(call $clock_res_get (i32.const {clock}) (i32.const {at}))")
}

fn holds(expected: u64, code: u32) -> String {
    format!(
        "(call $assert (i64.eq (i64.load (i32.const 100)) (i64.const {expected})) (i32.const {code}))"
    )
}

#[test]
fn the_time_is_fixed() {
    for clock in 0..4 {
        let mut body = "(i64.store (i32.const 100) (i64.const -1))".to_owned();
        body += &answers(&time(clock, 100), 0, 1);
        body += &holds(0, 2);
        body += &answers(&resolution(clock, 100), 0, 3);
        body += &holds(1, 4);
        check_holds(CLOCKS, &body);
    }
}

#[test]
fn a_clock_that_does_not_exist_is_answered() {
    for clock in [4, -1] {
        let body =
            answers(&time(clock, 100), INVAL, 1) + &answers(&resolution(clock, 100), INVAL, 2);
        check_holds(CLOCKS, &body);
    }
    let body = answers(&time(0, 65_529), FAULT, 1) + &answers(&resolution(0, -1), FAULT, 2);
    check_holds(CLOCKS, &body);
}

#[test]
fn a_clock_can_be_denied() {
    let body = answers(&time(0, 100), NOTCAPABLE, 1)
        + &answers(&resolution(1, 100), NOTCAPABLE, 2)
        + "(call $award (i32.const 1))";
    let run = run_without(Capability::Clock, CLOCKS, &body);
    assert_eq!(run.ended, Ended::Graded { points: 1 });
}

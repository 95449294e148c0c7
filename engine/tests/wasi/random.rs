//! Random bytes that are the same in every run.

use model::random::{Purpose, Stream};
use model::sandbox::{Capability, Ended, Trap};

use crate::support::{FAULT, NOTCAPABLE, answers, check, check_holds, run, run_without};

const RANDOM: &str = "random_get (param i32 i32) (result i32)";

fn random(at: i32, len: i32) -> String {
    format!("(call $random_get (i32.const {at}) (i32.const {len}))")
}

fn block(number: u64) -> u64 {
    let draws = Stream::new(0, "wasi").request(number);
    draws.bits(Purpose::Snippet, 0)
}

fn holds(at: u32, expected: u64, code: u32) -> String {
    format!(
        "(call $assert (i64.eq (i64.load (i32.const {at})) (i64.const {expected})) (i32.const {code}))"
    )
}

#[test]
fn the_bytes_come_from_a_counter() {
    let mut body = answers(&random(100, 16), 0, 1);
    body += &holds(100, block(0), 2);
    body += &holds(108, block(1), 3);
    // A call that needs a part of a block takes the whole block.
    body += &answers(&random(200, 3), 0, 4);
    body += &holds(200, block(2) & 0xff_ffff, 5);
    body += &answers(&random(300, 8), 0, 6);
    body += &holds(300, block(3), 7);
    body += &answers(&random(400, 0), 0, 8);
    check_holds(RANDOM, &body);
}

#[test]
fn addresses_outside_memory_are_answered() {
    for (at, len) in [(65_536, 1), (65_530, 7), (-1, 1), (0, -1), (-1, -1)] {
        check_holds(RANDOM, &answers(&random(at, len), FAULT, 1));
    }
    check_holds(RANDOM, &answers(&random(65_536, 0), 0, 1));
}

#[test]
fn random_bytes_are_paid() {
    let fuel = |len: i32| run(RANDOM, &format!("(drop {})", random(0, len))).fuel_burnt;
    // 8 blocks and 64 copied bytes.
    assert_eq!(fuel(64) - fuel(0), 9);
    let body = format!("(loop $on (drop {}) (br $on))", random(0, 65_536));
    check(RANDOM, &body, &Ended::Trapped(Trap::OutOfFuel));
}

#[test]
fn they_can_be_denied() {
    let body = answers(&random(100, 8), NOTCAPABLE, 1) + "(call $award (i32.const 1))";
    let run = run_without(Capability::Randomness, RANDOM, &body);
    assert_eq!(run.ended, Ended::Graded { points: 1 });
}

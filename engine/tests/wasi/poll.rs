//! Waiting for events.

use crate::support::{BADF, FAULT, INPUT, INVAL, NOTCAPABLE, answers, check_holds};

const POLL: &str = "poll_oneoff (param i32 i32 i32 i32) (result i32)";
const CLOCK: u8 = 0;
const READ: u8 = 1;
const WRITE: u8 = 2;

fn poll(subscriptions_at: i32, events_at: i32, count: i32, happened_at: i32) -> String {
    format!(
        "(call $poll_oneoff (i32.const {subscriptions_at}) (i32.const {events_at}) (i32.const {count})
           (i32.const {happened_at}))"
    )
}

/// Stores a subscription at a place of the list at 0.
fn subscription(place: u32, own_number: u64, kind: u8, subject: i32) -> String {
    let at = place * 48;
    format!(
        "(i64.store (i32.const {at}) (i64.const {own_number})) (i32.store8 (i32.const {}) (i32.const {kind}))
         (i32.store (i32.const {}) (i32.const {subject})) (i64.store (i32.const {}) (i64.const 1000000000))",
        at + 8,
        at + 16,
        at + 24
    )
}

/// Asserts an event at a place of the list at 1000.
fn event(place: u32, own_number: u64, errno: i32, kind: u8, bytes: u64) -> String {
    let at = 1_000 + place * 32;
    let code = 10 + place;
    format!(
        "(call $assert (i64.eq (i64.load (i32.const {at})) (i64.const {own_number})) (i32.const {code}))
         (call $assert (i32.eq (i32.load16_u (i32.const {})) (i32.const {errno})) (i32.const {code}))
         (call $assert (i32.eq (i32.load8_u (i32.const {})) (i32.const {kind})) (i32.const {code}))
         (call $assert (i64.eq (i64.load (i32.const {})) (i64.const {bytes})) (i32.const {code}))",
        at + 8,
        at + 10,
        at + 16
    )
}

#[test]
fn every_event_has_happened() {
    // Each output takes 6 * 240 + 1,024 bytes.
    let room = 2_464;
    let cases = [
        (CLOCK, 1, 0, 0),
        (CLOCK, 9, INVAL, 0),
        (READ, 0, 0, INPUT.len() as u64),
        (READ, 1, NOTCAPABLE, 0),
        (READ, 3, BADF, 0),
        (WRITE, 1, 0, room),
        (WRITE, 2, 0, room),
        (WRITE, 0, NOTCAPABLE, 0),
        (WRITE, -1, BADF, 0),
        (7, 0, INVAL, 0),
    ];
    let mut body = String::new();
    for (place, &(kind, subject, _, _)) in (0..).zip(&cases) {
        body += &subscription(place, u64::from(place) + (1 << 40), kind, subject);
    }
    let many = i32::try_from(cases.len()).unwrap();
    body += &answers(&poll(0, 1_000, many, 1_900), 0, 1);
    body += &answers("(i32.load (i32.const 1900))", many, 2);
    for (place, &(kind, _, errno, bytes)) in (0..).zip(&cases) {
        body += &event(place, u64::from(place) + (1 << 40), errno, kind, bytes);
    }
    check_holds(POLL, &body);
}

#[test]
fn unfit_lists_are_answered() {
    let check = |call: String, expected: i32| check_holds(POLL, &answers(&call, expected, 1));
    check(poll(0, 1_000, 0, 1_900), INVAL);
    check(poll(65_489, 1_000, 1, 1_900), FAULT);
    check(poll(0, 65_505, 1, 1_900), FAULT);
    check(poll(0, 1_000, 1, 65_533), FAULT);
    check(poll(-1, 1_000, 1, 1_900), FAULT);
    check(poll(0, 1_000, -1, 1_900), FAULT);
    check(poll(0, 1_000, 0x0555_5556, 1_900), FAULT);
}

//! A fixed seat for every instance, so that no instance moves when another one ends.
//!
//! Instances that never exist at the same time may share a seat.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// The seats of some instances, and the number of seats.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seating {
    /// The seat of each instance, in the given order.
    pub seat: Vec<u32>,
    /// The most seats that are taken at the same time.
    pub seats: u32,
}

/// Assigns each instance the first free seat. Instances are given in order of birth as (born, gone), in
/// the same unit of time.
pub fn seat(lives: &[(u64, u64)]) -> Seating {
    let mut room = Room::default();
    let seat = lives
        .iter()
        .map(|&(born, gone)| room.take(born, gone))
        .collect();
    Seating {
        seat,
        seats: room.seats,
    }
}

#[derive(Clone, Default)]
struct Room {
    seats: u32,
    free: BinaryHeap<Reverse<u32>>,
    taken: BinaryHeap<Reverse<(u64, u32)>>,
}

impl Room {
    fn take(&mut self, born: u64, gone: u64) -> u32 {
        while let Some(&Reverse((end, seat))) = self.taken.peek() {
            if end > born {
                break;
            }
            self.taken.pop();
            self.free.push(Reverse(seat));
        }
        let seat = self.free.pop().map_or_else(
            || {
                self.seats += 1;
                self.seats - 1
            },
            |Reverse(seat)| seat,
        );
        self.taken.push(Reverse((gone, seat)));
        seat
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(lives: &[(u64, u64)], expected: &[u32], seats: u32) {
        assert_eq!(
            seat(lives),
            Seating {
                seat: expected.to_vec(),
                seats
            }
        );
    }

    #[test]
    fn seats_are_reused_lowest_first_and_never_shared_at_once() {
        check(&[], &[], 0);
        check(&[(0, 10), (5, 20), (10, 30), (12, 13)], &[0, 1, 0, 2], 3);
        check(&[(0, 4), (0, 2), (3, 9), (5, 9)], &[0, 1, 1, 0], 2);
    }
}

//! A fixed seat for every instance, so that none jumps when another goes.
//!
//! Instances that never live at once may share a seat.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// Seats of some instances, and how many seats there are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seating {
    /// One for each instance, in the given order.
    pub seat: Vec<u32>,
    /// How many are ever taken at once.
    pub seats: u32,
}

/// Seats instances that are given in order of birth as (born, gone), each in the first free seat.
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

//! Until when each of a function's instances is taken, in order of creation.
//!
//! Who knows when a run will end writes that time down when it starts, and nobody has to be told
//! when it ends. Times stand in groups, whose minima stand in groups of their own, and so on up to a
//! single group: one of n instances is found in log8 n steps, without a branch inside a group. Must
//! not know: what an instance is beyond its place.

use crate::units::Nanos;

/// The instances of one function that were not reclaimed, oldest first.
#[derive(Clone, Debug, Default)]
pub(super) struct FreeTimes {
    /// The times, then the minima of their groups, the minima of those, and so on.
    rows: Vec<Vec<Group>>,
    /// Each one's place among the lane's instances.
    indices: Vec<u32>,
    gone: usize,
}

/// As many times as stand in one line of the processor's cache, in nanoseconds. Fractions would be
/// exact for a hundred days, and processors compare two of them at once.
#[derive(Clone, Copy, Debug)]
#[repr(align(64))]
struct Group([f64; GROUP]);

const GROUP: usize = 8;
/// Taken until somebody says otherwise.
const HELD: f64 = f64::INFINITY;
/// Free, whatever the time.
const FREE: f64 = -1.0;
/// The index of an instance that is gone.
const GONE: u32 = u32::MAX;
/// Fewer than this many that are gone are not worth leaving out.
const FEW: usize = 32;

impl FreeTimes {
    /// Adds the newest, taken. Answers its position.
    pub fn add(&mut self, index: u32) -> u32 {
        let position = self.indices.len();
        self.indices.push(index);
        let mut groups = position / GROUP + 1;
        for depth in 0.. {
            if depth == self.rows.len() {
                // What was the top so far gets a minimum above it.
                let minimum = depth.checked_sub(1).map(|top| self.rows[top][0].least());
                let mut group = Group::EMPTY;
                group.0[0] = minimum.unwrap_or(HELD);
                self.rows.push(vec![group]);
            }
            let row = &mut self.rows[depth];
            row.resize(groups.max(row.len()), Group::EMPTY);
            if row.len() == 1 {
                break;
            }
            groups = row.len().div_ceil(GROUP);
        }
        position as u32
    }

    /// Until when the one at a position is taken, or was last.
    pub fn of(&self, position: u32) -> Nanos {
        let place = position as usize;
        let until = self.rows[0][place / GROUP].0[place % GROUP];
        if until == HELD {
            Nanos::MAX
        } else {
            Nanos(until as u64)
        }
    }

    /// The one at a position is taken until then, that moment included; [`Nanos::MAX`] until it is
    /// set free.
    #[inline]
    pub fn take(&mut self, position: u32, until: Nanos) {
        self.set(
            position,
            if until == Nanos::MAX {
                HELD
            } else {
                in_row(until)
            },
        );
    }

    /// The one at a position is free from now on.
    #[inline]
    pub fn set_free(&mut self, position: u32) {
        self.set(position, FREE);
    }

    #[inline]
    fn set(&mut self, position: u32, mut until: f64) {
        let mut place = position as usize;
        for row in &mut self.rows {
            let group = &mut row[place / GROUP];
            let before = std::mem::replace(&mut group.0[place % GROUP], until);
            if before == until {
                break;
            }
            until = group.least();
            place /= GROUP;
        }
    }

    /// The index of the newest that is free now.
    #[inline]
    pub fn newest_free(&self, now: Nanos) -> Option<u32> {
        let now = in_row(now);
        let mut place = 0;
        for row in self.rows.iter().rev() {
            place = place * GROUP + row[place].newest_before(now)?;
        }
        self.indices.get(place).copied()
    }

    /// The one at a position is gone. Answers whether positions were given anew, as
    /// [`FreeTimes::indices`] has them now.
    pub fn remove(&mut self, position: u32) -> bool {
        self.set(position, HELD);
        self.indices[position as usize] = GONE;
        self.gone += 1;
        if self.gone < FEW || self.gone * 2 < self.indices.len() {
            return false;
        }
        let before = std::mem::take(self);
        for (position, index) in before.indices() {
            let until = before.of(position);
            let position = self.add(index);
            self.take(position, until);
        }
        true
    }

    /// Position and index of each instance that is not gone.
    pub fn indices(&self) -> impl Iterator<Item = (u32, u32)> {
        (0..)
            .zip(self.indices.iter().copied())
            .filter(|&(_, index)| index != GONE)
    }
}

impl Group {
    const EMPTY: Self = Self([HELD; GROUP]);

    #[inline]
    fn least(&self) -> f64 {
        let sooner = |a: f64, b: f64| if b < a { b } else { a };
        // Two at once, and no chain of eight.
        let [a, b, c, d]: [f64; GROUP / 2] =
            std::array::from_fn(|place| sooner(self.0[place], self.0[place + GROUP / 2]));
        sooner(sooner(a, b), sooner(c, d))
    }

    /// The last place with a time before now.
    #[inline]
    fn newest_before(&self, now: f64) -> Option<usize> {
        // A byte for each: eight comparisons become four, and no branch is guessed wrong.
        let places = u64::from_le_bytes(self.0.map(|time| u8::from(time < now)));
        places.checked_ilog2().map(|bit| (bit / 8) as usize)
    }
}

#[inline]
fn in_row(time: Nanos) -> f64 {
    time.0.cast_signed() as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::{Purpose, Stream};

    /// Against a plain list, over a walk that adds, runs and reclaims.
    fn check(most: u32, steps: u64) {
        let mut times = FreeTimes::default();
        // (index, taken until), oldest first.
        let mut naive: Vec<(u32, Nanos)> = Vec::new();
        let stream = Stream::new(1, "free-times");
        for step in 0..steps {
            let positions: Vec<(u32, u32)> = times.indices().collect();
            let draws = stream.request(step);
            let now = Nanos(step);
            let until = Nanos(step + u64::from(draws.below(Purpose::Cpu, 0, 3 * most)));
            let free = naive.iter().rposition(|&(_, at)| at < now);
            let found = times.newest_free(now);
            assert_eq!(found, free.map(|at| naive[at].0));
            let position = match free {
                Some(place) if draws.below(Purpose::Gap, 0, 9) == 0 => {
                    naive.remove(place);
                    times.remove(positions[place].0);
                    continue;
                }
                Some(place) => {
                    naive[place].1 = until;
                    positions[place].0
                }
                None => {
                    naive.push((step as u32, until));
                    times.add(step as u32)
                }
            };
            times.take(position, until);
            assert_eq!(times.of(position), until);
            let indices: Vec<u32> = times.indices().map(|(_, index)| index).collect();
            let expected: Vec<u32> = naive.iter().map(|&(index, _)| index).collect();
            assert_eq!(indices, expected, "step {step}");
        }
    }

    #[test]
    fn agrees_with_a_list() {
        check(3, 2_000);
        check(100, 5_000);
        check(3_000, 20_000);
    }
}

//! A set of small numbers that knows its smallest member at once.
//!
//! One bit a number, and above each 64 bits one bit that says whether any is set: finding, adding
//! and taking away touch one word a level, so that a hundred thousand members cost little more
//! than ten. Must not know: what the numbers are.

/// A set of `u32`. Memory: one bit for each number up to the largest that was ever in it.
#[derive(Clone, Debug, Default)]
pub(super) struct RankSet {
    /// The lowest level holds the members; each level above has one bit a word of the level below.
    levels: Vec<Vec<u64>>,
    len: u32,
}

const BITS: u32 = 64;

impl RankSet {
    pub fn len(&self) -> u32 {
        self.len
    }

    /// Puts a number in that is not yet there.
    #[inline]
    pub fn insert(&mut self, number: u32) {
        self.grow(number);
        let mut place = number;
        for level in &mut self.levels {
            let word = &mut level[(place / BITS) as usize];
            let was_empty = *word == 0;
            *word |= 1 << (place % BITS);
            if !was_empty {
                break;
            }
            place /= BITS;
        }
        self.len += 1;
    }

    /// Takes a number out that is there.
    #[inline]
    pub fn remove(&mut self, number: u32) {
        let mut place = number;
        for level in &mut self.levels {
            let word = &mut level[(place / BITS) as usize];
            *word &= !(1 << (place % BITS));
            if *word != 0 {
                break;
            }
            place /= BITS;
        }
        self.len -= 1;
    }

    /// The smallest member.
    #[inline]
    pub fn first(&self) -> Option<u32> {
        if self.len == 0 {
            return None;
        }
        let levels = self.levels.iter().rev();
        let place = levels.fold(0, |place, level| {
            place * BITS + level[place as usize].trailing_zeros()
        });
        Some(place)
    }

    /// Makes room for a number: the top level always is a single word.
    #[inline]
    fn grow(&mut self, number: u32) {
        let words = (number / BITS) as usize + 1;
        if self
            .levels
            .first()
            .is_some_and(|level| words <= level.len())
        {
            return;
        }
        if self.levels.is_empty() {
            self.levels.push(vec![0]);
        }
        let mut words = words;
        let mut depth = 0;
        loop {
            let level = &mut self.levels[depth];
            if level.len() < words {
                level.resize(words, 0);
            }
            if level.len() == 1 {
                break;
            }
            if depth + 1 == self.levels.len() {
                // What was the top so far was one word: whether any of it is set is one bit.
                let any = u64::from(self.levels[depth][0] != 0);
                self.levels.push(vec![any]);
            }
            words = self.levels[depth].len().div_ceil(BITS as usize);
            depth += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::random::{Purpose, Stream};

    /// Against the standard library's set, over a walk of insertions and removals.
    fn check(range: u32, steps: u64) {
        let (mut set, mut naive) = (RankSet::default(), BTreeSet::new());
        let stream = Stream::new(1, "rank-set");
        for step in 0..steps {
            let number = stream.request(step).below(Purpose::Key, 0, range);
            if naive.insert(number) {
                set.insert(number);
            } else {
                naive.remove(&number);
                set.remove(number);
            }
            assert_eq!(set.first(), naive.first().copied(), "step {step}");
            assert_eq!(set.len() as usize, naive.len(), "step {step}");
        }
    }

    #[test]
    fn agrees_with_a_sorted_set() {
        check(3, 100);
        check(64, 1_000);
        check(65, 1_000);
        check(5_000, 20_000);
        check(1_000_000, 20_000);
    }
}

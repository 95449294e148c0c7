//! Copies of keys in the key-value store at the edge, which is a pull-through cache: a point of presence keeps a value
//! that it has read, and so does the tier of its region.

use std::collections::{BTreeMap, VecDeque};

use model::catalog::edge::KV_CACHE_TTL;
use model::index::PopIndex;
use model::units::Nanos;

/// The point of presence at which a request reads or writes, and the tier that it asks for keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Near {
    pub pop: PopIndex,
    pub tier: u16,
}

/// Where a read found its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Source {
    Pop,
    Tier,
    Center,
}

/// The copies of one step's keys.
#[derive(Clone, Debug, Default)]
pub(crate) struct KeyCache {
    copies: BTreeMap<(u32, Place), Copy>,
    /// Copies in the order in which they were made, with their ends: to drop those that are read no more.
    ends: VecDeque<(Nanos, u32, Place)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    Pop(PopIndex),
    Tier(u16),
}

#[derive(Clone, Copy, Debug)]
struct Copy {
    version: u32,
    ends: Nanos,
}

impl KeyCache {
    /// The version of a key that a read sees here, where `latest` is the one in the central store; absent keys are
    /// kept like others. A copy that was taken from a tier ends when the tier's does.
    pub fn read(&mut self, key: u32, near: Near, now: Nanos, latest: u32) -> (u32, Source) {
        self.drop_old(now);
        let (pop, tier) = (Place::Pop(near.pop), Place::Tier(near.tier));
        let kept = |place| {
            self.copies
                .get(&(key, place))
                .filter(|copy| copy.ends > now)
        };
        if let Some(copy) = kept(pop) {
            return (copy.version, Source::Pop);
        }
        if let Some(&copy) = kept(tier) {
            self.keep(key, pop, copy);
            return (copy.version, Source::Tier);
        }
        let copy = Copy {
            version: latest,
            ends: now + KV_CACHE_TTL.time(),
        };
        self.keep(key, pop, copy);
        self.keep(key, tier, copy);
        (latest, Source::Center)
    }

    /// A write of this version: who reads where it was made sees it at once.
    pub fn write(&mut self, key: u32, near: Near, now: Nanos, version: u32) {
        let ends = now + KV_CACHE_TTL.time();
        self.keep(key, Place::Pop(near.pop), Copy { version, ends });
    }

    fn keep(&mut self, key: u32, place: Place, copy: Copy) {
        self.copies.insert((key, place), copy);
        self.ends.push_back((copy.ends, key, place));
    }

    fn drop_old(&mut self, now: Nanos) {
        while let Some(&(ends, key, place)) = self.ends.front() {
            if ends > now {
                return;
            }
            self.ends.pop_front();
            if self
                .copies
                .get(&(key, place))
                .is_some_and(|copy| copy.ends <= now)
            {
                self.copies.remove(&(key, place));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HERE: Near = Near {
        pop: PopIndex(0),
        tier: 0,
    };
    const NEIGHBOUR: Near = Near {
        pop: PopIndex(1),
        tier: 0,
    };
    const FAR: Near = Near {
        pop: PopIndex(2),
        tier: 1,
    };

    /// Reads of one key at these seconds, each with the version in the central store, and what each sees.
    fn check(reads: &[(f64, Near, u32)], seen: &[(u32, Source)]) {
        let mut cache = KeyCache::default();
        let found: Vec<_> = reads
            .iter()
            .map(|&(at_s, near, latest)| cache.read(7, near, Nanos::from_secs(at_s), latest))
            .collect();
        assert_eq!(found, seen);
    }

    #[test]
    fn a_value_is_kept_for_a_minute() {
        use Source::{Center, Pop};
        check(
            &[(0.0, HERE, 0), (59.9, HERE, 3), (60.0, HERE, 3)],
            &[(0, Center), (0, Pop), (3, Center)],
        );
    }

    #[test]
    fn a_region_shares_a_tier_and_its_age() {
        use Source::{Center, Pop, Tier};
        check(
            &[
                (0.0, HERE, 1),
                (30.0, FAR, 2),
                (50.0, NEIGHBOUR, 2),
                (59.0, NEIGHBOUR, 2),
                (61.0, NEIGHBOUR, 2),
            ],
            &[(1, Center), (2, Center), (1, Tier), (1, Pop), (2, Center)],
        );
    }

    #[test]
    fn a_write_is_seen_where_it_was_made() {
        let mut cache = KeyCache::default();
        let at = Nanos::from_secs;
        assert_eq!(cache.read(7, FAR, at(0.0), 0), (0, Source::Center));
        cache.write(7, HERE, at(1.0), 1);
        assert_eq!(cache.read(7, HERE, at(2.0), 1), (1, Source::Pop));
        assert_eq!(cache.read(7, FAR, at(2.0), 1), (0, Source::Pop));
        assert_eq!(cache.read(7, NEIGHBOUR, at(2.0), 1), (1, Source::Center));
    }
}

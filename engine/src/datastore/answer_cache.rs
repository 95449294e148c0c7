//! The answers of one step that each point of presence keeps: the least recently used is dropped
//! first, and each one is dropped when its time is up.

use typed_index_collections::TiVec;

use model::index::PopIndex;
use model::units::Nanos;

const NONE: u32 = u32::MAX;

/// The caches of all points of presence for one step.
#[derive(Debug)]
pub(crate) struct AnswerCaches {
    pops: TiVec<PopIndex, Option<AnswerCache>>,
    objects: u32,
    capacity: u32,
    times: Freshness,
}

/// How long an answer may be served.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Freshness {
    /// The time after the fetch in which it is fresh.
    pub ttl: Nanos,
    /// The time after that in which it is served while a fresh one is fetched in the background.
    pub stale: Nanos,
}

/// The cache of one point of presence: entries by object, linked from the most to the least
/// recently used.
#[derive(Debug)]
struct AnswerCache {
    entries: Vec<Entry>,
    newest: u32,
    oldest: u32,
    kept: u32,
}

#[derive(Clone, Copy, Debug)]
struct Entry {
    fresh_until: Nanos,
    newer: u32,
    older: u32,
    kept: bool,
}

impl AnswerCaches {
    /// Empty caches of `capacity` answers each, for a step with `objects` different answers.
    pub fn new(pops: usize, objects: u32, capacity: u32, times: Freshness) -> Self {
        let pops = std::iter::repeat_with(|| None).take(pops).collect();
        Self {
            pops,
            objects,
            capacity,
            times,
        }
    }

    /// Whether a point of presence can serve an answer; it keeps a copy from now on.
    pub fn get(&mut self, pop: PopIndex, object: u32, now: Nanos) -> bool {
        let objects = self.objects;
        let cache = self.pops[pop].get_or_insert_with(|| AnswerCache::new(objects));
        let entry = cache.entries[object as usize];
        let fresh = entry.kept && now < entry.fresh_until;
        let hit = fresh || (entry.kept && now < entry.fresh_until + self.times.stale);
        if entry.kept {
            cache.unlink(object);
        } else if cache.kept >= self.capacity {
            cache.drop_oldest();
        }
        if self.capacity > 0 {
            // A stale answer that was served is fetched again in the background.
            let fresh_until = if fresh {
                entry.fresh_until
            } else {
                now + self.times.ttl
            };
            cache.link_newest(object, fresh_until);
        }
        hit
    }
}

impl AnswerCache {
    fn new(objects: u32) -> Self {
        let empty = Entry {
            fresh_until: Nanos::ZERO,
            newer: NONE,
            older: NONE,
            kept: false,
        };
        Self {
            entries: vec![empty; objects.max(1) as usize],
            newest: NONE,
            oldest: NONE,
            kept: 0,
        }
    }

    fn unlink(&mut self, object: u32) {
        let Entry { newer, older, .. } = self.entries[object as usize];
        match self.entries.get_mut(newer as usize) {
            Some(entry) => entry.older = older,
            None => self.newest = older,
        }
        match self.entries.get_mut(older as usize) {
            Some(entry) => entry.newer = newer,
            None => self.oldest = newer,
        }
        self.entries[object as usize].kept = false;
        self.kept -= 1;
    }

    fn drop_oldest(&mut self) {
        if self.oldest != NONE {
            self.unlink(self.oldest);
        }
    }

    fn link_newest(&mut self, object: u32, fresh_until: Nanos) {
        let older = self.newest;
        self.entries[object as usize] = Entry {
            fresh_until,
            newer: NONE,
            older,
            kept: true,
        };
        match self.entries.get_mut(older as usize) {
            Some(entry) => entry.newer = object,
            None => self.oldest = object,
        }
        self.newest = object;
        self.kept += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(capacity: u32, gets: &[(u64, u32)], hits: &[bool]) {
        let mut caches = AnswerCaches::new(
            1,
            8,
            capacity,
            Freshness {
                ttl: Nanos::from_secs(60.0),
                stale: Nanos::ZERO,
            },
        );
        let got: Vec<bool> = gets
            .iter()
            .map(|&(secs, object)| caches.get(PopIndex(0), object, Nanos::from_secs(secs as f64)))
            .collect();
        assert_eq!(got, hits);
    }

    #[test]
    fn keeps_an_answer_until_its_time_is_up() {
        check(
            8,
            &[(0, 1), (59, 1), (60, 1), (119, 1)],
            &[false, true, false, true],
        );
    }

    #[test]
    fn drops_the_least_recently_used() {
        check(
            2,
            &[(0, 1), (1, 2), (2, 1), (3, 3), (4, 1), (5, 2)],
            &[false, false, true, false, true, false],
        );
    }

    #[test]
    fn keeps_nothing_without_room() {
        check(0, &[(0, 1), (1, 1)], &[false, false]);
    }
}

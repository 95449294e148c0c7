//! The event queue, ordered by (time, sequence): events at the same time keep the order in which
//! they were put in. Lanes and traces rely on that.
//!
//! Must not know: what the events are.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use crate::units::Nanos;

/// A queue of events to come.
#[derive(Debug)]
pub struct Agenda<E> {
    heap: BinaryHeap<Entry<E>>,
    sequence: u64,
}

#[derive(Debug)]
struct Entry<E> {
    /// Time in the upper half, sequence in the lower.
    key: u128,
    event: E,
}

impl<E> PartialEq for Entry<E> {
    fn eq(&self, other: &Self) -> bool {
        self.key == other.key
    }
}

impl<E> Eq for Entry<E> {}

impl<E> PartialOrd for Entry<E> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<E> Ord for Entry<E> {
    /// Earliest first: the heap keeps its largest on top.
    fn cmp(&self, other: &Self) -> Ordering {
        other.key.cmp(&self.key)
    }
}

impl<E> Default for Agenda<E> {
    fn default() -> Self {
        Self {
            heap: BinaryHeap::new(),
            sequence: 0,
        }
    }
}

impl<E> Agenda<E> {
    /// Puts an event in.
    pub fn schedule(&mut self, at: Nanos, event: E) {
        let key = (u128::from(at.0) << 64) | u128::from(self.sequence);
        self.sequence += 1;
        self.heap.push(Entry { key, event });
    }

    /// When the next event happens.
    pub fn next_at(&self) -> Option<Nanos> {
        self.heap
            .peek()
            .map(|entry| Nanos((entry.key >> 64) as u64))
    }

    /// Takes the next event out.
    pub fn pop(&mut self) -> Option<(Nanos, E)> {
        self.heap
            .pop()
            .map(|entry| (Nanos((entry.key >> 64) as u64), entry.event))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_times_keep_their_order() {
        let mut agenda = Agenda::default();
        for (at, event) in [(5, 'c'), (1, 'a'), (5, 'd'), (1, 'b'), (5, 'e')] {
            agenda.schedule(Nanos(at), event);
        }
        let order: String = std::iter::from_fn(|| agenda.pop())
            .map(|(_, event)| event)
            .collect();
        assert_eq!(order, "abcde");
    }
}

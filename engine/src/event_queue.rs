//! The event queue, ordered by (time, sequence): events at the same time keep the order in which
//! they were scheduled. Lanes and traces rely on that.
//!
//! It is a heap with four children a node: half as deep as one with two, and the four share a line
//! of the processor's cache.

use std::marker::PhantomData;

use model::units::Nanos;

/// A queue of events to come; an event is anything that fits in four bytes.
///
/// ```
/// use engine::event_queue::EventQueue;
/// use model::units::Nanos;
///
/// let mut events = EventQueue::<u32>::default();
/// events.schedule(Nanos(20), 1);
/// events.schedule(Nanos(10), 2);
/// events.schedule(Nanos(20), 3);
/// assert_eq!(events.next_at(), Some(Nanos(10)));
/// let order: Vec<u32> = std::iter::from_fn(|| events.pop()).map(|(_, event)| event).collect();
/// assert_eq!(order, [2, 1, 3]);
/// ```
#[derive(Debug)]
pub struct EventQueue<E> {
    /// Time in the upper half, then the sequence, then the event: one number decides the order, and
    /// the smallest of four is found without a branch.
    heap: Vec<u128>,
    /// Wraps after four thousand million events; it decides the order of equal times only.
    sequence: u32,
    events: PhantomData<E>,
}

const CHILDREN: usize = 4;

impl<E> Default for EventQueue<E> {
    fn default() -> Self {
        Self {
            heap: Vec::new(),
            sequence: 0,
            events: PhantomData,
        }
    }
}

impl<E: Into<u32> + From<u32>> EventQueue<E> {
    /// Schedules an event.
    #[inline]
    pub fn schedule(&mut self, at: Nanos, event: E) {
        let entry =
            (u128::from(at.0) << 64) | (u128::from(self.sequence) << 32) | u128::from(event.into());
        self.sequence = self.sequence.wrapping_add(1);
        let hole = self.heap.len();
        self.heap.push(entry);
        self.rise(hole, entry);
    }

    /// Moves an entry from a hole towards the top, to its place.
    #[inline]
    fn rise(&mut self, mut hole: usize, entry: u128) {
        let heap = &mut self.heap[..];
        while hole > 0 {
            let parent = (hole - 1) / CHILDREN;
            if entry >= heap[parent] {
                break;
            }
            heap[hole] = heap[parent];
            hole = parent;
        }
        heap[hole] = entry;
    }

    /// When the next event happens; `None` where there is none.
    #[inline]
    pub fn next_at(&self) -> Option<Nanos> {
        self.heap.first().map(|entry| Nanos((entry >> 64) as u64))
    }

    /// Removes the next event and returns it with its time; `None` where there is none.
    #[inline]
    pub fn pop(&mut self) -> Option<(Nanos, E)> {
        let bottom = self.heap.pop()?;
        let read = |entry: u128| (Nanos((entry >> 64) as u64), E::from(entry as u32));
        let Some(&first) = self.heap.first() else {
            return Some(read(bottom));
        };
        // The hole sinks to the bottom; the last entry there rises again, seldom far.
        let heap = &mut self.heap[..];
        let mut hole = 0;
        loop {
            let child = hole * CHILDREN + 1;
            let Some(four) = heap.get(child..child + CHILDREN) else {
                break;
            };
            let sooner = |a: usize, b: usize| if four[b] < four[a] { b } else { a };
            let soonest = child + sooner(sooner(0, 1), sooner(2, 3));
            heap[hole] = heap[soonest];
            hole = soonest;
        }
        let child = hole * CHILDREN + 1;
        if let Some(soonest) = (child..heap.len()).min_by_key(|&other| heap[other]) {
            heap[hole] = heap[soonest];
            hole = soonest;
        }
        self.rise(hole, bottom);
        Some(read(first))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::random::{Purpose, Stream};

    #[test]
    fn equal_times_keep_their_order() {
        let mut queue = EventQueue::<u32>::default();
        for (at, event) in [(5, 3), (1, 1), (5, 4), (1, 2), (5, 5)] {
            queue.schedule(Nanos(at), event);
        }
        let order: Vec<u32> = std::iter::from_fn(|| queue.pop())
            .map(|(_, event)| event)
            .collect();
        assert_eq!(order, [1, 2, 3, 4, 5]);
    }

    /// Against sorting all that is in it, over a walk that puts in more than it takes out.
    #[test]
    fn agrees_with_sorting() {
        let (mut queue, mut naive) = (EventQueue::<u32>::default(), Vec::new());
        let stream = Stream::new(1, "agenda");
        for step in 0..5_000_u32 {
            let draws = stream.request(u64::from(step));
            let at = Nanos(draws.below(Purpose::Gap, 0, 500).into());
            queue.schedule(at, step);
            naive.push((at, step));
            if draws.below(Purpose::Gap, 1, 3) == 0 {
                naive.sort_unstable();
                assert_eq!(queue.next_at(), Some(naive[0].0));
                assert_eq!(queue.pop(), Some(naive.remove(0)));
            }
        }
        naive.sort_unstable();
        let rest: Vec<_> = std::iter::from_fn(|| queue.pop()).collect();
        assert_eq!(rest, naive);
    }
}

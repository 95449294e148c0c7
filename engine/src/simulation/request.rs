//! A request in flight, and the slab that holds all of them.
//!
//! Must not know: what any lane does with it.

use crate::lanes::{Conduct, Ending};
use crate::random::Draws;
use crate::trace::{NO_INSTANCE, SegmentKind};
use crate::units::Nanos;

/// Handle of a request in flight. Slots are used again, so a handle knows its turn: that of a
/// request that has ended is stale.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Slot {
    index: u32,
    turn: u32,
}

/// A request in flight.
#[derive(Clone, Debug)]
pub(crate) struct Request {
    pub step: u16,
    pub number: u32,
    /// Its row of the trace.
    pub row: u32,
    pub chain: u32,
    pub draws: Draws,
    pub city: u16,
    pub pop: u16,
    /// Factor on every round trip of this request.
    pub jitter: f64,
    pub unwanted: bool,
    pub conduct: Conduct,
    /// The snippet that it runs and the submission that it grades.
    pub snippet: Option<(u16, u16)>,
    /// The key that it reads and writes, and the version that it saw.
    pub key: u32,
    pub seen_version: u32,
    /// Times that the platform has put it off.
    pub attempts: u32,
    pub phase: Phase,
    /// The lane's own handle of the instance that runs it.
    pub place: u32,
    /// The same in the trace's list of instances.
    pub instance: u32,
    /// What happens when it is done running.
    pub ending: Ending,
    /// Trips for its writes, where they wait for a key first.
    pub commit: Nanos,
    /// Time that the answer travels.
    pub back: Nanos,
    pub arrived: Nanos,
    pub segments: Segments,
}

/// How far a request has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Phase {
    /// On its way to its lane, or waiting there.
    Waiting,
    /// Its code runs.
    Running,
    /// Its code has run; it holds its keys and writes.
    Committing,
}

/// The stretches of a request's time so far, without gaps.
#[derive(Clone, Debug)]
pub(crate) struct Segments {
    kinds: [u8; Self::CAPACITY],
    ends: [Nanos; Self::CAPACITY],
    count: u8,
    start: Nanos,
}

impl Segments {
    /// More than the longest way has; anything beyond would extend the last segment.
    const CAPACITY: usize = 14;

    pub fn starting_at(start: Nanos) -> Self {
        Self {
            kinds: [0; Self::CAPACITY],
            ends: [start; Self::CAPACITY],
            count: 0,
            start,
        }
    }

    /// When the last one ends.
    pub fn end(&self) -> Nanos {
        self.count
            .checked_sub(1)
            .map_or(self.start, |last| self.ends[usize::from(last)])
    }

    /// Goes on until `end`; nothing where that is not later. The same kind twice is one segment.
    pub fn until(&mut self, kind: SegmentKind, end: Nanos) {
        if end <= self.end() {
            return;
        }
        let count = usize::from(self.count);
        let same = count > 0 && self.kinds[count - 1] == kind as u8;
        if same || count == Self::CAPACITY {
            self.ends[count - 1] = end;
        } else {
            self.kinds[count] = kind as u8;
            self.ends[count] = end;
            self.count += 1;
        }
    }

    /// Goes on for a length of time.
    pub fn push(&mut self, kind: SegmentKind, length: Nanos) {
        self.until(kind, self.end() + length);
    }

    /// Ends all of it at a time: what would come later did not happen.
    pub fn cut_at(&mut self, end: Nanos) {
        while self.count > 0 {
            let last = usize::from(self.count) - 1;
            let start = if last == 0 {
                self.start
            } else {
                self.ends[last - 1]
            };
            if start < end {
                self.ends[last] = self.ends[last].min(end);
                return;
            }
            self.count -= 1;
        }
    }

    pub fn kinds(&self) -> &[u8] {
        &self.kinds[..usize::from(self.count)]
    }

    pub fn ends(&self) -> &[Nanos] {
        &self.ends[..usize::from(self.count)]
    }

    /// Kind and length of each.
    pub fn lengths(&self) -> impl Iterator<Item = (u8, Nanos)> {
        let mut start = self.start;
        self.kinds()
            .iter()
            .zip(self.ends())
            .map(move |(&kind, &end)| {
                let length = end.since(start);
                start = end;
                (kind, length)
            })
    }
}

impl Request {
    /// A request that has just arrived; the caller fills in what it is about.
    pub fn new(step: u16, number: u32, draws: Draws, arrived: Nanos) -> Self {
        Self {
            step,
            number,
            row: 0,
            chain: 0,
            draws,
            city: crate::trace::NO_CITY,
            pop: crate::trace::NO_POP,
            jitter: 1.0,
            unwanted: false,
            conduct: Conduct::Honest,
            snippet: None,
            key: 0,
            seen_version: 0,
            attempts: 0,
            phase: Phase::Waiting,
            place: 0,
            instance: NO_INSTANCE,
            ending: Ending::Finish,
            commit: Nanos::ZERO,
            back: Nanos::ZERO,
            arrived,
            segments: Segments::starting_at(arrived),
        }
    }
}

/// Requests in flight.
#[derive(Debug, Default)]
pub(crate) struct Slab {
    requests: Vec<(u32, Request)>,
    free: Vec<u32>,
}

impl Slab {
    pub fn insert(&mut self, request: Request) -> Slot {
        if let Some(index) = self.free.pop() {
            let (turn, place) = &mut self.requests[index as usize];
            *place = request;
            return Slot { index, turn: *turn };
        }
        self.requests.push((0, request));
        Slot {
            index: self.requests.len() as u32 - 1,
            turn: 0,
        }
    }

    pub fn remove(&mut self, slot: Slot) {
        self.requests[slot.index as usize].0 += 1;
        self.free.push(slot.index);
    }

    /// Whether the handle's request is still in flight.
    pub fn is_live(&self, slot: Slot) -> bool {
        self.requests[slot.index as usize].0 == slot.turn
    }

    pub fn get(&self, slot: Slot) -> &Request {
        &self.requests[slot.index as usize].1
    }

    pub fn get_mut(&mut self, slot: Slot) -> &mut Request {
        &mut self.requests[slot.index as usize].1
    }

    pub fn in_flight(&self) -> usize {
        self.requests.len() - self.free.len()
    }

    /// Every request in flight, in order of slot.
    pub fn live_slots(&self) -> Vec<Slot> {
        let mut used = vec![true; self.requests.len()];
        for &index in &self.free {
            used[index as usize] = false;
        }
        (0..)
            .zip(&self.requests)
            .zip(used)
            .filter(|&(_, used)| used)
            .map(|((index, &(turn, _)), _)| Slot { index, turn })
            .collect()
    }
}

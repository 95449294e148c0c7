//! A request in flight: what it is, how its code behaves, how far it has come.
//!
//! Must not know: what any lane does with it.

mod segments;
mod slab;

use crate::outcome::Cause;
use crate::random::Draws;
use crate::trace::{NO_CITY, NO_INSTANCE, NO_POP, NO_ROW};
use crate::units::Nanos;
pub(crate) use segments::Segments;
pub(crate) use slab::{Slab, Slot};

/// A request in flight.
///
/// What every request needs stands first, in two lines of the processor's cache, with the first of
/// its segments; a hundred thousand requests in flight do not fit into the cache, and each line that
/// is fetched takes as long as half the rest.
#[derive(Clone, Debug)]
#[repr(C, align(64))]
pub(crate) struct Request {
    pub arrived: Nanos,
    pub draws: Draws,
    /// Time that the answer travels.
    pub back: Nanos,
    pub number: u32,
    /// Its row of the trace, [`crate::trace::NO_ROW`] while it has none.
    pub row: u32,
    pub chain: u32,
    /// The lane's own handle of the instance that runs it.
    pub place: u32,
    /// The same in the trace's list of instances.
    pub instance: u32,
    pub step: u16,
    pub city: u16,
    pub pop: u16,
    /// Times that the platform has put it off, or its client has tried again.
    pub attempts: u16,
    /// What happens when it is done running.
    pub ending: Ending,
    pub phase: Phase,
    /// Times that it has failed and the platform ran it again.
    pub failures: u8,
    /// An effect of it has happened.
    pub has_written: bool,
    /// A CDN's POP has seen it.
    pub fronted: bool,
    pub unwanted: bool,
    pub behavior: CodeBehavior,
    pub segments: Segments,
    /// The snippet that it runs and the submission that it grades.
    pub snippet: Option<(u16, u16)>,
    /// The key that it reads and writes, and the version that it saw.
    pub key: u32,
    pub seen_version: u32,
    /// Factor on every round trip of this request.
    pub jitter: f64,
    /// Trips for its writes, where they wait for a key first.
    pub commit: Nanos,
}

/// How far a request has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Phase {
    /// It will arrive later.
    Announced,
    /// On its way to its lane, or waiting there.
    Waiting,
    /// Its code runs.
    Running,
    /// Its code has run; it holds its keys and writes.
    Committing,
    /// It died with its neighbour, and an event of its own is still to come.
    Dead,
    /// It has ended; its place is free.
    Gone,
}

/// How a request's code behaves, decided by what it is and not by where it runs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum CodeBehavior {
    /// As it should.
    Honest,
    /// A snippet graded, for this much fuel.
    Graded { fuel: u64 },
    /// A snippet that loops for ever; behind walls it ended at this much fuel.
    EndlessLoop { fuel: u64, behind_walls: Cause },
    /// A snippet that takes its process down; behind walls it ended at this much fuel.
    Bomb { fuel: u64, behind_walls: Cause },
    /// Code that calls something that it has no business with, then goes on.
    Prying { fuel: u64 },
}

/// Numbers from here on are of learners whom a surge brought.
pub(crate) const SURGE: u32 = 1 << 30;
/// Numbers with this bit are second deliveries.
pub(crate) const SECOND_DELIVERY: u32 = 1 << 31;

impl Request {
    /// Whether it was delivered before.
    pub fn is_second_delivery(&self) -> bool {
        self.number & SECOND_DELIVERY != 0
    }
}

impl CodeBehavior {
    /// Whether the code means no harm.
    pub fn is_honest(self) -> bool {
        matches!(self, Self::Honest | Self::Graded { .. })
    }
}

/// What happens when a request's code stops running.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ending {
    /// It is done.
    Finish,
    /// It failed; its instance lives on.
    Fail(Cause),
    /// Its process dies, and with it whatever else ran there.
    Crash,
}

impl Request {
    /// A request that has just arrived; the caller fills in what it is about.
    pub fn new(step: u16, number: u32, draws: Draws, arrived: Nanos) -> Self {
        Self {
            step,
            number,
            row: NO_ROW,
            chain: 0,
            draws,
            city: NO_CITY,
            pop: NO_POP,
            jitter: 1.0,
            unwanted: false,
            behavior: CodeBehavior::Honest,
            snippet: None,
            key: 0,
            seen_version: 0,
            attempts: 0,
            failures: 0,
            has_written: false,
            fronted: false,
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

    /// The same in the place of a request that has ended. Its segments are not cleared: that would
    /// cost more than all the rest.
    #[inline]
    pub fn begin(&mut self, step: u16, number: u32, draws: Draws, arrived: Nanos) {
        self.step = step;
        self.number = number;
        self.row = NO_ROW;
        self.chain = 0;
        self.draws = draws;
        self.city = NO_CITY;
        self.pop = NO_POP;
        self.jitter = 1.0;
        self.unwanted = false;
        self.behavior = CodeBehavior::Honest;
        self.snippet = None;
        self.key = 0;
        self.seen_version = 0;
        self.attempts = 0;
        self.failures = 0;
        self.has_written = false;
        self.fronted = false;
        self.phase = Phase::Waiting;
        self.place = 0;
        self.instance = NO_INSTANCE;
        self.ending = Ending::Finish;
        self.commit = Nanos::ZERO;
        self.back = Nanos::ZERO;
        self.arrived = arrived;
        self.segments.restart(arrived);
    }
}

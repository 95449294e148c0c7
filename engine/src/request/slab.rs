//! The store of requests in flight.
//!
//! A slot is used again when its request has ended. The slot of a request that died while one of
//! its events was still to come is kept back until that event has come.

use super::{Phase, Request};
use model::index::StepIndex;
use model::random::Draws;
use model::request_number::RequestNumber;
use model::scenario::caps;
use model::units::Nanos;

/// The handle of a request in flight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Slot(pub u32);

/// All requests in flight.
#[derive(Debug, Default)]
pub(crate) struct Slab {
    requests: Vec<Request>,
    free: Vec<u32>,
    in_flight: u32,
}

impl Slab {
    /// A store that holds this many requests without being copied: a store of half a million takes tens of
    /// milliseconds to copy, in which no message is heard.
    pub fn with_capacity(requests: usize) -> Self {
        Self {
            requests: Vec::with_capacity(requests),
            ..Self::default()
        }
    }

    /// Gives a request that arrives now a slot.
    #[inline]
    pub fn begin(
        &mut self,
        step: StepIndex,
        number: RequestNumber,
        draws: Draws,
        arrived: Nanos,
    ) -> Slot {
        self.in_flight += 1;
        if let Some(index) = self.free.pop() {
            self.requests[index as usize].begin(step, number, draws, arrived);
            return Slot(index);
        }
        if self.requests.len() == self.requests.capacity() {
            self.grow();
        }
        self.requests
            .push(Request::new(step, number, draws, arrived));
        Slot(self.requests.len() as u32 - 1)
    }

    /// Makes room for more. A store that has become large becomes as large as a run may need: it is copied
    /// while it is small, and memory that is reserved costs nothing until it is used.
    #[cold]
    fn grow(&mut self) {
        const LARGE: usize = 10_000;
        // The request above the cap, after which the run ends, has a place too.
        let most = caps::IN_FLIGHT as usize + LARGE;
        let more = if self.requests.len() < LARGE {
            LARGE
        } else {
            most.saturating_sub(self.requests.len()).max(LARGE)
        };
        self.requests.reserve_exact(more);
    }

    /// Gives a slot back, since its request has ended.
    #[inline]
    pub fn remove(&mut self, slot: Slot) {
        let request = &mut self.requests[slot.0 as usize];
        self.in_flight -= 1;
        if request.phase != Phase::Dead {
            request.phase = Phase::Gone;
            self.free.push(slot.0);
        }
    }

    /// Moves the request of a client that leaves to a slot of its own, which is returned. Its run stays in this one
    /// and goes on.
    pub fn split(&mut self, slot: Slot) -> Slot {
        let request = self.get(slot).clone();
        let client = self.begin(request.step, request.number, request.draws, request.arrived);
        *self.get_mut(client) = request;
        let run = self.get_mut(slot);
        run.phase = Phase::Abandoned;
        client
    }

    /// Frees the slot of a dead request, whose last event has come.
    pub fn clear(&mut self, slot: Slot) {
        self.requests[slot.0 as usize].phase = Phase::Gone;
        self.free.push(slot.0);
    }

    /// The request in a slot.
    #[inline]
    pub fn get(&self, slot: Slot) -> &Request {
        &self.requests[slot.0 as usize]
    }

    /// The request in a slot, to be changed.
    #[inline]
    pub fn get_mut(&mut self, slot: Slot) -> &mut Request {
        &mut self.requests[slot.0 as usize]
    }

    /// How many requests are in flight.
    pub fn in_flight(&self) -> u32 {
        self.in_flight
    }

    /// Places that are looked through for requests in flight, those of ended requests included.
    pub fn places(&self) -> usize {
        self.requests.len()
    }

    /// The first request in flight from this slot on for which `holds` is true.
    pub fn next_in_flight(&self, from: Slot, holds: impl Fn(&Request) -> bool) -> Option<Slot> {
        let rest = self.requests.get(from.0 as usize..)?;
        let found = rest
            .iter()
            .position(|request| is_in_flight(request) && holds(request))?;
        Some(Slot(from.0 + found as u32))
    }

    /// Every request in flight for which `holds` is true, in order of slot.
    pub fn in_flight_where(&self, holds: impl Fn(&Request) -> bool) -> Vec<Slot> {
        (0..)
            .map(Slot)
            .zip(&self.requests)
            .filter(|(_, request)| is_in_flight(request) && holds(request))
            .map(|(slot, _)| slot)
            .collect()
    }
}

/// Whether the request of a slot has neither ended nor died.
fn is_in_flight(request: &Request) -> bool {
    !matches!(request.phase, Phase::Gone | Phase::Dead)
}

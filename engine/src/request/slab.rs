//! Where requests in flight are kept.
//!
//! Must not know: what a request is about.

use super::Request;

/// Handle of a request in flight. Slots are used again, so a handle knows its turn: that of a
/// request that has ended is stale.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Slot {
    index: u32,
    turn: u32,
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

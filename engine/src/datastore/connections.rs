//! Connections that the home database takes, shared by all functions.
//!
//! Without a pooler each instance holds one while it lives. With one, a request borrows one for its
//! trips.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use model::scenario::DatastoreSettings;
use model::units::Nanos;

/// Connections for functions.
#[derive(Clone, Debug)]
pub(crate) struct Connections {
    limit: u32,
    held: u32,
    /// With a pooler: the time at which each of its connections is returned.
    lent_until: Option<BinaryHeap<Reverse<Nanos>>>,
}

impl Connections {
    pub fn new(settings: &DatastoreSettings, pooler: bool) -> Self {
        Self {
            limit: settings
                .connections
                .saturating_sub(settings.connections_for_services),
            held: 0,
            lent_until: pooler.then(BinaryHeap::new),
        }
    }

    /// Takes one for an instance, if there is one left.
    pub fn take(&mut self) -> bool {
        let free = self.is_free();
        self.held += u32::from(free && self.lent_until.is_none());
        free
    }

    /// Whether one is left for an instance. With a pooler there always is: it needs none.
    pub fn is_free(&self) -> bool {
        self.lent_until.is_some() || self.held < self.limit
    }

    /// An instance gives one back.
    pub fn give_back(&mut self) {
        self.held = self.held.saturating_sub(1);
    }

    pub fn has_pooler(&self) -> bool {
        self.lent_until.is_some()
    }

    /// Lends one of the pooler's for a length of time that begins at `from` or as soon as one is
    /// back; returns how long the borrower waits. Borrowers are served in order.
    pub fn borrow(&mut self, from: Nanos, length: Nanos) -> Nanos {
        let Some(lent_until) = &mut self.lent_until else {
            return Nanos::ZERO;
        };
        let mut begins = from;
        if lent_until.len() >= self.limit.max(1) as usize
            && let Some(Reverse(back)) = lent_until.pop()
        {
            begins = begins.max(back);
        }
        lent_until.push(Reverse(begins + length));
        begins - from
    }
}

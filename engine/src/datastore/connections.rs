//! Connections of the home database: its limit, and the pools through which requests share them.
//!
//! An instance of a function holds one while it lives, a replica opens as many as its requests need at
//! once, and a request at the edge opens its own. With a pooler all of them borrow one for a trip.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use model::catalog::datastore::{CONNECT_TIME, CONNECT_TRIPS, TRIP_BETWEEN_ZONES};
use model::scenario::DatastoreSettings;
use model::units::Nanos;

/// The connections of the home database.
#[derive(Clone, Debug)]
pub(crate) struct Connections {
    /// The most that the database accepts.
    limit: u32,
    /// The most of them that functions and the edge hold together.
    limit_for_functions: u32,
    held_by_functions: u32,
    held_by_services: u32,
    pools: Vec<Pool>,
    /// Entries of `pools` that have been closed.
    closed: Vec<u32>,
    has_pooler: bool,
}

/// On whose behalf the database holds a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Holder {
    /// A function, or code at the edge.
    Function,
    /// A replica, or the plugin host.
    Service,
}

/// How a request reaches the home database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Link {
    /// Over a connection that no other request uses meanwhile.
    Own,
    /// Over one of a pool's.
    Pool(u32),
}

/// A connection that a request has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Lent {
    /// Since when it has it.
    pub from: Nanos,
    /// How long it takes to open; zero where it is open already.
    pub opens_in: Nanos,
}

impl Lent {
    fn at(from: Nanos) -> Self {
        let opens_in = Nanos::ZERO;
        Self { from, opens_in }
    }

    /// When it takes its first statement.
    pub fn is_open_at(self) -> Nanos {
        self.from + self.opens_in
    }
}

/// Connections that requests share. Each is lent until a known time.
#[derive(Clone, Debug)]
struct Pool {
    holder: Holder,
    /// The most connections that it opens.
    size: u32,
    /// How long it takes to open one.
    opens_in: Nanos,
    /// For each open connection, when it is returned.
    lent_until: BinaryHeap<Reverse<Nanos>>,
}

/// The pool of the pooler, where there is one.
const POOLER: u32 = 0;

impl Connections {
    pub fn new(settings: &DatastoreSettings, has_pooler: bool) -> Self {
        let limit = settings.connections;
        let pooler = Pool {
            holder: Holder::Service,
            size: limit.max(1),
            // A pooler keeps its connections open.
            opens_in: Nanos::ZERO,
            lent_until: BinaryHeap::new(),
        };
        Self {
            limit: if has_pooler { limit.max(1) } else { limit },
            limit_for_functions: limit.saturating_sub(settings.connections_for_services),
            held_by_functions: 0,
            held_by_services: 0,
            pools: if has_pooler { vec![pooler] } else { Vec::new() },
            closed: Vec::new(),
            has_pooler,
        }
    }

    /// How long it takes to open a connection from the home region.
    pub fn opens_at_home_in() -> Nanos {
        Self::opens_in(TRIP_BETWEEN_ZONES.time())
    }

    /// How long it takes to open a connection over this round trip.
    pub fn opens_in(round_trip: Nanos) -> Nanos {
        Nanos(round_trip.0 * u64::from(CONNECT_TRIPS.count())) + CONNECT_TIME.time()
    }

    /// Whether the database accepts one more connection from this holder. With a pooler no holder needs one.
    pub fn has_room_for(&self, holder: Holder) -> bool {
        self.has_pooler || self.accepts(holder)
    }

    /// A connection for one request at a time, if the database accepts one more.
    pub fn open_own(&mut self, holder: Holder) -> Option<Link> {
        if self.has_pooler {
            return Some(Link::Pool(POOLER));
        }
        self.take(holder).then_some(Link::Own)
    }

    /// A pool of at most `size` connections, each of which takes `opens_in` to open.
    pub fn open_pool(&mut self, holder: Holder, size: u32, opens_in: Nanos) -> Link {
        if self.has_pooler {
            return Link::Pool(POOLER);
        }
        let pool = Pool {
            holder,
            size: size.max(1),
            opens_in,
            lent_until: BinaryHeap::new(),
        };
        let Some(index) = self.closed.pop() else {
            self.pools.push(pool);
            return Link::Pool(self.pools.len() as u32 - 1);
        };
        self.pools[index as usize] = pool;
        Link::Pool(index)
    }

    /// All connections of a link that this holder opened are closed.
    pub fn close(&mut self, link: Link, holder: Holder) {
        match link {
            Link::Own => self.give_back(holder, 1),
            Link::Pool(_) if self.has_pooler => {}
            Link::Pool(index) => {
                let pool = &mut self.pools[index as usize];
                let open = pool.lent_until.len() as u32;
                pool.lent_until.clear();
                self.give_back(holder, open);
                self.closed.push(index);
            }
        }
    }

    /// A request takes a connection of its link, at `from` or as soon as one is returned; nothing where the database
    /// accepts none. Requests are served in order of the calls, and each call is followed by
    /// [`Connections::return_at`].
    pub fn lend(&mut self, link: Link, from: Nanos) -> Option<Lent> {
        let Link::Pool(index) = link else {
            return Some(Lent::at(from));
        };
        let pool = &self.pools[index as usize];
        let first = pool.lent_until.peek().map(|&Reverse(back)| back);
        let may_open = (pool.lent_until.len() as u32) < pool.size;
        let (holder, opens_in) = (pool.holder, pool.opens_in);
        let opens = may_open && first.is_none_or(|back| back > from) && self.take(holder);
        let lent_until = &mut self.pools[index as usize].lent_until;
        if !opens {
            let Reverse(back) = lent_until.pop()?;
            return Some(Lent::at(back.max(from)));
        }
        // The request takes the new one, or another that is returned before that is open.
        let open_at = from + opens_in;
        match first.filter(|back| *back < open_at) {
            Some(back) => {
                lent_until.pop();
                lent_until.push(Reverse(open_at));
                Some(Lent::at(back))
            }
            None => Some(Lent { from, opens_in }),
        }
    }

    /// The connection that was lent last over this link is returned at this time.
    pub fn return_at(&mut self, link: Link, at: Nanos) {
        if let Link::Pool(index) = link {
            self.pools[index as usize].lent_until.push(Reverse(at));
        }
    }

    /// Lends a connection for a length of time; nothing where the database accepts none.
    pub fn borrow(&mut self, link: Link, from: Nanos, length: Nanos) -> Option<Lent> {
        let lent = self.lend(link, from)?;
        self.return_at(link, lent.is_open_at() + length);
        Some(lent)
    }

    fn take(&mut self, holder: Holder) -> bool {
        let accepted = self.accepts(holder);
        *self.held_by(holder) += u32::from(accepted);
        accepted
    }

    /// Whether the database's limit leaves one more connection for this holder.
    fn accepts(&self, holder: Holder) -> bool {
        let all = self.held_by_functions + self.held_by_services;
        all < self.limit
            && (holder == Holder::Service || self.held_by_functions < self.limit_for_functions)
    }

    fn give_back(&mut self, holder: Holder, connections: u32) {
        let held = self.held_by(holder);
        *held = held.saturating_sub(connections);
    }

    fn held_by(&mut self, holder: Holder) -> &mut u32 {
        match holder {
            Holder::Function => &mut self.held_by_functions,
            Holder::Service => &mut self.held_by_services,
        }
    }
}

//! A request in flight: its kind, the behavior of its code and its progress.

mod segments;
mod slab;

use crate::datastore::Link;
use crate::plan::CodeBehavior;
use model::index::{CityIndex, NO_INSTANCE, PopIndex, StepIndex};
use model::network::Network;
use model::outcome::Cause;
use model::random::Draws;
use model::request_number::RequestNumber;
use model::trace::NO_ROW;
use model::units::Nanos;
pub(crate) use segments::Segments;
pub(crate) use slab::{Slab, Slot};

/// A request in flight.
///
/// The fields that every request needs come first, in two lines of the processor's cache, with the first of
/// its segments: a hundred thousand requests in flight do not fit into the cache, and fetching a
/// line takes as long as half of the other work.
#[derive(Clone, Debug)]
#[repr(C, align(64))]
pub(crate) struct Request {
    pub arrived: Nanos,
    pub draws: Draws,
    /// How long its answer travels back.
    pub answer_travels: Nanos,
    pub number: RequestNumber,
    /// Its row of the trace, [`NO_ROW`] while it has none.
    pub row: u32,
    /// The chain of steps that it belongs to, [`u32::MAX`] where its workload has one step only.
    pub chain: u32,
    /// The lane's own handle of the instance that runs it.
    pub place: u32,
    /// The same instance in the log of instances.
    pub instance: u32,
    pub step: StepIndex,
    pub city: CityIndex,
    pub pop: PopIndex,
    /// The number of times that the platform delayed it or its client retried it.
    pub attempts: u16,
    /// The effect of the end of its code.
    pub ending: Ending,
    pub phase: Phase,
    /// The number of times that it failed and the platform retried it.
    pub failures: u8,
    /// Whether one of its effects has already happened.
    pub has_written: bool,
    /// Whether the cache of a CDN has already been checked for its answer.
    pub passed_cdn: bool,
    pub unwanted: bool,
    pub behavior: CodeBehavior,
    pub segments: Segments,
    /// The indices of the snippet that it runs and of the submission that the snippet grades.
    pub snippet: Option<(u16, u16)>,
    /// The key that it reads and writes, and the version that it saw.
    pub key: u32,
    pub seen_version: u32,
    /// A factor on every round trip of this request.
    pub jitter: f64,
    /// When its client stops waiting for this attempt; [`Nanos::MAX`] where no client waits.
    pub leaves_at: Nanos,
    /// How many messages of a queue it takes together, itself included: at least 1.
    pub messages: u16,
    /// How long its trips take that a transaction or a repeated write makes.
    pub commit: Nanos,
    /// How it reaches the home database; `None` where it does not.
    pub link: Option<Link>,
    /// When its code could begin: its instance was ready, and its connection open.
    pub ready: Nanos,
    /// Whether it computes, or will, in an instance whose processors it shares.
    pub computes: bool,
}

impl Request {
    /// Its round trip between its point of presence and the home region.
    pub fn pop_to_home(&self, network: &Network) -> Nanos {
        network.pop_to_home(self.pop).scaled(self.jitter)
    }
}

/// The progress of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Phase {
    /// The request will arrive later.
    Announced,
    /// It is on its way to its lane.
    Waiting,
    /// It waits in its lane's queue.
    Queued,
    /// Its code runs.
    Running,
    /// Its code runs to an end of which the lane needs no report, and its client leaves before.
    RunsAlone,
    /// Its code has run; it holds its keys and writes.
    Committing,
    /// Its client has left, and its code runs on; the client's request has a slot of its own.
    Abandoned,
    /// It died in a neighbour's crash, and an event of its own is still to come.
    Dead,
    /// It has ended; its slot is free.
    Gone,
}

/// The effect of the end of a request's code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ending {
    /// The request is done.
    Finish,
    /// The request failed; its instance lives on.
    Fail(Cause),
    /// Its process dies, and with it every other request that runs there.
    Crash,
}

/// Defines how a request begins, with each field's first value written once: `new` makes a request,
/// `begin` overwrites one that has ended.
macro_rules! first_values {
    (|$step:ident, $number:ident, $draws:ident, $arrived:ident| $($field:ident: $value:expr,)*) => {
        impl Request {
            /// A request that has just arrived; the caller fills in its subject.
            pub fn new($step: StepIndex, $number: RequestNumber, $draws: Draws, $arrived: Nanos) -> Self {
                Self {
                    segments: Segments::starting_at($arrived),
                    $($field: $value,)*
                }
            }

            /// Writes a new request in the place of one that has ended. Its segments are not cleared:
            /// that would cost more than everything else.
            #[inline]
            pub fn begin(
                &mut self,
                $step: StepIndex,
                $number: RequestNumber,
                $draws: Draws,
                $arrived: Nanos,
            ) {
                self.segments.restart($arrived);
                $(self.$field = $value;)*
            }
        }
    };
}

first_values! { |step, number, draws, arrived|
    arrived: arrived,
    draws: draws,
    answer_travels: Nanos::ZERO,
    number: number,
    row: NO_ROW,
    chain: 0,
    place: 0,
    instance: NO_INSTANCE,
    step: step,
    city: CityIndex::NONE,
    pop: PopIndex::NONE,
    attempts: 0,
    ending: Ending::Finish,
    phase: Phase::Waiting,
    failures: 0,
    has_written: false,
    passed_cdn: false,
    unwanted: false,
    behavior: CodeBehavior::Honest,
    snippet: None,
    key: 0,
    seen_version: 0,
    jitter: 1.0,
    leaves_at: Nanos::MAX,
    messages: 1,
    commit: Nanos::ZERO,
    link: None,
    ready: Nanos::ZERO,
    computes: false,
}

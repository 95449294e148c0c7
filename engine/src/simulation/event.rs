//! Every kind of event beside arrivals, in four bytes.

use crate::request::Slot;
use model::index::StepIndex;

/// Every kind of event beside arrivals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Event {
    /// A request reaches its lane, or comes to it again.
    Reach(Slot),
    /// A request's code, or its commit, is done.
    Done(Slot),
    /// The autoscaler of a step makes a decision.
    Scale(StepIndex),
    /// An instance of a step may have become ready.
    Ready(StepIndex),
    /// A change of the scenario begins.
    ChangeBegins(u16),
    /// A change of the scenario ends.
    ChangeEnds(u16),
    /// The patience of a request's client ends.
    Leaves(Slot),
    /// A request in this instance of a function begins or stops to compute.
    Computes(u32),
}

/// An event as the queue keeps it: the kind in the upper three bits, the index in the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Packed(u32);

const BITS: u32 = 29;
const INDEX: u32 = (1 << BITS) - 1;

impl From<u32> for Packed {
    #[inline]
    fn from(bits: u32) -> Self {
        Self(bits)
    }
}

impl From<Packed> for u32 {
    #[inline]
    fn from(packed: Packed) -> Self {
        packed.0
    }
}

impl From<Event> for Packed {
    #[inline]
    fn from(event: Event) -> Self {
        let (kind, index) = match event {
            Event::Reach(slot) => (0, slot.0),
            Event::Done(slot) => (1, slot.0),
            Event::Scale(step) => (2, step.0.into()),
            Event::Ready(step) => (3, step.0.into()),
            Event::ChangeBegins(change) => (4, change.into()),
            Event::ChangeEnds(change) => (5, change.into()),
            Event::Leaves(slot) => (6, slot.0),
            Event::Computes(instance) => (7, instance),
        };
        debug_assert!(index <= INDEX, "more than 500 million requests in flight");
        Self((kind << BITS) | index)
    }
}

impl From<Packed> for Event {
    #[inline]
    fn from(packed: Packed) -> Self {
        let index = packed.0 & INDEX;
        match packed.0 >> BITS {
            0 => Self::Reach(Slot(index)),
            1 => Self::Done(Slot(index)),
            2 => Self::Scale(StepIndex(index as u16)),
            3 => Self::Ready(StepIndex(index as u16)),
            4 => Self::ChangeBegins(index as u16),
            5 => Self::ChangeEnds(index as u16),
            6 => Self::Leaves(Slot(index)),
            _ => Self::Computes(index),
        }
    }
}

//! One stretch of a request's time, and its kind.

use crate::units::Nanos;

/// The kind of a stretch of a request's time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum SegmentKind {
    /// Handshakes with the first hop.
    Connect,
    /// City to POP.
    ToPop,
    /// POP to home region, with work still to do there.
    PopToHome,
    /// City to home region.
    ToHome,
    /// Waiting in a queue.
    Wait,
    /// Waiting before the platform takes the event again.
    Backoff,
    /// A new instance starts for this request.
    ColdStart,
    /// The code runs.
    Execute,
    /// Trips to the place of the state, and the store's own time.
    StateTrip,
    /// Lock contention of the same key.
    KeyWait,
    /// The answer travels from the POP to the city.
    FromPop,
    /// The answer travels from the home region to the city.
    FromHome,
    /// The origin makes the answer that the POP lacked.
    Origin,
}

impl SegmentKind {
    /// Every kind, in the order of its code.
    pub const ALL: [Self; 13] = [
        Self::Connect,
        Self::ToPop,
        Self::PopToHome,
        Self::ToHome,
        Self::Wait,
        Self::Backoff,
        Self::ColdStart,
        Self::Execute,
        Self::StateTrip,
        Self::KeyWait,
        Self::FromPop,
        Self::FromHome,
        Self::Origin,
    ];

    /// The kind with this code; [`SegmentKind::Execute`] for an unknown code.
    pub fn from_code(code: u8) -> Self {
        let kind = Self::ALL.get(usize::from(code)).copied();
        kind.unwrap_or(Self::Execute)
    }
}

/// One stretch of a request's time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Segment {
    /// The kind of the stretch.
    pub kind: SegmentKind,
    /// When it starts.
    pub start: Nanos,
    /// When it ends.
    pub end: Nanos,
}

impl Segment {
    /// The length of the stretch.
    pub fn length(&self) -> Nanos {
        self.end.since(self.start)
    }
}

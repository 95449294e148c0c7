//! What happened, request by request, columnar and compact, for playback at any time.
//!
//! Rows stand in order of arrival. A row's segments follow one another without a gap from its
//! arrival to its end. Must not know: how it is drawn, or what a scenario is.

mod bytes;
mod instances;
mod playback;
mod rows;

pub use bytes::TraceError;
pub use instances::{InstanceSpan, Instances};
pub use playback::Checkpoints;
pub(crate) use rows::LateRow;

use crate::outcome::Outcome;
use crate::units::Nanos;

/// What a stretch of a request's time was spent on.
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
    /// Trips to where the state lives, and the store's own time.
    StateTrip,
    /// Waiting for another writer of the same key.
    KeyWait,
    /// The answer travels from the POP to the city.
    FromPop,
    /// The answer travels from the home region to the city.
    FromHome,
    /// The origin makes what the POP did not have.
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
}

/// No city: the request arose inside the platform.
pub const NO_CITY: u16 = u16::MAX;
/// No POP was on the way.
pub const NO_POP: u16 = u16::MAX;
/// No instance ran it.
pub const NO_INSTANCE: u32 = u32::MAX;
/// No row: the record left the request out.
pub(crate) const NO_ROW: u32 = u32::MAX;
/// No snippet ran.
pub const NO_SNIPPET: u16 = u16::MAX;

/// The recorded requests of a run.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Trace {
    // One entry a request, in order of arrival.
    pub(crate) arrived: Vec<u64>,
    pub(crate) ended: Vec<u64>,
    pub(crate) number: Vec<u32>,
    pub(crate) step: Vec<u8>,
    pub(crate) outcome: Vec<u8>,
    pub(crate) city: Vec<u16>,
    pub(crate) pop: Vec<u16>,
    pub(crate) instance: Vec<u32>,
    pub(crate) snippet: Vec<u16>,
    pub(crate) submission: Vec<u16>,
    pub(crate) first_segment: Vec<u32>,
    pub(crate) segment_count: Vec<u8>,
    // One entry a segment; a request's segments lie together.
    pub(crate) segment_kind: Vec<u8>,
    pub(crate) segment_end: Vec<u64>,
    /// The instances of the three lanes that have them.
    pub instances: Instances,
    /// Requests of the whole run; the trace may hold a part of them.
    pub requests_in_run: u64,
}

/// One request, read out of a trace.
#[derive(Clone, Debug, PartialEq)]
pub struct RequestView<'a> {
    /// Its row.
    pub row: u32,
    /// Which step of which workload: an index into [`crate::run::Summary::steps`].
    pub step: u8,
    /// Its number among that workload's arrivals; with the seed and the step it is its identity.
    pub number: u32,
    /// When it arrived.
    pub arrived: Nanos,
    /// When its answer was back, or it had failed.
    pub ended: Nanos,
    /// How it ended.
    pub outcome: Outcome,
    /// Index into the scenario's audience, [`NO_CITY`] for one from inside.
    pub city: u16,
    /// Index into [`crate::run::Summary::pops`], [`NO_POP`] where none was on the way.
    pub pop: u16,
    /// Index into [`Instances`], [`NO_INSTANCE`] where none ran it or the lane keeps none.
    pub instance: u32,
    /// Index of the snippet and of the submission that it graded.
    pub snippet: Option<(u16, u16)>,
    kinds: &'a [u8],
    ends: &'a [u64],
}

/// One stretch of a request's time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Segment {
    /// Spent on what.
    pub kind: SegmentKind,
    /// From.
    pub start: Nanos,
    /// To.
    pub end: Nanos,
}

impl Segment {
    /// How long it took.
    pub fn length(&self) -> Nanos {
        self.end.since(self.start)
    }
}

impl RequestView<'_> {
    /// Whether it was delivered before: an event that came twice.
    pub fn is_second_delivery(&self) -> bool {
        self.number & crate::request::SECOND_DELIVERY != 0
    }

    /// Its segments in order, from arrival to end.
    pub fn segments(&self) -> impl Iterator<Item = Segment> {
        let mut start = self.arrived;
        self.kinds.iter().zip(self.ends).map(move |(&kind, &end)| {
            let kind = SegmentKind::ALL
                .get(usize::from(kind))
                .copied()
                .unwrap_or(SegmentKind::Execute);
            let segment = Segment {
                kind,
                start,
                end: Nanos(end),
            };
            start = Nanos(end);
            segment
        })
    }

    /// What it is doing at a time, with the share of that stretch that has passed, 0 to 1.
    pub fn at(&self, time: Nanos) -> Option<(Segment, f64)> {
        if time < self.arrived || time >= self.ended {
            return None;
        }
        let segment = self.segments().find(|segment| time < segment.end)?;
        let share = time.since(segment.start).0 as f64 / segment.length().0.max(1) as f64;
        Some((segment, share))
    }
}

impl Trace {
    /// Recorded requests.
    pub fn len(&self) -> u32 {
        self.arrived.len() as u32
    }

    /// Whether none was recorded.
    pub fn is_empty(&self) -> bool {
        self.arrived.is_empty()
    }

    /// Arrival times, ascending.
    pub fn arrivals_ns(&self) -> &[u64] {
        &self.arrived
    }

    /// End times, by row.
    pub fn ends_ns(&self) -> &[u64] {
        &self.ended
    }

    /// Step indexes, by row.
    pub fn step_indexes(&self) -> &[u8] {
        &self.step
    }

    /// The number of one request among its workload's arrivals; `None` beyond the last row.
    pub fn number(&self, row: u32) -> Option<u32> {
        self.number.get(row as usize).copied()
    }

    /// The city of one request, [`NO_CITY`] for one from inside; `None` beyond the last row.
    pub fn city(&self, row: u32) -> Option<u16> {
        self.city.get(row as usize).copied()
    }

    /// Outcome by row.
    pub fn outcome(&self, row: u32) -> Option<Outcome> {
        self.outcome
            .get(row as usize)
            .and_then(|&code| Outcome::from_code(code))
    }

    /// One request.
    pub fn get(&self, row: u32) -> Option<RequestView<'_>> {
        let i = row as usize;
        let from = *self.first_segment.get(i)? as usize;
        let to = from + usize::from(*self.segment_count.get(i)?);
        let snippet = *self.snippet.get(i)?;
        Some(RequestView {
            row,
            step: *self.step.get(i)?,
            number: *self.number.get(i)?,
            arrived: Nanos(*self.arrived.get(i)?),
            ended: Nanos(*self.ended.get(i)?),
            outcome: self.outcome(row)?,
            city: *self.city.get(i)?,
            pop: *self.pop.get(i)?,
            instance: *self.instance.get(i)?,
            snippet: (snippet != NO_SNIPPET)
                .then(|| (snippet, self.submission.get(i).copied().unwrap_or(0))),
            kinds: self.segment_kind.get(from..to)?,
            ends: self.segment_end.get(from..to)?,
        })
    }
}

//! The trace of a run, request by request, in columns, for playback at any time.
//!
//! Rows are in order of arrival. The segments of a row follow one another without a gap from its
//! arrival to its end.

mod bytes;
mod instances;
mod playback;
mod row;
mod segment;

pub use bytes::{TraceError, TraceReader};
pub use instances::{InstanceSpan, Instances};
pub use playback::Checkpoints;
pub use row::{Places, Row, RowEnd, RowStart};
pub use segment::{Segment, SegmentKind};

pub use crate::index::NO_INSTANCE;
use crate::index::{CityIndex, PopIndex, StepIndex};
use crate::outcome::Outcome;
use crate::request_number::RequestNumber;
use crate::units::Nanos;

/// Means "no row" among row numbers: the selection leaves the request out.
pub const NO_ROW: u32 = u32::MAX;
/// Means "no snippet ran" in the column of snippets.
const NO_SNIPPET: u16 = u16::MAX;

/// The recorded requests of a run.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Trace {
    // One entry a request, in order of arrival.
    arrived: Vec<u64>,
    ended: Vec<u64>,
    number: Vec<u32>,
    step: Vec<u8>,
    outcome: Vec<u8>,
    city: Vec<u16>,
    pop: Vec<u16>,
    instance: Vec<u32>,
    snippet: Vec<u16>,
    submission: Vec<u16>,
    first_segment: Vec<u32>,
    segment_count: Vec<u8>,
    // One entry a segment; the segments of a request are consecutive.
    segment_kind: Vec<u8>,
    segment_end: Vec<u64>,
    /// The instances of the three lanes that list them.
    pub instances: Instances,
    /// How many requests the whole run had; the trace may hold some of them only.
    pub requests_in_run: u64,
}

/// One request, read from a trace.
#[derive(Clone, Debug, PartialEq)]
pub struct RequestView<'a> {
    /// Its row.
    pub row: u32,
    /// Its step: an index into the steps of the run's summary.
    pub step: StepIndex,
    /// Its number among the arrivals of its workload.
    pub number: RequestNumber,
    /// When it arrived.
    pub arrived: Nanos,
    /// When its answer was back, or it had failed.
    pub ended: Nanos,
    /// How it ended.
    pub outcome: Outcome,
    /// Its city in the scenario's audience; `None` for a request from inside the platform.
    pub city: Option<CityIndex>,
    /// Its point of presence in the run's summary; `None` where none was on the way.
    pub pop: Option<PopIndex>,
    /// An index into [`Trace::instances`], [`NO_INSTANCE`] where none ran it or its lane lists none.
    pub instance: u32,
    /// The indices of the snippet that it ran and of the submission that the snippet graded.
    pub snippet: Option<(u16, u16)>,
    kinds: &'a [u8],
    ends: &'a [u64],
}

impl RequestView<'_> {
    /// Whether it was delivered before: an event that came twice.
    pub fn is_second_delivery(&self) -> bool {
        self.number.is_second_delivery()
    }

    /// Its segments in order, from arrival to end.
    pub fn segments(&self) -> impl Iterator<Item = Segment> {
        let mut start = self.arrived;
        self.kinds.iter().zip(self.ends).map(move |(&kind, &end)| {
            let segment = Segment {
                kind: SegmentKind::from_code(kind),
                start,
                end: Nanos(end),
            };
            start = Nanos(end);
            segment
        })
    }

    /// The segment in which it is at a time, with the share of that segment that has passed, 0 to 1;
    /// `None` before its arrival and from its end on.
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
    /// How many requests are recorded.
    pub fn len(&self) -> u32 {
        self.arrived.len() as u32
    }

    /// Whether no request is recorded.
    pub fn is_empty(&self) -> bool {
        self.arrived.is_empty()
    }

    /// The arrival of each row, nanoseconds, ascending.
    pub fn arrivals_ns(&self) -> &[u64] {
        &self.arrived
    }

    /// The end of each row, nanoseconds.
    pub fn ends_ns(&self) -> &[u64] {
        &self.ended
    }

    /// The step index of each row.
    pub fn step_indexes(&self) -> &[u8] {
        &self.step
    }

    /// The number of a row's request among the arrivals of its workload; `None` beyond the last row.
    pub fn number(&self, row: u32) -> Option<RequestNumber> {
        self.number.get(row as usize).copied().map(RequestNumber)
    }

    /// The city of a row's request; `None` for a request from inside, and beyond the last row.
    pub fn city(&self, row: u32) -> Option<CityIndex> {
        CityIndex(self.city.get(row as usize).copied()?).some()
    }

    /// How a row's request ended; `None` beyond the last row.
    pub fn outcome(&self, row: u32) -> Option<Outcome> {
        self.outcome
            .get(row as usize)
            .and_then(|&code| Outcome::from_code(code))
    }

    /// A row's request; `None` beyond the last row.
    pub fn get(&self, row: u32) -> Option<RequestView<'_>> {
        let i = row as usize;
        let from = *self.first_segment.get(i)? as usize;
        let to = from + usize::from(*self.segment_count.get(i)?);
        let snippet = *self.snippet.get(i)?;
        Some(RequestView {
            row,
            step: StepIndex((*self.step.get(i)?).into()),
            number: RequestNumber(*self.number.get(i)?),
            arrived: Nanos(*self.arrived.get(i)?),
            ended: Nanos(*self.ended.get(i)?),
            outcome: self.outcome(row)?,
            city: CityIndex(*self.city.get(i)?).some(),
            pop: PopIndex(*self.pop.get(i)?).some(),
            instance: *self.instance.get(i)?,
            snippet: (snippet != NO_SNIPPET)
                .then(|| (snippet, self.submission.get(i).copied().unwrap_or(0))),
            kinds: self.segment_kind.get(from..to)?,
            ends: self.segment_end.get(from..to)?,
        })
    }
}

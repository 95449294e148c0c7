//! Rows of a trace: how they are opened, closed, revised and put in order.

use super::{Instances, NO_SNIPPET, SegmentKind, Trace};
use crate::index::{CityIndex, PopIndex, StepIndex};
use crate::outcome::Outcome;
use crate::request_number::RequestNumber;
use crate::units::Nanos;

/// A finished request, from which [`Trace::from_rows`] makes a row.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// When it arrived.
    pub arrived: Nanos,
    /// Its number among the arrivals of its workload.
    pub number: RequestNumber,
    /// Its step, an index below 256.
    pub step: StepIndex,
    /// How it ended.
    pub outcome: Outcome,
    /// Its city, [`CityIndex::NONE`] for a request from inside the platform.
    pub city: CityIndex,
    /// Its point of presence, [`PopIndex::NONE`] where none was on the way.
    pub pop: PopIndex,
    /// The instance that ran it, [`super::NO_INSTANCE`] where no listed instance did.
    pub instance: u32,
    /// The indices of the snippet that it ran and of the submission that the snippet graded.
    pub snippet: Option<(u16, u16)>,
    /// The kind and the end of each segment, ascending; the last end is the end of the request.
    pub segments: Vec<(SegmentKind, Nanos)>,
}

/// The part of a row that is known at the arrival; the fields are those of [`Row`].
#[derive(Clone, Copy, Debug)]
pub struct RowStart {
    /// When the request arrived.
    pub at: Nanos,
    /// Its number among the arrivals of its workload.
    pub number: RequestNumber,
    /// Its step, an index below 256.
    pub step: StepIndex,
    /// Its city.
    pub city: CityIndex,
    /// Its point of presence.
    pub pop: PopIndex,
    /// The instance that runs it, as far as it is known.
    pub instance: u32,
    /// The indices of its snippet and submission.
    pub snippet: Option<(u16, u16)>,
}

/// The part of a row that is known at the end.
#[derive(Clone, Copy, Debug)]
pub struct RowEnd<'a> {
    /// When the request ended.
    pub at: Nanos,
    /// How it ended.
    pub outcome: Outcome,
    /// The instance that ran it.
    pub instance: u32,
    /// The codes of its segments' kinds.
    pub kinds: &'a [u8],
    /// The ends of its segments, as many as there are kinds.
    pub ends: &'a [Nanos],
}

impl Trace {
    /// A trace of these requests, sorted by arrival here; of equal arrivals the first stays first.
    ///
    /// ```
    /// use model::index::{CityIndex, PopIndex, StepIndex};
    /// use model::outcome::Outcome;
    /// use model::request_number::RequestNumber;
    /// use model::trace::{Checkpoints, Instances, NO_INSTANCE, Row, SegmentKind, Trace};
    /// use model::units::Nanos;
    ///
    /// let row = Row {
    ///     arrived: Nanos::from_secs(1.0),
    ///     number: RequestNumber(0),
    ///     step: StepIndex(0),
    ///     outcome: Outcome::Ok,
    ///     city: CityIndex::NONE,
    ///     pop: PopIndex::NONE,
    ///     instance: NO_INSTANCE,
    ///     snippet: None,
    ///     segments: vec![(SegmentKind::Execute, Nanos::from_secs(3.0))],
    /// };
    /// let trace = Trace::from_rows(vec![row], Instances::default());
    ///
    /// let mut in_flight = Vec::new();
    /// let checkpoints = Checkpoints::new(&trace);
    /// checkpoints.for_each_in_flight(&trace, Nanos::from_secs(2.0), |row| in_flight.push(row));
    /// assert_eq!(in_flight, [0]);
    /// ```
    pub fn from_rows(mut rows: Vec<Row>, instances: Instances) -> Self {
        rows.sort_by_key(|row| row.arrived);
        let mut trace = Self {
            instances,
            requests_in_run: rows.len() as u64,
            ..Self::default()
        };
        for row in rows {
            trace.push(row);
        }
        trace
    }

    /// Makes room for this number of rows.
    pub fn reserve(&mut self, rows: usize) {
        /// About as many as a request of the scenario that ships has.
        const SEGMENTS: usize = 5;
        self.arrived.reserve(rows);
        self.ended.reserve(rows);
        self.number.reserve(rows);
        self.step.reserve(rows);
        self.outcome.reserve(rows);
        self.city.reserve(rows);
        self.pop.reserve(rows);
        self.instance.reserve(rows);
        self.snippet.reserve(rows);
        self.submission.reserve(rows);
        self.first_segment.reserve(rows);
        self.segment_count.reserve(rows);
        self.segment_kind.reserve(rows * SEGMENTS);
        self.segment_end.reserve(rows * SEGMENTS);
    }

    /// Adds a row for a request that has arrived; returns its number.
    #[inline]
    pub fn open_row(&mut self, arrived: RowStart) -> u32 {
        let row = self.len();
        let (snippet, submission) = arrived.snippet.unwrap_or((NO_SNIPPET, 0));
        self.arrived.push(arrived.at.0);
        self.ended.push(u64::MAX);
        self.number.push(arrived.number.0);
        self.step.push(arrived.step.byte());
        self.outcome.push(0);
        self.city.push(arrived.city.0);
        self.pop.push(arrived.pop.0);
        self.instance.push(arrived.instance);
        self.snippet.push(snippet);
        self.submission.push(submission);
        self.first_segment.push(0);
        self.segment_count.push(0);
        row
    }

    /// Fills in the rest of a row when its request has ended; does nothing where there is no such row.
    #[inline]
    pub fn close_row(&mut self, row: u32, ended: RowEnd<'_>) {
        let row = row as usize;
        if row >= self.arrived.len() {
            return;
        }
        self.ended[row] = ended.at.0;
        self.outcome[row] = ended.outcome.code();
        self.instance[row] = ended.instance;
        self.first_segment[row] = self.segment_end.len() as u32;
        self.segment_count[row] = ended.kinds.len() as u8;
        self.segment_kind.extend_from_slice(ended.kinds);
        self.segment_end.extend(ended.ends.iter().map(|end| end.0));
    }

    /// Gives a row that is closed another outcome.
    pub fn revise(&mut self, row: u32, outcome: Outcome) {
        if let Some(place) = self.outcome.get_mut(row as usize) {
            *place = outcome.code();
        }
    }

    /// Adds a whole row at the end.
    fn push(&mut self, row: Row) {
        let (kinds, ends): (Vec<u8>, Vec<Nanos>) = row
            .segments
            .into_iter()
            .map(|(kind, end)| (kind as u8, end))
            .unzip();
        let place = self.open_row(RowStart {
            at: row.arrived,
            number: row.number,
            step: row.step,
            city: row.city,
            pop: row.pop,
            instance: row.instance,
            snippet: row.snippet,
        });
        let ended = RowEnd {
            at: ends.last().copied().unwrap_or(row.arrived),
            outcome: row.outcome,
            instance: row.instance,
            kinds: &kinds,
            ends: &ends,
        };
        self.close_row(place, ended);
    }

    /// Puts late rows in their places by arrival. Returns `None` where there are none, else the new
    /// place of each row, first of those that were here, then of the late ones.
    pub fn merge(&mut self, late: Vec<Row>) -> Option<Vec<u32>> {
        if late.is_empty() {
            return None;
        }
        for row in late {
            self.push(row);
        }
        let mut order: Vec<u32> = (0..self.arrived.len() as u32).collect();
        // Stable: of requests that arrived at one time the sampled ones come first.
        order.sort_by_key(|&row| self.arrived[row as usize]);
        reorder(&mut self.arrived, &order);
        reorder(&mut self.ended, &order);
        reorder(&mut self.number, &order);
        reorder(&mut self.step, &order);
        reorder(&mut self.outcome, &order);
        reorder(&mut self.city, &order);
        reorder(&mut self.pop, &order);
        reorder(&mut self.instance, &order);
        reorder(&mut self.snippet, &order);
        reorder(&mut self.submission, &order);
        reorder(&mut self.first_segment, &order);
        reorder(&mut self.segment_count, &order);
        let mut places = vec![0; order.len()];
        for (place, &row) in (0..).zip(&order) {
            places[row as usize] = place;
        }
        Some(places)
    }
}

fn reorder<T: Copy>(column: &mut Vec<T>, order: &[u32]) {
    *column = order.iter().map(|&row| column[row as usize]).collect();
}

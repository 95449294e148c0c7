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

    /// Puts late rows in their places by arrival; of equal arrivals those that were here come first.
    pub fn merge(&mut self, late: Vec<Row>) -> Places {
        let sampled = self.len();
        let mut order: Vec<u32> = (0..late.len() as u32).collect();
        order.sort_by_key(|&number| late[number as usize].arrived);
        let before_each = order.iter().map(|&number| {
            let arrived = late[number as usize].arrived.0;
            self.arrived.partition_point(|&other| other <= arrived) as u32
        });
        let before_each: Vec<u32> = before_each.collect();
        let mut late: Vec<Option<Row>> = late.into_iter().map(Some).collect();
        for row in order
            .iter()
            .filter_map(|&number| late[number as usize].take())
        {
            self.push(row);
        }
        move_in(&mut self.arrived, &before_each);
        move_in(&mut self.ended, &before_each);
        move_in(&mut self.number, &before_each);
        move_in(&mut self.step, &before_each);
        move_in(&mut self.outcome, &before_each);
        move_in(&mut self.city, &before_each);
        move_in(&mut self.pop, &before_each);
        move_in(&mut self.instance, &before_each);
        move_in(&mut self.snippet, &before_each);
        move_in(&mut self.submission, &before_each);
        move_in(&mut self.first_segment, &before_each);
        move_in(&mut self.segment_count, &before_each);
        Places {
            sampled,
            order,
            before_each,
        }
    }
}

/// The places of rows after [`Trace::merge`].
#[derive(Clone, Debug)]
pub struct Places {
    /// The rows that were there before.
    sampled: u32,
    /// The numbers of the late rows, by arrival.
    order: Vec<u32>,
    /// The number of sampled rows before each of them.
    before_each: Vec<u32>,
}

impl Places {
    /// The place of a row that was there before; `None` where there was no such row.
    pub fn of_sampled(&self, row: u32) -> Option<u32> {
        let late = self.before_each.partition_point(|&before| before <= row);
        (row < self.sampled).then_some(row + late as u32)
    }

    /// The place of the late row with this number; `None` where there was no such row.
    pub fn of_late(&self, number: u32) -> Option<u32> {
        let late = self.order.iter().position(|&other| other == number)?;
        Some(self.before_each[late] + late as u32)
    }
}

/// Moves the last entries of a column, one for each of `before_each`, to their places: behind so many of the
/// others. Every entry is moved once, within the column: another copy of half a million rows takes longer.
fn move_in<T: Copy>(column: &mut [T], before_each: &[u32]) {
    let late = column.split_at(column.len() - before_each.len()).1.to_vec();
    let mut end = column.len() - late.len();
    for (number, (&before, entry)) in before_each.iter().zip(late).enumerate().rev() {
        let before = before as usize;
        column.copy_within(before..end, before + number + 1);
        column[before + number] = entry;
        end = before;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn row(number: u32, arrived: u64) -> Row {
        Row {
            arrived: Nanos(arrived),
            number: RequestNumber(number),
            step: StepIndex(number as u16 % 3),
            outcome: Outcome::Ok,
            city: CityIndex(number as u16),
            pop: PopIndex::NONE,
            instance: number,
            snippet: Some((number as u16, 1)),
            segments: vec![(SegmentKind::Execute, Nanos(arrived + u64::from(number)))],
        }
    }

    proptest! {
        #[test]
        fn late_rows_are_merged_as_by_a_stable_sort(
            mut sampled in prop::collection::vec(0_u64..20, 0..30),
            late in prop::collection::vec(0_u64..20, 0..30),
        ) {
            sampled.sort_unstable();
            let (n, m) = (sampled.len() as u32, late.len() as u32);
            let rows: Vec<Row> = (0..).zip(sampled).map(|(i, at)| row(i, at)).collect();
            let late: Vec<Row> = (n..).zip(late).map(|(i, at)| row(i, at)).collect();
            let mut all = rows.clone();
            all.extend(late.clone());
            all.sort_by_key(|row| row.arrived);

            let mut trace = Trace::from_rows(rows, Instances::default());
            let places = trace.merge(late);
            for (place, row) in (0..).zip(&all) {
                let found = trace.get(place).unwrap();
                prop_assert_eq!(found.number, row.number);
                prop_assert_eq!((found.arrived, found.ended), (row.arrived, row.segments[0].1));
                prop_assert_eq!((found.step, found.city), (row.step, row.city.some()));
                let number = row.number.0;
                let expected = if number < n { places.of_sampled(number) } else { places.of_late(number - n) };
                prop_assert_eq!(expected, Some(place));
            }
            prop_assert_eq!((places.of_sampled(n), places.of_late(m)), (None, None));
        }
    }
}

//! Rows of a trace, from a request's arrival to its end.
//!
//! Must not know: which requests get one.

use super::{NO_SNIPPET, Trace};
use crate::outcome::Outcome;
use crate::request::Request;

/// The row of a request that turned out to be worth one after it had arrived.
#[derive(Clone, Debug, Default)]
pub(crate) struct LateRow {
    arrived: u64,
    ended: u64,
    number: u32,
    instance: u32,
    city: u16,
    pop: u16,
    snippet: u16,
    submission: u16,
    step: u8,
    pub outcome: u8,
    kinds: Vec<u8>,
    ends: Vec<u64>,
}

impl LateRow {
    /// Everything of it, when it has ended.
    pub fn fill(&mut self, request: &Request, outcome: Outcome) {
        let (snippet, submission) = request.snippet.unwrap_or((NO_SNIPPET, 0));
        *self = Self {
            arrived: request.arrived.0,
            ended: request.segments.end().0,
            number: request.number,
            instance: request.instance,
            city: request.city,
            pop: request.pop,
            snippet,
            submission,
            step: request.step as u8,
            outcome: outcome.code(),
            kinds: request.segments.kinds().to_vec(),
            ends: request.segments.ends().iter().map(|end| end.0).collect(),
        };
    }
}

impl Trace {
    /// Makes room for so many rows.
    pub(crate) fn reserve(&mut self, rows: usize) {
        /// What a request of the scenario that ships has.
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

    /// A row for a request that has arrived.
    pub(crate) fn open_row(&mut self, request: &Request) -> u32 {
        let row = self.len();
        self.arrived.push(request.arrived.0);
        self.ended.push(u64::MAX);
        self.number.push(request.number);
        self.step.push(request.step as u8);
        self.outcome.push(0);
        self.city.push(request.city);
        self.pop.push(request.pop);
        self.instance.push(request.instance);
        let (snippet, submission) = request.snippet.unwrap_or((NO_SNIPPET, 0));
        self.snippet.push(snippet);
        self.submission.push(submission);
        self.first_segment.push(0);
        self.segment_count.push(0);
        row
    }

    /// The rest of a row, when its request has ended; nothing for a row that is not there.
    pub(crate) fn close_row(&mut self, request: &Request, outcome: Outcome) {
        let row = request.row as usize;
        if row >= self.arrived.len() {
            return;
        }
        self.ended[row] = request.segments.end().0;
        self.outcome[row] = outcome.code();
        self.instance[row] = request.instance;
        self.first_segment[row] = self.segment_end.len() as u32;
        self.segment_count[row] = request.segments.kinds().len() as u8;
        self.segment_kind
            .extend_from_slice(request.segments.kinds());
        self.segment_end
            .extend(request.segments.ends().iter().map(|end| end.0));
    }

    /// Another outcome for a row that is closed.
    pub(crate) fn revise(&mut self, row: u32, outcome: Outcome) {
        if let Some(place) = self.outcome.get_mut(row as usize) {
            *place = outcome.code();
        }
    }

    /// Puts late rows where they belong by arrival. `None` where there are none; else the new place
    /// of each row, first of those that were here, then of the late ones.
    pub(crate) fn merge(&mut self, late: Vec<LateRow>) -> Option<Vec<u32>> {
        if late.is_empty() {
            return None;
        }
        let before = self.arrived.len();
        for row in late {
            self.arrived.push(row.arrived);
            self.ended.push(row.ended);
            self.number.push(row.number);
            self.step.push(row.step);
            self.outcome.push(row.outcome);
            self.city.push(row.city);
            self.pop.push(row.pop);
            self.instance.push(row.instance);
            self.snippet.push(row.snippet);
            self.submission.push(row.submission);
            self.first_segment.push(self.segment_end.len() as u32);
            self.segment_count.push(row.kinds.len() as u8);
            self.segment_kind.extend_from_slice(&row.kinds);
            self.segment_end.extend_from_slice(&row.ends);
        }
        let mut order: Vec<u32> = (0..self.arrived.len() as u32).collect();
        // Stable: of requests at one time the sampled ones come first.
        order.sort_by_key(|&row| self.arrived[row as usize]);
        debug_assert!(before < order.len());
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

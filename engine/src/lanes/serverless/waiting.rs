//! Events that wait until their function may run them: the platform keeps them in a queue of each function, which
//! drains as room comes free.
//!
//! Source: AWS Lambda docs, errors of asynchronous invocation. How soon after room is free the next event comes is
//! not published; here it comes at once.

use std::collections::VecDeque;

use typed_index_collections::TiVec;

use crate::request::Slot;
use model::index::StepIndex;
use model::units::Nanos;

/// The queues of all functions.
#[derive(Debug)]
pub(super) struct Waiting {
    queues: TiVec<StepIndex, VecDeque<(Slot, Nanos)>>,
    /// The functions whose queue is not empty; the first is the next to be offered room.
    steps: VecDeque<StepIndex>,
    /// When the loop looks at the queues next, beside at the ends of runs.
    looks_at: Nanos,
}

impl Waiting {
    /// Queues of this many functions.
    pub fn new(functions: usize) -> Self {
        Self {
            queues: vec![VecDeque::new(); functions].into(),
            steps: VecDeque::new(),
            looks_at: Nanos::MAX,
        }
    }

    pub fn is_empty(&self) -> bool {
        self.steps.is_empty()
    }

    /// The events that wait for a function.
    pub fn count(&self, step: StepIndex) -> u32 {
        self.queues[step].len() as u32
    }

    /// Adds an event that has arrived at this time.
    pub fn push(&mut self, step: StepIndex, slot: Slot, arrived: Nanos) {
        if self.queues[step].is_empty() {
            self.steps.push_back(step);
        }
        self.queues[step].push_back((slot, arrived));
    }

    /// The functions whose queue is not empty, each with its first event and when that arrived.
    pub fn first_of_each(&self) -> impl Iterator<Item = (StepIndex, Slot, Nanos)> {
        self.steps.iter().filter_map(|&step| {
            let &(slot, arrived) = self.queues[step].front()?;
            Some((step, slot, arrived))
        })
    }

    /// Removes the first event of a function; the function is then the last to be offered room.
    pub fn remove_first(&mut self, step: StepIndex) {
        self.queues[step].pop_front();
        self.steps.retain(|&other| other != step);
        if !self.queues[step].is_empty() {
            self.steps.push_back(step);
        }
    }

    /// Whether the loop has to look at the queues at this time, because it would not look before.
    pub fn is_to_be_looked_at(&mut self, at: Nanos, now: Nanos) -> bool {
        let is_news = at < self.looks_at || self.looks_at <= now;
        if is_news {
            self.looks_at = at;
        }
        is_news && at < Nanos::MAX
    }
}

//! The part of a preparation that may be long: the tables of keys and the rates of arrivals.

use super::{ENTRIES_PER_UNIT, Simulation, conditions};
use crate::arrivals::ArrivalStream;
use model::index::StepIndex;
use model::random::Stream;
use model::scenario::Arrivals;
use model::sort::sort_by;

/// Keys whose weights cost as much as one event.
const KEYS_PER_UNIT: u32 = 16;

/// What is left to prepare.
#[derive(Clone, Copy, Debug)]
pub(super) enum Preparation {
    /// The table of keys of this step and of those after it, then all that follows.
    Keys(StepIndex),
    /// The arrivals of the workloads that have none yet.
    Arrivals,
    /// Everything is prepared.
    Done,
}

impl Default for Preparation {
    fn default() -> Self {
        Self::Keys(StepIndex(0))
    }
}

impl Simulation {
    /// Goes on with the preparation within the work that is left; returns whether all of it is done.
    // Within the loop it would cost 3 % of every event, long after all is prepared.
    #[inline(never)]
    pub(super) fn prepare(&mut self) -> bool {
        while self.work_left > 0 {
            match self.preparation {
                Preparation::Keys(step) => self.weigh_keys(step),
                Preparation::Arrivals => self.add_arrivals(),
                Preparation::Done => return true,
            }
        }
        false
    }

    fn weigh_keys(&mut self, step: StepIndex) {
        let Some(plan) = self.plan.steps.get_mut(step) else {
            self.preparation = Preparation::Arrivals;
            return;
        };
        let weighed = plan.weigh_keys(self.work_left.saturating_mul(KEYS_PER_UNIT));
        if weighed == 0 {
            self.preparation = Preparation::Keys(StepIndex(step.0 + 1));
        }
        self.work_left = self
            .work_left
            .saturating_sub(weighed.div_ceil(KEYS_PER_UNIT));
    }

    /// Adds the arrivals of the next workload, or begins where each workload has its own.
    fn add_arrivals(&mut self) {
        let Some(workload) = self.scenario.workloads.get(self.arrivals.len()) else {
            self.begin();
            self.preparation = Preparation::Done;
            return;
        };
        let (horizon_s, stream) = (self.scenario.horizon_s, format!("{}/arrivals", workload.id));
        let stream = Stream::new(self.scenario.seed, &stream);
        let arrivals = ArrivalStream::new(&workload.arrivals, stream, horizon_s);
        let rates = arrivals.rates_per_s().map_or(0, |rates| rates.len());
        let peaks = match &workload.arrivals {
            Arrivals::Peaks { peaks, .. } => peaks.len(),
            _ => 0,
        };
        self.arrivals.push(arrivals);
        self.spend((rates * (1 + peaks)).max(ENTRIES_PER_UNIT));
    }

    /// Draws the first arrivals, and schedules what is known to come.
    fn begin(&mut self) {
        self.surges = conditions::surges(&self.scenario, &mut self.arrivals);
        for stream in 0..self.arrivals.len() as u16 {
            let at = self.draw_arrival(stream);
            self.next_arrivals.push((at, stream));
        }
        sort_by(&mut self.next_arrivals, Ord::cmp);
        self.schedule_changes();
        for step in StepIndex::first(self.plan.steps.len()) {
            self.note_peak(step);
        }
        for step in StepIndex::first(self.plan.steps.len()) {
            self.schedule_scaling(step);
        }
    }
}

//! The isolates and instances that run a step's code at each point of presence.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use model::index::{PopIndex, StepIndex};
use model::units::Nanos;
use typed_index_collections::TiVec;

/// How many requests share the memory of one isolate or instance, and how long it stays without any.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sharing {
    /// An isolate runs as many as its memory holds, and a further isolate is made for the next one. Isolates stay.
    Isolate {
        /// The most requests in one isolate.
        requests: u32,
    },
    /// An instance runs one request at a time, and is reclaimed when it has been idle for this long.
    Instance {
        /// The time for which this request's instance is kept.
        kept: Nanos,
    },
}

/// What runs the code of each step at each point of presence.
#[derive(Debug, Default)]
pub(super) struct Instances(TiVec<StepIndex, TiVec<PopIndex, AtPop>>);

/// What runs the code of one step at one point of presence.
#[derive(Clone, Debug, Default)]
struct AtPop {
    /// The ends of the requests that run, each with the time until which its instance is kept after it.
    running: BinaryHeap<Reverse<(Nanos, Nanos)>>,
    /// The times until which idle instances are kept, the one that was used last at the end.
    idle: Vec<Nanos>,
    /// Isolates that have been made. One is there before the first request.
    isolates: u32,
}

impl Instances {
    /// For this number of steps.
    pub fn new(steps: usize) -> Self {
        Self(vec![TiVec::new(); steps].into())
    }

    /// A request arrives at a point of presence; returns whether a new isolate or instance is made for it. The caller
    /// then reports its end with [`Instances::runs_until`].
    pub fn makes_one(
        &mut self,
        step: StepIndex,
        pop: PopIndex,
        now: Nanos,
        sharing: Sharing,
    ) -> bool {
        let at_pop = self.at(step, pop);
        while let Some(&Reverse((end, kept_until))) = at_pop.running.peek() {
            if end > now {
                break;
            }
            at_pop.running.pop();
            if matches!(sharing, Sharing::Instance { .. }) {
                at_pop.idle.push(kept_until);
            }
        }
        match sharing {
            Sharing::Isolate { requests } => {
                let running = at_pop.running.len() as u32 + 1;
                let needed = running.div_ceil(requests.max(1));
                let makes_one = needed > at_pop.isolates.max(1);
                at_pop.isolates = at_pop.isolates.max(needed);
                makes_one
            }
            Sharing::Instance { .. } => {
                while let Some(kept_until) = at_pop.idle.pop() {
                    if kept_until > now {
                        return false;
                    }
                }
                true
            }
        }
    }

    /// The request that arrived last at a point of presence runs until then.
    pub fn runs_until(&mut self, step: StepIndex, pop: PopIndex, end: Nanos, sharing: Sharing) {
        let kept_until = match sharing {
            Sharing::Isolate { .. } => Nanos::MAX,
            Sharing::Instance { kept } => end + kept,
        };
        let running = &mut self.at(step, pop).running;
        running.push(Reverse((end, kept_until)));
    }

    fn at(&mut self, step: StepIndex, pop: PopIndex) -> &mut AtPop {
        let pops = &mut self.0[step];
        if pops.len() <= usize::from(pop) {
            pops.resize_with(usize::from(pop) + 1, AtPop::default);
        }
        &mut pops[pop]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Requests at these seconds that run for these seconds, and whether each makes a new one.
    fn check(sharing: Sharing, requests: &[(f64, f64, bool)]) {
        let mut instances = Instances::new(1);
        let (step, pop) = (StepIndex(0), PopIndex(3));
        for &(at_s, runs_s, expected) in requests {
            let now = Nanos::from_secs(at_s);
            let makes_one = instances.makes_one(step, pop, now, sharing);
            assert_eq!(makes_one, expected, "at {at_s} s");
            instances.runs_until(step, pop, now + Nanos::from_secs(runs_s), sharing);
        }
    }

    #[test]
    fn an_isolate_holds_what_its_memory_holds() {
        check(
            Sharing::Isolate { requests: 2 },
            &[
                (0.0, 10.0, false),
                (1.0, 10.0, false),
                (2.0, 10.0, true),
                (3.0, 10.0, false),
                (4.0, 10.0, true),
                (20.0, 10.0, false),
                (21.0, 10.0, false),
                (22.0, 10.0, false),
            ],
        );
    }

    #[test]
    fn an_idle_instance_is_used_again_until_it_is_reclaimed() {
        let kept = Nanos::from_secs(60.0);
        check(
            Sharing::Instance { kept },
            &[
                (0.0, 1.0, true),
                (0.5, 1.0, true),
                (5.0, 1.0, false),
                (60.0, 1.0, false),
                (60.5, 1.0, false),
                (200.0, 1.0, true),
            ],
        );
    }
}

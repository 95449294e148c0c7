//! The requests in flight at a time, found without reading the trace from its start.

use super::{Instances, Trace};
use crate::units::Nanos;

/// For each stretch of the run, the rows and instances that existed when it began.
///
/// A playhead reads one checkpoint and then only the entries that began since: requests and instances are
/// in order of their beginning.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Checkpoints {
    step_ns: u64,
    requests: Lists,
    instances: Lists,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Lists {
    /// Where each checkpoint's list begins in `rows`; one more than there are checkpoints.
    starts: Vec<u32>,
    rows: Vec<u32>,
    /// The first row that begins at or after each checkpoint.
    next: Vec<u32>,
}

impl Lists {
    fn build(born: &[u64], gone: &[u64], step_ns: u64, until_ns: u64) -> Self {
        let mut lists = Self::default();
        let mut live: Vec<u32> = Vec::new();
        let mut next = 0;
        let mut at = 0;
        loop {
            while born.get(next).is_some_and(|&time| time < at) {
                live.push(next as u32);
                next += 1;
            }
            live.retain(|&row| gone.get(row as usize).is_some_and(|&time| time > at));
            lists.starts.push(lists.rows.len() as u32);
            lists.rows.extend_from_slice(&live);
            lists.next.push(next as u32);
            if at >= until_ns {
                break;
            }
            at = at.saturating_add(step_ns);
        }
        lists.starts.push(lists.rows.len() as u32);
        lists
    }

    fn at(&self, checkpoint: usize) -> (&[u32], u32) {
        let last = self.next.len().saturating_sub(1);
        let checkpoint = checkpoint.min(last);
        let from = self.starts.get(checkpoint).copied().unwrap_or(0) as usize;
        let to = self.starts.get(checkpoint + 1).copied().unwrap_or(0) as usize;
        let next = self.next.get(checkpoint).copied().unwrap_or(0);
        (self.rows.get(from..to).unwrap_or(&[]), next)
    }
}

impl Checkpoints {
    /// How far apart checkpoints are.
    const STEP: Nanos = Nanos(10_000_000_000);

    /// The most checkpoints, however long the run.
    const MOST: u64 = 10_000;

    /// Reads a trace once.
    pub fn new(trace: &Trace) -> Self {
        let last_end = trace.ended.iter().copied().max().unwrap_or(0);
        let step_ns = Self::STEP.0.max(last_end / Self::MOST);
        let Instances { born, gone, .. } = &trace.instances;
        Self {
            step_ns,
            requests: Lists::build(&trace.arrived, &trace.ended, step_ns, last_end),
            instances: Lists::build(born, gone, step_ns, last_end),
        }
    }

    /// Calls `visit` for the row of each request in flight at `time`, in order of arrival.
    pub fn for_each_in_flight(&self, trace: &Trace, time: Nanos, mut visit: impl FnMut(u32)) {
        let checkpoint = (time.0 / self.step_ns.max(1)) as usize;
        visit_live(
            self.requests.at(checkpoint),
            &trace.arrived,
            &trace.ended,
            time,
            &mut visit,
        );
    }

    /// Calls `visit` for the index of each instance that exists at `time`, in order of birth.
    pub fn for_each_instance(&self, trace: &Trace, time: Nanos, mut visit: impl FnMut(u32)) {
        let checkpoint = (time.0 / self.step_ns.max(1)) as usize;
        let Instances { born, gone, .. } = &trace.instances;
        visit_live(self.instances.at(checkpoint), born, gone, time, &mut visit);
    }
}

fn visit_live(
    (earlier, next): (&[u32], u32),
    born: &[u64],
    gone: &[u64],
    time: Nanos,
    visit: &mut impl FnMut(u32),
) {
    for &row in earlier {
        if gone.get(row as usize).is_some_and(|&end| end > time.0) {
            visit(row);
        }
    }
    let since = (next..).zip(born.iter().zip(gone).skip(next as usize));
    for (row, (&from, &until)) in since {
        if from > time.0 {
            break;
        }
        if until > time.0 {
            visit(row);
        }
    }
}

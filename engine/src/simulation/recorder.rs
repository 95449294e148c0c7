//! Writing down what happened: rows of the trace, the fingerprint, moments.
//!
//! Must not know: why it happened.

use crate::moments::{Moment, MomentKind};
use crate::outcome::Outcome;
use crate::random::mix;
use crate::report::Report;
use crate::request::Request;
use crate::trace::{NO_SNIPPET, Trace};
use crate::units::Nanos;

/// What is written down of a run.
#[derive(Debug)]
pub(crate) struct Recorder {
    pub trace: Trace,
    hash: u64,
    moments: Vec<Moment>,
    /// Whether a moment of each kind was noted for each workload.
    noted: Vec<[bool; MOMENT_KINDS]>,
}

const MOMENT_KINDS: usize = MomentKind::PeakMinute as usize + 1;

impl Recorder {
    pub fn new(steps: usize, workloads: usize) -> Self {
        debug_assert!(steps <= 256, "a step's index is one byte in the trace");
        Self {
            trace: Trace::default(),
            hash: 0,
            moments: Vec::new(),
            noted: vec![[false; MOMENT_KINDS]; workloads],
        }
    }

    /// Opens a row for a request that has arrived.
    pub fn arrived(&mut self, request: &Request) -> u32 {
        let trace = &mut self.trace;
        let row = trace.len();
        trace.arrived.push(request.arrived.0);
        trace.ended.push(u64::MAX);
        trace.number.push(request.number);
        trace.step.push(request.step as u8);
        trace.outcome.push(0);
        trace.city.push(request.city);
        trace.pop.push(request.pop);
        trace.instance.push(request.instance);
        let (snippet, submission) = request.snippet.unwrap_or((NO_SNIPPET, 0));
        trace.snippet.push(snippet);
        trace.submission.push(submission);
        trace.first_segment.push(0);
        trace.segment_count.push(0);
        trace.requests_in_run += 1;
        row
    }

    /// Closes a request's row.
    pub fn ended(&mut self, request: &Request, outcome: Outcome) {
        let trace = &mut self.trace;
        let row = request.row as usize;
        let ended = request.segments.end();
        trace.ended[row] = ended.0;
        trace.outcome[row] = outcome.code();
        trace.instance[row] = request.instance;
        trace.first_segment[row] = trace.segment_end.len() as u32;
        trace.segment_count[row] = request.segments.kinds().len() as u8;
        trace
            .segment_kind
            .extend_from_slice(request.segments.kinds());
        trace
            .segment_end
            .extend(request.segments.ends().iter().map(|end| end.0));
        let identity = (u64::from(request.step) << 32) | u64::from(request.number);
        self.hash(identity ^ (u64::from(outcome.code()) << 56));
        self.hash(request.arrived.0 ^ ended.0.rotate_left(32));
    }

    /// A request that had ended turns out to have ended otherwise.
    pub fn revised(&mut self, row: u32, outcome: Outcome) -> Option<(u8, Outcome, Nanos)> {
        let before = self.trace.outcome(row)?;
        self.trace.outcome[row as usize] = outcome.code();
        self.hash(u64::from(row) ^ (u64::from(outcome.code()) << 56));
        let (step, ended) = (
            self.trace.step[row as usize],
            self.trace.ended[row as usize],
        );
        Some((step, before, Nanos(ended)))
    }

    fn hash(&mut self, value: u64) {
        self.hash = mix(self.hash.rotate_left(1) ^ value);
    }

    /// The run's fingerprint so far.
    pub fn fingerprint(&self) -> String {
        format!("{:016x}", self.hash)
    }

    /// Notes a moment, once for each kind and workload; the first cold start once for the run.
    pub fn note(
        &mut self,
        kind: MomentKind,
        workload: u16,
        at: Nanos,
        count: u64,
        row: Option<u32>,
    ) {
        // Every function starts cold once: only the first of all is worth a look.
        let of_run = kind == MomentKind::FirstColdStart;
        let place = if of_run { 0 } else { usize::from(workload) };
        let noted = &mut self.noted[place][kind as usize];
        if !*noted {
            *noted = true;
            self.moments.push(Moment {
                at,
                kind,
                workload: Some(workload),
                count,
                row,
            });
        }
    }

    /// All moments in order of time, with the busiest minute.
    pub fn moments(&mut self, report: &Report) -> Vec<Moment> {
        let bins_per_minute = (60.0 / report.series.bin_s).max(1.0) as usize;
        let minutes = report
            .series
            .arrived
            .chunks(bins_per_minute)
            .map(|minute| minute.iter().map(|&count| u64::from(count)).sum::<u64>());
        let busier = |best: (u64, u64), next: (u64, u64)| if next.1 > best.1 { next } else { best };
        if let Some((minute, count)) = (0..).zip(minutes).reduce(busier) {
            let at = Nanos::from_secs(minute as f64 * 60.0);
            let peak = Moment {
                at,
                kind: MomentKind::PeakMinute,
                workload: None,
                count,
                row: None,
            };
            self.moments.push(peak);
        }
        let mut moments = std::mem::take(&mut self.moments);
        moments.sort_by_key(|moment| (moment.at, moment.kind, moment.workload));
        moments
    }

    pub fn into_trace(self) -> Trace {
        self.trace
    }
}

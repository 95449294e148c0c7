//! Records the run: rows of the trace, the fingerprint, moments.

use std::collections::BTreeSet;

use typed_index_collections::TiVec;

use crate::lanes::InstanceLog;
use crate::request::Request;
use model::index::{StepIndex, WorkloadIndex};
use model::moments::{Moment, MomentKind};
use model::outcome::{Cause, Outcome};
use model::random::{Draws, Purpose, mix};
use model::report::Report;
use model::request_number::RequestNumber;
use model::sort::sort_by;
use model::trace::{Instances, NO_ROW, Row, RowEnd, RowStart, SegmentKind, Trace};
use model::trace_selection::{RequestId, TraceSelection};
use model::units::Nanos;

/// The records of a run.
#[derive(Debug)]
pub(crate) struct TraceRecorder {
    pub trace: Trace,
    choice: Choice,
    /// Rows of requests that turned out to be worth one only after they had arrived.
    late_rows: Vec<Row>,
    /// For each workload and cause, how many more failures are kept beyond the sample.
    rare_left: TiVec<WorkloadIndex, [u8; Cause::COUNT]>,
    hash: u64,
    moments: Vec<Moment>,
    /// Whether a moment of each kind was noted for each workload.
    noted: TiVec<WorkloadIndex, [bool; MOMENT_KINDS]>,
}

/// The selection in the form that is cheapest to check.
#[derive(Debug)]
enum Choice {
    All,
    /// Every request whose draw is below this number.
    Share(u64),
    Named(BTreeSet<RequestId>),
    Window(Nanos, Nanos),
}

const MOMENT_KINDS: usize = MomentKind::PeakMinute as usize + 1;
/// Failures of one workload and cause that are kept beyond the sample.
const RARE: u8 = 100;
/// A row's number that is one of the late rows.
const LATE_ROW: u32 = 1 << 31;
/// Late rows of all workloads and causes together.
const MOST_LATE_ROWS: usize = 50_000;

impl TraceRecorder {
    /// `expected` is about how many requests the run will have.
    pub fn new(selection: &TraceSelection, expected: f64, workloads: usize) -> Self {
        let choice = match selection {
            TraceSelection::Sample { at_most } if f64::from(*at_most) >= expected => Choice::All,
            TraceSelection::Sample { at_most } => {
                let share = f64::from(*at_most) / expected;
                Choice::Share((share * u64::MAX as f64) as u64)
            }
            TraceSelection::Named(ids) => Choice::Named(ids.iter().copied().collect()),
            TraceSelection::Window { from, to } => Choice::Window(*from, *to),
            TraceSelection::Nothing => Choice::Share(0),
        };
        let rare = match selection {
            TraceSelection::Sample { .. } => RARE,
            _ => 0,
        };
        let mut trace = Trace::default();
        if matches!(selection, TraceSelection::Sample { .. }) {
            // Growing by doubling would copy each column a dozen times.
            trace.reserve(
                (expected.min(f64::from(TraceSelection::MOST_ROWS)) * 1.02) as usize + 1_000,
            );
        }
        Self {
            trace,
            choice,
            late_rows: Vec::new(),
            rare_left: vec![[rare; Cause::COUNT]; workloads].into(),
            hash: 0,
            moments: Vec::new(),
            noted: vec![[false; MOMENT_KINDS]; workloads].into(),
        }
    }

    /// Opens a row for a request that has arrived, where the selection has one for it. `chain` are
    /// the draws of its chain's first request.
    #[inline]
    pub fn arrived(&mut self, request: &mut Request, chain: Draws) {
        self.trace.requests_in_run += 1;
        let wanted = match &self.choice {
            Choice::All => true,
            Choice::Share(most) => chain.bits(Purpose::Sample, 0) < *most,
            Choice::Named(ids) => ids.contains(&RequestId {
                step: request.step,
                number: request.number,
            }),
            Choice::Window(from, to) => (*from..*to).contains(&request.arrived),
        };
        // Twice the intended rows: an hour may be busier than expected.
        if wanted && self.trace.len() < 2 * TraceSelection::MOST_ROWS {
            self.open_row(request);
        }
    }

    // Within the loop it would cost 3 % of every request, also of those without a row.
    #[inline(never)]
    fn open_row(&mut self, request: &mut Request) {
        request.row = self.trace.open_row(arrived(request));
    }

    /// Closes a request's row.
    #[inline]
    pub fn ended(&mut self, request: &mut Request, workload: WorkloadIndex, outcome: Outcome) {
        let ended = request.segments.end();
        let identity = identity(request.step, request.number);
        let identity = identity ^ (u64::from(outcome.code()) << 56);
        // Odd factors: no two of the three can cancel one another for every request.
        let times = request
            .arrived
            .0
            .wrapping_mul(0x9e37_79b9_7f4a_7c15)
            .wrapping_add(ended.0.wrapping_mul(0xd6e8_feb8_6659_fd93));
        self.hash(identity ^ times);
        if request.row == NO_ROW {
            let Outcome::Failed(cause) = outcome else {
                return;
            };
            let left = &mut self.rare_left[workload][cause as usize];
            if *left == 0 {
                return;
            }
            *left -= 1;
            self.keep(request);
        }
        if request.row & LATE_ROW == 0 {
            self.close_row(request, outcome);
        } else if let Some(row) = self.late_rows.get_mut((request.row ^ LATE_ROW) as usize) {
            *row = late_row(request, outcome);
        }
    }

    // Apart from the loop for the same reason.
    #[inline(never)]
    fn close_row(&mut self, request: &Request, outcome: Outcome) {
        let ended = RowEnd {
            at: request.segments.end(),
            outcome,
            instance: request.instance,
            kinds: request.segments.kinds(),
            ends: request.segments.ends(),
        };
        self.trace.close_row(request.row, ended);
    }

    /// Makes sure that a request will have a row, even though the sample left it out.
    fn keep(&mut self, request: &mut Request) {
        if request.row == NO_ROW && self.late_rows.len() < MOST_LATE_ROWS {
            request.row = LATE_ROW | self.late_rows.len() as u32;
            self.late_rows.push(late_row(request, Outcome::Ok));
        }
    }

    /// A request that had ended gets another outcome.
    pub fn revised(&mut self, step: StepIndex, number: RequestNumber, row: u32, outcome: Outcome) {
        self.hash(identity(step, number) ^ (u64::from(outcome.code()) << 56));
        if row & LATE_ROW == 0 {
            self.trace.revise(row, outcome);
        } else if let Some(late) = self.late_rows.get_mut((row ^ LATE_ROW) as usize) {
            late.outcome = outcome;
        }
    }

    #[inline]
    fn hash(&mut self, value: u64) {
        self.hash = mix(self.hash.rotate_left(1) ^ value);
    }

    /// The run's fingerprint so far.
    pub fn fingerprint(&self) -> String {
        format!("{:016x}", self.hash)
    }

    /// Notes a moment without a single request, once for each kind and workload.
    pub fn note(&mut self, kind: MomentKind, workload: WorkloadIndex, at: Nanos, count: u64) {
        if self.is_new(kind, workload) {
            self.push_moment(kind, workload, at, count, None);
        }
    }

    /// Notes a moment with the request that shows it, once for each kind and workload; the first
    /// cold start once for the run.
    #[inline]
    pub fn note_request(
        &mut self,
        kind: MomentKind,
        workload: WorkloadIndex,
        at: Nanos,
        count: u64,
        request: &mut Request,
    ) {
        if self.is_new(kind, workload) {
            self.keep(request);
            self.push_moment(kind, workload, at, count, Some(request.row));
        }
    }

    /// The same for a request that has ended and may have a row.
    pub fn note_row(&mut self, kind: MomentKind, workload: WorkloadIndex, at: Nanos, row: u32) {
        if self.is_new(kind, workload) {
            self.push_moment(kind, workload, at, 1, Some(row));
        }
    }

    #[inline]
    fn is_new(&mut self, kind: MomentKind, workload: WorkloadIndex) -> bool {
        // Every function starts cold once: only the first cold start of the run is noted.
        let of_run = kind == MomentKind::FirstColdStart;
        let place = if of_run { WorkloadIndex(0) } else { workload };
        !std::mem::replace(&mut self.noted[place][kind as usize], true)
    }

    fn push_moment(
        &mut self,
        kind: MomentKind,
        workload: WorkloadIndex,
        at: Nanos,
        count: u64,
        row: Option<u32>,
    ) {
        self.moments.push(Moment {
            at,
            kind,
            workload: Some(workload),
            count,
            row,
        });
    }

    /// All moments in order of time, with the busiest minute, and the trace with every row in
    /// order of arrival.
    pub fn finish(mut self, report: &Report) -> (Vec<Moment>, Trace) {
        if let Some(peak) = busiest_minute(report) {
            self.moments.push(peak);
        }
        let places = self.trace.merge(self.late_rows);
        for moment in &mut self.moments {
            moment.row = moment.row.and_then(|row| {
                if row & LATE_ROW == 0 {
                    places.of_sampled(row)
                } else {
                    places.of_late(row ^ LATE_ROW)
                }
            });
        }
        let order = |moment: &Moment| (moment.at, moment.kind, moment.workload);
        sort_by(&mut self.moments, |a, b| order(a).cmp(&order(b)));
        (self.moments, self.trace)
    }
}

/// The identity of a request in every run of its scenario and seed, as the fingerprint contains it.
#[inline]
fn identity(step: StepIndex, number: RequestNumber) -> u64 {
    (u64::from(step.0) << 32) | u64::from(number.0)
}

impl InstanceLog for Instances {
    fn started(&mut self, step: StepIndex, born: Nanos, ready: Nanos) -> u32 {
        self.push(step, born, ready)
    }

    fn ended(&mut self, index: u32, at: Nanos) {
        self.end(index, at);
    }
}

#[inline]
fn arrived(request: &Request) -> RowStart {
    RowStart {
        at: request.arrived,
        number: request.number,
        step: request.step,
        city: request.city,
        pop: request.pop,
        instance: request.instance,
        snippet: request.snippet,
    }
}

/// The row of a request that was not selected when it arrived.
fn late_row(request: &Request, outcome: Outcome) -> Row {
    let kinds = request.segments.kinds().iter();
    let kinds = kinds.map(|&code| SegmentKind::from_code(code));
    Row {
        arrived: request.arrived,
        number: request.number,
        step: request.step,
        outcome,
        city: request.city,
        pop: request.pop,
        instance: request.instance,
        snippet: request.snippet,
        segments: kinds.zip(request.segments.ends().iter().copied()).collect(),
    }
}

fn busiest_minute(report: &Report) -> Option<Moment> {
    let bins_per_minute = (60.0 / report.series.bin_s) as usize;
    if bins_per_minute == 0 {
        return None;
    }
    let minutes = report
        .series
        .arrived
        .chunks(bins_per_minute)
        .map(|minute| minute.iter().map(|&count| u64::from(count)).sum::<u64>());
    let busier = |best: (u64, u64), next: (u64, u64)| if next.1 > best.1 { next } else { best };
    let (minute, count) = (0..).zip(minutes).reduce(busier)?;
    Some(Moment {
        at: Nanos::from_secs(minute as f64 * 60.0),
        kind: MomentKind::PeakMinute,
        workload: None,
        count,
        row: None,
    })
}

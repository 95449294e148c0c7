//! A trace as bytes, the form in which it goes from the worker to the page.
//!
//! Numbers are in the machine's own byte order, since both ends are the same program. The header has
//! six of 8 bytes: magic, version, requests, segments, instances, requests in the run. The columns
//! follow, widest first, so that none needs padding. This module alone knows the layout.

use bytemuck::allocation::zeroed_vec;
use bytemuck::{AnyBitPattern, NoUninit, cast_slice, cast_slice_mut};
use thiserror::Error;

use super::Trace;

const MAGIC: u64 = u64::from_le_bytes(*b"lanetrac");
const VERSION: u64 = 1;

/// The reason why bytes are not a trace.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum TraceError {
    /// They do not begin as one. Simulate again.
    #[error("these bytes are not a trace of this version of Lanewise")]
    NotATrace,
    /// They end early or late. Simulate again.
    #[error("the trace is cut short")]
    WrongLength,
}

impl Trace {
    /// Passes the trace as bytes to `put`, in consecutive parts. A worker copies them to where they are sent:
    /// a trace at its cap is 30 MB, of which another copy takes as long as a person may wait.
    pub fn for_each_part(&self, mut put: impl FnMut(&[u8])) {
        put(cast_slice(&[
            MAGIC,
            VERSION,
            self.arrived.len() as u64,
            self.segment_end.len() as u64,
            u64::from(self.instances.len()),
            self.requests_in_run,
        ]));
        put(cast_slice(&self.arrived));
        put(cast_slice(&self.ended));
        put(cast_slice(&self.segment_end));
        put(cast_slice(&self.instances.born));
        put(cast_slice(&self.instances.ready));
        put(cast_slice(&self.instances.gone));
        put(cast_slice(&self.number));
        put(cast_slice(&self.instance));
        put(cast_slice(&self.first_segment));
        put(cast_slice(&self.city));
        put(cast_slice(&self.pop));
        put(cast_slice(&self.snippet));
        put(cast_slice(&self.submission));
        put(&self.step);
        put(&self.outcome);
        put(&self.segment_count);
        put(&self.segment_kind);
        put(&self.instances.step);
    }

    /// The number of bytes of the trace.
    pub fn byte_count(&self) -> usize {
        let mut count = 0;
        self.for_each_part(|part| count += part.len());
        count
    }

    /// The trace as bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(self.byte_count());
        self.for_each_part(|part| bytes.extend_from_slice(part));
        bytes
    }

    /// Reads the bytes of [`Trace::to_bytes`], which are those of [`Trace::for_each_part`].
    ///
    /// # Errors
    ///
    /// [`TraceError`] where the bytes are no trace; the caller simulates again.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, TraceError> {
        let copy = |at: usize, to: &mut [u8]| to.copy_from_slice(&bytes[at..at + to.len()]);
        let mut reader = TraceReader::new(bytes.len(), copy)?;
        while reader.read_on() {}
        Ok(reader.finish())
    }
}

/// A trace that is read in parts: each call of [`TraceReader::read_on`] reads some columns, so that a page can
/// read a large trace in several tasks. The bytes go straight to their columns, wherever they are.
#[derive(Debug)]
pub struct TraceReader<Copy> {
    /// Copies the bytes from a position on to a slice, which is within the length.
    copy: Copy,
    /// The position of the next column.
    at: usize,
    next: Part,
    requests: usize,
    segments: usize,
    instances: usize,
    trace: Trace,
}

/// The parts in which a trace is read, about alike in length.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Times,
    SegmentEnds,
    Rest,
    Nothing,
}

/// The bytes of the header.
const HEADER: usize = 6 * 8;
/// The bytes of a request, of a segment and of an instance in all columns.
const REQUEST: usize = 2 * 8 + 3 * 4 + 4 * 2 + 3;
const SEGMENT: usize = 8 + 1;
const INSTANCE: usize = 3 * 8 + 1;

impl<Copy: FnMut(usize, &mut [u8])> TraceReader<Copy> {
    /// Begins to read a trace of this many bytes.
    ///
    /// # Errors
    ///
    /// [`TraceError`] where the bytes are no trace; the caller simulates again.
    pub fn new(length: usize, mut copy: Copy) -> Result<Self, TraceError> {
        let mut header = [0_u64; 6];
        if length < HEADER {
            return Err(TraceError::WrongLength);
        }
        copy(0, cast_slice_mut(&mut header));
        let [
            MAGIC,
            VERSION,
            requests,
            segments,
            instances,
            requests_in_run,
        ] = header
        else {
            return Err(TraceError::NotATrace);
        };
        let counts = [requests, segments, instances].map(|count| count as usize);
        let bytes = counts
            .iter()
            .zip([REQUEST, SEGMENT, INSTANCE])
            .try_fold(HEADER, |sum, (count, each)| {
                sum.checked_add(count.checked_mul(each)?)
            });
        if bytes != Some(length) {
            return Err(TraceError::WrongLength);
        }
        let [requests, segments, instances] = counts;
        Ok(Self {
            copy,
            at: HEADER,
            next: Part::Times,
            requests,
            segments,
            instances,
            trace: Trace {
                requests_in_run,
                ..Trace::default()
            },
        })
    }

    /// Reads the next columns; returns whether more are left.
    pub fn read_on(&mut self) -> bool {
        let (n, s, i) = (self.requests, self.segments, self.instances);
        self.next = match self.next {
            Part::Times => {
                self.trace.arrived = self.take(n);
                self.trace.ended = self.take(n);
                Part::SegmentEnds
            }
            Part::SegmentEnds => {
                self.trace.segment_end = self.take(s);
                Part::Rest
            }
            Part::Rest => {
                self.trace.instances.born = self.take(i);
                self.trace.instances.ready = self.take(i);
                self.trace.instances.gone = self.take(i);
                self.trace.number = self.take(n);
                self.trace.instance = self.take(n);
                self.trace.first_segment = self.take(n);
                self.trace.city = self.take(n);
                self.trace.pop = self.take(n);
                self.trace.snippet = self.take(n);
                self.trace.submission = self.take(n);
                self.trace.step = self.take(n);
                self.trace.outcome = self.take(n);
                self.trace.segment_count = self.take(n);
                self.trace.segment_kind = self.take(s);
                self.trace.instances.step = self.take(i);
                Part::Nothing
            }
            Part::Nothing => Part::Nothing,
        };
        self.next != Part::Nothing
    }

    /// The trace, with the columns that were read.
    pub fn finish(self) -> Trace {
        self.trace
    }

    fn take<T: AnyBitPattern + NoUninit>(&mut self, count: usize) -> Vec<T> {
        let mut column: Vec<T> = zeroed_vec(count);
        let bytes: &mut [u8] = cast_slice_mut(&mut column);
        (self.copy)(self.at, bytes);
        self.at += bytes.len();
        column
    }
}

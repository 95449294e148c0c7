//! A trace as bytes, the form in which it goes from the worker to the page.
//!
//! Numbers are in the machine's own byte order, since both ends are the same program. The header has
//! six of 8 bytes: magic, version, requests, segments, instances, requests in the run. The columns
//! follow, widest first, so that none needs padding. This module alone knows the layout.

use bytemuck::allocation::pod_collect_to_vec;
use bytemuck::{AnyBitPattern, NoUninit, cast_slice};
use thiserror::Error;

use super::{Instances, Trace};

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

fn take<T: AnyBitPattern + NoUninit>(
    bytes: &mut &[u8],
    count: usize,
) -> Result<Vec<T>, TraceError> {
    let length = count
        .checked_mul(size_of::<T>())
        .ok_or(TraceError::WrongLength)?;
    let (column, rest) = bytes
        .split_at_checked(length)
        .ok_or(TraceError::WrongLength)?;
    *bytes = rest;
    Ok(pod_collect_to_vec(column))
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
    pub fn from_bytes(mut bytes: &[u8]) -> Result<Self, TraceError> {
        let bytes = &mut bytes;
        let header: Vec<u64> = take(bytes, 6)?;
        let &[
            MAGIC,
            VERSION,
            requests,
            segments,
            instances,
            requests_in_run,
        ] = &header[..]
        else {
            return Err(TraceError::NotATrace);
        };
        let (n, s, i) = (requests as usize, segments as usize, instances as usize);
        let (arrived, ended, segment_end) = (take(bytes, n)?, take(bytes, n)?, take(bytes, s)?);
        let (born, ready, gone) = (take(bytes, i)?, take(bytes, i)?, take(bytes, i)?);
        let (number, instance) = (take(bytes, n)?, take(bytes, n)?);
        let first_segment = take(bytes, n)?;
        let (city, pop) = (take(bytes, n)?, take(bytes, n)?);
        let (snippet, submission) = (take(bytes, n)?, take(bytes, n)?);
        let (step, outcome) = (take(bytes, n)?, take(bytes, n)?);
        let (segment_count, segment_kind) = (take(bytes, n)?, take(bytes, s)?);
        let instances = Instances {
            step: take(bytes, i)?,
            born,
            ready,
            gone,
        };
        if !bytes.is_empty() {
            return Err(TraceError::WrongLength);
        }
        Ok(Self {
            arrived,
            ended,
            number,
            step,
            outcome,
            city,
            pop,
            instance,
            snippet,
            submission,
            first_segment,
            segment_count,
            segment_kind,
            segment_end,
            instances,
            requests_in_run,
        })
    }
}

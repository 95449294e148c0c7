//! A finished run with the data that its playback needs.

use std::sync::Arc;

use gloo_timers::future::TimeoutFuture;
use js_sys::{ArrayBuffer, Uint8Array};
use model::run::{Run, Summary};
use model::scenario::Scenario;
use model::trace::{Checkpoints, Trace, TraceReader};
use thiserror::Error;

/// A run together with the scenario that it came from.
pub struct LoadedRun {
    /// The simulated scenario.
    pub scenario: Arc<Scenario>,
    /// The summary and the trace.
    pub run: Run,
    /// The index of the requests in flight at any time.
    pub checkpoints: Checkpoints,
    /// Counts up with every finished run.
    pub generation: u64,
}

/// The bytes of a trace cannot be decoded; the reason is the engine's message. Simulate again.
#[derive(Debug, Error)]
#[error("{0}")]
pub(crate) struct TraceUnreadable(String);

impl LoadedRun {
    /// Whether another run is of the same board, so that a change of the board explains their differences.
    pub(crate) fn is_of_same_board(&self, other: &Self) -> bool {
        self.scenario.name == other.scenario.name
    }

    /// Reads a trace part by part and indexes it, each in a task of its own, so that none of them holds the page up.
    /// The caller continues in a further one.
    ///
    /// # Errors
    ///
    /// [`TraceUnreadable`] where the bytes are not those of a trace.
    pub(crate) async fn load(
        scenario: Arc<Scenario>,
        summary: Summary,
        trace: Option<ArrayBuffer>,
        generation: u64,
    ) -> Result<Self, TraceUnreadable> {
        let trace = read(&trace.unwrap_or_else(|| ArrayBuffer::new(0))).await?;
        TimeoutFuture::new(0).await;
        let checkpoints = Checkpoints::new(&trace);
        TimeoutFuture::new(0).await;
        Ok(Self {
            scenario,
            run: Run { summary, trace },
            checkpoints,
            generation,
        })
    }
}

/// Reads a trace from the browser's memory, each part in a task of its own.
async fn read(buffer: &ArrayBuffer) -> Result<Trace, TraceUnreadable> {
    let copy = |at: usize, to: &mut [u8]| {
        let from = Uint8Array::new_with_byte_offset_and_length(buffer, at as u32, to.len() as u32);
        from.copy_to(to);
    };
    TimeoutFuture::new(0).await;
    let reader = TraceReader::new(buffer.byte_length() as usize, copy);
    let mut reader = reader.map_err(|error| TraceUnreadable(error.to_string()))?;
    while reader.read_on() {
        TimeoutFuture::new(0).await;
    }
    Ok(reader.finish())
}

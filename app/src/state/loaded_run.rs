//! A finished run with the data that its playback needs.

use std::sync::Arc;

use gloo_timers::future::TimeoutFuture;
use js_sys::{ArrayBuffer, Uint8Array};
use model::run::{Run, Summary};
use model::scenario::Scenario;
use model::trace::{Checkpoints, Trace};
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

    /// Copies a trace, reads it and indexes it, each in a task of its own, so that none of them holds the page
    /// up. The caller continues in a further one.
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
        TimeoutFuture::new(0).await;
        let trace = trace.map(|buffer| Uint8Array::new(&buffer).to_vec());
        let trace = trace.unwrap_or_default();
        TimeoutFuture::new(0).await;
        let read = Trace::from_bytes(&trace).map_err(|error| TraceUnreadable(error.to_string()))?;
        drop(trace);
        TimeoutFuture::new(0).await;
        let checkpoints = Checkpoints::new(&read);
        TimeoutFuture::new(0).await;
        Ok(Self {
            scenario,
            run: Run {
                summary,
                trace: read,
            },
            checkpoints,
            generation,
        })
    }
}

//! The lives of instances: when each was requested, became ready and ended.

use crate::index::{NO_INSTANCE, StepIndex};
use crate::units::Nanos;

/// One instance of a function, a plugin host's worker or a service replica.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InstanceSpan {
    /// The step that it serves: an index into the steps of the run's summary; below 256.
    pub step: StepIndex,
    /// When it was requested.
    pub born: Nanos,
    /// When it could take its first request.
    pub ready: Nanos,
    /// When it was reclaimed, scaled in, or crashed for good; [`Nanos::MAX`] while it lives. A replica
    /// that is started again after a crash keeps its entry.
    pub gone: Nanos,
}

/// The instances of a run in order of birth. Isolates at the edge live for one request on screen
/// and are not listed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Instances {
    pub(crate) step: Vec<u8>,
    pub(crate) born: Vec<u64>,
    pub(crate) ready: Vec<u64>,
    pub(crate) gone: Vec<u64>,
}

impl Instances {
    /// More than any screen can show; later instances are counted, not listed.
    const MOST: u32 = 500_000;

    /// The number of listed instances.
    pub fn len(&self) -> u32 {
        self.born.len() as u32
    }

    /// Whether no instance is listed.
    pub fn is_empty(&self) -> bool {
        self.born.is_empty()
    }

    /// The life of one instance; `None` beyond the last.
    pub fn get(&self, index: u32) -> Option<InstanceSpan> {
        let i = index as usize;
        Some(InstanceSpan {
            step: StepIndex((*self.step.get(i)?).into()),
            born: Nanos(*self.born.get(i)?),
            ready: Nanos(*self.ready.get(i)?),
            gone: Nanos(*self.gone.get(i)?),
        })
    }

    /// A list of these lives.
    pub fn from_spans(spans: &[InstanceSpan]) -> Self {
        let mut instances = Self::default();
        for span in spans {
            let index = instances.push(span.step, span.born, span.ready);
            instances.end(index, span.gone);
        }
        instances
    }

    /// Adds an instance; returns its index, [`NO_INSTANCE`] where the list is full.
    pub fn push(&mut self, step: StepIndex, born: Nanos, ready: Nanos) -> u32 {
        let index = self.len();
        if index == Self::MOST {
            return NO_INSTANCE;
        }
        self.step.push(step.byte());
        self.born.push(born.0);
        self.ready.push(ready.0);
        self.gone.push(u64::MAX);
        index
    }

    /// Notes when an instance was gone; does nothing where it is not listed.
    pub fn end(&mut self, index: u32, at: Nanos) {
        if let Some(gone) = self.gone.get_mut(index as usize) {
            *gone = at.0;
        }
    }
}

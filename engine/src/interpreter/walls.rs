//! The walls around a module's memory and tables, and what they refused.

use wasmi::ResourceLimiter;
use wasmi::errors::{MemoryError, TableError};
use wasmi_core::LimiterError;

use model::sandbox::{GrowthRefusal, Limits};

/// The most tables of a module. Chosen: compilers write one.
const MAX_TABLES: usize = 4;

/// How far memory and tables may grow.
pub(super) struct Walls {
    memory_bytes: usize,
    table_elements: usize,
    memories: usize,
    instances: usize,
    /// A maximum that the module declares, where it was taken out of the module so that it is seen here.
    own_memory_bytes: Option<usize>,
    refused: Option<GrowthRefusal>,
}

impl Walls {
    pub(super) fn new(memories: usize, limits: &Limits) -> Self {
        Self {
            memory_bytes: usize::try_from(limits.memory_bytes).unwrap_or(usize::MAX),
            table_elements: usize::try_from(limits.table_elements).unwrap_or(usize::MAX),
            memories,
            instances: 1,
            own_memory_bytes: None,
            refused: None,
        }
    }

    /// Walls around several instances at once, as the core test suite has them.
    #[cfg(test)]
    pub(super) fn shared(limits: &Limits) -> Self {
        let mut walls = Self::new(10_000, limits);
        walls.instances = 10_000;
        walls
    }

    /// Holds the module to a maximum that it declared.
    pub(super) fn set_own_memory_bytes(&mut self, bytes: Option<u64>) {
        self.own_memory_bytes = bytes.map(|bytes| usize::try_from(bytes).unwrap_or(usize::MAX));
    }

    /// The last refusal.
    pub(super) fn refused(&self) -> Option<GrowthRefusal> {
        self.refused
    }

    /// Forgets the last refusal where only fuel was missing.
    pub(super) fn forget_lack_of_fuel(&mut self) {
        self.refused = self
            .refused
            .filter(|refused| *refused != GrowthRefusal::Fuel);
    }

    fn may_grow(&mut self, is_within: bool) -> Result<bool, LimiterError> {
        if is_within {
            return Ok(true);
        }
        self.refused = Some(GrowthRefusal::Wall);
        Err(LimiterError::ResourceLimiterDeniedAllocation)
    }
}

impl ResourceLimiter for Walls {
    fn memory_growing(
        &mut self,
        _current: usize,
        desired: usize,
        _maximum: Option<usize>,
    ) -> Result<bool, LimiterError> {
        if self.own_memory_bytes.is_some_and(|own| desired > own) {
            self.refused = Some(GrowthRefusal::OwnMaximum);
            return Ok(false);
        }
        self.may_grow(desired <= self.memory_bytes)
    }

    fn memory_grow_failed(&mut self, error: &MemoryError) -> Result<(), LimiterError> {
        if let MemoryError::OutOfFuel { .. } = error {
            self.refused = Some(GrowthRefusal::Fuel);
        }
        Ok(())
    }

    fn table_growing(
        &mut self,
        _current: usize,
        desired: usize,
        maximum: Option<usize>,
    ) -> Result<bool, LimiterError> {
        if maximum.is_some_and(|own| desired > own) {
            self.refused = Some(GrowthRefusal::OwnMaximum);
            return Ok(false);
        }
        self.may_grow(desired <= self.table_elements)
    }

    fn table_grow_failed(&mut self, error: &TableError) -> Result<(), LimiterError> {
        if let TableError::OutOfFuel { .. } = error {
            self.refused = Some(GrowthRefusal::Fuel);
            // wasmi 2.0.0 notes no place to resume at where a table lacks fuel: the run has to end.
            return Err(LimiterError::ResourceLimiterDeniedAllocation);
        }
        Ok(())
    }

    fn instances(&self) -> usize {
        self.instances
    }

    fn tables(&self) -> usize {
        MAX_TABLES * self.instances
    }

    fn memories(&self) -> usize {
        self.memories
    }
}

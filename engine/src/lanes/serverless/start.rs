//! The start of an instance: how long each part of it takes, and whether a run can begin after it.

use crate::plan::StepPlan;
use model::catalog::{Runtime, ServerlessPreset, package, service};
use model::random::{Draws, Purpose};
use model::units::Nanos;

/// The start of an instance.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Start {
    /// Until the platform has a place for it. Nobody is billed for this.
    pub placement: Nanos,
    /// Loading its code, before the run that waits for it.
    pub before_run: Nanos,
    /// Loading its code again, within the run.
    pub within_run: Nanos,
    /// Whether its code is never loaded: the run that waits for it fails.
    pub fails: bool,
}

impl Start {
    /// The start of an instance of a step for a request with these draws. Source of the repeated start: that of
    /// `lambda.init_max`.
    pub fn of(preset: &ServerlessPreset, step: &StepPlan, draws: Draws, timeout: Nanos) -> Self {
        let unit = draws.unit(Purpose::ColdInit, 0);
        let (placement, runtime) = preset.cold_start(
            step.runtime,
            package::is_image(step.dependencies_mb),
            draws.unit(Purpose::ColdPlacement, 0),
            unit,
        );
        let loaded = if step.remedies.snapshot && preset.has_snapshots {
            // Its code and dependencies are in the snapshot.
            Nanos::from_millis(Runtime::restore().quantile(unit))
        } else {
            runtime + preset.dependencies(step.runtime, step.dependencies_mb)
        };
        let loading = loaded + service::load_time(step.resident_mb);
        let most = preset.init_max.time();
        if loading <= most {
            return Self {
                placement,
                before_run: loading,
                ..Self::default()
            };
        }
        let within_run = if preset.repeats_start {
            loading.min(timeout)
        } else {
            Nanos::ZERO
        };
        Self {
            placement,
            before_run: most,
            within_run,
            fails: within_run < loading,
        }
    }

    /// How long its code was loaded, in all.
    pub fn loading(&self) -> Nanos {
        self.before_run + self.within_run
    }

    /// The time from the request for it until it is ready.
    pub fn length(&self) -> Nanos {
        self.placement + self.loading()
    }
}

//! The execution of a request's code, with wasm walls around it and without.
//!
//! The lanes turn an [`ExecutionPlan`] into a `RunSchedule`.

use crate::plan::{CodeBehavior, StepPlan};
use crate::request::Request;
use model::catalog::sandbox::{FILL_RATE, FUEL_TIME_WASMTIME, SLOWDOWN_FIREFOX};
use model::outcome::Cause;
use model::units::Nanos;

/// The execution of a request's code and its end.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum ExecutionPlan {
    /// It uses this much processor time and finishes; `breach`: it reaches a resource that was never granted.
    Finish { cpu: Nanos, breach: bool },
    /// The walls end it after this much processor time.
    Trap { cpu: Nanos, cause: Cause },
    /// It never ends by itself.
    Loop,
    /// It takes its process down after this much processor time.
    Crash { cpu: Nanos },
}

/// The execution of a request's code on an instance with this memory, at one virtual processor.
pub(crate) fn execution_plan(step: &StepPlan, request: &Request, memory_mb: u32) -> ExecutionPlan {
    let own = Nanos::from_millis(step.own_cpu_ms(request.number, request.draws, request.messages));
    if request.behavior == CodeBehavior::Honest && !step.walls {
        return ExecutionPlan::Finish {
            cpu: own,
            breach: false,
        };
    }
    let walls = step.runtime_of_walls.preset();
    let slowdown = walls.slowdown.value;
    let per_fuel_ns = walls.time_per_fuel.value;
    let walled = |fuel: u64| Nanos((fuel as f64 * per_fuel_ns) as u64);
    // The same code compiled for the machine: the compiler's published slowdown, the other way
    // round.
    let native_ns = FUEL_TIME_WASMTIME.value / SLOWDOWN_FIREFOX.value;
    let native = |fuel: u64| Nanos((fuel as f64 * native_ns) as u64);
    match (request.behavior, step.walls) {
        (CodeBehavior::Honest, false) => ExecutionPlan::Finish {
            cpu: own,
            breach: false,
        },
        (CodeBehavior::Honest, true) => ExecutionPlan::Finish {
            cpu: own.scaled(slowdown),
            breach: false,
        },
        // The host handles the submission itself, at its own speed; only the snippet has walls.
        (CodeBehavior::Graded { fuel, .. }, true) => ExecutionPlan::Finish {
            cpu: own + walled(fuel),
            breach: false,
        },
        (CodeBehavior::Graded { fuel, .. }, false) => ExecutionPlan::Finish {
            cpu: own + native(fuel),
            breach: false,
        },
        (
            CodeBehavior::EndlessLoop { fuel, behind_walls }
            | CodeBehavior::Bomb { fuel, behind_walls },
            true,
        ) => ExecutionPlan::Trap {
            cpu: own + walled(fuel),
            cause: behind_walls,
        },
        (CodeBehavior::EndlessLoop { .. }, false) => ExecutionPlan::Loop,
        (CodeBehavior::Bomb { .. }, false) => ExecutionPlan::Crash {
            cpu: own + Nanos::from_secs(f64::from(memory_mb) / FILL_RATE.value),
        },
        (CodeBehavior::Prying { fuel }, true) => ExecutionPlan::Trap {
            cpu: own + walled(fuel),
            cause: Cause::WallCall,
        },
        // A role that grants nothing refuses the call.
        (CodeBehavior::Prying { fuel }, false) if step.remedies.empty_role => ExecutionPlan::Trap {
            cpu: own + native(fuel),
            cause: Cause::WallCall,
        },
        (CodeBehavior::Prying { fuel }, false) => ExecutionPlan::Finish {
            cpu: own + native(fuel),
            breach: true,
        },
    }
}

//! What a request's code does, with walls around it and without.
//!
//! Must not know: which lane it runs on. The lanes turn an intent into an end.

use crate::catalog::sandbox::{FILL_RATE, FUEL_TIME_WASMTIME, SLOWDOWN_FIREFOX};
use crate::outcome::Cause;
use crate::plan::StepPlan;
use crate::random::Purpose;
use crate::request::{Conduct, Request};
use crate::units::Nanos;

/// What the code will do here.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Intent {
    /// Use this much processor time and finish; `breach`: having reached what was never granted.
    Finish { cpu: Nanos, breach: bool },
    /// Be ended by the walls after this much processor time.
    Trap { cpu: Nanos, cause: Cause },
    /// Never end by itself.
    Loop,
    /// Take its process down after this much processor time.
    Crash { cpu: Nanos },
}

/// What this request's code does on an instance with this memory, at one virtual processor.
pub(crate) fn intent(step: &StepPlan, request: &Request, memory_mb: u32) -> Intent {
    let own = Nanos::from_millis(step.cpu_ms.at(request.draws.unit(Purpose::Cpu, 0)));
    if request.conduct == Conduct::Honest && !step.walls {
        return Intent::Finish {
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
    match (request.conduct, step.walls) {
        (Conduct::Honest, false) => Intent::Finish {
            cpu: own,
            breach: false,
        },
        (Conduct::Honest, true) => Intent::Finish {
            cpu: own.scaled(slowdown),
            breach: false,
        },
        // The host handles the submission itself, at its own speed; only the snippet has walls.
        (Conduct::Graded { fuel }, true) => Intent::Finish {
            cpu: own + walled(fuel),
            breach: false,
        },
        (Conduct::Graded { fuel }, false) => Intent::Finish {
            cpu: own + native(fuel),
            breach: false,
        },
        (
            Conduct::EndlessLoop { fuel, behind_walls } | Conduct::Bomb { fuel, behind_walls },
            true,
        ) => Intent::Trap {
            cpu: own + walled(fuel),
            cause: behind_walls,
        },
        (Conduct::EndlessLoop { .. }, false) => Intent::Loop,
        (Conduct::Bomb { .. }, false) => Intent::Crash {
            cpu: own + Nanos::from_secs(f64::from(memory_mb) / FILL_RATE.value),
        },
        (Conduct::Prying { fuel }, true) => Intent::Trap {
            cpu: own + walled(fuel),
            cause: Cause::WallCall,
        },
        (Conduct::Prying { fuel }, false) => Intent::Finish {
            cpu: own + native(fuel),
            breach: true,
        },
    }
}

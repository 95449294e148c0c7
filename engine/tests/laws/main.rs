//! What the engine promises, one file for each law or failure mode.
//!
//! One crate, so that it links once and every helper is shared. Each test is data: a scenario, what
//! is asked of its run, and the answer that the model must give.

mod support;

mod determinism;
mod keep_alive;
mod loss;
mod outcomes;
mod placements;
mod queueing;
mod scenario_errors;
mod segments;
mod throttling;
mod trace_bytes;

//! The model yields the claims of the lesson.
//!
//! The claims about fourteen workloads on four lanes are data here: the lanes that fit each workload, the
//! lanes on which it fails and the cause, the changes that lift each cause and those that do not, and the
//! direction of every dial. No code of the engine contains these answers.

#![expect(
    clippy::unwrap_used,
    reason = "a test that panics has failed, which is what it is for"
)]

#[path = "../laws/support.rs"]
#[expect(dead_code, reason = "the laws use the rest")]
mod support;

mod cheapest;
mod counterfactuals;
mod dial;
mod directions;
mod directions_of_load;
mod facts;
mod one_lane;
mod stage;
mod table;

//! The lesson comes out of the model.
//!
//! What is claimed of fourteen workloads on four lanes stands here as data: where each fits, where
//! it fails and why, what lifts each cause and what does not, which way every dial turns. Nothing in
//! the engine knows these answers.

#![expect(
    clippy::unwrap_used,
    reason = "a test that panics has failed, which is what it is for"
)]

#[path = "../laws/support.rs"]
#[expect(dead_code, reason = "the laws use the rest")]
mod support;

mod counterfactuals;
mod directions;
mod facts;
mod one_lane;
mod stage;
mod table;

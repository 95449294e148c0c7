//! The model against known results: closed forms, another simulator, measurements.
//!
//! One file for each row of the list. Each test types in the known figure and the share by which the
//! engine may miss it; runs are long enough that chance alone takes a small part of that share. Each
//! test states that part.

#![expect(
    clippy::unwrap_used,
    reason = "a test that panics has failed, which is what it is for"
)]

#[path = "../../examples/shared/keepalive.rs"]
mod keepalive;
mod support;
#[path = "../../examples/shared/validation.rs"]
mod validation;

mod distance;
mod erlang;
mod idle_instances;
mod little;
mod measured_lambda;
mod table;

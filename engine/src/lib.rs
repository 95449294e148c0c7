//! The Lanewise engine: scenario in, run out.
//!
//! [`simulation::simulate`] makes a [`Run`](model::run::Run) of a [`Scenario`](model::scenario::Scenario),
//! and [`interpreter`] really runs the grading snippets that it draws from. Both types, and the facts about
//! platforms, are in the package `model`, for programs that show runs and make none.

pub mod arrivals;
pub(crate) mod datastore;
pub mod event_queue;
pub mod interpreter;
pub(crate) mod judge;
pub(crate) mod lanes;
pub(crate) mod plan;
pub(crate) mod request;
pub mod simulation;
pub mod tally;

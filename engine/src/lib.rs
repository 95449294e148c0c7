//! The Lanewise engine: scenario in, run out.
//!
//! [`scenario::Scenario`] is the document that a person edits, [`simulation::simulate`] makes a
//! [`run::Run`] of it, [`sandbox`] really runs the grading snippets that it draws from, and [`catalog`]
//! holds every constant of a platform with its source.

pub mod arrivals;
pub mod catalog;
pub mod challenge;
pub mod cost;
pub(crate) mod datastore;
pub mod decimal;
pub mod echo;
pub mod event_queue;
pub mod goal;
pub mod index;
pub(crate) mod lanes;
pub mod moments;
pub mod network;
pub mod outcome;
pub(crate) mod plan;
pub mod random;
pub mod report;
pub(crate) mod request;
pub mod request_number;
pub mod run;
pub mod sandbox;
pub mod scenario;
pub mod simulation;
pub mod sort;
pub mod trace;
pub mod trace_selection;
pub mod units;
pub mod verdict;

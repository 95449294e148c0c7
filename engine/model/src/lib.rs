//! The model of Lanewise: what a scenario says, what a run reports, and how it is judged.
//!
//! [`scenario::Scenario`] is the document that a person edits, a [`run::Run`] is the result of its
//! simulation, [`verdict`], [`goal`] and [`challenge`] judge it, and [`catalog`] holds every constant of a
//! platform with its source. The package `engine` makes runs of scenarios.

pub mod catalog;
pub mod challenge;
pub mod cost;
pub mod csv;
pub mod decimal;
pub mod echo;
pub mod goal;
pub mod imported_arrivals;
pub mod index;
pub mod moments;
pub mod network;
mod number;
pub mod outcome;
pub mod random;
pub mod report;
pub mod request_number;
pub mod run;
pub mod sandbox;
pub mod scenario;
pub mod sort;
pub mod starter;
pub mod trace;
pub mod trace_selection;
pub mod units;
pub mod verdict;

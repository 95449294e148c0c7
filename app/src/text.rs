//! Every sentence that a person reads.
//!
//! Figures come from the run, the scenario and the catalog, never from here. Sentences stand in English
//! and are their own keys; see `language`. Must not know: how anything looks.

pub(crate) mod announcement;
pub(crate) mod axes;
pub(crate) mod bill;
pub(crate) mod board;
pub(crate) mod causes;
pub(crate) mod compare;
pub(crate) mod credits;
pub(crate) mod engine;
pub(crate) mod evidence;
pub(crate) mod facts;
pub(crate) mod figures;
pub(crate) mod headline;
pub(crate) mod help;
pub(crate) mod hour;
pub(crate) mod incidents;
pub(crate) mod language;
pub(crate) mod latency;
pub(crate) mod learning;
pub(crate) mod needs;
pub(crate) mod opening;
pub(crate) mod remedies;
pub(crate) mod request;
pub(crate) mod saved;
pub(crate) mod settings;
pub(crate) mod stage;
pub(crate) mod things;
pub(crate) mod timeline;
pub(crate) mod workloads;

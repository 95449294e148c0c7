//! Every sentence that several features share.
//!
//! Figures come from the run, the scenario and the catalog, never from here. Sentences are written in
//! English and are their own keys; see `language`.

pub(crate) mod announcement;
pub(crate) mod axes;
pub(crate) mod board;
pub(crate) mod causes;
pub(crate) mod credits;
pub(crate) mod engine;
pub(crate) mod evidence;
pub(crate) mod figures;
pub(crate) mod headline;
pub(crate) mod incidents;
pub(crate) mod lanes;
pub(crate) mod language;
pub(crate) mod latency;
pub(crate) mod learning;
pub(crate) mod needs;
pub(crate) mod opening;
pub(crate) mod places;
pub(crate) mod remedies;
pub(crate) mod settings;
pub(crate) mod storage;
pub(crate) mod things;
pub(crate) mod workloads;

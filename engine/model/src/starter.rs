//! Starter files: the placement of a workload as files for the tools of its platform.
//!
//! Each setting that comes from the scenario has a comment with the reason, and what the model does not know is a `TODO` with
//! the question to answer. The comments are in English, as the files' keywords are.

mod clock;
mod edge;
mod expected;
mod functions;
mod sandbox;
mod service;
mod sheet;
#[cfg(test)]
mod tests;

use crate::catalog::{LaneId, preset_text};
use crate::report::Report;
use crate::scenario::{Remedy, Scenario, Step, Workload};

/// A file to begin with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StarterFile {
    /// Its name within the folder of the workload, with `/` between folders.
    pub path: String,
    /// Its content.
    pub text: String,
}

/// The starter files of one workload.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Starter {
    /// The platform that reads the files.
    pub platform: &'static str,
    /// The files, the one to open first at the front.
    pub files: Vec<StarterFile>,
    /// The commands that try them, one a line.
    pub commands: &'static str,
}

/// The reason why there are no starter files.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoStarter {
    /// The scenario has no workload of this id: choose one that it has.
    #[error("the board has no workload {0}")]
    Workload(String),
    /// No files are written for the lane's platform: choose another preset of the lane.
    #[error("starter files are written for {written}, not for {platform}")]
    Platform {
        /// The platform of the board.
        platform: &'static str,
        /// The platform that files are written for.
        written: &'static str,
    },
}

/// A workload on its lane, with the hour that its files are compared with.
struct Placed<'a> {
    board: &'a Scenario,
    workload: &'a Workload,
    /// What the hour reported; `None` where it was not simulated.
    report: Option<&'a Report>,
}

impl<'a> Placed<'a> {
    /// The remedies that are on and change anything for a step.
    fn remedies(&self, step: &'a Step) -> impl Iterator<Item = &'a Remedy> + use<'a> {
        let (board, workload) = (self.board, self.workload);
        let remedies = board.remedies_of(workload);
        remedies.filter(move |remedy| remedy.is_for(&workload.id, &step.id))
    }

    /// Whether a remedy of this kind is on for the workload.
    fn has(&self, is_kind: fn(&Remedy) -> bool) -> bool {
        self.board.remedies_of(self.workload).any(is_kind)
    }
}

impl Scenario {
    /// The starter files of a workload on its lane, with what the hour reported.
    ///
    /// # Errors
    ///
    /// [`NoStarter`] where the workload or a writer for its platform is missing.
    pub fn starter(&self, id: &str, report: Option<&Report>) -> Result<Starter, NoStarter> {
        let workload = self.workload(id);
        let workload = workload.ok_or_else(|| NoStarter::Workload(id.to_owned()))?;
        let lane = self.placement_of(id).lane;
        let placed = Placed {
            board: self,
            workload,
            report,
        };
        let preset = self.lanes.preset_id(lane);
        let only = |is_written: bool, written: &'static str| {
            let text = preset_text(lane, preset);
            let platform = text.map_or("another platform", |text| text.name);
            let fault = NoStarter::Platform { platform, written };
            is_written.then_some(()).ok_or(fault)
        };
        let mut starter = match lane {
            LaneId::Serverless => {
                only(preset == "aws-lambda", "AWS Lambda")?;
                functions::starter(&placed)
            }
            LaneId::Edge => {
                only(preset.starts_with("cloudflare-"), "Cloudflare Workers")?;
                edge::starter(&placed)
            }
            LaneId::Sandbox => sandbox::starter(&placed),
            LaneId::Service => service::starter(&placed),
        };
        if self.placement_of(id).sandboxed {
            // The walls are a host program of their own, whatever calls it.
            let host = sandbox::starter(&placed).files.into_iter();
            starter.files.extend(host.map(|file| StarterFile {
                path: format!("walls/{}", file.path),
                ..file
            }));
        }
        Ok(starter)
    }
}

//! The duties on a lane as consequences: those that the platform carries are good, those of the team are not.

use model::verdict::Verdict;

use super::words;
use crate::text::evidence;
use crate::text::language::{lower_case, say};

/// Duties of one carrier, in a list.
pub(super) struct Duties {
    carrier: Carrier,
    names: String,
}

/// Who carries a duty.
#[derive(Clone, Copy)]
enum Carrier {
    Platform,
    Both,
    You,
}

/// The duties on the lane of a workload, by carrier; none for a carrier without duties.
pub(super) fn duties(verdict: &Verdict) -> impl Iterator<Item = Duties> {
    let parts = [
        (Carrier::Platform, &verdict.moved_to_platform),
        (Carrier::Both, &verdict.shared),
        (Carrier::You, &verdict.stay_with_you),
    ];
    parts.into_iter().filter_map(|(carrier, duties)| {
        let names: Vec<String> = duties
            .iter()
            .map(|duty| lower_case(evidence::duty(*duty)))
            .collect();
        (!names.is_empty()).then(|| Duties {
            carrier,
            names: names.join("; "),
        })
    })
}

impl Duties {
    /// The duties as a consequence; on which lane, in the record of a whole board.
    pub(super) fn consequence(&self, lane: Option<&str>) -> String {
        let duties = &self.names;
        let said = match (self.carrier, lane.map(lower_case)) {
            (Carrier::Platform, None) => say!("The platform manages {duties}.", duties),
            (Carrier::Both, None) => say!("You share with the platform {duties}.", duties),
            (Carrier::You, None) => say!("You manage {duties}.", duties),
            (Carrier::Platform, Some(lane)) => {
                say!("On {lane}, the platform manages {duties}.", lane, duties)
            }
            (Carrier::Both, Some(lane)) => {
                say!(
                    "On {lane}, you share with the platform {duties}.",
                    lane,
                    duties
                )
            }
            (Carrier::You, Some(lane)) => say!("On {lane}, you manage {duties}.", lane, duties),
        };
        match self.carrier {
            Carrier::Platform => words::pro(&said),
            Carrier::Both => words::neutral(&said),
            Carrier::You => words::con(&said),
        }
    }
}

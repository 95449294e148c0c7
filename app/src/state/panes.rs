//! The panes of the workbench, and the choice of those that are shown where not all have a place.
//!
//! A wide window shows lanes, world and evidence side by side; a narrower one shows two of them, and a
//! phone one. The tables take the place of the lanes and the world.

use leptos::prelude::*;

use super::board_width::BoardWidth;

/// A pane that a person can bring to the front.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Pane {
    /// The lanes with the workloads.
    Lanes,
    /// The map, the faults, and the state of the lanes at the playhead's time.
    World,
    /// The figures of one workload or one request.
    Evidence,
    /// All workloads, the comparison, the cost and the hour as tables.
    Tables,
    /// The panel for learning, where it has no place beside the others.
    Learn,
}

impl Pane {
    /// All panes, in the order of their buttons.
    pub(crate) const ALL: [Self; 5] = [
        Self::Learn,
        Self::Lanes,
        Self::World,
        Self::Evidence,
        Self::Tables,
    ];

    /// Its name in the classes of style sheets.
    pub(crate) const fn class(self) -> &'static str {
        match self {
            Self::Lanes => "lanes",
            Self::World => "world",
            Self::Evidence => "evidence",
            Self::Tables => "tables",
            Self::Learn => "learn",
        }
    }
}

/// The pane that was brought to the front last, and the number of panes that have a place.
#[derive(Clone, Copy)]
pub(crate) struct Panes {
    front: RwSignal<Pane>,
    width: Memo<BoardWidth>,
}

impl Panes {
    /// Begins with the lanes.
    pub(crate) fn new(width: Memo<BoardWidth>) -> Self {
        Self {
            front: RwSignal::new(Pane::Lanes),
            width,
        }
    }

    /// Brings a pane to the front.
    pub(crate) fn show(self, pane: Pane) {
        self.front.set(pane);
    }

    /// Whether a pane is at the front.
    pub(crate) fn is_front(self, pane: Pane) -> bool {
        self.front.get() == pane
    }

    /// Brings the evidence into sight, after a person has chosen what it is about.
    pub(crate) fn show_evidence(self) {
        match (self.width.get_untracked(), self.front.get_untracked()) {
            (BoardWidth::Narrow, _) => self.front.set(Pane::Evidence),
            // The lanes have the evidence beside them.
            (BoardWidth::Wide, Pane::World) => self.front.set(Pane::Lanes),
            _ => {}
        }
    }

    /// The pane to which a link within the page leads.
    pub(crate) fn of_link(address: &str) -> Option<Pane> {
        match address {
            "#lanes" => Some(Pane::Lanes),
            "#evidence" => Some(Pane::Evidence),
            "#learn" => Some(Pane::Learn),
            _ => None,
        }
    }

    /// The class of the workbench.
    pub(crate) fn class(self) -> String {
        format!("workbench shows-{}", self.front.get().class())
    }
}

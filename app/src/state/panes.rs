//! The panes of the workbench, and the choice of those that are shown where not all have a place.
//!
//! A wide window shows lanes, world and evidence side by side, and the world alone with the lanes as a rail; a
//! narrower one shows two of them, and a phone one. The tables take the place of the lanes and the world.

use leptos::prelude::*;

use super::board_width::BoardWidth;

/// A pane that a person can bring to the front.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Pane {
    /// The panel for learning, where it has no place beside the others.
    Learn,
    /// The lanes with the workloads.
    Lanes,
    /// The map, the faults, and the state of the lanes at the playhead's time.
    World,
    /// The figures of one workload or one request.
    Evidence,
    /// All workloads, the comparison, the cost and the hour as tables.
    Tables,
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

    const fn place(self) -> usize {
        self as usize
    }

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

    /// Its name in addresses.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::World => "map",
            _ => self.class(),
        }
    }

    /// The pane of a name in an address; its name in style sheets is understood too.
    pub(crate) fn of_name(name: &str) -> Option<Self> {
        let name = name.trim();
        let mut all = Self::ALL.into_iter();
        all.find(|pane| pane.name() == name || pane.class() == name)
    }
}

/// The pane that was brought to the front last, and the number of panes that have a place.
#[derive(Clone, Copy)]
pub(crate) struct Panes {
    /// Its place in [`Pane::ALL`]: a signal of one more type would make the page larger.
    front: RwSignal<usize>,
    width: Memo<BoardWidth>,
    /// Whether the page offers a pane, by its place in [`Pane::ALL`].
    offered: [bool; 5],
}

impl Panes {
    /// Begins with the first of these panes, and offers no others; without any, begins with the lanes and offers all.
    pub(crate) fn new(width: Memo<BoardWidth>, offered: &[Pane]) -> Self {
        let front = offered.first().copied().unwrap_or(Pane::Lanes);
        Self {
            front: RwSignal::new(front.place()),
            width,
            offered: Pane::ALL.map(|pane| offered.is_empty() || offered.contains(&pane)),
        }
    }

    /// The panes of a text such as `lanes,map`; names of no pane are left out.
    pub(crate) fn of_names(names: &str) -> Vec<Pane> {
        names.split(',').filter_map(Pane::of_name).collect()
    }

    /// Whether a person can choose among panes, and this one is among them.
    pub(crate) fn offers(self, pane: Pane) -> bool {
        let many = self
            .offered
            .iter()
            .filter(|is_offered| **is_offered)
            .count();
        many > 1 && self.offered[pane.place()]
    }

    fn front(self) -> Pane {
        Pane::ALL[self.front.get()]
    }

    /// Brings a pane to the front, where the page offers it. The panel for learning is always offered: it opens only where
    /// a person or an address asks for it.
    pub(crate) fn show(self, pane: Pane) {
        if pane == Pane::Learn || self.offered[pane.place()] {
            self.front.set(pane.place());
        }
    }

    /// Whether a pane is at the front.
    pub(crate) fn is_front(self, pane: Pane) -> bool {
        self.front() == pane
    }

    /// Brings the evidence into sight, after a person has chosen what it is about.
    pub(crate) fn show_evidence(self) {
        match (self.width.get_untracked(), untrack(|| self.front())) {
            (BoardWidth::Narrow, _) => self.show(Pane::Evidence),
            // The lanes have the evidence beside them.
            (BoardWidth::Wide, Pane::World) => self.show(Pane::Lanes),
            _ => {}
        }
    }

    /// Brings the world into sight, with the lanes where both have a place.
    pub(crate) fn show_world(self) {
        match self.width.get_untracked() {
            BoardWidth::Widest if untrack(|| self.front()) != Pane::Tables => {}
            BoardWidth::Widest => self.show(Pane::Lanes),
            BoardWidth::Wide | BoardWidth::Narrow => self.show(Pane::World),
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
        format!("workbench shows-{}", self.front().class())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_places_are_those_of_the_list() {
        for (place, pane) in Pane::ALL.into_iter().enumerate() {
            assert_eq!(pane.place(), place, "{pane:?}");
        }
    }

    #[test]
    fn panes_are_read_from_their_names() {
        let check = |names: &str, expected: &[Pane]| assert_eq!(Panes::of_names(names), expected);
        check("lanes", &[Pane::Lanes]);
        check("evidence, map", &[Pane::Evidence, Pane::World]);
        check("windows", &[]);
        check("", &[]);
    }

    #[test]
    fn links_within_the_page_lead_to_panes() {
        let check = |address: &str, expected| assert_eq!(Panes::of_link(address), expected);
        check("#lanes", Some(Pane::Lanes));
        check("#evidence", Some(Pane::Evidence));
        check("#learn", Some(Pane::Learn));
        check("#elsewhere", None);
    }
}

//! The panes of the workbench, and the choice of those that are shown where not all have a place.
//!
//! A wide window shows lanes, world and evidence side by side; a narrower one shows two of them, and a
//! phone one. The tables take the place of the lanes and the world.

use leptos::prelude::*;

use crate::text::language::{Phrase, phrase};

const VIEWS: Phrase = phrase("Views");

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
}

impl Pane {
    const ALL: [Self; 4] = [Self::Lanes, Self::World, Self::Evidence, Self::Tables];

    const fn name(self) -> Phrase {
        match self {
            Self::Lanes => phrase("Board"),
            Self::World => phrase("Map"),
            Self::Evidence => phrase("Evidence"),
            Self::Tables => phrase("Table"),
        }
    }

    /// The class of its button, and of the workbench that shows it.
    const fn class(self) -> &'static str {
        match self {
            Self::Lanes => "lanes",
            Self::World => "world",
            Self::Evidence => "evidence",
            Self::Tables => "tables",
        }
    }
}

/// The pane that was brought to the front last.
#[derive(Clone, Copy)]
pub(crate) struct Panes {
    front: RwSignal<Pane>,
}

impl Panes {
    /// Begins with the lanes.
    pub(crate) fn new() -> Self {
        Self {
            front: RwSignal::new(Pane::Lanes),
        }
    }

    /// Brings a pane to the front. Where it is beside the lanes anyway, nothing changes on the screen.
    pub(crate) fn show(self, pane: Pane) {
        self.front.set(pane);
    }

    /// Whether the tables are shown.
    pub(crate) fn shows_tables(self) -> bool {
        self.front.get() == Pane::Tables
    }

    /// The class of the workbench.
    pub(crate) fn class(self) -> String {
        format!("workbench shows-{}", self.front.get().class())
    }
}

/// The buttons of the panes. A style sheet hides those of panes that are shown anyway.
#[component]
pub(crate) fn PaneButtons() -> impl IntoView {
    let panes = expect_context::<Panes>();
    let buttons = Pane::ALL.map(|pane| {
        view! {
            <button
                type="button"
                class=format!("view-{}", pane.class())
                aria-pressed=move || (panes.front.get() == pane).to_string()
                on:click=move |_| panes.show(pane)
            >
                {pane.name()}
            </button>
        }
        .into_any()
    });
    view! {
        <div class="views" role="group" aria-label=VIEWS>
            {buttons.into_iter().collect_view()}
        </div>
    }
    .into_any()
}

//! Keys that act on the whole page: one key each, without Ctrl, unless a person has switched them off.

use leptos::ev::{self, KeyboardEvent};
use leptos::prelude::*;
use model::catalog::LaneId;

use crate::browser;
use crate::browser::keys;
use crate::learn_panel::Learning;
use crate::session::Session;
use crate::state::document::Edit;
use crate::state::panes::{Pane, Panes};
use crate::state::veil::Veil;
use crate::text;
use crate::timeline::jumps;
use crate::toolbar::{has_single_keys, is_for_projector};

/// The effect of a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shortcut {
    /// Plays or pauses.
    Play,
    /// Places the selected workload.
    Place(LaneId),
    /// Selects the next workload of the list, or the one before.
    Select { next: bool },
    /// Brings a pane to the front, or the lanes again.
    Show(Pane),
    /// Opens or closes the panel for learning.
    Learn,
    /// Hides or shows the verdicts.
    Veil(bool),
    /// Hides the verdicts where they are in sight, and shows them where they are hidden.
    TurnVeil,
    /// Goes to the next moment of the run, or to the one before.
    Step { is_ahead: bool },
}

/// Listens to the keys from now on.
pub(crate) fn listen(session: Session, panes: Panes, learning: Learning, veil: Veil) {
    browser::on_window(ev::keydown, move |event| {
        let Some(shortcut) = shortcut(&event).filter(|_| has_single_keys()) else {
            return;
        };
        event.prevent_default();
        match shortcut {
            Shortcut::Play => session.playhead.toggle(),
            Shortcut::Place(lane) => place(session, lane),
            Shortcut::Select { next } => select(session, next),
            Shortcut::Show(pane) if untrack(|| panes.is_front(pane)) => panes.show(Pane::Lanes),
            Shortcut::Show(pane) => panes.show(pane),
            // A frame without the switch has nothing that closes the panel again.
            Shortcut::Learn if browser::find("#learn-switch").is_none() => {}
            Shortcut::Learn => learning.toggle(),
            Shortcut::Veil(is_hidden) => veil.set(is_hidden),
            Shortcut::TurnVeil => veil.set(!untrack(|| veil.hides(false))),
            Shortcut::Step { is_ahead } => jumps::step(session, is_ahead),
        }
    });
}

fn shortcut(event: &KeyboardEvent) -> Option<Shortcut> {
    if event.ctrl_key() || event.meta_key() || event.alt_key() || keys::are_taken(event) {
        return None;
    }
    let key = event.key();
    if key == " " {
        // A button, a list or a summary uses the key itself.
        return (!keys::is_on_control(event)).then_some(Shortcut::Play);
    }
    if let Some(shortcut) = of_clicker(&key) {
        return Some(shortcut);
    }
    if let Some(number) = key.parse::<usize>().ok().filter(|number| *number > 0) {
        return Some(Shortcut::Place(*LaneId::ALL.get(number - 1)?));
    }
    match keys::latin_letter(&key, &event.code())? {
        'j' => Some(Shortcut::Select { next: true }),
        'k' => Some(Shortcut::Select { next: false }),
        'm' => Some(Shortcut::Show(Pane::World)),
        'e' => Some(Shortcut::Show(Pane::Evidence)),
        't' => Some(Shortcut::Show(Pane::Tables)),
        'l' => Some(Shortcut::Learn),
        'h' => Some(Shortcut::Veil(true)),
        'r' => Some(Shortcut::Veil(false)),
        _ => None,
    }
}

/// The keys that a presenter's clicker sends, in the view for a projector.
fn of_clicker(key: &str) -> Option<Shortcut> {
    let shortcut = match key {
        "PageDown" => Shortcut::Step { is_ahead: true },
        "PageUp" => Shortcut::Step { is_ahead: false },
        "." => Shortcut::TurnVeil,
        _ => return None,
    };
    is_for_projector().then_some(shortcut)
}

/// Places the workload in view.
fn place(session: Session, lane: LaneId) {
    let Some(workload) = untrack(|| session.workload_in_view()) else {
        return;
    };
    let now = session
        .document
        .with_untracked(|document| document.scenario().placement_of(&workload));
    if now.lane != lane {
        let to = now.moved_to(lane);
        browser::keep_focus();
        session.edit(Edit::Place { workload, to });
    }
}

/// Selects another workload in the order of the list, and announces it.
fn select(session: Session, next: bool) {
    let now = untrack(|| session.workload_in_view());
    let found = session.document.with_untracked(|document| {
        let workloads = &document.scenario().workloads;
        let at = now.and_then(|id| workloads.iter().position(|one| one.id == id))?;
        let many = workloads.len();
        let step = if next { 1 } else { many - 1 };
        let found = workloads.get((at + step) % many)?;
        Some((found.id.clone(), text::workloads::name(found)))
    });
    let Some((id, name)) = found else { return };
    session.select_workload(id);
    session.announce(name);
}

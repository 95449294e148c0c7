//! Parts of the page's address that name nothing there is.

use model::scenario::Scenario;

use crate::browser::address::{self, Address};
use crate::io::asked_moves;
use crate::state::panes::Pane;
use crate::text;
use crate::text::language::Language;

/// The panes in the order in which `docs/embedding.md` lists them.
const PANES: [Pane; 5] = [
    Pane::Lanes,
    Pane::World,
    Pane::Evidence,
    Pane::Tables,
    Pane::Learn,
];

/// A sentence about the first part of the address that names nothing, with the choices.
pub(super) fn misread(address: &Address, shipped: &Scenario) -> Option<String> {
    let boards = || shipped.boards.iter().map(|board| board.id.as_str());
    if let Some(asked) = &address.board
        && !boards().any(|id| id == asked)
    {
        return Some(text::opening::no_board(
            asked,
            &boards().collect::<Vec<_>>(),
        ));
    }
    if let Some(unread) = address.place.as_ref().and_then(|asked| {
        let mut scenario = shipped.clone();
        asked_moves::place(&mut scenario, asked).err()
    }) {
        return Some(text::opening::no_placement(&unread));
    }
    if let Some(unread) = address.locked.as_ref().and_then(|asked| {
        let locks = asked_moves::locks(shipped, asked);
        locks.err()
    }) {
        let ids: Vec<&str> = shipped
            .workloads
            .iter()
            .map(|one| one.id.as_str())
            .collect();
        return Some(text::opening::no_workload(&unread, &ids));
    }
    if let Some(asked) = &address.unread_seed {
        return Some(text::opening::no_seed(asked));
    }
    let languages = Language::ALL.map(Language::code);
    let is_language = |asked: &str| Language::of_tag(asked).is_some();
    let refused =
        |part: &str, asked: &Option<String>, choices: &[&str], is_known: &dyn Fn(&str) -> bool| {
            let asked = asked.as_ref().filter(|asked| !is_known(asked))?;
            Some(text::opening::no_value(part, asked, choices))
        };
    let are_panes = |asked: &str| asked.split(',').all(|name| Pane::of_name(name).is_some());
    refused("lang", &address.language, &languages, &is_language)
        .or_else(|| {
            refused(
                "panels",
                &address.panels,
                &PANES.map(Pane::name),
                &are_panes,
            )
        })
        .or_else(|| {
            refused(
                "theme",
                &address.theme,
                &address::THEMES,
                &address::is_theme,
            )
        })
        .or_else(|| {
            let is_view = |asked: &str| asked == address::PROJECTOR;
            refused("view", &address.view, &[address::PROJECTOR], &is_view)
        })
}

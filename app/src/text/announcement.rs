//! The sentences of the polite status region, such as those when the verdicts of a change arrive.

use crate::text::language::{plural, say, tr};
use model::run::Summary;
use model::scenario::Placement;

use crate::state::document::Action;
use crate::state::loaded_run::LoadedRun;
use crate::text::{board, headline, incidents, lanes, needs, remedies, workloads};

/// A text for the status region.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Announcement {
    /// What a person did.
    done: String,
    /// The figures that follow from it, which are not announced while the page hides its verdicts.
    figures: String,
}

impl Announcement {
    /// A text that consists of verdicts alone.
    pub(crate) fn of_figures(figures: String) -> Self {
        let done = String::new();
        Self { done, figures }
    }

    /// The text, with its figures unless the verdicts are hidden.
    pub(crate) fn text(&self, verdicts_are_hidden: bool) -> String {
        let figures = Some(self.figures.as_str()).filter(|_| !verdicts_are_hidden);
        let parts = [Some(self.done.as_str()), figures];
        let parts: Vec<&str> = parts
            .into_iter()
            .flatten()
            .filter(|part| !part.is_empty())
            .collect();
        parts.join(" ")
    }
}

impl From<String> for Announcement {
    /// A text without verdicts.
    fn from(done: String) -> Self {
        let figures = String::new();
        Self { done, figures }
    }
}

/// A board that follows another one, with its verdicts.
pub(crate) fn opened(now: &LoadedRun, action: Action) -> Announcement {
    let opened = say!("{name} opened.", name = tr(&now.scenario.name));
    let done = [again(action), Some(opened)];
    Announcement {
        done: done.into_iter().flatten().collect::<Vec<_>>().join(" "),
        figures: format!("{}.", headline::fitting_with_faults(now)),
    }
}

/// The word for an edit that was undone or redone.
fn again(action: Action) -> Option<String> {
    match action {
        Action::Undone => Some(say!("Undone.")),
        Action::Redone => Some(say!("Redone.")),
        Action::Opened | Action::Edited => None,
    }
}

/// The action, and the differences between the runs before and after it.
pub(crate) fn change(earlier: &LoadedRun, now: &LoadedRun, action: Action) -> Announcement {
    let mut parts = Vec::new();
    let mut figures = Vec::new();
    if action == Action::Opened {
        return opened(now, action);
    }
    parts.extend(again(action));
    let moved = moved(earlier, now);
    match moved[..] {
        [] => {}
        [id] => {
            parts.push(moved_sentence(earlier, now, id));
            figures.extend(deciding_figure(earlier, now, id));
        }
        _ => {
            let board = board::board_of(&now.scenario.boards, &now.scenario.placements);
            let moved = moved.len() as u64;
            parts.push(if let Some(board) = board {
                plural!(
                    moved,
                    "Board {name}: {moved} workload moved.",
                    "Board {name}: {moved} workloads moved.",
                    name = board::name(board)
                )
            } else {
                plural!(moved, "{moved} workload moved.", "{moved} workloads moved.")
            });
        }
    }
    parts.extend(switched(earlier, now));
    figures.push(overall(&earlier.run.summary, &now.run.summary));
    Announcement {
        done: parts.join(" "),
        figures: figures.join(" "),
    }
}

/// The ids of the workloads whose placement differs.
fn moved<'a>(earlier: &LoadedRun, now: &'a LoadedRun) -> Vec<&'a str> {
    now.scenario
        .workloads
        .iter()
        .map(|workload| workload.id.as_str())
        .filter(|id| earlier.scenario.placement_of(id) != now.scenario.placement_of(id))
        .collect()
}

fn moved_sentence(earlier: &LoadedRun, now: &LoadedRun, id: &str) -> String {
    let name = workloads::name_of(&now.scenario, id);
    let (from, to): (Placement, Placement) = (
        earlier.scenario.placement_of(id),
        now.scenario.placement_of(id),
    );
    let lane = lanes::name(to.lane);
    match (from.lane == to.lane, to.sandboxed) {
        (true, true) => say!("{name} moved into a sandbox on {lane}.", name, lane),
        (true, false) => say!("{name} moved out of the sandbox on {lane}.", name, lane),
        (false, true) => say!("{name} moved to {lane}, sandboxed.", name, lane),
        (false, false) => say!("{name} moved to {lane}.", name, lane),
    }
}

/// The figure of one need, before and after: the first need whose verdict changed, else the first
/// missed need, else the first need.
fn deciding_figure(earlier: &LoadedRun, now: &LoadedRun, id: &str) -> Option<String> {
    let before = earlier.run.summary.verdict_on(id)?;
    let after = now.run.summary.verdict_on(id)?;
    let workload = now.scenario.workload(id)?;
    let pairs = || after.needs.iter().zip(&before.needs);
    let (result, was) = pairs()
        .find(|(result, was)| result.met != was.met)
        .or_else(|| pairs().find(|(result, _)| !result.met))
        .or_else(|| pairs().next())?;
    let label = needs::label(&result.need, workload);
    Some(say!(
        "{label} {result}, was {was}.",
        label,
        result = needs::measured(result),
        was = needs::measured(was)
    ))
}

/// The remedies that were switched and the changes that were added or removed, a sentence each.
fn switched(earlier: &LoadedRun, now: &LoadedRun) -> Vec<String> {
    let (was, is) = (&earlier.scenario, &now.scenario);
    let on = is.remedies.iter().filter(|one| !was.remedies.contains(one));
    let replaced = |one: &&model::scenario::Remedy| {
        let mut others = is.remedies.iter();
        !others.any(|other| other.is_in_place_of(one))
    };
    let off = was.remedies.iter().filter(replaced);
    let begins = is.changes.iter().filter(|one| !was.changes.contains(one));
    let gone = was.changes.iter().filter(|one| !is.changes.contains(one));
    let on = on.map(|one| say!("{remedy}: on.", remedy = remedies::name(one)));
    let off = off.map(|one| say!("{remedy}: off.", remedy = remedies::name(one)));
    let begins = begins.map(|one| format!("{}.", incidents::what(one, is)));
    let gone = gone.map(|one| say!("Removed: {was}.", was = incidents::what(one, was)));
    on.chain(off).chain(begins).chain(gone).collect()
}

fn overall(earlier: &Summary, now: &Summary) -> String {
    let fitting = headline::fitting(now);
    if earlier.fitting() == now.fitting() {
        format!("{fitting}.")
    } else {
        say!(
            "{fitting}, was {earlier}.",
            fitting,
            earlier = earlier.fitting()
        )
    }
}

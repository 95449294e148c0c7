//! What the polite status region says once a change has its verdicts.

use engine::run::Summary;
use engine::scenario::Placement;
use engine::verdict::Verdict;

use super::{board, headline, incidents, needs, remedies};
use crate::document::Action;
use crate::loaded_run::LoadedRun;

/// What a change of the board brought about.
pub(crate) fn change(earlier: &LoadedRun, now: &LoadedRun, action: Action) -> String {
    let mut parts = Vec::new();
    match action {
        Action::Opened => {
            parts.push(format!("{} opened.", now.scenario.name));
            parts.push(format!("{}.", headline::fitting(&now.run.summary)));
            return parts.join(" ");
        }
        Action::Undone => parts.push("Undone.".to_owned()),
        Action::Redone => parts.push("Redone.".to_owned()),
        Action::Edited => {}
    }
    let moved = moved(earlier, now);
    match moved[..] {
        [] => {}
        [id] => {
            parts.push(moved_sentence(earlier, now, id));
            parts.extend(telling(earlier, now, id));
        }
        _ => {
            let board = board::board_of(&now.scenario.boards, &now.scenario.placements);
            parts.push(match board {
                Some(board) => format!("Board {}: {} workloads moved.", board.name, moved.len()),
                None => format!("{} workloads moved.", moved.len()),
            });
        }
    }
    parts.extend(switched(earlier, now));
    parts.push(overall(&earlier.run.summary, &now.run.summary));
    parts.join(" ")
}

/// The workloads that lie elsewhere now.
fn moved<'a>(earlier: &LoadedRun, now: &'a LoadedRun) -> Vec<&'a str> {
    now.scenario
        .workloads
        .iter()
        .map(|workload| workload.id.as_str())
        .filter(|id| earlier.scenario.placement_of(id) != now.scenario.placement_of(id))
        .collect()
}

fn moved_sentence(earlier: &LoadedRun, now: &LoadedRun, id: &str) -> String {
    let name = now
        .scenario
        .workload_index(id)
        .and_then(|index| now.scenario.workloads.get(index))
        .map_or(id, |workload| workload.name.as_str());
    let (from, to): (Placement, Placement) = (
        earlier.scenario.placement_of(id),
        now.scenario.placement_of(id),
    );
    let lane = board::lane(to.lane);
    match (from.lane == to.lane, to.sandboxed) {
        (true, true) => format!("{name} runs in a sandbox on {lane}."),
        (true, false) => format!("{name} runs without a sandbox on {lane}."),
        (false, true) => format!("{name} moved to {lane}, sandboxed."),
        (false, false) => format!("{name} moved to {lane}."),
    }
}

/// The most telling figure: the first need that is met or missed now and was not before, else the
/// first that is missed, else the first that there is.
fn telling(earlier: &LoadedRun, now: &LoadedRun, id: &str) -> Option<String> {
    let before = verdict(&earlier.run.summary, id)?;
    let after = verdict(&now.run.summary, id)?;
    let workload = now
        .scenario
        .workloads
        .get(now.scenario.workload_index(id)?)?;
    let pairs = || after.needs.iter().zip(&before.needs);
    let (result, was) = pairs()
        .find(|(result, was)| result.met != was.met)
        .or_else(|| pairs().find(|(result, _)| !result.met))
        .or_else(|| pairs().next())?;
    let label = needs::label(&result.need, workload);
    Some(format!(
        "{label} {}, was {}.",
        needs::measured(result),
        needs::measured(was)
    ))
}

/// Remedies that are on or off now and were not, and what happens now and did not.
fn switched(earlier: &LoadedRun, now: &LoadedRun) -> Vec<String> {
    let (was, is) = (&earlier.scenario, &now.scenario);
    let on = is.remedies.iter().filter(|one| !was.remedies.contains(one));
    let replaced = |one: &&engine::scenario::Remedy| {
        let mut others = is.remedies.iter();
        !others.any(|other| other.is_in_place_of(one))
    };
    let off = was.remedies.iter().filter(replaced);
    let begins = is.changes.iter().filter(|one| !was.changes.contains(one));
    let gone = was.changes.iter().filter(|one| !is.changes.contains(one));
    let on = on.map(|one| format!("{}: on.", remedies::name(one)));
    let off = off.map(|one| format!("{}: off.", remedies::name(one)));
    let begins = begins.map(|one| format!("{}.", incidents::what(one, is)));
    let gone = gone.map(|one| format!("Taken back: {}.", incidents::what(one, was)));
    on.chain(off).chain(begins).chain(gone).collect()
}

fn verdict<'a>(summary: &'a Summary, id: &str) -> Option<&'a Verdict> {
    summary
        .verdicts
        .iter()
        .find(|verdict| verdict.workload == id)
}

fn overall(earlier: &Summary, now: &Summary) -> String {
    let fit = |summary: &Summary| {
        summary
            .verdicts
            .iter()
            .filter(|verdict| verdict.fits)
            .count()
    };
    let fitting = headline::fitting(now);
    if fit(earlier) == fit(now) {
        format!("{fitting}.")
    } else {
        format!("{fitting}, was {}.", fit(earlier))
    }
}

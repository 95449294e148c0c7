//! Placements and locks that an address asks for: `?place=quiz-submissions:service,certificates:edge+walls&locked=all`.

use model::catalog::LaneId;
use model::challenge::Moves;
use model::scenario::{Placement, Scenario};

/// The word behind a lane for code that runs behind walls there.
const WALLS: &str = "walls";
/// The word for every workload.
const ALL: &str = "all";

/// Places workloads as a text asks. What can be read is placed.
///
/// # Errors
///
/// The first part that names no workload or no lane.
pub(crate) fn place(scenario: &mut Scenario, asked: &str) -> Result<(), String> {
    let mut unread = None;
    for part in parts(asked) {
        match placement(scenario, part) {
            Some((id, to)) => scenario.placements.place(&id, to),
            None => unread = unread.or(Some(part)),
        }
    }
    unread.map_or(Ok(()), |part| Err(part.to_owned()))
}

/// The workload and the placement of a part such as `certificates:edge+walls`.
fn placement(scenario: &Scenario, part: &str) -> Option<(String, Placement)> {
    let (id, to) = part.split_once(':')?;
    // A plus sign in an address is a blank to the browser.
    let (lane, walls) = to
        .split_once(['+', ' '])
        .map_or((to, None), |(lane, walls)| (lane, Some(walls)));
    let mut placement = Placement::on(lane_of_name(lane)?);
    placement.sandboxed = match walls {
        None => false,
        Some(WALLS) => true,
        Some(_) => return None,
    };
    scenario
        .workload(id)
        .map(|workload| (workload.id.clone(), placement))
}

/// The lane of a name as addresses, messages and scenario files spell it.
pub(crate) fn lane_of_name(name: &str) -> Option<LaneId> {
    LaneId::ALL.into_iter().find(|lane| lane.as_str() == name)
}

/// The moves that stay allowed where a text names the workloads that may not be moved.
///
/// # Errors
///
/// The first name that is no workload's.
pub(crate) fn locks(scenario: &Scenario, asked: &str) -> Result<Moves, String> {
    let locked = if asked == ALL {
        scenario
            .workloads
            .iter()
            .map(|one| one.id.clone())
            .collect()
    } else {
        parts(asked).map(str::to_owned).collect::<Vec<_>>()
    };
    match locked.iter().find(|id| scenario.workload(id).is_none()) {
        Some(unread) => Err(unread.clone()),
        None => Ok(Moves {
            locked,
            walls: true,
            remedies: true,
            platforms: true,
            code: false,
        }),
    }
}

fn parts(asked: &str) -> impl Iterator<Item = &str> {
    asked
        .split(',')
        .map(str::trim)
        .filter(|part| !part.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::test_support::shipped;

    #[test]
    fn placements_are_read() {
        let check = |asked: &str, id: &str, expected: (LaneId, bool), unread: Option<&str>| {
            let mut scenario = shipped();
            let read = place(&mut scenario, asked);
            let placed = scenario.placement_of(id);
            assert_eq!((placed.lane, placed.sandboxed), expected, "{asked}");
            assert_eq!(read.err().as_deref(), unread, "{asked}");
        };
        let quiz = "quiz-submissions";
        check(
            "quiz-submissions:service",
            quiz,
            (LaneId::Service, false),
            None,
        );
        check(
            "certificates:edge, quiz-submissions:edge+walls",
            quiz,
            (LaneId::Edge, true),
            None,
        );
        check(
            "quiz-submissions:edge walls",
            quiz,
            (LaneId::Edge, true),
            None,
        );
        check("", quiz, (LaneId::Serverless, false), None);
        check(
            "nobody:edge,quiz-submissions:edge",
            quiz,
            (LaneId::Edge, false),
            Some("nobody:edge"),
        );
        check(
            "quiz-submissions:cloud",
            quiz,
            (LaneId::Serverless, false),
            Some("quiz-submissions:cloud"),
        );
        check(
            "quiz-submissions:edge+fast",
            quiz,
            (LaneId::Serverless, false),
            Some("quiz-submissions:edge+fast"),
        );
    }

    #[test]
    fn locks_are_read() {
        let check = |asked: &str, expected: Result<usize, &str>| {
            let locks = locks(&shipped(), asked);
            let found = locks.as_ref().map(|moves| moves.locked.len());
            assert_eq!(found.map_err(String::as_str), expected, "{asked}");
        };
        check("certificates,quiz-submissions", Ok(2));
        check("all", Ok(shipped().workloads.len()));
        check("", Ok(0));
        check("nobody", Err("nobody"));
    }
}

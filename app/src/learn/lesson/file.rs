//! The lesson's file: chapters as data. People write `public/text/lesson.json`; the page fetches the packed
//! file beside it, and a test compares the two.

use borsh::{BorshDeserialize, BorshSerialize};
use model::catalog::LaneId;
use model::challenge::Start;
use model::goal::Goal;
use model::run::Summary;
use model::scenario::{Placements, Remedy, Scenario};

use super::terms::Term;
use crate::learn::progress::Progress;
use crate::state::document::Origin;

/// The lesson.
#[derive(Clone, Debug, PartialEq, BorshSerialize, BorshDeserialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub(crate) struct Lesson {
    pub(crate) chapters: Vec<Chapter>,
    /// The closing paragraphs: what to do next.
    pub(crate) closing: Vec<String>,
}

/// A chapter.
#[derive(Clone, Debug, PartialEq, BorshSerialize, BorshDeserialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub(crate) struct Chapter {
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) minutes: u32,
    /// The paragraphs before the tasks.
    pub(crate) prose: Vec<String>,
    /// The terms that the lesson uses here for the first time.
    #[cfg_attr(test, serde(default))]
    pub(crate) terms: Vec<Term>,
    pub(crate) board: Start,
    /// The id of the card that the evidence is about.
    pub(crate) look_at: String,
    /// The question before the board is loaded.
    #[cfg_attr(test, serde(default))]
    pub(crate) prediction: Option<Prediction>,
    pub(crate) tasks: Vec<Task>,
    /// Whether a person says in a sentence why a card is where it is; it goes into the card's decision record.
    #[cfg_attr(test, serde(default))]
    pub(crate) says: bool,
    /// The paragraphs once the tasks are done.
    pub(crate) after: Vec<String>,
    /// What a person can try outside the page once the tasks are done.
    #[cfg_attr(test, serde(default))]
    pub(crate) endings: Vec<Ending>,
    /// One way to do all tasks.
    pub(crate) solution: Solution,
}

/// A workload to try for real, with the starter files of a lane.
#[derive(Clone, Debug, PartialEq, BorshSerialize, BorshDeserialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub(crate) struct Ending {
    pub(crate) title: String,
    pub(crate) text: Vec<String>,
    /// The id of the card.
    pub(crate) card: String,
    pub(crate) lane: LaneId,
}

/// A question that a run answers.
#[derive(Clone, Debug, PartialEq, BorshSerialize, BorshDeserialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub(crate) struct Prediction {
    pub(crate) question: String,
    pub(crate) options: Vec<Answer>,
}

/// An answer that one can give.
#[derive(Clone, Debug, PartialEq, BorshSerialize, BorshDeserialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub(crate) struct Answer {
    pub(crate) text: String,
    /// The cards that are moved to try the answer; empty: the chapter's board as it is.
    #[cfg_attr(test, serde(default))]
    pub(crate) place: Placements,
    /// The remedies that are switched on beside those of the chapter's board.
    #[cfg_attr(test, serde(default))]
    pub(crate) remedies: Vec<Remedy>,
    /// The goals that the run reaches where the answer is right.
    pub(crate) when: Vec<Goal>,
    /// The reason, as the run shows it.
    pub(crate) because: String,
}

/// A task on the board: goals that its run has to reach, or something to look at there and a question about it.
#[derive(Clone, Debug, PartialEq, BorshSerialize, BorshDeserialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub(crate) struct Task {
    pub(crate) text: String,
    /// The goals that the run reaches where the task is done; empty where a question is to be answered.
    #[cfg_attr(test, serde(default))]
    pub(crate) goals: Vec<Goal>,
    /// The answers to its question; empty where goals are to be reached.
    #[cfg_attr(test, serde(default))]
    pub(crate) answers: Vec<TaskAnswer>,
    pub(crate) hint: String,
}

/// An answer to the question of a task.
#[derive(Clone, Debug, PartialEq, BorshSerialize, BorshDeserialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub(crate) struct TaskAnswer {
    pub(crate) text: String,
    #[cfg_attr(test, serde(default))]
    pub(crate) is_right: bool,
    /// What there is to see.
    pub(crate) because: String,
}

impl Task {
    /// Whether a run of the board does the task.
    pub(crate) fn is_done_by(&self, board: &Scenario, run: &Summary) -> bool {
        !self.goals.is_empty() && reaches(&self.goals, board, run)
    }
}

/// A board that does all tasks.
#[derive(Clone, Debug, PartialEq, BorshSerialize, BorshDeserialize)]
#[cfg_attr(test, derive(serde::Deserialize), serde(deny_unknown_fields))]
pub(crate) struct Solution {
    pub(crate) placements: Placements,
    /// All remedies of that board.
    #[cfg_attr(test, serde(default))]
    pub(crate) remedies: Vec<Remedy>,
}

impl Chapter {
    /// The origin of its board.
    pub(super) fn origin(&self) -> Origin {
        Origin::Chapter(self.id.clone())
    }

    /// The chapter's board, with the chapter's title as its name.
    pub(crate) fn scenario(&self, shipped: &Scenario) -> Scenario {
        let mut scenario = self.board.board_on(shipped);
        scenario.name.clone_from(&self.title);
        scenario
    }

    /// The chapter's board with the tasks done.
    pub(crate) fn solved(&self, board: &Scenario) -> Scenario {
        let mut solved = moved(board, &self.solution.placements);
        solved.remedies.clone_from(&self.solution.remedies);
        solved
    }
}

impl Answer {
    /// The chapter's board, with what this answer changes.
    pub(crate) fn tried(&self, board: &Scenario) -> Scenario {
        let mut tried = moved(board, &self.place);
        tried.remedies.extend_from_slice(&self.remedies);
        tried
    }
}

/// A board with these cards moved.
fn moved(board: &Scenario, placements: &Placements) -> Scenario {
    let mut board = board.clone();
    for (id, placement) in &placements.0 {
        board.placements.place(id, *placement);
    }
    board
}

/// Whether a run reaches all of these goals.
pub(crate) fn reaches(goals: &[Goal], board: &Scenario, run: &Summary) -> bool {
    goals.iter().all(|goal| goal.judge(board, run).met)
}

impl Progress {
    /// Whether every task of a chapter is done.
    pub(crate) fn has_done(&self, chapter: &Chapter) -> bool {
        let done = self.done.get(&chapter.id);
        (0..chapter.tasks.len()).all(|task| done.is_some_and(|done| done.contains(&task)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::test_support::{shipped, simulated};
    use model::scenario::Placement;

    fn lesson() -> Lesson {
        let text = include_str!("../../../../public/text/lesson.json");
        serde_json::from_str(text).unwrap()
    }

    #[test]
    fn the_packed_lesson_is_its_json() {
        crate::learn::packed::check("lesson.bin", &lesson());
    }

    /// Walks the whole lesson: no chapter's tasks are done by the board that it loads, its solution does
    /// all of them, and its prediction has answers that a run finds right, and others that it does not.
    #[test]
    fn the_lesson_can_be_walked() {
        let (lesson, shipped) = (lesson(), shipped());
        assert!(lesson.chapters.len() >= 8);
        for chapter in &lesson.chapters {
            let id = &chapter.id;
            let board = chapter.board.of(&shipped).unwrap();
            assert_eq!(board.placements, chapter.scenario(&shipped).placements);
            assert!(board.workload(&chapter.look_at).is_some(), "{id}");
            let run = simulated(&board);
            for task in &chapter.tasks {
                assert!(!task.is_done_by(&board, &run), "{id}: {}", task.text);
            }
            let solved = chapter.solved(&board);
            let run = simulated(&solved);
            for task in &chapter.tasks {
                let right = task.answers.iter().filter(|answer| answer.is_right).count();
                let is_question = right == 1 && task.answers.len() > 2;
                let is_done = task.is_done_by(&solved, &run);
                assert!(is_done != is_question, "{id}: {}", task.text);
            }
            if let Some(prediction) = &chapter.prediction {
                let right = prediction.options.iter().map(|option| {
                    let board = option.tried(&board);
                    reaches(&option.when, &board, &simulated(&board))
                });
                let right: Vec<bool> = right.collect();
                assert!(
                    right.contains(&true) && right.contains(&false),
                    "{id}: {right:?}"
                );
            }
        }
    }

    /// The classroom remembers on functions, too, once its session is a row, as the chapter says.
    #[test]
    fn a_session_that_is_a_row_does_the_task_of_the_classroom() {
        let (lesson, shipped) = (lesson(), shipped());
        let chapter = lesson.chapters.iter().find(|one| one.id == "what-lasts");
        let chapter = chapter.unwrap();
        let mut board = chapter.scenario(&shipped);
        let target = "live-classroom".to_owned();
        board.remedies.push(Remedy::SessionRow { target });
        assert!(chapter.tasks[0].is_done_by(&board, &simulated(&board)));
    }

    /// Each ending has files of its lane, for a card of its chapter.
    #[test]
    fn endings_have_files() {
        let shipped = shipped();
        let endings = |chapter: &Chapter| {
            let mut board = chapter.scenario(&shipped);
            let files = chapter.endings.iter().map(|ending| {
                let placement = Placement::on(ending.lane);
                board.placements.place(&ending.card, placement);
                let starter = board.starter(&ending.card, None).unwrap();
                (ending.lane, starter.files.len() > 1)
            });
            files.collect::<Vec<_>>()
        };
        let all: Vec<_> = lesson().chapters.iter().flat_map(endings).collect();
        let lanes = [LaneId::Serverless, LaneId::Edge, LaneId::Sandbox];
        assert_eq!(all, lanes.map(|lane| (lane, true)));
    }

    /// A term is explained once, in the first chapter that uses it.
    #[test]
    fn a_term_is_explained_where_it_is_first_used() {
        let lesson = lesson();
        let uses = |chapter: &Chapter, term: &str| {
            let tasks = chapter.tasks.iter().map(|task| &task.text);
            let texts = chapter.prose.iter().chain(tasks).chain(&chapter.after);
            let term = term.to_lowercase();
            texts
                .into_iter()
                .any(|text| text.to_lowercase().contains(&term))
        };
        let mut known: Vec<&str> = Vec::new();
        for (at, chapter) in lesson.chapters.iter().enumerate() {
            for term in &chapter.terms {
                assert!(!known.contains(&&*term.name), "{} twice", term.name);
                let earlier = lesson.chapters[..at]
                    .iter()
                    .find(|one| uses(one, &term.name));
                assert_eq!(earlier.map(|one| &one.id), None, "{}", term.name);
                known.push(&term.name);
            }
        }
        for name in ["Cold start", "Replica", "Isolate", "p95"] {
            assert!(known.contains(&name), "{name}");
        }
    }

    #[test]
    fn half_an_hour_is_enough_and_places_differ() {
        let lesson = lesson();
        let minutes: u32 = lesson.chapters.iter().map(|one| one.minutes).sum();
        assert!((25..=35).contains(&minutes), "{minutes}");
        for (at, chapter) in lesson.chapters.iter().enumerate() {
            let earlier = &lesson.chapters[..at];
            assert!(
                earlier
                    .iter()
                    .all(|one| one.id != chapter.id && one.title != chapter.title)
            );
        }
    }
}

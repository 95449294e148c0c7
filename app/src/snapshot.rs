//! A snapshot of the page: the state that a person would lose, as JSON for a link or for the browser's
//! storage. A snapshot from outside is not trusted.

use borsh::{BorshDeserialize, BorshSerialize};
use model::challenge::Moves;
use model::scenario::{Scenario, ScenarioError};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::document::{BoardState, Origin, OwnBoard};

/// The state of a page. The format of a scenario in it is the scenario's own.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
pub(crate) struct PageSnapshot {
    /// Version of everything but the scenarios.
    version: u32,
    /// The scenario on the board.
    pub(crate) scenario: Scenario,
    /// The scenario that a reset goes back to; see [`BoardState::opened`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    opened: Option<Box<Scenario>>,
    /// The origin of the board; see [`BoardState::origin`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    origin: Option<Origin>,
    /// The allowed edits of the board; absent: all edits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    moves: Option<Moves>,
    /// The person's own board, where this board is another one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    own: Option<Box<OwnBoard>>,
    /// Position of the playhead, seconds since the start.
    #[serde(default)]
    pub(crate) at_s: f64,
    /// The workload that the evidence is about, by id.
    #[serde(default)]
    pub(crate) workload: Option<String>,
}

/// The version that this page writes, and the only one that it reads.
const VERSION: u32 = 1;

/// The reason why this page cannot open a text as a snapshot.
#[derive(Debug, Error)]
pub(crate) enum SnapshotError {
    /// The text is not JSON of the right shape: it was cut off or changed.
    #[error("{0}")]
    Shape(#[from] serde_json::Error),
    /// Another version of the page wrote it, which can open it.
    #[error("version: expected {VERSION}, found {0}")]
    Version(u32),
    /// A scenario in it breaks a rule; the error names the field to correct.
    #[error("{0}")]
    Scenario(#[from] ScenarioError),
}

impl PageSnapshot {
    /// A snapshot of all state that the page would lose.
    pub(crate) fn new(board: BoardState, at_s: f64, workload: Option<String>) -> Self {
        Self {
            version: VERSION,
            scenario: board.scenario,
            opened: board.opened,
            origin: board.origin,
            moves: board.moves,
            own: board.own,
            at_s,
            workload,
        }
    }

    /// The snapshot for another person: the board, without the steps that led to it. Edits of the
    /// shipped scenario stay edits of it.
    pub(crate) fn to_share(
        scenario: Scenario,
        origin: &Origin,
        at_s: f64,
        workload: Option<String>,
    ) -> Self {
        let board = BoardState {
            scenario,
            opened: None,
            origin: (*origin == Origin::Shipped).then_some(Origin::Shipped),
            moves: None,
            own: None,
        };
        Self::new(board, at_s, workload)
    }

    /// The board, for the document.
    pub(crate) fn into_board(self) -> BoardState {
        BoardState {
            scenario: self.scenario,
            opened: self.opened,
            origin: self.origin,
            moves: self.moves,
            own: self.own,
        }
    }

    /// The snapshot as text.
    ///
    /// # Errors
    ///
    /// [`serde_json::Error`] where it cannot be encoded; nothing may be stored then.
    pub(crate) fn to_text(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string(self)
    }

    /// Reads what [`PageSnapshot::to_text`] wrote.
    ///
    /// # Errors
    ///
    /// [`SnapshotError`] says what is wrong with the text.
    pub(crate) fn from_text(text: &str) -> Result<Self, SnapshotError> {
        let mut snapshot: Self = serde_json::from_str(text)?;
        if snapshot.version != VERSION {
            return Err(SnapshotError::Version(snapshot.version));
        }
        let own = snapshot.own.iter_mut();
        for own in own {
            own.scenario.check()?;
            if let Some(opened) = &own.opened {
                opened.check()?;
            }
            // A board that is kept as a person's own one is their own, whichever origin the text names.
            if !own.origin.is_own() {
                own.origin = Origin::Link;
            }
        }
        let opened = snapshot.opened.iter().map(Box::as_ref);
        for scenario in opened.chain([&snapshot.scenario]) {
            scenario.check()?;
        }
        if !(0.0..=snapshot.scenario.horizon_s).contains(&snapshot.at_s) {
            snapshot.at_s = 0.0;
        }
        Ok(snapshot)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Document, Edit};
    use crate::test_support::shipped;

    /// A challenge's board with the person's own one beside it.
    fn snapshot() -> PageSnapshot {
        let mut document = Document::new(shipped());
        document.apply(Edit::LoadBoard {
            scenario: Box::new(shipped()),
            origin: Origin::Challenge("quiz-rush".to_owned()),
            moves: Some(Moves::default()),
            viewed: Some("course-landing".to_owned()),
        });
        PageSnapshot::new(
            document.state(),
            1_234.5,
            Some("quiz-submissions".to_owned()),
        )
    }

    #[test]
    fn a_snapshot_survives_the_way() {
        let text = snapshot().to_text().unwrap();
        assert_eq!(PageSnapshot::from_text(&text).unwrap(), snapshot());
    }

    /// Changes the text, and expects the error to contain `expected`.
    fn check(change: impl Fn(String) -> String, expected: &str) {
        let text = change(snapshot().to_text().unwrap());
        let error = PageSnapshot::from_text(&text).unwrap_err().to_string();
        assert!(error.contains(expected), "{error}");
    }

    #[test]
    fn what_is_wrong_is_refused() {
        check(|_| String::new(), "EOF");
        check(
            |text| text.replace("\"version\":1", "\"version\":9"),
            "version",
        );
        check(
            |text| text.replace("\"horizon_s\":3600.0", "\"horizon_s\":1e300"),
            "horizon_s",
        );
    }

    #[test]
    fn a_playhead_outside_the_hour_begins_at_its_start() {
        let text = snapshot().to_text().unwrap().replace("1234.5", "-4");
        assert_eq!(PageSnapshot::from_text(&text).unwrap().at_s, 0.0);
    }

    /// Snapshots of earlier versions name no origin, and are read.
    #[test]
    fn earlier_snapshots_are_read() {
        let scenario = serde_json::to_string(&shipped()).unwrap();
        let text = format!("{{\"version\":1,\"scenario\":{scenario},\"at_s\":5.0}}");
        let read = PageSnapshot::from_text(&text).unwrap();
        assert_eq!(read.at_s, 5.0);
        let board = read.into_board();
        assert_eq!((board.origin, board.scenario), (None, shipped()));
    }

    /// A link from within a challenge shows its board to another person, without locks.
    #[test]
    fn what_is_shared_has_no_way_back() {
        let shared = PageSnapshot::to_share(
            shipped(),
            &Origin::Challenge("quiz-rush".to_owned()),
            0.0,
            None,
        );
        let board = shared.into_board();
        assert_eq!((board.origin, board.moves, board.own), (None, None, None));
    }
}

//! A snapshot of the page: the state that a person would lose, as JSON for a link or for the browser's
//! storage. A snapshot from outside is not trusted.

use borsh::{BorshDeserialize, BorshSerialize};
use model::challenge::Moves;
use model::scenario::{EncodeError, Scenario, ScenarioError, caps};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::state::document::{BoardState, Origin, OwnBoard};

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
pub(super) const VERSION: u32 = 1;
/// The name of the types in a snapshot, by which bytes of other types are recognised.
const FORM: &str = env!("LANEWISE_BOARD_FORM");

/// What a worker writes as JSON for the page.
#[derive(Debug, BorshSerialize, BorshDeserialize)]
pub(crate) enum Writing {
    /// The state of the page, for a link or for the browser's storage.
    Snapshot(Box<PageSnapshot>),
    /// A scenario, for a file.
    Scenario(Box<Scenario>),
}

impl Writing {
    /// The text.
    ///
    /// # Errors
    ///
    /// [`EncodeError`] where it cannot be encoded; nothing may be stored then.
    pub(crate) fn to_text(&self) -> Result<String, EncodeError> {
        match self {
            Self::Snapshot(snapshot) => Ok(snapshot.to_text()?),
            Self::Scenario(scenario) => scenario.to_json(),
        }
    }
}

/// The reason why this page cannot open a text as a snapshot.
#[derive(Debug, Error)]
pub(crate) enum SnapshotError {
    /// The text is not JSON of the right shape: it was cut off or changed.
    #[error("{0}")]
    Shape(#[from] serde_json::Error),
    /// Another version of the page wrote it, which can open it.
    #[error("version: expected {VERSION}, found {0}")]
    Version(u32),
    /// A scenario in it, or the moves, break a rule; the error names the field to correct.
    #[error("{0}")]
    Scenario(#[from] ScenarioError),
    /// The board is said to be a challenge's and has no moves, or the other way round: a person changed the
    /// text.
    #[error("moves: expected with the board of a challenge, and with no other board")]
    Moves,
    /// The origin names an id that no chapter, question or challenge can have: a person changed the text.
    #[error("origin: expected an id of at most {} letters", caps::ID_LETTERS)]
    Origin,
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
            own.scenario.renew()?;
            if let Some(opened) = &mut own.opened {
                opened.renew()?;
            }
            // A board that is kept as a person's own one is their own, whichever origin the text names.
            if !own.origin.is_own() {
                own.origin = Origin::Link;
            }
        }
        let opened = snapshot.opened.iter_mut().map(Box::as_mut);
        for scenario in opened.chain([&mut snapshot.scenario]) {
            scenario.renew()?;
        }
        snapshot.check_origin()?;
        if !(0.0..=snapshot.scenario.horizon_s).contains(&snapshot.at_s) {
            snapshot.at_s = 0.0;
        }
        // The evidence is about a workload of the board, or about the one that hurts most.
        let board = &snapshot.scenario;
        snapshot.workload.take_if(|id| board.workload(id).is_none());
        Ok(snapshot)
    }

    /// The snapshot as bytes, which only a build with the same types reads: for the moment in which a page is left.
    ///
    /// # Errors
    ///
    /// [`std::io::Error`] where a number in it is none (NaN); nothing may be stored then.
    pub(crate) fn to_bytes(&self) -> std::io::Result<Vec<u8>> {
        borsh::to_vec(&(FORM, self))
    }

    /// Reads what [`PageSnapshot::to_bytes`] wrote; none where other types wrote it. The bytes come from this
    /// page itself, and are not checked as a text is.
    pub(crate) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let mut rest = bytes;
        let form: String = BorshDeserialize::deserialize(&mut rest).ok()?;
        (form == FORM).then(|| Self::try_from_slice(rest).ok())?
    }

    /// Checks the origin and the moves against each other and against the board.
    fn check_origin(&self) -> Result<(), SnapshotError> {
        let id = self.origin.as_ref().and_then(Origin::id);
        if id.is_some_and(|id| id.is_empty() || id.len() > caps::ID_LETTERS as usize) {
            return Err(SnapshotError::Origin);
        }
        let is_challenge = matches!(self.origin, Some(Origin::Challenge(_)));
        if is_challenge != self.moves.is_some() {
            return Err(SnapshotError::Moves);
        }
        if let Some(moves) = &self.moves {
            moves.check(&self.scenario)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::document::{Document, Edit};
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

    #[test]
    fn bytes_are_read_by_the_same_types_only() {
        let bytes = snapshot().to_bytes().unwrap();
        assert_eq!(PageSnapshot::from_bytes(&bytes), Some(snapshot()));
        let of_others = borsh::to_vec(&("0", snapshot())).unwrap();
        assert_eq!(PageSnapshot::from_bytes(&of_others), None);
        assert_eq!(PageSnapshot::from_bytes(&bytes[..100]), None);
        assert_eq!(PageSnapshot::from_bytes(&[]), None);
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

    /// A link from outside cannot give a challenge's board other moves than a challenge may have.
    #[test]
    fn an_origin_and_its_moves_are_checked() {
        let moves = r#""moves":{"walls":true,"remedies":false,"platforms":false,"code":false}"#;
        let check = |from: &str, to: &str, expected: &str| {
            let change = |text: String| {
                let changed = text.replace(from, to);
                assert_ne!(changed, text, "{from}");
                changed
            };
            check(change, expected);
        };
        check(
            moves,
            r#""moves":{"locked":["no-such"]}"#,
            "moves.locked[0]",
        );
        check(&format!("{moves},"), "", "moves");
        check(
            r#""challenge":"quiz-rush""#,
            r#""chapter":"quiz-rush""#,
            "moves",
        );
        let long = format!(r#""challenge":"{}""#, "a".repeat(65));
        check(r#""challenge":"quiz-rush""#, &long, "origin");
    }

    #[test]
    fn a_workload_that_the_board_lacks_is_not_in_view() {
        let text = snapshot().to_text().unwrap();
        let text = text.replace(
            r#""workload":"quiz-submissions""#,
            r#""workload":"no-such""#,
        );
        assert_eq!(PageSnapshot::from_text(&text).unwrap().workload, None);
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

//! The origin of a board: its identity, because two boards may have the same display name.

use borsh::{BorshDeserialize, BorshSerialize};
use model::challenge::Moves;
use model::scenario::Scenario;
use serde::{Deserialize, Serialize};

/// The origin of a board.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// The scenario that the page opens by itself.
    Shipped,
    /// A chapter of the lesson, by its id.
    Chapter(String),
    /// A question of the knowledge check, by its id.
    Question(String),
    /// A challenge, by its id.
    Challenge(String),
    /// A person changed the cards or the targets of their own board in the program for learning.
    Built,
    /// A file that a person opened.
    File,
    /// A link that a person opened.
    Link,
}

impl Origin {
    /// Whether the board is a person's own. The program for learning loaded every other board and can
    /// put the person's own one back.
    pub fn is_own(&self) -> bool {
        match self {
            Self::Shipped | Self::Built | Self::File | Self::Link => true,
            Self::Chapter(_) | Self::Question(_) | Self::Challenge(_) => false,
        }
    }

    /// The id of the chapter, the question or the challenge.
    pub(crate) fn id(&self) -> Option<&str> {
        match self {
            Self::Chapter(id) | Self::Question(id) | Self::Challenge(id) => Some(id),
            Self::Shipped | Self::Built | Self::File | Self::Link => None,
        }
    }
}

/// A person's own board, kept while a board of the program for learning is on the screen.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
#[serde(deny_unknown_fields)]
pub struct OwnBoard {
    /// The board as the person left it.
    pub scenario: Scenario,
    /// The scenario that a reset goes back to, where it differs from `scenario`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opened: Option<Box<Scenario>>,
    /// The origin of the board.
    pub origin: Origin,
    /// The workload that the evidence showed, by id.
    #[serde(default)]
    pub workload: Option<String>,
}

/// The state of a document's board: enough to put the board back in another visit.
#[derive(Clone, Debug, PartialEq)]
pub struct BoardState {
    /// The board as it is now.
    pub scenario: Scenario,
    /// The scenario that a reset goes back to, where it differs from `scenario`.
    pub opened: Option<Box<Scenario>>,
    /// The origin of the board. Absent in links, and in states that earlier versions of the page wrote.
    pub origin: Option<Origin>,
    /// The allowed edits of the board; absent: all edits.
    pub moves: Option<Moves>,
    /// The person's own board, where this board is another one.
    pub own: Option<Box<OwnBoard>>,
}

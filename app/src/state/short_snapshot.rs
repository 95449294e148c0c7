//! A snapshot as its difference from what ships: a board with one card moved is a hundred letters of a link.

use borsh::{BorshDeserialize, BorshSerialize};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::difference::{apply, difference};
use super::snapshot::{PageSnapshot, SnapshotError, VERSION};
use model::random::Fnv1a;

/// What a short link holds.
#[derive(Serialize, Deserialize)]
struct Short {
    /// The hash of the scenario that the difference is from.
    #[serde(rename = "b")]
    base: u16,
    /// The patch.
    #[serde(rename = "d")]
    patch: Value,
}

/// A snapshot out of a link.
#[derive(Clone, Debug, PartialEq, BorshSerialize, BorshDeserialize)]
pub(crate) struct LinkedSnapshot {
    pub(crate) snapshot: PageSnapshot,
    /// Whether the link was made from the scenario that ships now. A link that holds the whole state is.
    pub(crate) is_of_this_scenario: bool,
}

/// A snapshot's text, as [`PageSnapshot::to_text`] writes it, as a difference from the file of the scenario that ships; `None`
/// where no difference says it.
///
/// # Errors
///
/// [`serde_json::Error`] where one of the texts is not JSON.
pub(crate) fn shorten(text: &str, shipped: &str) -> Result<Option<String>, serde_json::Error> {
    let target: Value = serde_json::from_str(text)?;
    let Some(patch) = difference(&base(shipped)?, &target) else {
        return Ok(None);
    };
    let base = hash(shipped);
    serde_json::to_string(&Short { base, patch }).map(Some)
}

/// Reads what [`shorten`] wrote, with the file of the scenario that ships now.
///
/// # Errors
///
/// [`SnapshotError`] says what is wrong with the text.
pub(crate) fn lengthen(short: &str, shipped: &str) -> Result<LinkedSnapshot, SnapshotError> {
    let Short { base: of, patch } = serde_json::from_str(short)?;
    let mut whole = base(shipped)?;
    apply(&mut whole, patch);
    Ok(LinkedSnapshot {
        snapshot: PageSnapshot::from_text(&whole.to_string())?,
        is_of_this_scenario: of == hash(shipped),
    })
}

/// The snapshot of a page that has opened what ships.
fn base(shipped: &str) -> Result<Value, serde_json::Error> {
    let scenario: Value = serde_json::from_str(shipped)?;
    Ok(
        json!({ "version": VERSION, "scenario": scenario, "origin": "shipped", "at_s": 0.0, "workload": null }),
    )
}

/// Sixteen bits tell the versions of one file apart, and are five letters of a link at most.
fn hash(shipped: &str) -> u16 {
    let mut hash = Fnv1a::default();
    hash.write(shipped.as_bytes());
    hash.finish() as u16
}

#[cfg(test)]
mod tests {
    use model::catalog::LaneId;
    use model::scenario::{Placement, Remedy, Scenario};

    use super::*;
    use crate::state::document::Origin;
    use crate::test_support::shipped;

    const EVENING: &str = include_str!("../../../public/scenarios/learning-platform.json");

    /// The most letters of JSON for these edits of the evening; a link packs them to fewer.
    fn check(most_letters: usize, edit: impl FnOnce(&mut Scenario)) {
        let mut board = shipped();
        edit(&mut board);
        let snapshot = PageSnapshot::to_share(board, &Origin::Shipped, 0.0, None);
        let base = EVENING;
        let short = shorten(&snapshot.to_text().unwrap(), base)
            .unwrap()
            .unwrap();
        assert!(short.len() <= most_letters, "{}: {short}", short.len());
        let read = lengthen(&short, base).unwrap();
        assert_eq!(read.snapshot, snapshot);
        assert!(read.is_of_this_scenario);
        let other = base.replace("An evening", "Another evening");
        assert!(!lengthen(&short, &other).unwrap().is_of_this_scenario);
    }

    #[test]
    fn edits_are_short() {
        check(30, |_| {});
        check(120, |board| {
            board
                .placements
                .place("quiz-submissions", Placement::on(LaneId::Service));
        });
        check(500, |board| {
            board.seed = 8;
            board.remedies.push(Remedy::ConnectionPooler);
            board.keep_only(|id| id != "bot-check");
            board.lanes.serverless.memory_mb = 2_048;
        });
    }

    #[test]
    fn a_damaged_text_says_so() {
        for text in [
            "",
            "{}",
            "{\"b\":1}",
            "{\"b\":1,\"d\":7}",
            "{\"b\":1,\"d\":{\"version\":9}}",
        ] {
            assert!(lengthen(text, EVENING).is_err(), "{text}");
        }
    }
}

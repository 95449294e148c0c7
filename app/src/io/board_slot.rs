//! The slot of the browser's storage in which a tab keeps its board.
//!
//! A person's own board has one slot. The board of a link and that of an address with `?board=` get a slot of their own at
//! the first edit, so that neither replaces the person's own board. Within another page, each address has a slot. The tab's
//! history says which slot it uses, because the address drops a link's fragment after an edit.

use js_sys::Date;
use model::decimal;
use wasm_bindgen::JsValue;

use crate::browser;
use crate::browser::address::{self, Address};

/// The person's own board.
const OWN: &str = "lanewise.board";
/// The beginning of a slot that was made at the first edit of another board; the time follows, milliseconds since 1970.
const KEPT: &str = "lanewise.board.kept.";
/// The beginning of a slot of an address within another page; its hash follows.
const FRAME: &str = "lanewise.board.frame.";
/// The list of the slots that begin with [`KEPT`]: a line each, with the slot's time and the board's name.
const LIST: &str = "lanewise.boards";
/// The most boards that are kept beside a person's own: 30 KB each, of the 5 MB that a browser gives a site.
const MOST_KEPT: usize = 12;

/// A slot of the browser's storage for a board.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct BoardSlot(String);

/// A board that is kept beside the person's own one, or the own one.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct KeptBoard {
    /// Where the board is kept.
    pub(crate) slot: BoardSlot,
    /// The name of its scenario.
    pub(crate) name: String,
    /// When it was changed first, milliseconds since 1970; none for the person's own board.
    pub(crate) since_ms: Option<f64>,
}

impl BoardSlot {
    /// The slot of this tab: the one that its history names, else the one of its address. An address that opens another board
    /// than the person's own has none before the first edit.
    pub(crate) fn of_tab(address: &Address) -> Option<Self> {
        if address.embedded {
            return Some(Self::of_frame());
        }
        if let Some(slot) = address::history_state().filter(|state| state.starts_with(OWN)) {
            return Some(Self(slot));
        }
        let opens_another = address.names_a_board() || address::has_board_link();
        (!opens_another).then(|| Self(OWN.to_owned()))
    }

    /// The slot of this address within another page.
    fn of_frame() -> Self {
        let address = address::whole();
        let hash = address
            .bytes()
            .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
                // FNV-1a: Rust's own hash may change with its version.
                (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
            });
        Self(format!("{FRAME}{hash:016x}"))
    }

    /// A slot that no other board has.
    pub(crate) fn fresh() -> Self {
        // A whole number of milliseconds.
        let mut time = Date::now() as u64;
        loop {
            let slot = Self(format!("{KEPT}{time}"));
            if browser::stored(slot.name()).is_none() {
                return slot;
            }
            time += 1;
        }
    }

    /// Whether it belongs to an address within another page.
    pub(crate) fn is_of_frame(&self) -> bool {
        self.0.starts_with(FRAME)
    }

    /// The name in the browser's storage.
    pub(crate) fn name(&self) -> &str {
        &self.0
    }

    /// Has the tab's history name this slot, so that loading the page again brings its board back.
    pub(crate) fn name_in_history(&self) {
        let is_named = || address::history_state().as_deref() == Some(self.name());
        if !self.is_of_frame() && !is_named() {
            address::set_history_state(&JsValue::from_str(&self.0));
        }
    }

    /// Adds the slot to the list of kept boards, and drops the oldest boards beyond the most that are kept. Returns whether
    /// the list has changed.
    pub(crate) fn add_to_list(&self, board_name: &str) -> bool {
        let Some(time) = self.0.strip_prefix(KEPT) else {
            return false;
        };
        let list = browser::stored(LIST).unwrap_or_default();
        let begins = |line: &&str| line.split('\t').next() == Some(time);
        if list.lines().any(|line| begins(&line)) {
            return false;
        }
        let board_name = board_name.replace(['\t', '\n', '\r'], " ");
        let lines: Vec<&str> = list.lines().collect();
        let dropped = (lines.len() + 1).saturating_sub(MOST_KEPT);
        for line in &lines[..dropped] {
            let time = line.split('\t').next().unwrap_or_default();
            browser::remove_stored(&format!("{KEPT}{time}"));
        }
        let kept = lines[dropped..].join("\n");
        browser::store(LIST, format!("{kept}\n{time}\t{board_name}").trim_start())
    }
}

/// The boards of the browser's storage but for the one in this slot, the newest first; the person's own is the last. A page
/// within another page shows none.
pub(crate) fn kept_boards(but: &BoardSlot) -> Vec<KeptBoard> {
    if but.is_of_frame() {
        return Vec::new();
    }
    let list = browser::stored(LIST).unwrap_or_default();
    let kept = list.lines().rev().filter_map(|line| {
        let (time, name) = line.split_once('\t')?;
        Some(KeptBoard {
            slot: BoardSlot(format!("{KEPT}{time}")),
            name: name.to_owned(),
            since_ms: decimal::parse(time),
        })
    });
    let own = KeptBoard {
        slot: BoardSlot(OWN.to_owned()),
        name: String::new(),
        since_ms: None,
    };
    kept.chain([own])
        .filter(|board| board.slot != *but && browser::stored(board.slot.name()).is_some())
        .collect()
}

/// Opens the board of a slot, by loading the page again at its plain address.
///
/// # Errors
///
/// What the browser throws where it allows neither.
pub(crate) fn open(slot: &BoardSlot) -> Result<(), JsValue> {
    address::replace(&address::plain());
    slot.name_in_history();
    browser::reload()
}

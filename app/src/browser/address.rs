//! The parts of the page's address: scenario, seed, board, speed, language. A part that cannot be read
//! is left out; it is never an error.

use model::decimal;
use wasm_bindgen::JsValue;
use web_sys::{History, Url, UrlSearchParams};

/// The scenario that opens where the address names none.
const DEFAULT_SCENARIO: &str = "learning-platform";

/// The beginning of a link's fragment that holds a challenge, with the version of the spelling.
pub const CHALLENGE_MARK: &str = "#c1.";

/// The themes that an address may ask for.
pub const THEMES: [&str; 2] = ["light", "dark"];

/// The view that an address may ask for: large letters and thick lines.
pub const PROJECTOR: &str = "projector";

/// Whether this is the name of a theme.
pub fn is_theme(name: &str) -> bool {
    THEMES.contains(&name)
}

/// The query of the page's address.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is one independent part of an address"
)]
#[derive(Clone, Debug, PartialEq)]
pub struct Address {
    /// A shipped scenario's file name, without its ending.
    pub scenario: String,
    /// A seed that replaces the scenario's own.
    pub seed: Option<u64>,
    /// What the address has in the place of a seed, where it is no number.
    pub unread_seed: Option<String>,
    /// A board that ships with the scenario.
    pub board: Option<String>,
    /// Placements that replace those of the board, such as `quiz-submissions:service,certificates:edge+walls`.
    pub place: Option<String>,
    /// The ids of workloads that may not be moved, with commas between them, or `all`.
    pub locked: Option<String>,
    /// The panes that are offered, one at a time, with commas between them; the first is in front.
    pub panels: Option<String>,
    /// `light` or `dark`, whatever the person's browser prefers.
    pub theme: Option<String>,
    /// `projector`, for large letters and thick lines.
    pub view: Option<String>,
    /// Whether the playback waits for a person to start it.
    pub paused: bool,
    /// A speed that replaces the usual one, simulated seconds a second.
    pub speed: Option<f64>,
    /// The tag of a language.
    pub language: Option<String>,
    /// Whether the page is shown inside another page.
    pub embedded: bool,
    /// Whether the toolbar has its rarely needed controls: files, theme, language, learning. A page inside
    /// another page has them where its address asks for `controls`.
    pub has_all_controls: bool,
    /// Whether the address asks for a lesson, a challenge or another part of the program for learning.
    pub learns: bool,
}

impl Address {
    /// Reads the address of this page.
    pub fn of_page() -> Self {
        let search = web_sys::window().and_then(|window| window.location().search().ok());
        let pairs = UrlSearchParams::new_with_str(&search.unwrap_or_default()).ok();
        let hash = web_sys::window().and_then(|window| window.location().hash().ok());
        let is_challenge = hash.is_some_and(|hash| is_challenge_link(&hash));
        let read = Self::read(|name| pairs.as_ref().and_then(|pairs| pairs.get(name)));
        Self {
            learns: read.learns || is_challenge,
            ..read
        }
    }

    /// Whether the address names another scenario than the one that opens by itself.
    pub fn has_other_scenario(&self) -> bool {
        self.scenario != DEFAULT_SCENARIO
    }

    /// Whether the address names a scenario, a board or a seed. Then the page opens no stored board.
    pub fn names_a_board(&self) -> bool {
        self.has_other_scenario()
            || self.board.is_some()
            || self.place.is_some()
            || self.seed.is_some()
    }

    fn read(get: impl Fn(&str) -> Option<String>) -> Self {
        let is_set = |name: &str| get(name).is_some_and(|value| value != "0");
        let embedded = is_set("embed");
        Self {
            scenario: get("scenario")
                .filter(|name| is_file_name(name))
                .unwrap_or_else(|| DEFAULT_SCENARIO.to_owned()),
            seed: get("seed").and_then(|text| text.parse().ok()),
            unread_seed: get("seed").filter(|text| text.parse::<u64>().is_err()),
            board: get("board"),
            place: get("place"),
            locked: get("locked"),
            panels: get("panels"),
            theme: get("theme"),
            view: get("view"),
            paused: embedded || is_set("paused"),
            speed: get("speed")
                .and_then(|text| decimal::parse(&text))
                .filter(|speed: &f64| speed.is_finite() && *speed >= 0.0),
            language: get("lang"),
            embedded,
            has_all_controls: !embedded || is_set("controls"),
            learns: is_set("learn") || is_set("chapter") || is_set("challenge"),
        }
    }
}

/// The address of this page outside of another page, with this fragment instead of its own where there is one.
pub fn full_page(fragment: Option<&str>) -> String {
    without(&OF_A_FRAME, fragment)
}

/// The address of a link to a board: the scenario and how it is shown, and the fragment, which holds the board. What else the
/// address of this page asked for, the fragment says.
pub fn link(fragment: &str) -> String {
    without(
        &[OF_A_FRAME.as_slice(), &OF_A_BOARD].concat(),
        Some(fragment),
    )
}

/// The address of this page as it is.
pub fn whole() -> String {
    of_window().map(|url| url.href()).unwrap_or_default()
}

/// A part of this page's query.
pub fn part(name: &str) -> Option<String> {
    of_window()?.search_params().get(name)
}

/// Whether the page that shows this one in a frame keeps a learner's progress (`keeps=1`).
pub fn is_kept_elsewhere() -> bool {
    part("keeps").as_deref() == Some("1")
}

/// The address of this page without a board: neither one that its query names nor one of a link.
pub fn plain() -> String {
    without(
        &["scenario", "seed", "board", "learn", "challenge"],
        Some(""),
    )
}

/// Whether the address has a link to a board.
pub fn has_board_link() -> bool {
    of_window().is_some_and(|url| is_board_link(&url.hash()))
}

/// The parts that ask for the page as it is within another page.
const OF_A_FRAME: [&str; 7] = [
    "embed", "controls", "locked", "panels", "height", "origin", "keeps",
];
/// The parts that ask for a board beside the scenario's own.
const OF_A_BOARD: [&str; 6] = ["seed", "board", "place", "learn", "chapter", "challenge"];

fn without(parts: &[&str], fragment: Option<&str>) -> String {
    let Some(url) = of_window() else {
        return ".".to_owned();
    };
    for part in parts {
        url.search_params().delete(part);
    }
    if let Some(fragment) = fragment {
        url.set_hash(fragment);
    }
    url.href()
}

fn of_window() -> Option<Url> {
    let url = Url::new(&web_sys::window()?.location().href().ok()?).ok()?;
    // The page for frames of one browser; its address is for these frames alone.
    if let Some(folder) = url.pathname().strip_suffix("framed.html") {
        url.set_pathname(folder);
    }
    Some(url)
}

/// Takes a link's board out of the address, so that loading the page again brings back the board as it is now, from the
/// browser's storage. A page within another page keeps it, for its address is the name under which its board is stored.
pub fn let_go_of_link() {
    let Some(url) = of_window() else {
        return;
    };
    if !is_board_link(&url.hash()) || url.search_params().has("embed") {
        return;
    }
    url.set_hash("");
    replace(&url.href());
}

/// Sets a part of the query, or takes it away, without loading the page.
pub fn set_part(name: &str, value: Option<&str>) {
    if let Some(url) = of_window() {
        match value {
            Some(value) => url.search_params().set(name, value),
            None => url.search_params().delete(name),
        }
        replace(&url.href());
    }
}

/// Shows another address of this page, without loading it; the state of its history stays. A frame may be refused its
/// history: the address stays as it is.
pub fn replace(address: &str) {
    if let Some(history) = history() {
        let state = history.state().unwrap_or(JsValue::NULL);
        history
            .replace_state_with_url(&state, "", Some(address))
            .ok();
    }
}

/// The text that this entry of the tab's history has for its state; none where it has no text.
pub fn history_state() -> Option<String> {
    history()?.state().ok()?.as_string()
}

/// Sets the state of this entry of the tab's history, which survives loading the page again.
pub fn set_history_state(state: &JsValue) {
    if let Some(history) = history() {
        // A frame may be refused its history.
        history.replace_state_with_url(state, "", None).ok();
    }
}

fn history() -> Option<History> {
    web_sys::window()?.history().ok()
}

/// Goes to another fragment of this page, as a click on a link does.
pub fn set_fragment(fragment: &str) -> Result<(), JsValue> {
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    window.location().set_hash(fragment)
}

/// Whether a fragment is that of a link to a board, of any version.
pub fn is_board_link(fragment: &str) -> bool {
    let version = fragment
        .strip_prefix('#')
        .and_then(|rest| rest.split_once('.'));
    version.is_some_and(|(version, _)| {
        !version.is_empty() && version.bytes().all(|byte| byte.is_ascii_digit())
    })
}

/// Whether a fragment is that of a link to a challenge, of any version. A version that cannot be read is
/// refused by the program for learning.
pub fn is_challenge_link(fragment: &str) -> bool {
    let version = fragment.strip_prefix("#c");
    version.is_some_and(|version| version.starts_with(|letter: char| letter.is_ascii_digit()))
}

/// Whether a name has only letters, digits and hyphens, so that no path leaves the folder of the
/// scenarios.
pub fn is_file_name(name: &str) -> bool {
    !name.is_empty()
        && name.len() <= 64
        && name
            .bytes()
            .all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn nothing() -> Address {
        Address {
            scenario: DEFAULT_SCENARIO.to_owned(),
            seed: None,
            unread_seed: None,
            board: None,
            place: None,
            locked: None,
            panels: None,
            theme: None,
            view: None,
            paused: false,
            speed: None,
            language: None,
            embedded: false,
            has_all_controls: true,
            learns: false,
        }
    }

    fn check(query: &[(&str, &str)], expected: &Address) {
        let read = Address::read(|name| {
            query
                .iter()
                .find(|(key, _)| *key == name)
                .map(|(_, value)| (*value).to_owned())
        });
        assert_eq!(read, *expected, "{query:?}");
    }

    #[test]
    fn a_link_to_a_board_has_a_version() {
        let check = |fragment: &str, expected| assert_eq!(is_board_link(fragment), expected);
        check("#1.abc", true);
        check("#12.abc", true);
        check("#c1.abc", false);
        check("#lanes", false);
        check("#.abc", false);
        check("", false);
    }

    #[test]
    fn an_address_is_read() {
        check(&[], &nothing());
        check(
            &[
                ("seed", "7"),
                ("paused", "1"),
                ("speed", "0"),
                ("board", "matched-to-shape"),
            ],
            &Address {
                seed: Some(7),
                paused: true,
                speed: Some(0.0),
                board: Some("matched-to-shape".to_owned()),
                ..nothing()
            },
        );
        check(
            &[("embed", "1")],
            &Address {
                embedded: true,
                has_all_controls: false,
                paused: true,
                ..nothing()
            },
        );
        check(&[("paused", "0"), ("fault", "worker")], &nothing());
        check(
            &[("challenge", "quiz-rush")],
            &Address {
                learns: true,
                ..nothing()
            },
        );
        check(
            &[("scenario", "stress")],
            &Address {
                scenario: "stress".to_owned(),
                ..nothing()
            },
        );
    }

    #[test]
    fn a_challenge_has_a_mark_of_its_own() {
        for (fragment, expected) in [
            ("#c1.abc", true),
            ("#c2.abc", true),
            ("#1.abc", false),
            ("#compare", false),
            ("", false),
        ] {
            assert_eq!(is_challenge_link(fragment), expected, "{fragment}");
        }
    }

    #[test]
    fn what_is_not_understood_is_left_out() {
        check(&[("scenario", "../secret")], &nothing());
        check(&[("scenario", "a.b")], &nothing());
        let unread_seed = Some("-1".to_owned());
        check(
            &[("seed", "-1"), ("speed", "fast")],
            &Address {
                unread_seed,
                ..nothing()
            },
        );
        check(&[("speed", "inf")], &nothing());
    }
}

//! The words of the section for building.

use model::scenario::Need;

use crate::learn::builder::check::EasyPasses;
use crate::learn::challenge_draft::StarKind;
use crate::text::figures;
use crate::text::lanes;
use crate::text::language::{Phrase, lower_case, phrase, say, tr};

pub(crate) const ABOUT: Phrase = phrase(
    "Players begin with the board on the screen, so prepare that first: its cards, the hour, the incidents. Then say here what the challenge is called, what may be moved, and what earns a star.",
);
pub(crate) const NAME: Phrase = phrase("Name");
pub(crate) const STORY: Phrase = phrase("What is the matter, and what is asked?");
pub(crate) const HINT: Phrase = phrase("A hint (may stay empty)");
pub(crate) const LEVEL: Phrase = phrase("How much it asks");
pub(crate) const CARDS: Phrase = phrase("Cards");
pub(crate) const WALLS: Phrase = phrase("Cards may be put behind walls");
pub(crate) const REMEDIES: Phrase = phrase("Remedies may be switched on");
pub(crate) const PLATFORMS: Phrase = phrase("Another platform may be chosen for a lane");
pub(crate) const CODE: Phrase = phrase("The board’s own grading program may be rewritten");
pub(crate) const FIRST_STAR: Phrase = phrase("The first star: every card meets its targets.");
pub(crate) const OF_CARD: Phrase = phrase("Of which card");
pub(crate) const AT_MOST: Phrase = phrase("At most");
pub(crate) const TEST: Phrase = phrase("Test it");
pub(crate) const CHECK: Phrase = phrase("Is it too easy?");
pub(crate) const PLAY: Phrase = phrase("Play it yourself");
pub(crate) const KEEP: Phrase = phrase("Pass it on");
pub(crate) const SAVE: Phrase = phrase("Save the challenge as a file");
pub(crate) const LINK: Phrase = phrase("Copy a link to the challenge");
pub(crate) const LINKED: Phrase =
    phrase("The link is on the clipboard. It opens this challenge for everyone who has it.");
pub(crate) const REBUILD: Phrase = phrase("Put name, cards and targets on the board");

pub(crate) const UNSOLVED: Phrase = phrase(
    "Is it possible? Nobody has earned every star yet: play it yourself, and score your solution.",
);

/// The stars of the author's own solution.
pub(crate) fn solved(earned: usize, of: usize) -> String {
    if earned == of {
        return say!("It is possible: your solution earned every star.");
    }
    say!(
        "Is it possible? Your solution earned {earned} of {of} stars so far. Earn the others, or make them easier.",
        earned,
        of
    )
}

/// A field that has to change before the challenge can be built, and why.
pub(crate) fn refused(field: &str, why: &str) -> String {
    let why = why.trim_end_matches('.');
    say!(
        "“{field}” has to change first: {why}. What you entered stays.",
        field,
        why
    )
}

/// The label of the box for a card that takes part.
pub(crate) fn takes_part(card: &str) -> String {
    say!("{card} takes part", card)
}

/// The label of the box for a card that is locked.
pub(crate) fn locked(card: &str) -> String {
    say!("{card} is locked on its lane", card)
}

/// The heading of a card's targets.
pub(crate) fn targets(card: &str) -> String {
    say!("Targets of {card}", card)
}

/// The label of a need's number, with its unit.
pub(crate) fn target(label: &str, need: &Need) -> String {
    let unit = match need {
        Need::Latency { .. } => tr("milliseconds"),
        Need::Finished { .. } => tr("seconds"),
        Need::Failed { .. }
        | Need::Stale { .. }
        | Need::SessionsLost { .. }
        | Need::RejectedNearSource { .. } => tr("a share, 0 to 1"),
        Need::Cost { .. } => tr("dollars a month"),
        Need::Lost { .. }
        | Need::Duplicated { .. }
        | Need::Contained
        | Need::NeighboursUnharmed => tr("a count"),
    };
    format!("{label} ({unit})")
}

/// The label of a further star.
pub(crate) fn star(number: usize) -> String {
    match number {
        2 => say!("The second star asks for"),
        _ => say!("The third star asks for"),
    }
}

/// A kind of goal.
pub(crate) fn asks(asks: StarKind) -> &'static str {
    match asks {
        StarKind::Nothing => tr("nothing (leave this star out)"),
        StarKind::Bill => tr("a low bill (dollars a month)"),
        StarKind::Remedies => tr("few remedies"),
        StarKind::ColdStarts => tr("few cold starts of a card"),
        StarKind::P95 => tr("a quick answer for 95 of 100 (milliseconds)"),
    }
}

/// The result of the test whether a challenge is too easy.
pub(crate) fn passed(passed: &EasyPasses) -> String {
    let lanes: Vec<String> = passed
        .lanes
        .iter()
        .map(|lane| lower_case(lanes::name(*lane)))
        .collect();
    match (passed.start, &lanes[..]) {
        (false, []) => {
            say!(
                "It takes a thought: neither the starting board nor everything on one lane earns a star."
            )
        }
        (true, _) => say!("The starting board earns a star already. Break something in it first."),
        (false, _) => say!(
            "Too easy: everything on {lanes} earns a star. Add a card that needs another lane.",
            lanes = figures::list(&lanes)
        ),
    }
}

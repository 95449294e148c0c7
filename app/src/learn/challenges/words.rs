//! The words of the section for challenges.

use model::challenge::{Challenge, Level};
use model::echo;
use model::goal::{Goal, Judged};
use model::scenario::{Scenario, Workload};
use model::verdict::Verdict;

use crate::learn::challenges::attempt::Attempt;
use crate::learn::challenges::helpful_moves::{Help, Move};
use crate::learn::decision_record::words as record;
use crate::learn::goal_words as goals;
use crate::learn::panel_words::placement;
use crate::text::language::{Phrase, phrase, plural, say, tr};
use crate::text::{evidence, figures, lanes, needs, remedies, workloads};

pub(crate) const ABOUT: Phrase = phrase(
    "Each challenge sets up a board and goals to reach. You are scored over five hours that you have not seen, so that a good design counts and not a lucky hour.",
);
pub(crate) const PLAY: Phrase = phrase("Play it");
pub(crate) const OPEN: Phrase = phrase("Open a challenge file");
pub(crate) const OPEN_TITLE: Phrase =
    phrase("Opens a challenge that somebody built; those here stay");
pub(crate) const FILE: Phrase = phrase("A challenge file");
pub(crate) const BACK: Phrase = phrase("All challenges");
pub(crate) const MOVES: Phrase = phrase("What you may do");
pub(crate) const STARS: Phrase = phrase("What earns a star; each needs those before it");
pub(crate) const LOAD: Phrase = phrase("Start the challenge");
pub(crate) const TO_LOAD: Phrase = phrase(
    "The board on the screen is not this challenge’s yet. Start it; your own board is kept.",
);
pub(crate) const MOVED_SINCE: Phrase =
    phrase("This is about the board as it was scored. It has changed since.");
pub(crate) const LOAD_AGAIN: Phrase = phrase("Begin again");
pub(crate) const LOADED: Phrase = phrase("The challenge has started.");
pub(crate) const LOAD_FIRST: Phrase = phrase("Start the challenge first.");
pub(crate) const SCORE: Phrase = phrase("Score it over five hours");
pub(crate) const DEBRIEF: Phrase = phrase("Debrief");
pub(crate) const HOURS: Phrase = phrase("Each goal in each hour");
pub(crate) const REACHED: Phrase = phrase("reached");
pub(crate) const NOT_REACHED: Phrase = phrase("not reached");
pub(crate) const HELD: Phrase = phrase("What met its targets");
pub(crate) const NOTHING_HELD: Phrase = phrase("No card met every target in every hour.");
pub(crate) const BROKE: Phrase = phrase("What missed its targets");
pub(crate) const NOTHING_BROKE: Phrase = phrase("No target was missed in any hour.");
pub(crate) const WOULD_HELP: Phrase = phrase("What would have helped, tried in the worst hour");
pub(crate) const CARDS_NEXT: Phrase = phrase("Your next score says which cards they are.");
pub(crate) const MOVE_NEXT: Phrase =
    phrase("Your next score can show a move that would have helped.");
pub(crate) const SHOW_MOVE: Phrase = phrase("Show a move");
pub(crate) const PRICE_OF_HELP: Phrase = phrase(
    "Once a move was shown, this round counts one star at most. Begin again for the others.",
);
pub(crate) const NO_SINGLE_MOVE: Phrase =
    phrase("No single move would have been enough. Two together may be.");
pub(crate) const LOOK: Phrase = phrase("Look at the worst hour");
pub(crate) const HAND_IN: Phrase = phrase("Hand in this result");
pub(crate) const HAND_IN_HOW: Phrase =
    phrase("In a workshop, the host’s page reads this line or code and runs your board again.");
pub(crate) const PROGRAM: Phrase = phrase("Open its program in the lab");
pub(crate) const NICKNAME: Phrase = phrase("Your name, or any other");
pub(crate) const COPY_RESULT: Phrase = phrase("Copy as a line");
pub(crate) const SHOW_CODE: Phrase = phrase("Show as a QR code");
pub(crate) const RESULT_COPIED: Phrase = phrase("The result is on the clipboard.");
pub(crate) const RESULT_CODE: Phrase = phrase("The result as a QR code");

/// A level of difficulty.
pub(crate) fn level(level: Level) -> &'static str {
    match level {
        Level::OneMove => tr("One move"),
        Level::SomeMoves => tr("A few moves"),
        Level::Hard => tr("Hard"),
    }
}

/// The name of the button that opens a challenge.
pub(crate) fn play(name: &str) -> String {
    say!("Play it: {name}", name)
}

/// The name of the button that opens the challenge after this one.
pub(crate) fn next(name: &str) -> String {
    say!("Next challenge: {name}", name)
}

/// The name of a row of stars, for a screen reader.
pub(crate) fn stars(earned: usize, of: usize) -> String {
    say!("{earned} of {of} stars", earned, of)
}

/// The sum of all stars.
pub(crate) fn earned(earned: usize, of: usize) -> String {
    say!("You have {earned} of {of} stars.", earned, of)
}

/// A hint's heading.
pub(crate) fn hint(number: usize) -> String {
    say!("Hint {number}", number)
}

/// An hour's heading.
pub(crate) fn hour(number: usize) -> String {
    say!("Hour {number}", number)
}

/// The moves that a player may make, one sentence each.
pub(crate) fn moves(challenge: &Challenge) -> Vec<String> {
    let moves = &challenge.moves;
    let locked: Vec<String> = moves
        .locked
        .iter()
        .map(|id| workloads::name_of(&challenge.scenario, id))
        .collect();
    let mut said = vec![if locked.is_empty() {
        say!("Place every card on any lane.")
    } else if locked.len() == challenge.scenario.workloads.len() {
        say!("No card can be moved.")
    } else {
        say!(
            "Place every card on any lane, but for these: {cards}.",
            cards = figures::list(&locked)
        )
    }];
    let is_third_party = |one: &Workload| one.author != model::scenario::Author::Own;
    if moves.walls && challenge.scenario.workloads.iter().any(is_third_party) {
        said.push(say!(
            "Put a card behind walls on any lane, with the card’s menu."
        ));
    }
    if moves.remedies {
        said.push(say!("Switch remedies on, under the evidence."));
    }
    if moves.platforms {
        said.push(say!("Choose another platform for a lane."));
    }
    if moves.code {
        said.push(say!(
            "Rewrite the program that grades, in the sandbox lab, and have the board run it."
        ));
    }
    said
}

/// The state of a goal in the hour on the screen.
pub(crate) fn this_hour(goal: &Goal, judged: &Judged) -> String {
    let measured = goals::measured(goal, judged);
    if !measured.is_empty() {
        return say!(" (this hour: {measured})", measured);
    }
    if judged.met {
        say!(" (this hour: yes)")
    } else {
        say!(" (this hour: no)")
    }
}

/// How many cards missed a target.
pub(crate) fn cards_missed(count: usize) -> String {
    plural!(
        count = count as u64,
        "{count} card missed a target. The constraints behind it:",
        "{count} cards missed a target. The constraints behind it:"
    )
}

/// The stars of an attempt.
pub(in crate::learn::challenges) fn scored(attempt: &Attempt) -> String {
    let (earned, of) = (attempt.score.stars, attempt.challenge.stars.len());
    if attempt.counted() < earned {
        say!(
            "{earned} of {of} stars. A move was shown in this round, so {counted} counts; begin again for the others.",
            earned,
            of,
            counted = attempt.counted()
        )
    } else if earned == of {
        say!("Every star, in all five hours.")
    } else if earned == 0 {
        say!("No star yet: a star counts where all five hours earn it, and those before it.")
    } else {
        say!(
            "{earned} of {of} stars, earned in all five hours.",
            earned,
            of
        )
    }
}

/// The sentence about a card that met every target.
pub(crate) fn met_targets(workload: &Workload, verdict: &Verdict) -> String {
    let relieved = verdict.relieved.iter();
    let relieved: Vec<&str> = relieved.map(|one| evidence::pressure(*one)).collect();
    let (card, lane) = (workloads::name(workload), lanes::name(verdict.lane));
    if relieved.is_empty() {
        say!("{card} on {lane}.", card, lane)
    } else {
        say!(
            "{card} on {lane}. {relieved}",
            card,
            lane,
            relieved = relieved.join(" ")
        )
    }
}

/// A card that missed a target: in how many hours, and the cause.
pub(crate) fn broke(workload: &Workload, verdict: &Verdict, hours: usize, on: &Scenario) -> String {
    let mut parts = vec![say!(
        "{card} on {lane}, in {hours} of 5 hours.",
        card = workloads::name(workload),
        lane = lanes::name(verdict.lane),
        hours
    )];
    for result in verdict.needs.iter().filter(|result| !result.met) {
        parts.push(record::missed(result, workload, on));
        parts.extend(needs::behind(result, verdict.lane, on));
    }
    parts.join(" ")
}

/// A move that would have helped.
pub(crate) fn help(help: &Help) -> String {
    let card = &help.card;
    let what = match &help.what {
        Move::Place(to) => say!("{card} to {lane}", card, lane = placement(*to)),
        Move::Add(remedy) => {
            let remedy = remedies::name(remedy);
            say!("{remedy} for {card}", remedy, card)
        }
    };
    let (before, with) = help.fitting;
    let stars = help.stars.1;
    let (was, usd) = (figures::usd(help.usd.0), figures::usd(help.usd.1));
    if with > before {
        say!(
            "{what}: targets met by {with} of the cards, {before} before; stars in that hour: {stars}; {usd} a month, {was} before.",
            what,
            with,
            before,
            stars,
            usd,
            was
        )
    } else {
        say!(
            "{what}: stars in that hour: {stars}; {usd} a month, {was} before.",
            what,
            stars,
            usd,
            was
        )
    }
}

/// The sentence that says why a file or a link could not be read as a challenge.
pub(crate) fn no_challenge(name: &str, why: &str) -> String {
    let why = why.trim_end_matches('.');
    say!(
        "{name} is not a challenge file: {why}. What is here stays as it is.",
        name = echo::shorten(name),
        why
    )
}

/// The words for a challenge that came in a link, in place of a file's name.
pub(crate) fn the_link() -> &'static str {
    tr("The link")
}

/// The sentence for an address that names a section that does not exist.
pub(crate) fn no_section(asked: &str, choices: &[String]) -> String {
    say!(
        "The address asks for “{asked}” in the learning panel. There are {choices}.",
        asked = echo::shorten(asked),
        choices = choices.join(", ")
    )
}

/// The sentence for a link to a challenge that does not exist.
pub(crate) fn unknown(id: &str) -> String {
    say!(
        "There is no challenge “{id}”. Here are the built-in ones.",
        id
    )
}

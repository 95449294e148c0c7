//! The words of the section for the lesson; the chapters are in `public/text/lesson.json`.

use crate::text::language::{Phrase, phrase, plural, say, tr};

pub(crate) const CHAPTER: Phrase = phrase("Chapter");
pub(crate) const BACK: Phrase = phrase("Previous chapter");
pub(crate) const NEXT: Phrase = phrase("Next chapter");
pub(crate) const LOAD: Phrase = phrase("Open this chapter’s board");
pub(crate) const TO_COME: Phrase = phrase(
    "This chapter’s board opens when you choose an answer. Its verdicts are hidden until you compare. Your own board is kept.",
);
pub(crate) const TO_LOAD: Phrase =
    phrase("This chapter’s board is not open yet: open it below. Your own board is kept.");
pub(crate) const LOAD_AGAIN: Phrase = phrase("Restart");
pub(crate) const LOADED: Phrase = phrase("The chapter’s board is open.");
pub(crate) const TERMS: Phrase = phrase("New words");
pub(crate) const TASKS: Phrase = phrase("To do on the board");
pub(crate) const DONE: Phrase = phrase("Done:");
pub(crate) const OPEN: Phrase = phrase("To do:");
pub(crate) const HINT: Phrase = phrase("A hint");
pub(crate) const SHOW: Phrase = phrase("Show one way");
pub(crate) const SHOWN: Phrase = phrase("One way is on the board now. There may be others.");
pub(crate) const SHOWN_TASK: Phrase = phrase("Shown:");
pub(crate) const SHOWN_TASK_ABOUT: Phrase =
    phrase("The page did this. Restart the chapter to do it yourself.");
pub(crate) const LOOK_AGAIN: Phrase = phrase("Look once more: the reason is below your answer.");
pub(crate) const LEDGER: Phrase = phrase("What moved, and what was accepted");
pub(crate) const RELIEVED: Phrase = phrase("Relieved:");
pub(crate) const ACCEPTED: Phrase = phrase("Accepted in return:");
pub(crate) const BEGIN_SENTENCE: Phrase = phrase("Begin with what the evidence says");
pub(crate) const SENTENCE_GOES: Phrase =
    phrase("Your sentence is the reason in this card’s decision record.");
pub(crate) const WAYS_ON: Phrase = phrase("From here");
pub(crate) const TO_CHECK: Phrase = phrase("Check what you know");
pub(crate) const TO_OWN: Phrase = phrase("Try a workload of your own");
pub(crate) const TO_CHALLENGES: Phrase = phrase("Play the challenges");
pub(crate) const TRY_FOR_REAL: Phrase = phrase("Try it for real");
pub(crate) const TRY_ABOUT: Phrase = phrase(
    "These files leave the page: they are for the tools of real platforms. Each has the settings of the board and the reason for them.",
);
pub(crate) const OF_THIS_RUN: Phrase =
    phrase("The files have what this hour showed, to compare with what you measure.");
pub(crate) const AFTER: Phrase = phrase("What to take along");
pub(crate) const PREDICT: Phrase = phrase("Before you look");
pub(crate) const COMPARE: Phrase = phrase("Compare with the run");
pub(crate) const CHOOSE_FIRST: Phrase = phrase("Choose what you expect first.");
pub(crate) const RIGHT: Phrase = phrase("This is what the run shows.");
pub(crate) const WRONG: Phrase = phrase("Not in this run.");
pub(crate) const YOURS: Phrase = phrase("This was your guess.");

/// The sentence about the number of chapters and the time that the lesson takes.
pub(crate) fn about(chapters: usize, minutes: u32) -> String {
    say!(
        "{chapters} chapters, {minutes} to {most} minutes. Each has a board of its own: read, predict, try.",
        chapters,
        minutes,
        // Reading the evidence of each board takes half as long again.
        most = minutes * 3 / 2
    )
}

/// A chapter in the list.
pub(crate) fn chapter(number: usize, title: &str, minutes: u32, is_done: bool) -> String {
    let sign = if is_done { "✓ " } else { "" };
    let minutes = plural!(
        minutes = minutes.into(),
        "{minutes} minute",
        "{minutes} minutes"
    );
    format!("{sign}{number}. {} ({minutes})", tr(title))
}

/// The sentence about the figure that the run on the board has for a goal.
pub(crate) fn now(measured: &str) -> String {
    say!("Now: {measured}.", measured)
}

/// The sentence about the figure on the board for a task that an earlier board did.
pub(crate) fn done_before(measured: &str) -> String {
    say!("An earlier board did it. Now: {measured}.", measured)
}

/// The heading of a card's ledger.
pub(crate) fn ledger_of(card: &str, lane: &str) -> String {
    say!("{card} on {lane}", card, lane)
}

/// Sentences in a row, or the words for none.
pub(crate) fn or_nothing(sentences: &[String]) -> String {
    if sentences.is_empty() {
        tr("nothing: other lanes do the same.").to_owned()
    } else {
        sentences.join(" ")
    }
}

/// The duties that the platform carries now; nothing where it carries none.
pub(crate) fn duties_moved(duties: &[String]) -> String {
    if duties.is_empty() {
        return String::new();
    }
    say!("The platform’s now: {duties}", duties = duties.join(" "))
}

/// The label of the field for a sentence about a card.
pub(crate) fn sentence_about(card: &str) -> String {
    say!("Why is it here? {card}", card)
}

/// The ledger as the beginning of a person's sentence.
pub(crate) fn sentence(relieved: &[String], accepted: &[String]) -> String {
    say!(
        "It is here because the lane relieves it of … ({relieved}) and for that we accept … ({accepted})",
        relieved = relieved.join(" "),
        accepted = accepted.join(" ")
    )
}

/// The sentence about files for another lane than the card's.
pub(crate) fn of_another_lane(card: &str, lane: &str) -> String {
    say!(
        "On your board, {card} is not on {lane}. The files have the settings of that lane, and no figures of a run.",
        card,
        lane
    )
}

/// The sentence about a task that a run has completed.
pub(crate) fn done(task: &str) -> String {
    say!("Done: {task}", task)
}

/// The sentence about whether a prediction was right.
pub(crate) fn compared(was_right: bool) -> &'static str {
    if was_right {
        tr("The run agrees with you.")
    } else {
        tr("The run does not agree with you. It says why below each answer.")
    }
}

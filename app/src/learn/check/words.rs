//! The words of the knowledge check; the questions are in `public/text/check.json`.

use crate::learn::check::file::Objective;
use crate::text::figures;
use crate::text::language::{Phrase, phrase, plural, say, tr};

pub(crate) const ABOUT: Phrase = phrase(
    "Your answers are graded by a small program behind walls, the same one that grades on the board. It never sees the key: it can only ask whether a letter of yours matches. In a question with several answers a wrong choice takes a point away; you may answer again, and the last answer counts. Each opens a board that shows why.",
);
pub(crate) const OBJECTIVES: Phrase = phrase("What the check is about");
pub(crate) const TRY_AGAIN: Phrase =
    phrase("Open the board, look for the reason, and answer once more. Then it is explained here.");
pub(crate) const SUBMIT: Phrase = phrase("Have it graded");
pub(crate) const CHOOSE_FIRST: Phrase = phrase("Choose an answer first.");
pub(crate) const SEE: Phrase = phrase("Open the board that shows why");

pub(crate) const HOSTILE: Phrase = phrase("What if the checker meant harm?");
pub(crate) const BY_ENDLESS: Phrase = phrase("Let the endless checker grade my answer");
pub(crate) const BY_PRYING: Phrase = phrase("Let the one that looks around grade my answer");

/// The end of a run that means harm.
pub(crate) fn hostile_run(ended: &str, fuel: u64) -> String {
    say!(
        "{ended} It used {fuel} units of fuel, and your grade is as before.",
        ended,
        fuel = figures::count(fuel)
    )
}

/// The label of the box that shows only questions to answer again.
pub(crate) fn only_missed(missed: usize) -> String {
    plural!(
        count = missed as u64,
        "Show only the {count} question to answer again",
        "Show only the {count} questions to answer again"
    )
}

/// An objective, as what a learner can do.
pub(crate) fn objective(objective: Objective) -> &'static str {
    match objective {
        Objective::Change => tr("You can say what a lane changes in the work of a team."),
        Objective::Match => tr("You can match a piece of work to a lane by its shape."),
        Objective::TradeOffs => tr(
            "You can name what is accepted in return: state, latency, portability, the search for faults.",
        ),
    }
}

/// The points that the questions of an objective have earned.
pub(crate) fn of_objective(points: u32, of: u32) -> String {
    say!("{points} of {of} points", points, of)
}

/// A question with its number.
pub(crate) fn number(number: usize, question: &str) -> String {
    format!("{number}. {question}")
}

/// The name of a question's board.
pub(crate) fn board(number: usize) -> String {
    say!("Question {number}", number)
}

/// The name of the button below a question.
pub(crate) fn submit(number: usize) -> String {
    say!("Have it graded: question {number}", number)
}

/// The sentence about the points that an answer earned.
pub(crate) fn graded(points: u32, of: u32) -> String {
    if points == of {
        say!(
            "Right: {points} of {of}.",
            points = figures::count(points.into()),
            of = points_word(of)
        )
    } else {
        say!(
            "{points} of {of}.",
            points = figures::count(points.into()),
            of = points_word(of)
        )
    }
}

fn points_word(of: u32) -> String {
    plural!(points = of.into(), "{points} point", "{points} points")
}

/// The sentence about a snippet's feedback and the fuel and host calls that it used.
pub(crate) fn run(feedback: Option<&str>, fuel: u64, calls: usize) -> String {
    let feedback = feedback.unwrap_or_default();
    say!(
        "The snippet says: “{feedback}” It used {fuel} units of fuel and {calls} of the host’s functions.",
        feedback,
        fuel = figures::count(fuel),
        calls
    )
}

/// The sentence that says why an answer could not be graded.
pub(crate) fn not_graded(why: &str) -> String {
    let why = why.trim_end_matches('.');
    say!(
        "The answer could not be graded ({why}). Try once more.",
        why
    )
}

/// The sentence about the questions answered and the points earned so far.
pub(crate) fn so_far(answered: usize, of: usize, points: u32, most: u32) -> String {
    say!(
        "{answered} of {of} questions answered, {points} of {most} points.",
        answered,
        of,
        points,
        most
    )
}

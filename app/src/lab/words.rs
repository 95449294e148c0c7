//! The words of the sandbox lab.

use crate::text;
use crate::text::language::{Phrase, phrase, say};
use model::sandbox::Capability;

pub(super) const TITLE: Phrase = phrase("Lanewise sandbox lab");
pub(super) const LEAD: Phrase = phrase(
    "A grader by somebody else really runs here, in your browser. It reaches what the walls grant, and nothing else.",
);
pub(super) const COMPARED: Phrase = phrase("Compared with other walls");
pub(super) const TO_BOARD: Phrase = phrase("To the board");
pub(super) const PROGRAM: Phrase = phrase("Program");
pub(super) const GRADERS: Phrase = phrase("Graders");
pub(super) const ATTACKS: Phrase = phrase("Attacks");
pub(super) const OWN_MODULE: Phrase = phrase("Open a .wasm module …");
pub(super) const EDITOR: Phrase = phrase("Text of the program");
pub(super) const MODULE: Phrase = phrase("The module as WebAssembly text");
pub(super) const TASK: Phrase = phrase("Task");
pub(super) const ANSWER: Phrase = phrase("Answer of a learner");
pub(super) const OWN_TASK: Phrase = phrase("A task of my own");
pub(super) const OWN_TASK_FILE: Phrase = phrase("The task, as JSON");
pub(super) const TABLE: Phrase = phrase("Open a table of answers (CSV) …");
pub(super) const COLUMN: Phrase = phrase("Column with the answers");
pub(super) const LEAVE_TABLE: Phrase = phrase("Use the sample answers");
pub(super) const SAVE_RESULTS: Phrase = phrase("Save the results (CSV)");
pub(super) const OUTPUT: Phrase = phrase("Output");
pub(super) const ERROR_OUTPUT: Phrase = phrase("Error output");
pub(super) const TABLE_WALL: Phrase = phrase("Table, elements");
pub(super) const STACK_WALL: Phrase = phrase("Stack, bytes");
pub(super) const SAMPLE: Phrase = phrase("Take a sample answer");
pub(super) const WALLS: Phrase = phrase("Walls");
pub(super) const RUN_PART: Phrase = phrase("Run");
pub(super) const RUN: Phrase = phrase("Run");
pub(super) const STEP: Phrase = phrase("One piece");
pub(super) const PAUSE: Phrase = phrase("Pause");
pub(super) const GO_ON: Phrase = phrase("Go on");
pub(super) const STOP: Phrase = phrase("End it");
pub(super) const STOP_GRADING: Phrase = phrase("Stop");
pub(super) const MORE_FUEL: Phrase = phrase("Give it as much fuel again");
pub(super) const FUEL_WALL: Phrase = phrase("Fuel, units");
pub(super) const MEMORY_WALL: Phrase = phrase("Memory, pages of 64 KB");
pub(super) const DEPTH_WALL: Phrase = phrase("Nested calls");
pub(super) const OUTPUT_WALL: Phrase = phrase("Feedback, bytes");
pub(super) const QUESTIONS_WALL: Phrase = phrase("Questions about the key");
pub(super) const FUEL: Phrase = phrase("Fuel used");
pub(super) const MEMORY: Phrase = phrase("Memory");
pub(super) const CALLS: Phrase = phrase("Calls to the host");
pub(super) const LINE: Phrase = phrase("Line");
pub(super) const TRAPPED_IN: Phrase = phrase("Trap in the function");
pub(super) const POINTS: Phrase = phrase("Points");
pub(super) const FEEDBACK: Phrase = phrase("Feedback");
pub(super) const ENDED: Phrase = phrase("How it ended");
pub(super) const TIME: Phrase = phrase("Time on this device");
pub(super) const LOG: Phrase = phrase("Calls to the host, one by one");
pub(super) const CALL: Phrase = phrase("Call");
pub(super) const OF_HOST: Phrase = phrase("The host");
pub(super) const COST: Phrase = phrase("Cost, units");
pub(super) const GRANTED: Phrase = phrase("granted");
pub(super) const DENIED: Phrase = phrase("denied");
pub(super) const ALL_ANSWERS: Phrase = phrase("Grade all sample answers");
pub(super) const ALL_OF_TABLE: Phrase = phrase("Grade all answers of the table");
pub(super) const ANSWERS: Phrase = phrase("Results of all answers");
pub(super) const NOT_RUN: Phrase = phrase("It has not run yet.");
pub(super) const IS_PAUSED: Phrase = phrase("It is paused.");
pub(super) const IS_OUT_OF_FUEL: Phrase =
    phrase("Its fuel is gone. It can go on from here with more, or end here.");
pub(super) const IS_RUNNING: Phrase = phrase("It is running.");
pub(super) const HAS_ENDED: Phrase = phrase("It has ended.");
pub(super) const CHAPTER: Phrase = phrase("Chapter");
pub(super) const NO_CHAPTER: Phrase = phrase("None: look around");
pub(super) const PREDICT_FIRST: Phrase =
    phrase("It ran before you predicted. Choose what you expected, and compare.");
pub(super) const REACHED: Phrase = phrase("Reached.");
pub(super) const NOT_REACHED: Phrase =
    phrase("Not reached yet: change the program and grade again.");
pub(super) const NEXT_STEP: Phrase = phrase("Next step");
pub(super) const CHAPTER_READ: Phrase = phrase("That was the last step of this chapter.");
pub(super) const APPLY: Phrase = phrase("Have the board run it");
pub(super) const NOT_APPLIED: Phrase = phrase(
    "This program cannot go to the board: choose a task that ships and a program that can be run, and allow storage for this site.",
);
pub(super) const TOO_LONG: Phrase = phrase(
    "The program is longer than 16 KB, which is too long for the board and its links. Shorten it.",
);
pub(super) const APPLIED_MODULE: Phrase = phrase("The module of the board");
pub(super) const SEE: Phrase = phrase("See it on the board");
pub(super) const ELSEWHERE: Phrase = phrase("Without walls, the same code would");
pub(super) const INSIDE: Phrase = phrase("Behind these walls inside another lane");
pub(super) const SERVICE: Phrase = phrase("in a service");
pub(super) const FUNCTION: Phrase = phrase("in a function");
pub(super) const EDGE: Phrase = phrase("at the edge");
pub(super) const NOT_READ: Phrase = phrase("The file could not be read. Choose it again.");

pub(super) const NO_GALLERY: Phrase =
    phrase("The programs that ship could not be fetched. Load the page again, or write one.");
pub(super) const IS_MADE: Phrase =
    phrase("This module is made when it runs: as a text, it would be too long to read.");
pub(super) const NO_SNIPPET: Phrase =
    phrase("The snippet could not be fetched. Load the page again, or choose a program.");
pub(super) const OF_BOARD: Phrase = phrase("A snippet of the board");

/// The size of a module.
pub(super) fn size(bytes: u32) -> String {
    say!(
        "{count} bytes",
        count = text::figures::count(u64::from(bytes))
    )
}

/// The refusal of a file by its size.
pub(super) fn too_large(limit_bytes: u64) -> String {
    say!(
        "The file is larger than {limit}, so it was not read. Choose a smaller one.",
        limit = text::figures::bytes(limit_bytes)
    )
}

/// How a table was read.
pub(super) fn table(name: &str, answers: usize, unread_rows: u32) -> String {
    let count = text::figures::count(answers as u64);
    if unread_rows == 0 {
        return say!("Answers in {name}: {count}.", name, count);
    }
    say!(
        "Answers in {name}: {count}. Rows left out, because they are too long or have no such column: {unread}.",
        name,
        count,
        unread = text::figures::count(u64::from(unread_rows))
    )
}

/// How many of the results are on the page.
pub(super) fn shown(shown: usize, all: usize) -> String {
    say!(
        "The first {shown} of {all} are shown here; the saved file has all.",
        shown = text::figures::count(shown as u64),
        all = text::figures::count(all as u64)
    )
}

/// A part of what is granted.
pub(super) fn of(part: u64, whole: u64) -> String {
    say!(
        "{part} of {whole}",
        part = text::figures::count(part),
        whole = text::figures::count(whole)
    )
}

/// A size beside the largest one that is granted.
pub(super) fn bytes_of(part: u64, whole: u64) -> String {
    say!(
        "{part} of {whole}",
        part = text::figures::bytes(part),
        whole = text::figures::bytes(whole)
    )
}

/// What became of the answers whose points are known.
pub(super) fn canaries(known: usize, wrong: usize) -> String {
    let known = text::figures::count(known as u64);
    if wrong == 0 {
        return say!(
            "Answers with known points: {known}. It gave each of them its points.",
            known
        );
    }
    say!(
        "Answers with known points: {known}. To {wrong} of them it gave others: do not trust this grader.",
        known,
        wrong = text::figures::count(wrong as u64)
    )
}

/// What happened, beside what was predicted.
pub(super) fn happened(as_predicted: bool, what: &str) -> String {
    if as_predicted {
        say!("As you predicted: {what}.", what)
    } else {
        say!("It went otherwise: {what}.", what)
    }
}

/// The refusal of a growth.
pub(super) const OWN_MAXIMUM: Phrase = phrase(
    "It asked for more memory than the module itself allows, and was told so: the program goes on.",
);
pub(super) const NO_FUEL_FOR_IT: Phrase = phrase(
    "It asked for memory that its last fuel could not pay for: this is no matter of the memory wall.",
);

/// How many of the answers were graded, and the points of all.
pub(super) fn graded(graded: usize, all: usize) -> String {
    say!(
        "{graded} of {all} answers were graded.",
        graded = text::figures::count(graded as u64),
        all = text::figures::count(all as u64)
    )
}

/// The name of a run's trap or grade, for a table.
pub(super) fn fault_at(line: u32, column: u32, problem: &str) -> String {
    say!(
        "Line {line}, column {column}: {problem}",
        line,
        column,
        problem
    )
}

pub(super) const GRANTS: Phrase = phrase("It may");

/// What a grader may do with an access, after “It may”.
pub(super) fn access(capability: Capability) -> Phrase {
    match capability {
        Capability::Answer => phrase("read the answer"),
        Capability::Key => phrase("ask whether the answer meets the key"),
        Capability::Points => phrase("award points"),
        Capability::Feedback => phrase("show a line to the learner"),
        Capability::Clock => phrase("read a clock that never moves"),
        Capability::Randomness => phrase("get random numbers, the same in every run"),
        _ => phrase("nothing else"),
    }
}

/// What a denied call would have reached, if it were granted.
pub(super) fn exposed(capability: Capability) -> Phrase {
    match capability {
        Capability::Answer => phrase("Granting it would show the program what the learner wrote."),
        Capability::Key => phrase(
            "Granting it would let the program ask about the key, as often as its wall allows.",
        ),
        Capability::Points => phrase("Granting it would let the program decide on points."),
        Capability::Feedback => phrase("Granting it would let the program speak to the learner."),
        Capability::Files => phrase(
            "The host grants no files: granting them would open what its own process can read.",
        ),
        Capability::Network => {
            phrase("The host grants no network: granting it would let answers leave the machine.")
        }
        Capability::Clock => phrase(
            "A clock that moves is never granted: with one, the same answer could get other points tomorrow.",
        ),
        Capability::Randomness => phrase(
            "Real randomness is never granted: with it, the same answer could get other points.",
        ),
        Capability::Environment => phrase(
            "The host grants no environment: granting it would show passwords of its own process.",
        ),
        Capability::Other => phrase("The host has no such call."),
    }
}

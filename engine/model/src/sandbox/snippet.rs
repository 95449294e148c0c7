//! The eight snippets that ship: four honest graders and four hostile ones.
//!
//! A new one is a `.wat` file in `snippets/`, its id in `code.rs` and an entry here.

use std::borrow::Cow;

use super::{Criterion, Expect, Hostility, Task, code};

/// The id of the snippet that grades questions with lettered choices.
pub const CHOICE_SNIPPET: &str = "multiple-choice";

/// A grading program and its task.
#[derive(Clone, Debug, PartialEq)]
pub struct Snippet {
    /// Its name in scenarios and links; never changes.
    pub id: &'static str,
    /// Its name for people.
    pub name: &'static str,
    /// One sentence about it.
    pub about: &'static str,
    /// Its author, an invented name.
    pub author: &'static str,
    /// The resource that its forbidden call would reach where no wall denies it, in plain words.
    pub reaches: Option<&'static str>,
    /// The task that it grades.
    pub task: Task,
}

impl Snippet {
    /// Its code, assembled from `snippets/` when this package was built.
    pub fn wasm(&self) -> &'static [u8] {
        code::module(self.id)
    }

    /// Its kind of misbehavior, if any.
    pub fn hostility(&self) -> Hostility {
        code::hostility_of(self.id).unwrap_or(Hostility::None)
    }

    /// Whether it misbehaves.
    pub fn hostile(&self) -> bool {
        self.hostility() != Hostility::None
    }
}

/// All snippets, in a fixed order: the honest ones first.
pub fn snippets() -> &'static [Snippet] {
    &SNIPPETS
}

static SNIPPETS: [Snippet; 8] = [
    Snippet {
        id: CHOICE_SNIPPET,
        name: "Multiple choice",
        about: "Takes each single letter as a choice: right ones count, wrong ones cost.",
        author: "Markwise (partner)",
        reaches: None,
        task: PLANETS,
    },
    Snippet {
        id: "numeric",
        name: "Number with tolerance",
        about: "Reads the last number in the answer and asks whether it is close enough.",
        author: "Stepcheck (partner)",
        reaches: None,
        task: FALL,
    },
    Snippet {
        id: "keywords",
        name: "Keywords",
        about: "Holds each longer word against the terms that the task asks for.",
        author: "Keyterm (partner)",
        reaches: None,
        task: WATER,
    },
    Snippet {
        id: "rubric",
        name: "Rubric with partial credit",
        about: "Gives the points of each idea that the explanation contains, and names one that is missing.",
        author: "Rubrica (partner)",
        reaches: None,
        task: SEASONS,
    },
    Snippet {
        id: "endless-loop",
        name: "Choice checker with an endless loop",
        about: "Looks for the first choice and forgets to move on: it never returns.",
        author: "Quizsmith (partner)",
        reaches: None,
        task: PLANETS,
    },
    Snippet {
        id: "memory-bomb",
        name: "Keyword checker with a memory bomb",
        about: "Keeps a copy of the answer for every pass and never stops asking for memory.",
        author: "Termscan (partner)",
        reaches: None,
        task: WATER,
    },
    Snippet {
        id: "forbidden-call",
        name: "Essay scorer that looks around",
        about: "Starts to grade, then asks for the gradebook to compare with other learners.",
        author: "Peerscore (partner)",
        reaches: Some("the gradebook of every course"),
        task: SEASONS,
    },
    Snippet {
        id: "deep-recursion",
        name: "Formula checker with deep recursion",
        about: "Reads the answer as a formula and calls itself without getting any further.",
        author: "Formulab (partner)",
        reaches: None,
        task: FALL,
    },
];

const fn worth(points: u32, expect: Expect) -> Criterion {
    Criterion { points, expect }
}

const PLANETS: Task = Task {
    prompt: "Which of these planets have rings? A Mercury, B Jupiter, C Venus, D Saturn, E Neptune",
    cap_points: 3,
    key: Cow::Borrowed(&[
        worth(1, Expect::is(&["b"])),
        worth(1, Expect::is(&["d"])),
        worth(1, Expect::is(&["e"])),
    ]),
    samples: include_str!("submissions/planets.txt"),
};

/// The square root of 2 × 20 m ÷ 9.81 m/s² is 2.0193 s.
const FALL: Task = Task {
    prompt: "A ball is dropped from 20 m. How many seconds does it fall? Take g as 9.81 m/s².",
    cap_points: 4,
    key: Cow::Borrowed(&[
        worth(
            4,
            Expect::Number {
                value: 2.0193,
                tolerance: 0.025,
            },
        ),
        worth(
            2,
            Expect::Number {
                value: 2.0193,
                tolerance: 0.11,
            },
        ),
    ]),
    samples: include_str!("submissions/fall.txt"),
};

const WATER: Task = Task {
    prompt: "Name the four stages of the water cycle.",
    cap_points: 4,
    key: Cow::Borrowed(&[
        worth(1, Expect::mentions(&["evaporat*"])),
        worth(1, Expect::mentions(&["condens*"])),
        worth(1, Expect::mentions(&["precipitat*", "rain*", "snow*"])),
        worth(
            1,
            Expect::mentions(&["collect*", "runoff", "infiltrat*", "gather*", "accumulat*"]),
        ),
    ]),
    samples: include_str!("submissions/water.txt"),
};

const SEASONS: Task = Task {
    prompt: "Why does the Earth have seasons? Explain in two or three sentences.",
    cap_points: 6,
    key: Cow::Borrowed(&[
        worth(
            2,
            Expect::mentions(&["tilt*", "23.5", "inclin*", "axis leans"]),
        ),
        worth(
            1,
            Expect::mentions(&["orbit*", "around the sun", "round the sun", "revolv*"]),
        ),
        worth(
            2,
            Expect::mentions(&[
                "direct*",
                "angle",
                "steep*",
                "overhead",
                "longer days",
                "days are longer",
                "higher in the sky",
            ]),
        ),
        worth(1, Expect::mentions(&["hemisphere*", "north*", "south*"])),
    ]),
    samples: include_str!("submissions/seasons.txt"),
};

//! The results of the shipped snippets on submissions: grades that a teacher would give, and four
//! distinct ends of the hostile ones.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test may end at once"
)]

use engine::interpreter::{Program, grade_choice, grade_choice_by};
use model::sandbox::{Ended, Hostility, Limits, SnippetRun, Trap, snippets};

fn run(id: &str, submission: &str) -> SnippetRun {
    let snippet = snippets()
        .iter()
        .find(|snippet| snippet.id == id)
        .expect("a shipped snippet");
    let wasm = snippet.wasm();
    Program::new(wasm, &Limits::default())
        .unwrap()
        .run(&snippet.task, submission)
}

fn check(id: &str, submission: &str, points: u32, feedback: &str) {
    let run = run(id, submission);
    assert_eq!(
        run.ended,
        Ended::Graded { points },
        "{id} on {submission:?}"
    );
    assert_eq!(
        run.feedback.as_deref(),
        Some(feedback),
        "{id} on {submission:?}"
    );
    assert_eq!(run.memory_peak_bytes, 65_536, "{id} on {submission:?}");
}

#[test]
fn multiple_choice_grades() {
    check(
        "multiple-choice",
        "B, D, E",
        3,
        "All right, nothing missed.",
    );
    check(
        "multiple-choice",
        "b and e",
        2,
        "2 right, 0 wrong. Have a second look at your choices.",
    );
    check(
        "multiple-choice",
        "B, C",
        0,
        "1 right, 1 wrong. Have a second look at your choices.",
    );
    check(
        "multiple-choice",
        "b b b",
        1,
        "1 right, 0 wrong. Have a second look at your choices.",
    );
    check(
        "multiple-choice",
        "A C",
        0,
        "0 right, 2 wrong. Have a second look at your choices.",
    );
    check(
        "multiple-choice",
        "Saturn",
        0,
        "No choice found. Answer with letters from A to E.",
    );
}

#[test]
fn a_number_grades_within_its_tolerance() {
    check("numeric", "t = sqrt(40 / 9.81), so 2,02 s.", 4, "Correct.");
    check(
        "numeric",
        "2.1",
        2,
        "Close, but not precise enough. Check your rounding.",
    );
    check(
        "numeric",
        "-2.02",
        0,
        "Not the expected value. Check the formula and the unit.",
    );
    check(
        "numeric",
        "99999999999999999999999999",
        0,
        "Not the expected value. Check the formula and the unit.",
    );
    check(
        "numeric",
        "two",
        0,
        "No number found. Give the result in digits.",
    );
}

#[test]
fn keywords_grade() {
    check(
        "keywords",
        "rain, then runoff; evaporation and condensation",
        4,
        "All terms found.",
    );
    check(
        "keywords",
        "Rain",
        1,
        "1 of 4 terms found. Check the spelling of the others.",
    );
    check(
        "keywords",
        "evaporation evaporation",
        1,
        "1 of 4 terms found. Check the spelling of the others.",
    );
    check(
        "keywords",
        "melting",
        0,
        "None of the terms found. Read the section again.",
    );
}

#[test]
fn a_rubric_gives_partial_credit() {
    let full = "The tilted axis gives each hemisphere direct light in turn during an orbit.";
    check("rubric", full, 6, "Every idea is there. Well explained.");
    check(
        "rubric",
        "The Earth is tilted.",
        2,
        "Part of it. How does the Earth move in a year?",
    );
    check(
        "rubric",
        "It revolves once a year.",
        1,
        "Part of it. How does the Earth's axis stand?",
    );
    check(
        "rubric",
        "The Sun is far away.",
        0,
        "None of the ideas found. Think of the axis and the orbit.",
    );
    check(
        "rubric",
        "Tilt!",
        0,
        "Too short to grade. Explain in a sentence or two.",
    );
}

#[test]
fn hostile_snippets_end_in_four_ways_on_every_submission() {
    let expected = |hostility| match hostility {
        Hostility::None => None,
        Hostility::EndlessLoop => Some("trapped: out of fuel"),
        Hostility::MemoryBomb => Some("trapped: memory limit reached"),
        Hostility::ForbiddenCall => Some("denied: `gradebook.read_all` was not granted"),
        Hostility::DeepRecursion => Some("trapped: calls nested too deep"),
    };
    for snippet in snippets() {
        let wasm = snippet.wasm();
        let program = Program::new(wasm, &Limits::default()).unwrap();
        for submission in snippet.task.submissions() {
            let run = program.run(&snippet.task, submission);
            let what = format!("{} on {submission:?}", snippet.id);
            match expected(snippet.hostility()) {
                Some(end) => assert_eq!(run.ended.to_string(), end, "{what}"),
                None => assert!(
                    matches!(run.ended, Ended::Graded { .. }),
                    "{what}: {}",
                    run.ended
                ),
            }
            let read = run
                .calls
                .iter()
                .any(|one| one.call == "lanewise.submission_read");
            assert!(read, "{what} does not look at it");
        }
    }
}

#[test]
fn honest_snippets_tell_answers_apart() {
    for snippet in snippets().iter().filter(|snippet| !snippet.hostile()) {
        let cap = snippet.task.cap_points;
        let points = snippet.task.submissions().into_iter().map(|submission| {
            match run(snippet.id, submission).ended {
                Ended::Graded { points } => points,
                other => panic!("{}: {other}", snippet.id),
            }
        });
        let points: Vec<u32> = points.collect();
        let count = |test: fn(u32, u32) -> bool| points.iter().filter(|&&p| test(p, cap)).count();
        assert!(count(|p, cap| p == cap) >= 4, "{}: full", snippet.id);
        assert!(
            count(|p, cap| p > 0 && p < cap) >= 2,
            "{}: partial",
            snippet.id
        );
        assert!(count(|p, _| p == 0) >= 4, "{}: none", snippet.id);
    }
}

#[test]
fn endings_are_saved_by_name() {
    let check = |ended: Ended, expected: &str| {
        let json = serde_json::to_string(&ended).unwrap();
        assert_eq!(json, expected);
        assert_eq!(serde_json::from_str::<Ended>(&json).unwrap(), ended);
    };
    check(Ended::Graded { points: 3 }, r#"{"graded":{"points":3}}"#);
    check(
        Ended::Trapped(Trap::OutOfFuel),
        r#"{"trapped":"out_of_fuel"}"#,
    );
    check(
        Ended::Trapped(Trap::Other("x".into())),
        r#"{"trapped":{"other":"x"}}"#,
    );
    check(
        Ended::Denied { call: "a.b".into() },
        r#"{"denied":{"call":"a.b"}}"#,
    );
}

/// A point for each right letter, one off for each other, none below zero.
#[test]
fn choices_are_graded_by_the_snippet() {
    let check = |right: &[&str], answer: &str, expected: u32| {
        let right: Vec<String> = right.iter().map(|&letter| letter.to_owned()).collect();
        let run = grade_choice(&right, answer, &Limits::default()).unwrap();
        assert_eq!(run.ended, Ended::Graded { points: expected }, "{answer}");
        assert!(run.fuel_burnt > 0);
    };
    check(&["B"], "B", 1);
    check(&["B"], "A", 0);
    check(&["A", "D"], "A, D", 2);
    check(&["A", "D"], "A, B", 0);
    check(&["A", "D"], "A, B, D", 1);
    check(&["B"], "", 0);
}

/// A learner's own answer in the hands of code that means harm: the walls end it, and it gives no points.
#[test]
fn a_hostile_checker_gives_no_points() {
    fn check(snippet: &str, is_expected: fn(&Ended) -> bool) {
        let right = vec!["B".to_owned()];
        let run = grade_choice_by(snippet, &right, "B", &Limits::default()).unwrap();
        assert!(is_expected(&run.ended), "{snippet}: {:?}", run.ended);
    }
    check("endless-loop", |ended| {
        *ended == Ended::Trapped(Trap::OutOfFuel)
    });
    check("forbidden-call", |ended| {
        matches!(ended, Ended::Denied { .. })
    });
    assert!(grade_choice_by("no-such", &[], "B", &Limits::default()).is_err());
}

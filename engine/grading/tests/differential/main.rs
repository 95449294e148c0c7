//! Programs that are drawn at random give in a module what they give when their statements are carried out one by one.
#![expect(clippy::unwrap_used, reason = "a test may end at once")]

mod draw;
mod evaluator;

use std::borrow::Cow;

use engine::interpreter::Program;
use grading::{checked, compile, module_text};
use model::sandbox::{Criterion, Ended, Expect, Limits, Task};
use proptest::prelude::*;

use draw::Draw;
use evaluator::Evaluator;

const TASK: Task = Task {
    prompt: "",
    cap_points: 1_000_000,
    key: Cow::Borrowed(&[
        Criterion {
            points: 3,
            expect: Expect::is(&["moon"]),
        },
        Criterion {
            points: 2,
            expect: Expect::Number {
                value: 4.0,
                tolerance: 1.0,
            },
        },
    ]),
    samples: "",
};

const ANSWERS: [&str; 4] = ["", "moon", "The MOON, 4.5 m away", "a-b 12 -7"];

/// The first address of texts that are made while the program runs, from the text of the module.
fn heap(wasm: &[u8]) -> usize {
    let text = module_text(wasm, &[]).unwrap();
    let global = text
        .iter()
        .find(|line| line.text.contains("$heap"))
        .unwrap();
    let number = global
        .text
        .trim_end_matches(')')
        .rsplit(' ')
        .next()
        .unwrap();
    number.parse().unwrap()
}

fn check(source: &str) {
    let compiled = compile(source).unwrap_or_else(|fault| panic!("{source}\n{fault}"));
    let typed = checked(source).unwrap();
    let limits = Limits {
        fuel: 4_000_000,
        key_questions: 1_000_000,
        recursion: 200,
        ..Limits::default()
    };
    let program = Program::new(&compiled.wasm, &limits).unwrap();
    let task = TASK;
    for answer in ANSWERS {
        let run = program.run(&task, answer);
        let mut evaluator = Evaluator::new(&typed, &task, answer, heap(&compiled.wasm), &limits);
        let expected = match evaluator.grade() {
            Ok(()) => Ended::Graded {
                points: evaluator.points.min(task.cap_points),
            },
            Err(trap) => Ended::Trapped(trap),
        };
        assert_eq!(run.ended, expected, "{source}\non {answer:?}");
        assert_eq!(
            run.points_asked, evaluator.points,
            "{source}\non {answer:?}"
        );
        assert_eq!(run.feedback, evaluator.feedback, "{source}\non {answer:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_500))]

    #[test]
    fn a_module_gives_what_its_statements_give(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        check(&Draw::new(&bytes).program());
    }
}

#[test]
fn traps_are_of_the_same_kind() {
    check("loop { }");
    check("fail()");
    check("let t = \"0123456789\"\nloop { t = t + t }");
    check("fn f(n: number) -> number { return f(n + 1) }\naward(f(0))");
    check("if answer_matches(0, \"moon\" + \"\") { award(1) }");
}

#[test]
fn the_functions_of_the_language() {
    for source in [
        "award(words(answer)); feedback(word(answer, 1))",
        "award(number(answer) * 10 + 100); feedback(digits(number(answer)))",
        "if contains(answer, \"moon\") and has_number(answer) { award(7) }",
        "feedback(letter(answer, 1) + part(answer, 2, 4)); award(least(3, length(answer)))",
        "for i in 0..words(answer) { if answer_matches(0, word(answer, i)) { award(criterion_points(0)) } }",
        "if is_letter(answer, 0) { award(byte(answer, 0)) }",
        "award(0 / 0); award(1 / 0); award(-1 / 0); award(7 % 0); award(-7 % 3)",
    ] {
        check(source);
    }
}

//! Programs and what they give.
#![expect(clippy::unwrap_used, reason = "a test may end at once")]

use std::borrow::Cow;

use engine::interpreter::Program;
use grading::{assemble, checked, compile, guide, module_text};
use model::sandbox::{Criterion, Ended, Expect, Limits, SnippetRun, Task, Trap};

const TASK: Task = Task {
    prompt: "",
    cap_points: 1_000,
    key: Cow::Borrowed(&[
        Criterion {
            points: 3,
            expect: Expect::is(&["xyzzy"]),
        },
        Criterion {
            points: 2,
            expect: Expect::mentions(&["tilt*"]),
        },
        Criterion {
            points: 4,
            expect: Expect::Number {
                value: 42.0,
                tolerance: 0.5,
            },
        },
    ]),
    samples: "",
};

fn run(source: &str, answer: &str) -> SnippetRun {
    let compiled = compile(source).unwrap_or_else(|fault| panic!("{source}\n{fault}"));
    wasmparser_agrees(&compiled.wasm);
    Program::new(&compiled.wasm, &Limits::default())
        .unwrap()
        .run(&TASK, answer)
}

/// The text of the module names each of its functions.
fn wasmparser_agrees(wasm: &[u8]) {
    let text = module_text(wasm, &[]).unwrap();
    assert!(text.iter().any(|line| line.text.contains("$grade")));
}

fn check_points(source: &str, answer: &str, expected: u32) {
    let run = run(source, answer);
    assert_eq!(
        run.ended,
        Ended::Graded { points: expected },
        "{source} on {answer}"
    );
}

fn check_number(expression: &str, expected: u32) {
    check_points(&format!("award({expression})"), "", expected);
}

fn check_feedback(expression: &str, answer: &str, expected: &str) {
    let run = run(&format!("feedback({expression})"), answer);
    assert_eq!(
        run.feedback.as_deref(),
        (!expected.is_empty()).then_some(expected),
        "{expression}"
    );
}

fn check_trap(source: &str, expected: &Trap) {
    assert_eq!(
        run(source, "").ended,
        Ended::Trapped(expected.clone()),
        "{source}"
    );
}

fn check_fault(source: &str, line: u32, column: u32, words: &str) {
    let fault = checked(source).unwrap_err();
    assert_eq!((fault.line, fault.column), (line, column), "{fault}");
    assert!(fault.to_string().contains(words), "{fault}");
}

#[test]
fn numbers() {
    check_number("1 + 2 * 3", 7);
    check_number("(1 + 2) * 3", 9);
    check_number("7 % 4", 3);
    check_number("floor(7 / 2) - -1", 4);
    check_number("round(2.5)", 2);
    check_number("absolute(1 - 4)", 3);
    check_number("least(9, 4)", 4);
    check_number("10 - 2 - 3", 5);
}

#[test]
fn truths() {
    check_points("if 1 < 2 and not (2 < 1) { award(1) }", "", 1);
    check_points("if false or 1 == 1 { award(1) } else { award(2) }", "", 1);
    check_points(
        "if true == false { award(1) } else if 2 >= 3 { award(2) } else { award(3) }",
        "",
        3,
    );
    check_points(
        "fn loud() -> truth { award(9); return true }\nif false and loud() { award(1) }",
        "",
        0,
    );
}

#[test]
fn loops() {
    check_points("let n = 0\nwhile n < 5 { n = n + 1 }\naward(n)", "", 5);
    check_points("let n = 0\nfor i in 2..6 { n = n + i }\naward(n)", "", 14);
    check_points(
        "let n = 0\nloop {\n n = n + 1\n if n == 7 { break }\n}\naward(n)",
        "",
        7,
    );
    check_points(
        "for i in 0..3 { for j in 0..3 { if j == 1 { break }; award(1) } }",
        "",
        3,
    );
}

#[test]
fn texts() {
    check_feedback("answer", "An answer", "An answer");
    check_feedback("\"a\" + \"b\" + answer", "c", "abc");
    check_feedback("part(answer, 2, 3)", "abcdefg", "cde");
    check_feedback("part(answer, 5, 30)", "abcdefg", "fg");
    check_feedback("part(answer, -5, 2)", "abcdefg", "ab");
    check_feedback("word(answer, 1)", "one, two; three", "two");
    check_feedback("word(answer, 9)", "one", "");
    check_feedback("digits(1203)", "", "1203");
    check_feedback("digits(-70) + digits(0)", "", "-700");
    check_number("words(\"one, two  three!\")", 3);
    check_points("if answer == \"YES\" { award(1) }", "yes", 1);
    check_points("if answer != \"yes\" { award(1) }", "yesx", 1);
    check_points(
        "if contains(answer, \"MOON\") { award(1) }",
        "to the moon",
        1,
    );
    check_points(
        "if contains(answer, \"moon\") { award(1) }",
        "to the moor",
        0,
    );
    check_points("award(byte(answer, 1))\naward(1)", "ab", 99);
    check_number("100 + byte(\"ab\", -1) + byte(\"ab\", 2)", 98);
    check_number("length(answer + \"é\")", 2);
}

#[test]
fn numbers_in_texts() {
    check_points("award(number(answer) * 100)", "it is 2.05 s", 205);
    check_points("award(number(answer))", "from 7 to 12 m", 12);
    check_points("award(number(answer) + 10)", "-4", 6);
    check_points("award(number(answer) + 1)", "none", 1);
    check_points("if has_number(answer) { award(1) }", "none", 0);
}

#[test]
fn host_calls() {
    check_points("award(criteria())", "", 3);
    check_points("award(criterion_points(2))", "", 4);
    check_points(
        "if answer_matches(0, answer) { award(criterion_points(0)) }",
        "xyzzy",
        3,
    );
    check_points(
        "for i in 0..words(answer) { if answer_matches(1, word(answer, i)) { award(2) } }",
        "the axis is tilted",
        2,
    );
    check_points(
        "if number_within(2, number(answer)) { award(4) }",
        "about 41.8",
        4,
    );
    check_points("award(-5)", "", 0);
}

#[test]
fn functions() {
    check_points(
        "fn twice(n: number) -> number { return n * 2 }\naward(twice(twice(3)))",
        "",
        12,
    );
    check_points(
        "fn even(n: number) -> truth { if n == 0 { return true }; return odd(n - 1) }\nfn odd(n: number) -> truth { if n == 0 { return false }; return even(n - 1) }\nif even(10) { award(1) }",
        "",
        1,
    );
}

#[test]
fn traps() {
    check_trap("loop { }", &Trap::OutOfFuel);
    check_trap("fail()", &Trap::Unreachable);
    check_trap(
        "fn f(n: number) -> number { return f(n + 1) }\naward(f(0))",
        &Trap::StackOverflow,
    );
    check_trap(
        "let t = \"0123456789012345\"\nloop { t = t + t }",
        &Trap::MemoryLimit,
    );
    check_trap(
        "if answer_matches(0, \"not in the answer\") { award(1) }",
        &Trap::OutOfBounds,
    );
}

#[test]
fn faults_have_their_place_and_a_hint() {
    check_fault("award(1", 1, 8, "expected");
    check_fault("let x = 1\nawrd(x)", 2, 1, "`award`");
    check_fault("let x = 1\nlet x = 2", 2, 1, "taken");
    check_fault("award(\"one\")", 1, 7, "number(…)");
    check_fault("feedback(3)", 1, 10, "digits(…)");
    check_fault("award(1, 2)", 1, 1, "award(points: number)");
    check_fault("break", 1, 1, "loop");
    check_fault("fn f() -> number { award(1) }", 1, 4, "return");
    check_fault("let t = \"open", 1, 9, "close");
    check_fault("let x = 1 § 2", 1, 11, "§");
    check_fault("1 + 2", 1, 1, "statement");
    check_fault("if answer { award(1) }", 1, 4, "compare");
    check_fault("let x = award(1)", 1, 9, "no value");
    check_fault("for answer in 0..1 { }", 1, 1, "taken");
    check_fault("award(1.2.3)", 1, 7, "digits");
    check_fault(&"(".repeat(100), 1, 65, "nested");
    check_fault(&format!("award({}1)", "-".repeat(100)), 1, 70, "nested");
    check_fault(&format!("award(1{})", "+1".repeat(100)), 1, 136, "nested");
    check_fault(
        &format!("{}{}", "if true {".repeat(100), "}".repeat(100)),
        1,
        580,
        "nested",
    );
    check_fault(&"a".repeat(16_385), 1, 1, "16384");
}

#[test]
fn a_line_has_its_instructions() {
    let source = "let x = 1\nif x == 1 {\n  award(x)\n}";
    let compiled = compile(source).unwrap();
    let text = module_text(&compiled.wasm, &compiled.lines).unwrap();
    let line_of = |part: &str| {
        let mut lines = text.iter().filter(|line| line.text.contains(part));
        lines.next_back().map(|line| line.source_line)
    };
    assert_eq!(line_of("call $award"), Some(3));
    assert_eq!(line_of("f64.eq"), Some(2));
    assert_eq!(line_of("local.set"), Some(1));
}

#[test]
fn each_function_is_described() {
    let guide = guide().unwrap();
    assert_eq!(guide.len(), 22);
    let part = guide.iter().find(|one| one.name == "part").unwrap();
    assert_eq!(
        part.signature,
        "part(text: text, from: number, length: number) -> text"
    );
    let page = include_str!("../../../docs/grading-language.md");
    for one in guide {
        let row = format!("| `{}` | {} |", one.signature, one.about);
        assert!(page.contains(&row), "{row}");
    }
}

#[test]
fn a_fault_of_module_text_has_its_place() {
    let fault = assemble("(module\n  (func (export \"grade\") (i32.ad)))").unwrap_err();
    assert_eq!((fault.line, fault.column), (2, 27), "{fault}");
    assert!(assemble("(module)").is_ok());
}

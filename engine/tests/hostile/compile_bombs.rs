//! Small modules that ask for much work before they run: refused by their parts, or cheap.

use std::borrow::Cow;

use engine::interpreter::{Program, SandboxError};
use model::sandbox::{Ended, Limits, Task};

/// A number in LEB128.
fn leb(mut number: usize) -> Vec<u8> {
    let mut bytes = Vec::new();
    loop {
        let low = (number & 0x7f) as u8;
        number >>= 7;
        bytes.push(if number == 0 { low } else { low | 0x80 });
        if number == 0 {
            return bytes;
        }
    }
}

fn section(id: u8, content: &[u8]) -> Vec<u8> {
    [&[id][..], &leb(content.len()), content].concat()
}

fn name(text: &str) -> Vec<u8> {
    [&leb(text.len())[..], text.as_bytes()].concat()
}

/// A module with these imports, and functions of this code after these local variables; the first one is `grade`.
fn module(imports: usize, functions: usize, locals: &[u8], code: &[u8]) -> Vec<u8> {
    let import = |index: usize| [name("x"), name(&format!("y{index}")), vec![0, 0]].concat();
    let imported: Vec<u8> = (0..imports).flat_map(import).collect();
    let body = [locals, code, &[0x0b]].concat();
    let bodies = [leb(body.len()), body].concat().repeat(functions);
    let exports = [
        vec![2],
        name("grade"),
        vec![0],
        leb(imports),
        name("memory"),
        vec![2, 0],
    ];
    [
        b"\0asm\x01\0\0\0".to_vec(),
        section(1, &[1, 0x60, 0, 0]),
        section(2, &[leb(imports), imported].concat()),
        section(3, &[leb(functions), vec![0; functions]].concat()),
        section(5, &[1, 0, 1]),
        section(7, &exports.concat()),
        section(10, &[leb(functions), bodies].concat()),
    ]
    .concat()
}

const NO_LOCALS: &[u8] = &[0];
const ONE_LOCAL: &[u8] = &[1, 1, 0x7f];

fn nested(blocks: usize) -> Vec<u8> {
    [[0x02, 0x40].repeat(blocks), vec![0x0b; blocks]].concat()
}

fn check_refused(wasm: &[u8], words: &str) {
    match Program::new(wasm, &Limits::default()).err() {
        Some(SandboxError::Refused { reason }) => assert!(reason.contains(words), "{reason}"),
        other => panic!("{other:?}"),
    }
}

fn check_graded(wasm: &[u8]) {
    let task = Task {
        prompt: "",
        cap_points: 1,
        key: Cow::Borrowed(&[]),
        samples: "",
    };
    let program = Program::new(wasm, &Limits::default()).unwrap();
    assert_eq!(program.run(&task, "").ended, Ended::Graded { points: 0 });
}

#[test]
fn a_deep_program_is_taken_and_a_bottomless_one_is_not() {
    check_graded(&module(0, 1, NO_LOCALS, &nested(3_500)));
    check_refused(
        &module(0, 1, NO_LOCALS, &nested(300_000)),
        "blocks within each other",
    );
}

#[test]
fn many_imports_would_be_paid_in_every_run() {
    check_refused(&module(60_000, 1, NO_LOCALS, &[]), "imports");
}

#[test]
fn a_branch_with_very_many_targets() {
    let table = |count: Vec<u8>, targets: usize| {
        let open = [0x02, 0x40, 0x20, 0, 0x0e];
        [&open[..], &count, &vec![0; targets + 1], &[0x0b]].concat()
    };
    check_graded(&module(0, 1, ONE_LOCAL, &table(leb(256), 256)));
    check_refused(
        &module(0, 1, ONE_LOCAL, &table(leb(60_000), 60_000)),
        "branch targets",
    );
    // A count that would wrap around where one is added to it.
    let wraps = vec![0xfd, 0xff, 0xff, 0xff, 0x0f];
    check_refused(&module(0, 1, ONE_LOCAL, &table(wraps, 64)), "");
}

#[test]
fn many_local_variables() {
    let locals = [&[1][..], &leb(50_000), &[0x7e]].concat();
    check_refused(&module(0, 500, &locals, &[]), "local variables");
}

#[test]
fn many_small_functions() {
    check_refused(&module(0, 100_000, NO_LOCALS, &[]), "");
}

#[test]
fn what_is_cut_or_padded() {
    let whole = module(0, 1, NO_LOCALS, &[]);
    check_refused(&whole[..whole.len() - 3], "");
    let padding = section(0, &[name("name"), vec![0; 900_000]].concat());
    check_graded(&[whole, padding].concat());
}

//! Untrusted modules: refused with a sentence, never a panic.

use engine::interpreter::Program;
use model::sandbox::Limits;

fn check(wasm: &[u8]) {
    let refusal = Program::new(wasm, &Limits::default()).err().unwrap();
    let sentence = refusal.to_string();
    assert!(sentence.chars().count() < 400, "{sentence}");
}

#[test]
fn a_code_section_without_functions() {
    check(include_bytes!("empty_code_section.wasm"));
}

#[test]
fn a_branch_out_of_a_frame_that_was_left() {
    check(include_bytes!("control_frame.wasm"));
}

#[test]
fn a_page_of_html() {
    check(b"<!doctype html><title>404</title>");
}

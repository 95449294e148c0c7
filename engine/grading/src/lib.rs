//! The grading language: a small language for graders, compiled to WebAssembly.
//!
//! A program is a list of functions and statements; the statements are its export `grade`. There are three types
//! of value: numbers (64-bit floating point), texts and truths. `docs/grading-language.md` describes it
//! on one page.
//!
//! [`compile`] goes from text to a module: `token` → `parse` → `check` → `emit`. [`assemble`] does the same for WebAssembly text.

mod bomb;
mod check;
mod emit;
mod fault;
mod function;
mod guide;
mod module_text;
mod parse;
mod prelude;
pub mod syntax;
mod token;
pub mod typed;

pub use bomb::bomb;
pub use emit::LINE_GLOBAL;
pub use fault::{Fault, Problem};
pub use function::{Host, Primitive, Type};
pub use guide::{Guide, guide};
pub use module_text::{ModuleLine, assemble, module_text};

/// The most bytes of a program's text. Chosen: some 400 lines, and small enough for a link.
pub const MAX_SOURCE_BYTES: usize = 16_384;
/// The largest text of a module that is assembled, in bytes: as much as the largest module.
pub const MAX_MODULE_TEXT_BYTES: usize = 1_048_576;

/// A compiled program.
#[derive(Clone, Debug, PartialEq)]
pub struct Compiled {
    /// The module in binary form.
    pub wasm: Vec<u8>,
    /// Where the instructions of each line begin, in the order of the module: the offset in bytes and the line,
    /// counted from 1. Line 0 belongs to functions of the language itself.
    pub lines: Vec<(u32, u32)>,
    /// The functions of the program by their order in the module, with the names of the text.
    pub functions: Vec<String>,
}

/// Compiles a program.
///
/// # Errors
///
/// The first fault of the text, with its line, its column and a hint.
pub fn compile(source: &str) -> Result<Compiled, Fault> {
    Ok(emit::module(&checked(source)?))
}

/// The program with names and types resolved: what [`compile`] writes as a module.
///
/// # Errors
///
/// As [`compile`].
pub fn checked(source: &str) -> Result<typed::Program, Fault> {
    if source.len() > MAX_SOURCE_BYTES {
        return Err(Fault::at_start(Problem::TooLong(MAX_SOURCE_BYTES as u32)));
    }
    let program = parse::program(&token::tokens(source)?)?;
    check::program(&program)
}

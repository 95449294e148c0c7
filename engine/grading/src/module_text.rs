//! Modules as text: read from it, and shown as it.

use borsh::{BorshDeserialize, BorshSerialize};
use wasmprinter::Config;

use crate::fault::{Fault, Problem};

/// A line of a module's text.
#[derive(Clone, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct ModuleLine {
    /// The text, with its indentation.
    pub text: String,
    /// The line of the program whose instructions these are, counted from 1; 0 for none.
    pub source_line: u32,
}

/// The module of a text in WebAssembly's own notation.
///
/// # Errors
///
/// The assembler's first fault, with its line and its column.
pub fn assemble(source: &str) -> Result<Vec<u8>, Fault> {
    if source.len() > crate::MAX_MODULE_TEXT_BYTES {
        let limit_bytes = crate::MAX_MODULE_TEXT_BYTES as u32;
        return Err(Fault::at_start(Problem::TooLong(limit_bytes)));
    }
    wat::parse_str(source).map_err(|error| of_assembler(&error.to_string()))
}

/// The assembler's report names the place in its second line: ` --> <anon>:3:14`.
fn of_assembler(report: &str) -> Fault {
    let mut lines = report.lines();
    let message = lines
        .next()
        .unwrap_or("the module does not assemble")
        .to_owned();
    let mut place = lines.next().unwrap_or_default().rsplit(':');
    let mut number = || place.next()?.trim().parse().ok();
    let column = number().unwrap_or(1);
    let line = number().unwrap_or(1);
    Fault {
        line,
        column,
        problem: Problem::Assembler(message),
    }
}

/// A module as text. `lines` are those of [`crate::Compiled`]; without them no line has a line of a program.
///
/// # Errors
///
/// The printer's reason, in its own words, for bytes that are no module.
pub fn module_text(wasm: &[u8], lines: &[(u32, u32)]) -> Result<Vec<ModuleLine>, String> {
    let mut storage = String::new();
    let config = Config::new();
    let printed = config
        .offsets_and_lines(wasm, &mut storage)
        .map_err(|error| error.to_string())?;
    Ok(printed
        .map(|(offset, text)| ModuleLine {
            text: text.trim_end().to_owned(),
            source_line: offset.map_or(0, |offset| source_line(lines, offset as u32)),
        })
        .collect())
}

/// The line of the instruction at an offset.
fn source_line(lines: &[(u32, u32)], offset: u32) -> u32 {
    let behind = lines.partition_point(|(start, _)| *start <= offset);
    let of = behind.checked_sub(1).and_then(|before| lines.get(before));
    of.map_or(0, |(_, line)| *line)
}

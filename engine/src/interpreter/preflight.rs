//! What a module consists of, counted before it is compiled: a small file may ask for much work.
//!
//! The interpreter translates a function whole, and instantiation is not paid for in fuel. Sixty thousand imports cost
//! 25 ms in every run, and three hundred thousand nested blocks 76 MB. These counts stand in the place of wasmi's own
//! (`EnforcedLimits::strict`), which refuse many honest programs for their small functions, and panic on a module without any.

use model::echo::shorten_reason;
use wasmparser::{FunctionBody, Operator, Parser, Payload, TypeSectionReader};

use super::SandboxError;

/// The most imports. Chosen: the host has 8 functions and WASI 46.
pub const MAX_IMPORTS: u32 = 100;
/// The most types, exports, globals, and segments of each kind. Chosen: large compiled programs have some hundreds.
pub const MAX_PARTS: u32 = 1_000;
/// The most functions. Chosen: ten times as many as a large compiled program has.
pub const MAX_FUNCTIONS: u32 = 10_000;
/// The most tables. Chosen: compilers write one.
pub const MAX_TABLES: u32 = 100;
/// The most parameters of a function or block, and the most results: a branch copies them for one unit of fuel. Chosen: compilers
/// pass more in memory.
pub const MAX_PARAMETERS: u32 = 32;
/// The most local variables of a function. Chosen: compilers write some hundreds.
pub const MAX_LOCALS: u32 = 2_000;
/// The most blocks within each other. Chosen: the largest programs of some compilers have 3,500.
pub const MAX_NESTING: u32 = 5_000;
/// The most targets of all `br_table` operators of a function. Chosen: a `match` over every byte has 256.
pub const MAX_TARGETS: u32 = 20_000;

/// What a host has to know of a valid module.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Facts {
    /// Whether it grows a table: see [`super::walls::Walls`].
    pub(super) grows_tables: bool,
    /// The largest memory that it declares, in bytes.
    pub(super) own_memory_bytes: Option<u64>,
    /// Whether it is entered by `_start`: it exports that, and no `grade`.
    pub(super) is_command: bool,
}

/// Validates a module and counts its parts.
///
/// # Errors
///
/// [`SandboxError::Refused`] with the first fault, or with the part of which there are too many.
pub(super) fn check(wasm: &[u8]) -> Result<Facts, SandboxError> {
    if !wasm.starts_with(b"\0asm") {
        return Err(refused("it does not begin as a WebAssembly module does"));
    }
    let mut facts = Facts::default();
    for payload in Parser::new(0).parse_all(wasm) {
        match payload.map_err(|error| refused(&error.to_string()))? {
            Payload::TypeSection(section) => types(&section)?,
            Payload::ImportSection(section) => at_most(section.count(), MAX_IMPORTS, "imports")?,
            Payload::StartSection { .. } => {
                return Err(refused(
                    "it has a start function, which would run before it is called",
                ));
            }
            Payload::ExportSection(section) => {
                at_most(section.count(), MAX_PARTS, "exports")?;
                let has = |name| {
                    let mut exports = section.clone().into_iter().filter_map(Result::ok);
                    exports.any(|export| export.name == name)
                };
                facts.is_command = has("_start") && !has("grade");
            }
            Payload::GlobalSection(section) => at_most(section.count(), MAX_PARTS, "globals")?,
            Payload::ElementSection(section) => {
                at_most(section.count(), MAX_PARTS, "element segments")?;
            }
            Payload::DataSection(section) => at_most(section.count(), MAX_PARTS, "data segments")?,
            Payload::FunctionSection(section) => {
                at_most(section.count(), MAX_FUNCTIONS, "functions")?;
            }
            Payload::TableSection(section) => at_most(section.count(), MAX_TABLES, "tables")?,
            Payload::MemorySection(section) => {
                at_most(section.count(), 1, "memory")?;
                let memory = section.into_iter().next().and_then(Result::ok);
                let pages = memory.and_then(|memory| memory.maximum);
                facts.own_memory_bytes = pages.map(|pages| pages.saturating_mul(65_536));
            }
            Payload::CodeSectionEntry(body) => function(&body, &mut facts)?,
            _ => {}
        }
    }
    // wasmi validates function by function, and panics on some modules that are broken as a whole.
    wasmparser::validate(wasm).map_err(|error| refused(&error.to_string()))?;
    Ok(facts)
}

fn types(section: &TypeSectionReader<'_>) -> Result<(), SandboxError> {
    at_most(section.count(), MAX_PARTS, "types")?;
    for ty in section.clone().into_iter_err_on_gc_types() {
        let ty = ty.map_err(|error| refused(&error.to_string()))?;
        at_most(
            ty.params().len() as u32,
            MAX_PARAMETERS,
            "parameters of one function",
        )?;
        at_most(
            ty.results().len() as u32,
            MAX_PARAMETERS,
            "results of one function",
        )?;
    }
    Ok(())
}

fn function(body: &FunctionBody<'_>, facts: &mut Facts) -> Result<(), SandboxError> {
    let faulty = |error: wasmparser::BinaryReaderError| refused(&error.to_string());
    let mut locals = 0_u32;
    for group in body.get_locals_reader().map_err(faulty)? {
        let (many, _) = group.map_err(faulty)?;
        locals = locals.saturating_add(many);
    }
    at_most(locals, MAX_LOCALS, "local variables in one function")?;
    let (mut nesting, mut targets) = (0_u32, 0_u32);
    for operator in body.get_operators_reader().map_err(faulty)? {
        match operator.map_err(faulty)? {
            Operator::Block { .. } | Operator::Loop { .. } | Operator::If { .. } => {
                nesting += 1;
                at_most(nesting, MAX_NESTING, "blocks within each other")?;
            }
            Operator::End => nesting = nesting.saturating_sub(1),
            Operator::BrTable { targets: of } => {
                targets = targets.saturating_add(of.len());
                at_most(targets, MAX_TARGETS, "branch targets in one function")?;
            }
            Operator::TableGrow { .. } => facts.grows_tables = true,
            _ => {}
        }
    }
    Ok(())
}

fn at_most(many: u32, limit: u32, what: &str) -> Result<(), SandboxError> {
    if many <= limit {
        return Ok(());
    }
    let reason = format!("it has more than {limit} {what}");
    Err(SandboxError::Refused { reason })
}

fn refused(reason: &str) -> SandboxError {
    SandboxError::Refused {
        reason: shorten_reason(reason),
    }
}

//! The function in which a run trapped.
//!
//! The interpreter does not say it, but a run is the same each time: a copy of the module, which notes the function that it is in,
//! runs once more and is asked. A note is made where a function begins and after each call that it makes.

use std::collections::BTreeMap;

use wasm_encoder::{CodeSection, Encode, Instruction, Module, RawSection};
use wasmparser::{
    BinaryReader, FunctionBody, KnownCustom, Name, Operator, Parser, Payload, TypeRef,
};

use super::program::{Program, ended};
use model::echo::shorten;
use model::sandbox::{Ended, Grants, Limits, Task, Trap};

/// The exported global with the note.
const NOTE: &str = "lanewise function";
/// A note is two operators, and a call brings two: a copy of a module of nothing but calls burns five times its fuel.
const TIMES_FUEL: u64 = 8;
const GLOBAL_SECTION: u8 = 6;
const EXPORT_SECTION: u8 = 7;
/// A variable global of type `i32` that begins at 0, as the section writes it.
const NEW_GLOBAL: [u8; 5] = [0x7f, 0x01, 0x41, 0x00, 0x0b];
const EXPORTS_GLOBAL: u8 = 3;

/// The name of the function in which a run of this module within these limits trapped, or its number where it has no name. None
/// where the copy ends in another way: it is larger than a module may be, or the trap depends on the fuel.
pub fn trapped_in(
    wasm: &[u8],
    limits: &Limits,
    grants: Grants,
    (task, submission): (&Task, &str),
    trap: &Trap,
) -> Option<String> {
    let noting = Noting::of(wasm)?;
    let fuel = match trap {
        Trap::OutOfFuel => limits.fuel,
        _ => limits.fuel.saturating_mul(TIMES_FUEL),
    };
    let limits = Limits { fuel, ..*limits };
    let program = Program::to_watch(&noting.copy, &limits, grants).ok()?;
    let mut store = program.store(program.state(task, submission));
    let instance = program.instantiate(&mut store).ok()?;
    let entry = instance.get_typed_func::<(), ()>(&store, program.entry().export);
    let error = entry.ok()?.call(&mut store, ()).err()?;
    if ended(&error, store.data_mut()) != Ended::Trapped(trap.clone()) {
        return None;
    }
    let note = instance.get_global(&store, NOTE)?.get(&store).i32()?;
    let name = noting.names.get(&note.cast_unsigned());
    Some(name.map_or_else(|| note.to_string(), |name| shorten(name)))
}

/// A module that notes where it is.
struct Noting {
    copy: Vec<u8>,
    /// The names of its functions, by their index.
    names: BTreeMap<u32, String>,
}

/// The counts of a module that a note needs.
#[derive(Default)]
struct Counts {
    /// Functions before the next body.
    functions: u32,
    globals: u32,
    has_globals: bool,
}

impl Noting {
    /// The copy of a valid module; none where it exports nothing, or is not read to its end.
    fn of(wasm: &[u8]) -> Option<Self> {
        let mut copy = Module::new();
        let mut names = BTreeMap::new();
        let mut counts = Counts::default();
        let mut code = CodeSection::new();
        let mut bodies_left = 0;
        for payload in Parser::new(0).parse_all(wasm) {
            let payload = payload.ok()?;
            match &payload {
                Payload::ImportSection(imports) => {
                    for import in imports.clone() {
                        match import.ok()?.ty {
                            TypeRef::Func(_) => counts.functions += 1,
                            TypeRef::Global(_) => counts.globals += 1,
                            _ => {}
                        }
                    }
                }
                Payload::GlobalSection(globals) => {
                    counts.globals += globals.count();
                    counts.has_globals = true;
                    let content = wasm.get(globals.range())?;
                    longer(&mut copy, GLOBAL_SECTION, content, &NEW_GLOBAL)?;
                    continue;
                }
                Payload::ExportSection(exports) => {
                    if !counts.has_globals {
                        longer(&mut copy, GLOBAL_SECTION, &[0], &NEW_GLOBAL)?;
                    }
                    let new = new_export(counts.globals);
                    longer(&mut copy, EXPORT_SECTION, wasm.get(exports.range())?, &new)?;
                    continue;
                }
                Payload::CodeSectionStart { count, .. } => {
                    bodies_left = *count;
                    continue;
                }
                Payload::CodeSectionEntry(body) => {
                    code.raw(&noting_body(wasm, body, counts.functions, counts.globals)?);
                    counts.functions += 1;
                    bodies_left -= 1;
                    if bodies_left == 0 {
                        copy.section(&code);
                    }
                    continue;
                }
                Payload::CustomSection(custom) => {
                    if let KnownCustom::Name(parts) = custom.as_known() {
                        for part in parts {
                            if let Ok(Name::Function(functions)) = part {
                                let functions = functions.into_iter().filter_map(Result::ok);
                                names.extend(functions.map(|one| (one.index, one.name.to_owned())));
                            }
                        }
                    }
                    continue;
                }
                _ => {}
            }
            if let Some((id, range)) = payload.as_section() {
                let data = wasm.get(range)?;
                copy.section(&RawSection { id, data });
            }
        }
        let copy = copy.finish();
        Some(Self { copy, names })
    }
}

/// Writes a section with one entry more. `content` begins with the number of its entries.
fn longer(module: &mut Module, id: u8, content: &[u8], new: &[u8]) -> Option<()> {
    let mut reader = BinaryReader::new(content, 0);
    let entries = reader.read_var_u32().ok()?;
    let mut data = Vec::new();
    (entries + 1).encode(&mut data);
    data.extend(content.get(reader.current_position()..)?);
    data.extend(new);
    module.section(&RawSection { id, data: &data });
    Some(())
}

fn new_export(global: u32) -> Vec<u8> {
    let mut entry = Vec::new();
    NOTE.encode(&mut entry);
    entry.push(EXPORTS_GLOBAL);
    global.encode(&mut entry);
    entry
}

/// The body of a function with its notes.
fn noting_body(
    wasm: &[u8],
    body: &FunctionBody<'_>,
    function: u32,
    global: u32,
) -> Option<Vec<u8>> {
    let mut note = Vec::new();
    Instruction::I32Const(function.cast_signed()).encode(&mut note);
    Instruction::GlobalSet(global).encode(&mut note);
    let operators = body.get_operators_reader().ok()?;
    let mut from = operators.original_position();
    let mut noting = wasm.get(body.range().start..from)?.to_vec();
    noting.extend(&note);
    let mut has_called = false;
    for operator in operators.into_iter_with_offsets() {
        let (operator, at) = operator.ok()?;
        if has_called {
            noting.extend(wasm.get(from..at)?);
            noting.extend(&note);
            from = at;
        }
        has_called = matches!(
            operator,
            Operator::Call { .. } | Operator::CallIndirect { .. }
        );
    }
    noting.extend(wasm.get(from..body.range().end)?);
    Some(noting)
}

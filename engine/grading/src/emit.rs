//! From a typed program to a module in binary form.
//!
//! A number is an `f64`, a truth an `i32`, and a text an `i64`: its address in the upper half, its length in bytes
//! in the lower one. The memory begins with the texts of the program; the answer follows, then
//! texts that are made while it runs, which are never freed.

mod body;
mod helper;
mod helper_code;
mod layout;

use wasm_encoder::{
    CodeSection, ConstExpr, DataSection, ExportKind, ExportSection, FunctionSection, GlobalSection,
    GlobalType, ImportSection, MemorySection, MemoryType, Module, NameMap, NameSection,
    TypeSection, ValType,
};

use crate::Compiled;
use crate::function::Type;
use crate::typed::Program;
use body::Body;
use layout::{Import, Layout};

/// The export that holds the line that runs, counted from 1, so that a host can name the line of a trap.
pub const LINE_GLOBAL: &str = "line";

/// The index of [`LINE_GLOBAL`]; the first free address of the memory; the answer as a text.
const LINE: u32 = 0;
const HEAP: u32 = 1;
const ANSWER: u32 = 2;

/// How a value is represented.
fn value_type(of: Type) -> ValType {
    match of {
        Type::Number => ValType::F64,
        Type::Text => ValType::I64,
        Type::Truth => ValType::I32,
    }
}

/// The module of a program.
pub(crate) fn module(program: &Program) -> Compiled {
    let mut layout = Layout::of(program);
    let mut code = Code::default();
    let grade = program.functions.len().saturating_sub(1);
    for (index, function) in program.functions.iter().enumerate() {
        let body = Body::of(function, index == grade, &mut layout);
        code.add(body.function, &body.lines, &function.name, |types| {
            let parameters = function.variables.iter().take(function.parameters);
            types.function(
                parameters.map(|of| value_type(*of)),
                function.result.map(value_type),
            );
        });
    }
    // A helper may need another one.
    let mut next = 0;
    while let Some(&helper) = layout.helpers().get(next) {
        next += 1;
        let (parameters, results) = helper.types();
        code.add(
            helper_code::code(helper, &layout),
            &[],
            helper.name(),
            |types| {
                types.function(parameters, results);
            },
        );
    }
    assembled(&layout, code, grade)
}

/// The functions of a module, as its sections need them.
#[derive(Default)]
struct Code {
    functions: Vec<(wasm_encoder::Function, Vec<(u32, u32)>)>,
    names: Vec<String>,
    types: TypeSection,
}

impl Code {
    fn add(
        &mut self,
        function: wasm_encoder::Function,
        lines: &[(u32, u32)],
        name: &str,
        of_type: impl FnOnce(wasm_encoder::CoreTypeEncoder<'_>),
    ) {
        self.functions.push((function, lines.to_vec()));
        self.names.push(name.to_owned());
        of_type(self.types.ty());
    }
}

fn assembled(layout: &Layout, mut code: Code, grade: usize) -> Compiled {
    let mut imports = ImportSection::new();
    let own = code.functions.len() as u32;
    for (index, import) in layout.imports().iter().enumerate() {
        let (parameters, result) = import.types();
        code.types.ty().function(parameters, result);
        let of = wasm_encoder::EntityType::Function(own + index as u32);
        imports.import(Import::MODULE, import.name(), of);
    }
    let imported = layout.imports().len() as u32;
    let mut functions = FunctionSection::new();
    let mut exports = ExportSection::new();
    let mut bodies = CodeSection::new();
    for (index, (body, _)) in code.functions.iter().enumerate() {
        functions.function(index as u32);
        bodies.function(body);
    }
    exports.export("grade", ExportKind::Func, imported + grade as u32);
    exports.export("memory", ExportKind::Memory, 0);
    exports.export(LINE_GLOBAL, ExportKind::Global, LINE);
    let mut module = Module::new();
    module
        .section(&code.types)
        .section(&imports)
        .section(&functions);
    module
        .section(&memory(layout))
        .section(&globals(layout))
        .section(&exports);
    let before_code = module.as_slice().len();
    module.section(&bodies);
    let mut data = DataSection::new();
    if !layout.texts().is_empty() {
        data.active(0, &ConstExpr::i32_const(0), layout.texts().iter().copied());
        module.section(&data);
    }
    module.section(&names(layout, &code.names));
    let wasm = module.finish();
    let lines = lines_of(&code, before_code);
    Compiled {
        wasm,
        lines,
        functions: code.names,
    }
}

fn memory(layout: &Layout) -> MemorySection {
    let mut memories = MemorySection::new();
    memories.memory(MemoryType {
        minimum: u64::from(layout.heap().div_ceil(65_536)),
        maximum: None,
        memory64: false,
        shared: false,
        page_size_log2: None,
    });
    memories
}

fn globals(layout: &Layout) -> GlobalSection {
    let mut globals = GlobalSection::new();
    let mut mutable = |val_type, start: &ConstExpr| {
        let of = GlobalType {
            val_type,
            mutable: true,
            shared: false,
        };
        globals.global(of, start);
    };
    mutable(ValType::I32, &ConstExpr::i32_const(0));
    mutable(
        ValType::I32,
        &ConstExpr::i32_const(layout.heap().cast_signed()),
    );
    mutable(ValType::I64, &ConstExpr::i64_const(0));
    globals
}

/// The names by which the module's text calls its parts.
fn names(layout: &Layout, own: &[String]) -> NameSection {
    let mut functions = NameMap::new();
    let imported = layout.imports().iter().map(|import| import.name());
    let own = own.iter().map(String::as_str);
    for (index, name) in imported.chain(own).enumerate() {
        functions.append(index as u32, name);
    }
    let mut globals = NameMap::new();
    globals.append(LINE, LINE_GLOBAL);
    globals.append(HEAP, "heap");
    globals.append(ANSWER, "answer");
    let mut names = NameSection::new();
    names.functions(&functions);
    names.globals(&globals);
    names
}

/// The bytes of a number in LEB128.
fn leb_bytes(number: usize) -> usize {
    let bits = usize::BITS - number.leading_zeros();
    (bits.max(1)).div_ceil(7) as usize
}

/// Where the instructions of each line begin in the whole module.
fn lines_of(code: &Code, before_code: usize) -> Vec<(u32, u32)> {
    let bodies = code.functions.iter();
    let size: usize = bodies
        .map(|(body, _)| leb_bytes(body.byte_len()) + body.byte_len())
        .sum();
    let count = leb_bytes(code.functions.len());
    let mut at = before_code + 1 + leb_bytes(size + count) + count;
    let mut lines = Vec::new();
    for (body, of_body) in &code.functions {
        at += leb_bytes(body.byte_len());
        lines.push((at as u32, 0));
        let of_body = of_body.iter();
        lines.extend(of_body.map(|(offset, line)| (at as u32 + offset, *line)));
        at += body.byte_len();
    }
    lines
}

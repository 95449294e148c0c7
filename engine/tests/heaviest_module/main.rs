//! The memory that a module takes: the heaviest ones that are accepted, and those that are refused, make the process grow by less
//! than the memory that the module is granted and 32 MB, from its bytes to the result of a run that is watched.
//!
//! Bytes are counted by the allocator, so that the figure is the same on every machine. The test is a program
//! of its own with one test in it: no other test allocates meanwhile.

use std::borrow::Cow;

use engine::interpreter::{Program, WatchedRun};
use grading::bomb;
use model::sandbox::{Bomb, Grants, Limits, Step, Task};
use peak_alloc::PeakAlloc;
use wasm_encoder::{
    BlockType, CodeSection, ConstExpr, DataSection, ExportKind, ExportSection, Function,
    FunctionSection, Instruction, MemorySection, MemoryType, Module, TypeSection, ValType,
};

#[global_allocator]
static ALLOCATOR: PeakAlloc = PeakAlloc;

/// The bound beyond the memory that a module is granted.
const MOST_BYTES: usize = 32 << 20;
/// The size to which modules are filled with functions, just below the largest that is taken.
const FULL_BYTES: usize = 1_000_000;

/// A module with so many functions, of which the first one is `grade`.
fn module(functions: usize, locals: u32, segments: usize, body: impl Fn(&mut Function)) -> Vec<u8> {
    let mut types = TypeSection::new();
    types.ty().function([], []);
    let (mut indices, mut code, mut data) = (
        FunctionSection::new(),
        CodeSection::new(),
        DataSection::new(),
    );
    for _ in 0..functions {
        indices.function(0);
        let mut function = Function::new([(locals, ValType::I64)]);
        body(&mut function);
        function.instruction(&Instruction::End);
        code.function(&function);
    }
    for _ in 0..segments {
        data.active(0, &ConstExpr::i32_const(0), vec![1; 900]);
    }
    let mut memories = MemorySection::new();
    memories.memory(MemoryType {
        minimum: 16,
        maximum: None,
        memory64: false,
        shared: false,
        page_size_log2: None,
    });
    let mut exports = ExportSection::new();
    exports.export("grade", ExportKind::Func, 0);
    exports.export("memory", ExportKind::Memory, 0);
    let mut module = Module::new();
    module.section(&types).section(&indices).section(&memories);
    module.section(&exports).section(&code).section(&data);
    module.finish()
}

/// As many functions as a full module holds, each of which is about so long.
fn full(bytes_of_function: usize, locals: u32, body: impl Fn(&mut Function)) -> Vec<u8> {
    module(
        (FULL_BYTES / bytes_of_function).min(10_000),
        locals,
        0,
        body,
    )
}

fn modules() -> Vec<(&'static str, Vec<u8>)> {
    let nested = |blocks: usize| {
        move |code: &mut Function| {
            for _ in 0..blocks {
                code.instruction(&Instruction::Block(BlockType::Empty));
            }
            for _ in 0..blocks {
                code.instruction(&Instruction::End);
            }
        }
    };
    let targets = |code: &mut Function| {
        code.instruction(&Instruction::I32Const(0));
        code.instruction(&Instruction::BrTable(vec![0; 19_999].into(), 0));
    };
    let operators = |many: usize| {
        move |code: &mut Function| {
            for _ in 0..many {
                code.instruction(&Instruction::I32Const(1));
                code.instruction(&Instruction::Drop);
            }
        }
    };
    vec![
        ("nested blocks", full(15_020, 0, nested(5_000))),
        ("branch targets", full(20_020, 0, targets)),
        ("local variables", full(20, 2_000, |_| {})),
        ("small functions", full(104, 0, operators(33))),
        (
            "one large function",
            full(FULL_BYTES, 0, operators(FULL_BYTES / 3)),
        ),
        ("data", module(1, 0, 1_000, |_| {})),
        ("refused: nested blocks", bomb(Bomb::NestedBlocks)),
        ("refused: branch targets", bomb(Bomb::BranchTargets)),
        ("refused: local variables", bomb(Bomb::LocalVariables)),
        ("refused: imports", bomb(Bomb::Imports)),
        ("refused: malformed", bomb(Bomb::Malformed)),
        ("refused: oversized", bomb(Bomb::Oversized)),
    ]
}

/// The most bytes that were allocated at once, beyond the module's own; and whether it ran.
fn peak_bytes(wasm: &[u8], limits: &Limits) -> (usize, bool) {
    let task = Task {
        prompt: "",
        cap_points: 1,
        key: Cow::Borrowed(&[]),
        samples: "",
    };
    ALLOCATOR.reset_peak_usage();
    let before = ALLOCATOR.current_usage();
    let ran = Program::to_watch(wasm, limits, Grants::ALL).is_ok_and(|program| {
        let mut run = WatchedRun::begin(&program, &task, "");
        while run.advance(10_000) == Step::Paused {}
        true
    });
    (ALLOCATOR.peak_usage() - before, ran)
}

#[test]
fn a_module_takes_its_memory_and_32_megabytes_at_most() {
    let limits = Limits::default();
    let bound = usize::try_from(limits.memory_bytes).unwrap() + MOST_BYTES;
    for (what, wasm) in modules() {
        let (peak, ran) = peak_bytes(&wasm, &limits);
        println!(
            "{what}: {} KB of module, {} KB at most",
            wasm.len() / 1_000,
            peak / 1_000
        );
        assert_eq!(ran, !what.starts_with("refused"), "{what}");
        assert!(peak < bound, "{what} took {peak} bytes");
    }
}

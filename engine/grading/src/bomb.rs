//! Modules that are to be refused before they are compiled.

use model::sandbox::Bomb;
use wasm_encoder::{
    BlockType, CodeSection, EntityType, Function, FunctionSection, ImportSection, Instruction,
    Module, TypeSection, ValType,
};

/// The beginning of each module: its mark and its version.
const HEADER: [u8; 8] = [0, b'a', b's', b'm', 1, 0, 0, 0];

/// The bytes of a bomb.
pub fn bomb(of: Bomb) -> Vec<u8> {
    match of {
        Bomb::NestedBlocks => functions(1, &[], |code| {
            for _ in 0..300_000 {
                code.instruction(&Instruction::Block(BlockType::Empty));
            }
            for _ in 0..300_000 {
                code.instruction(&Instruction::End);
            }
        }),
        Bomb::BranchTargets => functions(1, &[], |code| {
            code.instruction(&Instruction::I32Const(0));
            code.instruction(&Instruction::BrTable(vec![0; 60_000].into(), 0));
        }),
        Bomb::LocalVariables => functions(10, &[(50_000, ValType::I64)], |_| {}),
        Bomb::Imports => {
            let mut imports = ImportSection::new();
            for _ in 0..60_000 {
                imports.import("a", "b", EntityType::Function(0));
            }
            let mut module = Module::new();
            module.section(&types()).section(&imports);
            module.finish()
        }
        Bomb::Malformed => HEADER.into_iter().chain((0..=u8::MAX).rev()).collect(),
        Bomb::Oversized => HEADER.into_iter().chain(vec![0; 2 << 20]).collect(),
    }
}

fn types() -> TypeSection {
    let mut types = TypeSection::new();
    types.ty().function([], []);
    types
}

fn functions(many: u32, locals: &[(u32, ValType)], body: impl Fn(&mut Function)) -> Vec<u8> {
    let (mut functions, mut code) = (FunctionSection::new(), CodeSection::new());
    for _ in 0..many {
        functions.function(0);
        let mut function = Function::new(locals.iter().copied());
        body(&mut function);
        function.instruction(&Instruction::End);
        code.function(&function);
    }
    let mut module = Module::new();
    module.section(&types()).section(&functions).section(&code);
    module.finish()
}

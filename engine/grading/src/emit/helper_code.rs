//! The instructions of the helpers.

use wasm_encoder::{
    BlockType, Function, Ieee64, InstructionSink, MemArg, MemArgTarget, ValType::I32,
};

use super::HEAP;
use super::helper::Helper;
use super::layout::{Import, Layout};
use crate::function::Host;

/// A byte of the memory.
const BYTE: MemArg = MemArg {
    offset: 0,
    align: 0,
    target: MemArgTarget::Memory(0),
    ordering: None,
};

/// The function of a helper.
pub(super) fn code(helper: Helper, layout: &Layout) -> Function {
    let locals = match helper {
        Helper::Byte => vec![(1, I32)],
        Helper::Join | Helper::Same | Helper::Part => vec![(3, I32)],
        Helper::Remainder | Helper::Matches | Helper::Feedback => vec![],
    };
    let mut function = Function::new(locals);
    let mut put = function.instructions();
    match helper {
        Helper::Join => join(&mut put),
        Helper::Same => same(&mut put),
        Helper::Byte => byte(&mut put),
        Helper::Part => part(&mut put),
        Helper::Remainder => {
            put.local_get(0)
                .local_get(0)
                .local_get(1)
                .f64_div()
                .f64_trunc();
            put.local_get(1).f64_mul().f64_sub();
        }
        Helper::Matches => {
            let import = layout.import(Import::Host(Host::AnswerMatches));
            put.local_get(0).i32_trunc_sat_f64_s();
            address(&mut put, 1);
            put.i32_const(layout.answer().cast_signed()).i32_sub();
            put.local_get(1).i32_wrap_i64().call(import);
        }
        Helper::Feedback => {
            let import = layout.import(Import::Host(Host::Feedback));
            address(&mut put, 0);
            put.local_get(0).i32_wrap_i64().call(import);
        }
    }
    put.end();
    function
}

/// The address of the text in a variable.
fn address(put: &mut InstructionSink<'_>, text: u32) {
    put.local_get(text).i64_const(32).i64_shr_u().i32_wrap_i64();
}

/// A text of the address and the length in two variables.
fn text(put: &mut InstructionSink<'_>, address: u32, length: u32) {
    put.local_get(address)
        .i64_extend_i32_u()
        .i64_const(32)
        .i64_shl();
    put.local_get(length).i64_extend_i32_u().i64_or();
}

/// Variables: 2 the first length, 3 the whole length, 4 the new address.
fn join(put: &mut InstructionSink<'_>) {
    put.local_get(0).i32_wrap_i64().local_tee(2);
    put.local_get(1).i32_wrap_i64().i32_add().local_set(3);
    put.global_get(HEAP).local_set(4);
    // Where the memory ends before the new text does, it grows by the pages that are missing, or the run ends.
    put.local_get(4).local_get(3).i32_add();
    put.memory_size(0)
        .i32_const(16)
        .i32_shl()
        .i32_gt_u()
        .if_(BlockType::Empty);
    put.local_get(4)
        .local_get(3)
        .i32_add()
        .i32_const(65_535)
        .i32_add();
    put.i32_const(16)
        .i32_shr_u()
        .memory_size(0)
        .i32_sub()
        .memory_grow(0);
    put.i32_const(-1)
        .i32_eq()
        .if_(BlockType::Empty)
        .unreachable()
        .end();
    put.end();
    put.local_get(4);
    address(put, 0);
    put.local_get(2).memory_copy(0, 0);
    put.local_get(4).local_get(2).i32_add();
    address(put, 1);
    put.local_get(1).i32_wrap_i64().memory_copy(0, 0);
    put.local_get(4).local_get(3).i32_add().global_set(HEAP);
    text(put, 4, 3);
}

/// Variables: 2 the bytes that are left, 3 and 4 the addresses of the next ones.
fn same(put: &mut InstructionSink<'_>) {
    put.local_get(0).i32_wrap_i64().local_tee(2);
    put.local_get(1)
        .i32_wrap_i64()
        .i32_ne()
        .if_(BlockType::Empty);
    put.i32_const(0).return_().end();
    address(put, 0);
    put.local_set(3);
    address(put, 1);
    put.local_set(4);
    put.block(BlockType::Empty).loop_(BlockType::Empty);
    put.local_get(2).i32_eqz().br_if(1);
    small_letter(put, 3);
    small_letter(put, 4);
    put.i32_ne()
        .if_(BlockType::Empty)
        .i32_const(0)
        .return_()
        .end();
    for variable in [3, 4] {
        put.local_get(variable)
            .i32_const(1)
            .i32_add()
            .local_set(variable);
    }
    put.local_get(2).i32_const(1).i32_sub().local_set(2).br(0);
    put.end().end().i32_const(1);
}

/// The byte at the address in a variable; a capital letter A–Z as a small one, 32 higher.
fn small_letter(put: &mut InstructionSink<'_>, address: u32) {
    put.local_get(address).i32_load8_u(BYTE);
    put.local_get(address).i32_load8_u(BYTE);
    put.i32_const(65).i32_sub().i32_const(26).i32_lt_u();
    put.i32_const(5).i32_shl().i32_add();
}

/// Variable: 2 the position.
fn byte(put: &mut InstructionSink<'_>) {
    put.local_get(1)
        .f64_floor()
        .i32_trunc_sat_f64_s()
        .local_tee(2);
    put.local_get(0)
        .i32_wrap_i64()
        .i32_ge_u()
        .if_(BlockType::Empty);
    put.f64_const(Ieee64::from(-1.0)).return_().end();
    address(put, 0);
    put.local_get(2)
        .i32_add()
        .i32_load8_u(BYTE)
        .f64_convert_i32_u();
}

/// Variables: 3 the length of the text, 4 the first byte, 5 the length of the part.
fn part(put: &mut InstructionSink<'_>) {
    put.local_get(0).i32_wrap_i64().local_set(3);
    bounded(put, 1, 3);
    put.local_set(4);
    put.local_get(3).local_get(4).i32_sub().local_set(3);
    bounded(put, 2, 3);
    put.local_set(5);
    address(put, 0);
    put.local_get(4).i32_add().local_set(4);
    text(put, 4, 5);
}

/// The number in one variable as a whole one, at least 0 and at most what another variable holds.
fn bounded(put: &mut InstructionSink<'_>, number: u32, limit: u32) {
    put.local_get(number).f64_const(Ieee64::from(0.0)).f64_max();
    put.local_get(limit)
        .f64_convert_i32_u()
        .f64_min()
        .i32_trunc_sat_f64_u();
}

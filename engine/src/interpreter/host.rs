//! The host's side of the wall: the eight calls that a snippet is granted, and their reach.
//!
//! | import from `lanewise` | what it does |
//! | --- | --- |
//! | `submission_len() -> i32` | the length of the submission in bytes of UTF-8 |
//! | `submission_read(to, from, len) -> i32` | copies up to `len` bytes of the submission, from byte `from`, into memory at `to`; returns how many |
//! | `criteria() -> i32` | how many criteria the task has, numbered from 0 |
//! | `criterion_points(criterion) -> i32` | what a criterion is worth; 0 for one that does not exist |
//! | `answer_matches(criterion, from, len) -> i32` | 1 where that stretch *of the submission* meets the criterion |
//! | `number_within(criterion, number: f64) -> i32` | 1 where the number is within the criterion's tolerance |
//! | `award(points)` | adds points; what is above the task's cap is not given, negative points are ignored |
//! | `feedback(at, len)` | shows one line to the learner: UTF-8 in memory; the last call counts |
//!
//! All numbers without a type are `i32`, read as unsigned. An address outside the snippet's memory,
//! or a stretch outside the submission, ends the run. So does a question more than granted. A text
//! question names a stretch of the submission instead of handing over text: a snippet cannot try
//! answers that the learner did not write. The host's work is paid in fuel: one unit for each 64
//! bytes that are copied, one for each byte of text that it compares or shows.
//!
//! A snippet can call no clock, no randomness, no files and no network; every other function
//! that a module imports is linked to a refusal.

use wasmi::{
    AsContextMut, Caller, Error, Extern, ExternType, Linker, Memory, Module, TrapCode, Val,
};

use super::host_state::{HostState, one_line};
use model::sandbox::Argument::{self, NumberBits, Whole};
use model::sandbox::{Capability, Ended, Grants, LoggedCall};

/// The module name under which the host's functions are imported.
pub const MODULE: &str = "lanewise";

/// One granted call, for showing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HostCall {
    /// The name to import from [`MODULE`].
    pub name: &'static str,
    /// Its type in WebAssembly text.
    pub signature: &'static str,
}

/// The host calls that a snippet may import.
pub const GRANTED: [HostCall; 8] = [
    granted("submission_len", "(result i32)"),
    granted("submission_read", "(param i32 i32 i32) (result i32)"),
    granted("criteria", "(result i32)"),
    granted("criterion_points", "(param i32) (result i32)"),
    granted("answer_matches", "(param i32 i32 i32) (result i32)"),
    granted("number_within", "(param i32 f64) (result i32)"),
    granted("award", "(param i32)"),
    granted("feedback", "(param i32 i32)"),
];

const fn granted(name: &'static str, signature: &'static str) -> HostCall {
    HostCall { name, signature }
}

/// Bytes copied for one unit of fuel, as wasmi charges for copies.
const BYTES_PER_FUEL: u32 = 64;
/// The most bytes of an import's name, which is the snippet author's text, that an error repeats.
const NAME_BYTES: usize = 80;

type Visit<'a> = Caller<'a, HostState>;

/// Links every granted call, and a refusal for every other function that `module` imports.
pub(super) fn link(
    linker: &mut Linker<HostState>,
    module: &Module,
    grants: Grants,
) -> Result<(), Error> {
    if grants.has(Capability::Answer) {
        linker
            .func_wrap(MODULE, "submission_len", submission_len)?
            .func_wrap(MODULE, "submission_read", submission_read)?;
    }
    if grants.has(Capability::Key) {
        linker
            .func_wrap(MODULE, "criteria", criteria)?
            .func_wrap(MODULE, "criterion_points", criterion_points)?
            .func_wrap(MODULE, "answer_matches", answer_matches)?
            .func_wrap(MODULE, "number_within", number_within)?;
    }
    if grants.has(Capability::Points) {
        linker.func_wrap(MODULE, "award", award)?;
    }
    if grants.has(Capability::Feedback) {
        linker.func_wrap(MODULE, "feedback", feedback)?;
    }
    refuse_others(linker, module);
    Ok(())
}

/// Links a refusal for every function that `module` imports and that is not linked yet.
pub(super) fn refuse_others(linker: &mut Linker<HostState>, module: &Module) {
    for import in module.imports() {
        let (from, name) = (import.module(), import.name());
        let ExternType::Func(ty) = import.ty() else {
            continue;
        };
        let call = one_line(&format!("{from}.{name}"), NAME_BYTES);
        let refuse = move |mut caller: Visit<'_>, _: &[Val], _: &mut [Val]| {
            note(&mut caller, &call, &[], false);
            let call = call.clone();
            Err(caller.data_mut().end(Ended::Denied { call }))
        };
        // It fails for a call that is linked already: one that is granted, or one that the module imports twice;
        // instantiating refuses an import of another type.
        linker.func_new(from, name, ty.clone(), refuse).ok();
    }
}

fn submission_len(mut caller: Visit<'_>) -> i32 {
    called(&mut caller, "lanewise.submission_len", &[]);
    let state = caller.data();
    (state.submission.len() as u32).cast_signed()
}

fn submission_read(mut caller: Visit<'_>, to: i32, from: i32, len: i32) -> Result<i32, Error> {
    let (to, from, len) = (
        to.cast_unsigned(),
        from.cast_unsigned(),
        len.cast_unsigned(),
    );
    called(
        &mut caller,
        "lanewise.submission_read",
        &[Whole(to), Whole(from), Whole(len)],
    );
    let left = (caller.data().submission.len() as u32).saturating_sub(from);
    let len = len.min(left);
    pay(&mut caller, len.div_ceil(BYTES_PER_FUEL))?;
    let Some(memory) = memory(&caller) else {
        return Err(TrapCode::MemoryOutOfBounds.into());
    };
    let (bytes, state) = memory.data_and_store_mut(caller.as_context_mut());
    let target = bytes
        .get_mut(range(to, len))
        .ok_or(TrapCode::MemoryOutOfBounds)?;
    if let Some(source) = state.submission.as_bytes().get(range(from, len)) {
        target.copy_from_slice(source);
    }
    Ok(len.cast_signed())
}

fn criteria(mut caller: Visit<'_>) -> i32 {
    called(&mut caller, "lanewise.criteria", &[]);
    let state = caller.data();
    (state.task.key.len() as u32).cast_signed()
}

fn criterion_points(mut caller: Visit<'_>, criterion: i32) -> i32 {
    called(
        &mut caller,
        "lanewise.criterion_points",
        &[Whole(criterion.cast_unsigned())],
    );
    let state = caller.data();
    state
        .criterion(criterion)
        .map_or(0, |criterion| criterion.points.cast_signed())
}

fn answer_matches(
    mut caller: Visit<'_>,
    criterion: i32,
    from: i32,
    len: i32,
) -> Result<i32, Error> {
    let (from, len) = (from.cast_unsigned(), len.cast_unsigned());
    called(
        &mut caller,
        "lanewise.answer_matches",
        &[Whole(criterion.cast_unsigned()), Whole(from), Whole(len)],
    );
    let state = caller.data_mut();
    state.ask()?;
    if state.submission.as_bytes().get(range(from, len)).is_none() {
        return Err(TrapCode::MemoryOutOfBounds.into());
    }
    pay(&mut caller, len)?;
    let state = caller.data();
    let stretch = state
        .submission
        .as_bytes()
        .get(range(from, len))
        .unwrap_or_default();
    let text = String::from_utf8_lossy(stretch);
    let met = state
        .criterion(criterion)
        .is_some_and(|criterion| criterion.met_by_text(&text));
    Ok(i32::from(met))
}

fn number_within(mut caller: Visit<'_>, criterion: i32, number: f64) -> Result<i32, Error> {
    called(
        &mut caller,
        "lanewise.number_within",
        &[
            Whole(criterion.cast_unsigned()),
            NumberBits(number.to_bits()),
        ],
    );
    let state = caller.data_mut();
    state.ask()?;
    let met = state
        .criterion(criterion)
        .is_some_and(|criterion| criterion.met_by_number(number));
    Ok(i32::from(met))
}

fn award(mut caller: Visit<'_>, points: i32) {
    called(
        &mut caller,
        "lanewise.award",
        &[Whole(points.cast_unsigned())],
    );
    let state = caller.data_mut();
    state.points_asked = state
        .points_asked
        .saturating_add(u32::try_from(points).unwrap_or(0));
}

fn feedback(mut caller: Visit<'_>, at: i32, len: i32) -> Result<(), Error> {
    let (at, len) = (at.cast_unsigned(), len.cast_unsigned());
    called(&mut caller, "lanewise.feedback", &[Whole(at), Whole(len)]);
    let Some(memory) = memory(&caller) else {
        return Err(TrapCode::MemoryOutOfBounds.into());
    };
    let said = memory
        .data(&caller)
        .get(range(at, len))
        .ok_or(TrapCode::MemoryOutOfBounds)?;
    // A character has at most four bytes: text beyond one more character cannot reach the line.
    let limit = caller.data().output_bytes as usize;
    let said = said.get(..limit.saturating_add(4)).unwrap_or(said).to_vec();
    pay(&mut caller, said.len() as u32)?;
    let line = one_line(&String::from_utf8_lossy(&said), limit);
    caller.data_mut().feedback = (!line.is_empty()).then_some(line);
    Ok(())
}

/// The memory of the calling module, which [`super::Program::new`] made sure is exported.
fn memory(caller: &Visit<'_>) -> Option<Memory> {
    caller.get_export("memory").and_then(Extern::into_memory)
}

/// Counts a call that the module may make, and keeps it where somebody looks at the calls.
fn called(caller: &mut Visit<'_>, call: &str, arguments: &[Argument]) {
    note(caller, call, arguments, true);
}

pub(super) fn note(caller: &mut Visit<'_>, call: &str, arguments: &[Argument], is_granted: bool) {
    let in_store = caller.get_fuel().unwrap_or(0);
    let state = caller.data_mut();
    state.count(call);
    let left = in_store.saturating_add(state.reserve_fuel);
    let at_fuel = state.fuel.saturating_sub(left);
    if let Some(log) = &mut state.log {
        log.called(LoggedCall {
            call: call.to_owned(),
            arguments: arguments.to_vec(),
            is_granted,
            at_fuel,
            cost_fuel: 0,
        });
    }
}

/// Charges for the host's work, so that it is paid like the snippet's own.
pub(super) fn pay(caller: &mut Visit<'_>, fuel: u32) -> Result<(), Error> {
    let fuel = u64::from(fuel);
    let in_store = caller.get_fuel()?;
    let state = caller.data_mut();
    if let Some(log) = &mut state.log {
        log.cost(fuel);
    }
    // A run that is watched has a part of its fuel elsewhere.
    let missing = fuel.saturating_sub(in_store).min(state.reserve_fuel);
    state.reserve_fuel -= missing;
    let Some(left) = (in_store + missing).checked_sub(fuel) else {
        caller.set_fuel(0)?;
        return Err(TrapCode::OutOfFuel.into());
    };
    caller.set_fuel(left)
}

/// A range that fits no slice where its end would overflow.
fn range(from: u32, len: u32) -> std::ops::Range<usize> {
    let from = from as usize;
    from..from.saturating_add(len as usize)
}

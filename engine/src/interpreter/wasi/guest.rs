//! The memory of the calling program: every address is checked, and every copy is paid.

use std::ops::Range;

use wasmi::{AsContextMut, Caller, Extern, Memory};

use super::errno::{Errno, Failure};
use super::state::HasWasi;

/// Bytes copied for one unit of fuel, as wasmi charges for copies.
const BYTES_PER_FUEL: u32 = 64;
/// Bytes of an entry of a list of stretches: address and length.
const STRETCH_BYTES: u32 = 8;

/// A stretch of memory that is known to exist.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stretch {
    pub(super) at: u32,
    pub(super) len: u32,
}

/// A range that fits no slice where its end would overflow.
fn range(at: u32, len: u32) -> Range<usize> {
    let at = at as usize;
    at..at.saturating_add(len as usize)
}

fn memory<T>(caller: &Caller<'_, T>) -> Result<Memory, Errno> {
    let memory = caller.get_export("memory").and_then(Extern::into_memory);
    memory.ok_or(Errno::Fault)
}

/// The bytes of a stretch.
pub(super) fn bytes<'a, T>(
    caller: &'a Caller<'_, T>,
    at: u32,
    len: u32,
) -> Result<&'a [u8], Errno> {
    let bytes = memory(caller)?.data(caller).get(range(at, len));
    bytes.ok_or(Errno::Fault)
}

/// Fails where a stretch is not within the memory.
pub(super) fn check<T>(caller: &Caller<'_, T>, at: u32, len: u32) -> Result<(), Errno> {
    bytes(caller, at, len).map(|_| ())
}

/// Pays for a copy of so many bytes.
pub(super) fn pay_copy<T: HasWasi>(caller: &mut Caller<'_, T>, bytes: u32) -> Result<(), Failure> {
    T::pay(caller, bytes.div_ceil(BYTES_PER_FUEL)).map_err(Failure::End)
}

/// Copies `source` into the memory, and pays for it.
pub(super) fn write<T: HasWasi>(
    caller: &mut Caller<'_, T>,
    at: u32,
    source: &[u8],
) -> Result<(), Failure> {
    let len = u32::try_from(source.len()).map_err(|_| Errno::Fault)?;
    check(caller, at, len)?;
    pay_copy(caller, len)?;
    target(caller, at, len)?.copy_from_slice(source);
    Ok(())
}

fn target<'a, T>(caller: &'a mut Caller<'_, T>, at: u32, len: u32) -> Result<&'a mut [u8], Errno> {
    let memory = memory(caller)?;
    let bytes = memory.data_mut(caller).get_mut(range(at, len));
    bytes.ok_or(Errno::Fault)
}

/// Moves what is left of standard input into a stretch, as far as it reaches; the caller has paid.
pub(super) fn fill_from_input<T: HasWasi>(
    caller: &mut Caller<'_, T>,
    into: Stretch,
) -> Result<(), Errno> {
    let memory = memory(caller)?;
    let (bytes, state) = memory.data_and_store_mut(caller.as_context_mut());
    let target = bytes
        .get_mut(range(into.at, into.len))
        .ok_or(Errno::Fault)?;
    let wasi = state.wasi();
    let unread = wasi.unread();
    let copied = unread.len().min(target.len());
    for (to, from) in target.iter_mut().zip(unread) {
        *to = *from;
    }
    wasi.skip(copied);
    Ok(())
}

/// Moves a stretch to an output, which ends the run where it is full; the caller has paid.
pub(super) fn append_to_output<T: HasWasi>(
    caller: &mut Caller<'_, T>,
    fd: u32,
    from: Stretch,
) -> Result<(), Failure> {
    let memory = memory(caller)?;
    let (bytes, state) = memory.data_and_store_mut(caller.as_context_mut());
    let source = bytes.get(range(from.at, from.len)).ok_or(Errno::Fault)?;
    if state.wasi().write(fd, source) {
        Ok(())
    } else {
        Err(Failure::End(state.output_full()))
    }
}

/// The stretches of a list at an address, each within the memory. One unit of fuel for each is paid.
pub(super) fn stretches<T: HasWasi>(
    caller: &mut Caller<'_, T>,
    list_at: u32,
    count: u32,
) -> Result<Vec<Stretch>, Failure> {
    let list_bytes = count.checked_mul(STRETCH_BYTES).ok_or(Errno::Fault)?;
    check(caller, list_at, list_bytes)?;
    T::pay(caller, count)?;
    let memory_bytes = memory(caller)?.data(&*caller).len() as u64;
    let list = bytes(caller, list_at, list_bytes)?;
    let stretches: Result<Vec<Stretch>, Errno> = list
        .chunks_exact(STRETCH_BYTES as usize)
        .map(|entry| {
            let (at, len) = (number(entry, 0), number(entry, 4));
            let end = u64::from(at) + u64::from(len);
            let is_within = end <= memory_bytes;
            is_within.then_some(Stretch { at, len }).ok_or(Errno::Fault)
        })
        .collect();
    Ok(stretches?)
}

/// The 32-bit number at a place of a record.
pub(super) fn number(record: &[u8], at: usize) -> u32 {
    let bytes = record.get(at..).and_then(<[u8]>::first_chunk);
    bytes.map_or(0, |bytes| u32::from_le_bytes(*bytes))
}

/// Puts bytes at a place of a record.
pub(super) fn put(record: &mut [u8], at: usize, bytes: &[u8]) {
    let places = record.iter_mut().skip(at);
    for (place, byte) in places.zip(bytes) {
        *place = *byte;
    }
}

//! Arguments and environment, which are empty, and the process: it may end, and give way.

use wasmi::{Caller, Error, Linker};

use super::WASI_MODULE;
use super::errno::{Failure, answer};
use super::guest;
use super::state::HasWasi;
use model::sandbox::Argument::Whole;

pub(super) fn link<T: HasWasi + 'static>(linker: &mut Linker<T>) -> Result<(), Error> {
    linker
        .func_wrap(WASI_MODULE, "args_sizes_get", args_sizes_get::<T>)?
        .func_wrap(WASI_MODULE, "args_get", args_get::<T>)?
        .func_wrap(WASI_MODULE, "environ_sizes_get", environ_sizes_get::<T>)?
        .func_wrap(WASI_MODULE, "environ_get", environ_get::<T>)?
        .func_wrap(WASI_MODULE, "proc_exit", proc_exit::<T>)?
        .func_wrap(WASI_MODULE, "sched_yield", sched_yield::<T>)?;
    Ok(())
}

fn args_sizes_get<T: HasWasi>(
    mut caller: Caller<'_, T>,
    count_at: i32,
    bytes_at: i32,
) -> Result<i32, Error> {
    T::note(&mut caller, "wasi.args_sizes_get", &[], true);
    answer(no_texts(&mut caller, count_at, bytes_at))
}

fn environ_sizes_get<T: HasWasi>(
    mut caller: Caller<'_, T>,
    count_at: i32,
    bytes_at: i32,
) -> Result<i32, Error> {
    T::note(&mut caller, "wasi.environ_sizes_get", &[], true);
    answer(no_texts(&mut caller, count_at, bytes_at))
}

/// Says that there are 0 texts, of 0 bytes.
fn no_texts<T: HasWasi>(
    caller: &mut Caller<'_, T>,
    count_at: i32,
    bytes_at: i32,
) -> Result<(), Failure> {
    let none = 0_u32.to_le_bytes();
    guest::write(caller, count_at.cast_unsigned(), &none)?;
    guest::write(caller, bytes_at.cast_unsigned(), &none)
}

fn args_get<T: HasWasi>(mut caller: Caller<'_, T>, _texts_at: i32, _bytes_at: i32) -> i32 {
    T::note(&mut caller, "wasi.args_get", &[], true);
    0
}

fn environ_get<T: HasWasi>(mut caller: Caller<'_, T>, _texts_at: i32, _bytes_at: i32) -> i32 {
    T::note(&mut caller, "wasi.environ_get", &[], true);
    0
}

fn proc_exit<T: HasWasi>(mut caller: Caller<'_, T>, code: i32) -> Result<(), Error> {
    T::note(
        &mut caller,
        "wasi.proc_exit",
        &[Whole(code.cast_unsigned())],
        true,
    );
    Err(caller.data_mut().exit(code))
}

fn sched_yield<T: HasWasi>(mut caller: Caller<'_, T>) -> i32 {
    T::note(&mut caller, "wasi.sched_yield", &[], true);
    0
}

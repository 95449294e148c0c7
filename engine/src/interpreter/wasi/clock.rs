//! Clocks that never move: the result of a run depends on its submission alone.

use wasmi::{Caller, Error, Linker};

use super::WASI_MODULE;
use super::errno::{Errno, Failure, answer};
use super::guest;
use super::state::HasWasi;
use model::sandbox::Argument::Whole;
use model::sandbox::Capability;

/// The specification's clocks: of the day, monotonic, of the process, of the thread.
const CLOCKS: u32 = 4;
/// What every clock says, in nanoseconds: the first moment of 1970 for the clock of the day.
const NOW_NS: u64 = 0;
/// The finest resolution there is, so that no program divides by 0.
const RESOLUTION_NS: u64 = 1;

pub(super) fn link<T: HasWasi + 'static>(linker: &mut Linker<T>) -> Result<(), Error> {
    linker
        .func_wrap(WASI_MODULE, "clock_res_get", clock_res_get::<T>)?
        .func_wrap(WASI_MODULE, "clock_time_get", clock_time_get::<T>)?;
    Ok(())
}

/// Whether there is such a clock, and whether the run may ask it.
pub(super) fn check<T: HasWasi>(caller: &mut Caller<'_, T>, clock: u32) -> Result<(), Errno> {
    if clock >= CLOCKS {
        return Err(Errno::Inval);
    }
    if !caller.data_mut().wasi().grants(Capability::Clock) {
        return Err(Errno::NotCapable);
    }
    Ok(())
}

fn clock_res_get<T: HasWasi>(mut caller: Caller<'_, T>, clock: i32, at: i32) -> Result<i32, Error> {
    say(&mut caller, "wasi.clock_res_get", clock, RESOLUTION_NS, at)
}

fn clock_time_get<T: HasWasi>(
    mut caller: Caller<'_, T>,
    clock: i32,
    _precision_ns: i64,
    at: i32,
) -> Result<i32, Error> {
    say(&mut caller, "wasi.clock_time_get", clock, NOW_NS, at)
}

fn say<T: HasWasi>(
    caller: &mut Caller<'_, T>,
    call: &str,
    clock: i32,
    ns: u64,
    at: i32,
) -> Result<i32, Error> {
    let clock = clock.cast_unsigned();
    let is_granted = caller.data_mut().wasi().grants(Capability::Clock);
    T::note(caller, call, &[Whole(clock)], is_granted);
    let checked = check(caller, clock).map_err(Failure::from);
    answer(checked.and_then(|()| guest::write(caller, at.cast_unsigned(), &ns.to_le_bytes())))
}

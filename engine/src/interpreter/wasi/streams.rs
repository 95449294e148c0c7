//! The three descriptors that are open: standard input, standard output and standard error.

use wasmi::{Caller, Error, Linker};

use super::WASI_MODULE;
use super::errno::{Errno, Failure, answer};
use super::guest::{self, Stretch};
use super::state::{HasWasi, STDERR, STDIN, STDOUT};
use model::sandbox::Argument::Whole;

/// Bytes of the specification's `fdstat`.
const FDSTAT_BYTES: usize = 24;
/// Bytes of the specification's `filestat`. All of them are 0: a file of an unknown type, without a size.
const FILESTAT_BYTES: usize = 64;
/// The places of the rights in `fdstat`. The type before them is 0, "unknown": no terminal, so that a program
/// gathers what it writes.
const RIGHTS_AT: usize = 8;

/// Rights of a descriptor, as the specification numbers its bits.
const RIGHT_READ: u64 = 1 << 1;
const RIGHT_WRITE: u64 = 1 << 6;
const RIGHT_FILESTAT: u64 = 1 << 21;
const RIGHT_POLL: u64 = 1 << 27;

type Visit<'a, T> = Caller<'a, T>;

pub(super) fn link<T: HasWasi + 'static>(linker: &mut Linker<T>) -> Result<(), Error> {
    linker
        .func_wrap(WASI_MODULE, "fd_read", fd_read::<T>)?
        .func_wrap(WASI_MODULE, "fd_write", fd_write::<T>)?
        .func_wrap(WASI_MODULE, "fd_close", fd_close::<T>)?
        .func_wrap(WASI_MODULE, "fd_fdstat_get", fd_fdstat_get::<T>)?
        .func_wrap(WASI_MODULE, "fd_filestat_get", fd_filestat_get::<T>)?
        .func_wrap(WASI_MODULE, "fd_prestat_get", fd_prestat_get::<T>)?;
    Ok(())
}

/// Notes a call that begins with a descriptor; it is granted where the descriptor is open.
fn called<T: HasWasi>(caller: &mut Visit<'_, T>, call: &str, fd: i32) -> Result<u32, Errno> {
    let fd = fd.cast_unsigned();
    let open = caller.data_mut().wasi().check_open(fd);
    T::note(caller, call, &[Whole(fd)], open.is_ok());
    open.map(|()| fd)
}

fn fd_read<T: HasWasi>(
    mut caller: Visit<'_, T>,
    fd: i32,
    list_at: i32,
    count: i32,
    read_at: i32,
) -> Result<i32, Error> {
    let (list_at, count, read_at) = unsigned(list_at, count, read_at);
    let fd = called(&mut caller, "wasi.fd_read", fd);
    answer(fd.map_err(Failure::from).and_then(|fd| {
        if fd != STDIN {
            return Err(Errno::NotCapable.into());
        }
        let stretches = guest::stretches(&mut caller, list_at, count)?;
        guest::check(&caller, read_at, 4)?;
        let left = caller.data_mut().wasi().unread().len() as u64;
        let read = total(&stretches).min(left) as u32;
        guest::pay_copy(&mut caller, read)?;
        for stretch in stretches {
            guest::fill_from_input(&mut caller, stretch)?;
        }
        guest::write(&mut caller, read_at, &read.to_le_bytes())
    }))
}

fn fd_write<T: HasWasi>(
    mut caller: Visit<'_, T>,
    fd: i32,
    list_at: i32,
    count: i32,
    written_at: i32,
) -> Result<i32, Error> {
    let (list_at, count, written_at) = unsigned(list_at, count, written_at);
    let fd = called(&mut caller, "wasi.fd_write", fd);
    answer(fd.map_err(Failure::from).and_then(|fd| {
        if fd != STDOUT && fd != STDERR {
            return Err(Errno::NotCapable.into());
        }
        let stretches = guest::stretches(&mut caller, list_at, count)?;
        guest::check(&caller, written_at, 4)?;
        let room = caller.data_mut().wasi().room(fd) as u64;
        let written = total(&stretches);
        guest::pay_copy(&mut caller, written.min(room) as u32)?;
        for stretch in stretches {
            guest::append_to_output(&mut caller, fd, stretch)?;
        }
        // More than an output takes has ended the run.
        guest::write(&mut caller, written_at, &(written as u32).to_le_bytes())
    }))
}

fn fd_close<T: HasWasi>(mut caller: Visit<'_, T>, fd: i32) -> Result<i32, Error> {
    let fd = called(&mut caller, "wasi.fd_close", fd);
    let closed = fd.and_then(|fd| caller.data_mut().wasi().close(fd));
    answer(closed.map_err(Failure::from))
}

fn fd_fdstat_get<T: HasWasi>(mut caller: Visit<'_, T>, fd: i32, at: i32) -> Result<i32, Error> {
    let fd = called(&mut caller, "wasi.fd_fdstat_get", fd);
    answer(fd.map_err(Failure::from).and_then(|fd| {
        let way = if fd == STDIN { RIGHT_READ } else { RIGHT_WRITE };
        let rights = way | RIGHT_FILESTAT | RIGHT_POLL;
        let mut fdstat = [0; FDSTAT_BYTES];
        guest::put(&mut fdstat, RIGHTS_AT, &rights.to_le_bytes());
        guest::write(&mut caller, at.cast_unsigned(), &fdstat)
    }))
}

fn fd_filestat_get<T: HasWasi>(mut caller: Visit<'_, T>, fd: i32, at: i32) -> Result<i32, Error> {
    let fd = called(&mut caller, "wasi.fd_filestat_get", fd);
    answer(fd.map_err(Failure::from).and_then(|_| {
        let filestat = [0; FILESTAT_BYTES];
        guest::write(&mut caller, at.cast_unsigned(), &filestat)
    }))
}

/// No descriptor is a folder that was opened before the start. Programs ask for the first one that could be, and
/// stop there, so that the call is granted.
fn fd_prestat_get<T: HasWasi>(mut caller: Visit<'_, T>, fd: i32, _at: i32) -> Result<i32, Error> {
    T::note(
        &mut caller,
        "wasi.fd_prestat_get",
        &[Whole(fd.cast_unsigned())],
        true,
    );
    answer(Err(Errno::BadF.into()))
}

fn total(stretches: &[Stretch]) -> u64 {
    stretches.iter().map(|stretch| u64::from(stretch.len)).sum()
}

fn unsigned(a: i32, b: i32, c: i32) -> (u32, u32, u32) {
    (a.cast_unsigned(), b.cast_unsigned(), c.cast_unsigned())
}

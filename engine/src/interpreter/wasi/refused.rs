//! The functions that no program here may use: each answers an error number, and the program goes on.

use wasmi::{Caller, Error, FuncType, Linker, Val, ValType};

use super::WASI_MODULE;
use super::errno::{Errno, answer};
use super::state::HasWasi;
use model::sandbox::Argument;

/// Where a function has its descriptors.
#[derive(Clone, Copy)]
enum Descriptors {
    /// Nowhere, or nothing depends on whether they are open.
    None,
    /// Its first parameter.
    First,
    /// These two parameters.
    Two(usize, usize),
    /// This parameter.
    At(usize),
}

/// One function: its name, the types of its parameters (`i` for 32 bits, `I` for 64), where its descriptors are,
/// and the answer where they are open.
type Row = (&'static str, &'static str, Descriptors, Errno);

use Descriptors::{At, First, None as Nowhere, Two};
use Errno::{BadF, Inval, NotCapable, NotDir, NotSup, SPipe};

const ROWS: [Row; 30] = [
    ("fd_advise", "iIIi", First, SPipe),
    ("fd_allocate", "iII", First, NotCapable),
    ("fd_datasync", "i", First, Inval),
    ("fd_fdstat_set_flags", "ii", First, NotCapable),
    ("fd_fdstat_set_rights", "iII", First, NotCapable),
    ("fd_filestat_set_size", "iI", First, NotCapable),
    ("fd_filestat_set_times", "iIIi", First, NotCapable),
    ("fd_pread", "iiiIi", First, SPipe),
    ("fd_prestat_dir_name", "iii", Nowhere, BadF),
    ("fd_pwrite", "iiiIi", First, SPipe),
    ("fd_readdir", "iiiIi", First, NotDir),
    ("fd_renumber", "ii", Two(0, 1), NotSup),
    ("fd_seek", "iIii", First, SPipe),
    ("fd_sync", "i", First, Inval),
    ("fd_tell", "ii", First, SPipe),
    ("path_create_directory", "iii", First, NotCapable),
    ("path_filestat_get", "iiiii", First, NotCapable),
    ("path_filestat_set_times", "iiiiIIi", First, NotCapable),
    ("path_link", "iiiiiii", Two(0, 4), NotCapable),
    ("path_open", "iiiiiIIii", First, NotCapable),
    ("path_readlink", "iiiiii", First, NotCapable),
    ("path_remove_directory", "iii", First, NotCapable),
    ("path_rename", "iiiiii", Two(0, 3), NotCapable),
    ("path_symlink", "iiiii", At(2), NotCapable),
    ("path_unlink_file", "iii", First, NotCapable),
    ("proc_raise", "i", Nowhere, NotSup),
    ("sock_accept", "iii", Nowhere, NotCapable),
    ("sock_recv", "iiiiii", Nowhere, NotCapable),
    ("sock_send", "iiiii", Nowhere, NotCapable),
    ("sock_shutdown", "ii", Nowhere, NotCapable),
];

pub(super) fn link<T: HasWasi + 'static>(linker: &mut Linker<T>) -> Result<(), Error> {
    for (name, types, descriptors, open) in ROWS {
        let call = format!("wasi.{name}");
        let params: Vec<ValType> = types.bytes().map(of_letter).collect();
        let refuse = move |mut caller: Caller<'_, T>, params: &[Val], results: &mut [Val]| {
            let arguments: Vec<Argument> = params.iter().filter_map(argument).collect();
            T::note(&mut caller, &call, &arguments, false);
            let is_open = |at: usize| match params.get(at) {
                Some(Val::I32(fd)) => caller.data_mut().wasi().check_open(fd.cast_unsigned()),
                _ => Err(BadF),
            };
            let refusal = checked(descriptors, is_open).err().unwrap_or(open);
            if let Some(result) = results.first_mut() {
                *result = Val::I32(answer(Err(refusal.into()))?);
            }
            Ok(())
        };
        linker.func_new(
            WASI_MODULE,
            name,
            FuncType::new(params, [ValType::I32]),
            refuse,
        )?;
    }
    Ok(())
}

fn checked(
    descriptors: Descriptors,
    mut is_open: impl FnMut(usize) -> Result<(), Errno>,
) -> Result<(), Errno> {
    match descriptors {
        Descriptors::None => Ok(()),
        First => is_open(0),
        At(place) => is_open(place),
        Two(one, other) => is_open(one).and_then(|()| is_open(other)),
    }
}

fn of_letter(letter: u8) -> ValType {
    if letter == b'I' {
        ValType::I64
    } else {
        ValType::I32
    }
}

/// A parameter as it is shown: addresses and descriptors have no sign, and a number of 64 bits may be rounded.
fn argument(param: &Val) -> Option<Argument> {
    match param {
        Val::I32(number) => Some(Argument::Whole(number.cast_unsigned())),
        Val::I64(number) => Some(Argument::NumberBits((*number as f64).to_bits())),
        _ => None,
    }
}

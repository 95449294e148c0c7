//! The answers of WASI's functions, and what ends a call early.

use wasmi::Error;

/// An error number of the specification.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u16)]
pub(super) enum Errno {
    /// Bad file descriptor: it is not open.
    BadF = 8,
    /// Bad address.
    Fault = 21,
    /// Invalid argument.
    Inval = 28,
    /// Not a directory.
    NotDir = 54,
    /// Not supported.
    NotSup = 58,
    /// Invalid seek: the descriptor is a stream.
    SPipe = 70,
    /// The descriptor has no right to do so.
    NotCapable = 76,
}

/// Why a call did not do its work.
#[derive(Debug)]
pub(super) enum Failure {
    /// The program hears this number and goes on.
    Answer(Errno),
    /// The run ends.
    End(Error),
}

impl From<Errno> for Failure {
    fn from(errno: Errno) -> Self {
        Self::Answer(errno)
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::End(error)
    }
}

/// What the program hears: 0 where the work was done.
pub(super) fn answer(done: Result<(), Failure>) -> Result<i32, Error> {
    match done {
        Ok(()) => Ok(0),
        Err(Failure::Answer(errno)) => Ok(i32::from(errno as u16)),
        Err(Failure::End(error)) => Err(error),
    }
}

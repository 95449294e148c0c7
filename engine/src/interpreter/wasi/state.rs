//! The WASI side of a run: the three streams, the counter of the random bytes, and what is granted.

use wasmi::{Caller, Error};

use super::errno::Errno;
use model::sandbox::{Argument, Capability, Grants};

/// The streams of a program, by their descriptors.
pub(super) const STDIN: u32 = 0;
pub(super) const STDOUT: u32 = 1;
pub(super) const STDERR: u32 = 2;

/// The WASI side of a run.
pub(in crate::interpreter) struct WasiState {
    stdin: Vec<u8>,
    /// The bytes of `stdin` that were read.
    read: usize,
    pub(in crate::interpreter) stdout: Vec<u8>,
    pub(in crate::interpreter) stderr: Vec<u8>,
    /// The most bytes of each output.
    output_bytes: u32,
    is_open: [bool; 3],
    /// How many blocks of random bytes were handed out.
    pub(super) random_blocks: u64,
    grants: Grants,
}

/// The state of a run that has a WASI side.
pub(in crate::interpreter) trait HasWasi: Sized {
    /// Its WASI side.
    fn wasi(&mut self) -> &mut WasiState;

    /// Counts a call, and keeps it where somebody looks at the calls.
    fn note(caller: &mut Caller<'_, Self>, call: &str, arguments: &[Argument], is_granted: bool);

    /// Charges for the host's work.
    ///
    /// # Errors
    ///
    /// The end of the run, where its fuel does not pay for it.
    fn pay(caller: &mut Caller<'_, Self>, fuel: u32) -> Result<(), Error>;

    /// The end of a run whose output is full.
    fn output_full(&mut self) -> Error;

    /// The end of a run that asks for it, with its exit code.
    fn exit(&mut self, code: i32) -> Error;
}

impl WasiState {
    /// A run that reads `stdin` and may write so many bytes to each of its two outputs.
    pub(in crate::interpreter) fn new(stdin: Vec<u8>, output_bytes: u32, grants: Grants) -> Self {
        Self {
            stdin,
            read: 0,
            stdout: Vec::new(),
            stderr: Vec::new(),
            output_bytes,
            is_open: [true; 3],
            random_blocks: 0,
            grants,
        }
    }

    pub(super) fn grants(&self, capability: Capability) -> bool {
        self.grants.has(capability)
    }

    /// Whether a descriptor is open.
    ///
    /// # Errors
    ///
    /// [`Errno::BadF`] where it is not.
    pub(super) fn check_open(&self, fd: u32) -> Result<(), Errno> {
        match self.is_open.get(fd as usize) {
            Some(true) => Ok(()),
            _ => Err(Errno::BadF),
        }
    }

    pub(super) fn close(&mut self, fd: u32) -> Result<(), Errno> {
        self.check_open(fd)?;
        if let Some(is_open) = self.is_open.get_mut(fd as usize) {
            *is_open = false;
        }
        Ok(())
    }

    /// What is left to read.
    pub(super) fn unread(&self) -> &[u8] {
        self.stdin.get(self.read..).unwrap_or_default()
    }

    /// Counts bytes as read.
    pub(super) fn skip(&mut self, bytes: usize) {
        self.read = self.read.saturating_add(bytes).min(self.stdin.len());
    }

    /// How many bytes an output still takes.
    pub(super) fn room(&self, fd: u32) -> usize {
        let written = if fd == STDERR {
            &self.stderr
        } else {
            &self.stdout
        };
        (self.output_bytes as usize).saturating_sub(written.len())
    }

    /// Adds to an output as much as it takes. Whether that is all.
    pub(super) fn write(&mut self, fd: u32, bytes: &[u8]) -> bool {
        let room = self.room(fd);
        let output = if fd == STDERR {
            &mut self.stderr
        } else {
            &mut self.stdout
        };
        output.extend_from_slice(bytes.get(..room).unwrap_or(bytes));
        bytes.len() <= room
    }
}

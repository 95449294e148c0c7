//! How a program is entered, what it may call, and how it says its points.

use wasmi::{Error, Linker, Module};

use super::SandboxError;
use super::host;
use super::host_state::HostState;
use model::sandbox::{Ended, Grants};

/// One way to be a grading program. Only the constructors name the ways, so that a program of ours which runs no WASI
/// does not contain it.
pub(super) struct Entry {
    /// The export that is called.
    pub(super) export: &'static str,
    /// The error where a module has no such export.
    pub(super) missing: SandboxError,
    /// Links what a module may call.
    pub(super) link: fn(&mut Linker<HostState>, &Module, Grants) -> Result<(), Error>,
    /// Completes the host's state before a run.
    pub(super) begin: fn(&mut HostState, Grants),
    /// The end of a run that returned.
    pub(super) judge: fn(&mut HostState) -> Ended,
}

/// A program that exports `grade` and calls the host.
pub(super) static GRADE: Entry = Entry {
    export: "grade",
    missing: SandboxError::NoGrade,
    link: host::link,
    begin: |_, _| {},
    judge: |state| Ended::Graded {
        points: state.points(),
    },
};

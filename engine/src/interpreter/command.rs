//! Programs with `_start`: what they read, and how their output becomes a grade.

use wasmi::{Caller, Error};

use super::SandboxError;
use super::entry::Entry;
use super::host;
use super::host_state::{HostState, one_line};
use super::wasi::{self, HasWasi, WasiState};
use model::sandbox::{Argument, Ended, Grants, Trap, result_from_json, submission_to_json};

/// How many bytes of JSON a byte of feedback takes at most: `\u0001`.
const ESCAPED_BYTES: u32 = 6;
/// Bytes of output beside the feedback. Chosen: the marks of JSON, or one report of a panic on standard error.
const FRAME_BYTES: u32 = 1_024;

impl HasWasi for HostState {
    fn wasi(&mut self) -> &mut WasiState {
        let none = || Box::new(WasiState::new(Vec::new(), 0, Grants::NONE));
        self.wasi.get_or_insert_with(none)
    }

    fn note(caller: &mut Caller<'_, Self>, call: &str, arguments: &[Argument], is_granted: bool) {
        host::note(caller, call, arguments, is_granted);
    }

    fn pay(caller: &mut Caller<'_, Self>, fuel: u32) -> Result<(), Error> {
        host::pay(caller, fuel)
    }

    fn output_full(&mut self) -> Error {
        self.end(Ended::Trapped(Trap::OutputLimit))
    }

    fn exit(&mut self, code: i32) -> Error {
        let ended = match code {
            0 => judge(self),
            code => Ended::Trapped(Trap::Exit(code)),
        };
        self.end(ended)
    }
}

/// A program that exports `_start` and calls WASI alone.
pub(super) static START: Entry = Entry {
    export: "_start",
    missing: SandboxError::NoStart,
    link: |linker, module, _| {
        wasi::link(linker)?;
        host::refuse_others(linker, module);
        Ok(())
    },
    begin,
    judge,
};

/// Makes the streams of a run. Each output may hold the largest feedback in JSON.
fn begin(state: &mut HostState, grants: Grants) {
    let feedback = state.output_bytes.saturating_mul(ESCAPED_BYTES);
    let output_bytes = feedback.saturating_add(FRAME_BYTES);
    let stdin = submission_to_json(&state.submission).into_bytes();
    state.wasi = Some(Box::new(WasiState::new(stdin, output_bytes, grants)));
}

/// What a program wrote says its points.
fn judge(state: &mut HostState) -> Ended {
    let written = result_from_json(&state.wasi().stdout);
    match written {
        Ok((points, feedback)) => {
            state.points_asked = points;
            let line = one_line(&feedback.unwrap_or_default(), state.output_bytes as usize);
            state.feedback = (!line.is_empty()).then_some(line);
            Ended::Graded {
                points: state.points(),
            }
        }
        Err(fault) => Ended::Trapped(Trap::BadResult(fault.to_string())),
    }
}

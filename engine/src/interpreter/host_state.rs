//! The host's state during one run: the submission and the key, the feedback and the points, the
//! walls.
//!
//! It is kept outside the snippet's memory and ends with the run.

use std::borrow::Cow;
use std::fmt;
use std::ops::RangeInclusive;

use wasmi::Error;
use wasmi::errors::HostError;

use super::call_log::OnCall;
use super::walls::Walls;
use super::wasi::WasiState;
use model::sandbox::{CallCount, Criterion, Ended, Limits, MAX_SUBMISSION_BYTES, Task, Trap};

/// The host's state during one run.
pub(super) struct HostState {
    pub(super) submission: String,
    pub(super) task: Task,
    pub(super) walls: Walls,
    /// The fuel granted to the run, in units.
    pub(super) fuel: u64,
    /// The fuel of later pieces of a run; see [`super::watched_run`].
    pub(super) reserve_fuel: u64,
    /// The calls one by one, where somebody looks at them.
    pub(super) log: Option<Box<dyn OnCall>>,
    pub(super) output_bytes: u32,
    /// The streams of a program with `_start`; other programs have none.
    pub(super) wasi: Option<Box<WasiState>>,
    questions_left: u32,
    pub(super) points_asked: u32,
    pub(super) feedback: Option<String>,
    pub(super) calls: Vec<CallCount>,
    /// The end of the run by the host, where wasm has no trap for it.
    pub(super) ended: Option<Ended>,
}

/// The host has ended the run: [`HostState::ended`] says how.
#[derive(Debug)]
struct HostEnd;

impl fmt::Display for HostEnd {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the host ended the run")
    }
}

impl HostError for HostEnd {}

impl HostState {
    pub(super) fn new(task: &Task, submission: &str, limits: &Limits) -> Self {
        Self::with_memories(1, task, submission, limits)
    }

    /// A state in which no memory can be made at all, to check whether a module has one.
    pub(super) fn without_memory(limits: &Limits) -> Self {
        let nothing = Task {
            prompt: "",
            cap_points: 0,
            key: Cow::Borrowed(&[]),
            samples: "",
        };
        Self::with_memories(0, &nothing, "", limits)
    }

    /// A state for several instances at once, as the core test suite has them.
    #[cfg(test)]
    pub(super) fn shared(limits: &Limits) -> Self {
        let mut state = Self::without_memory(limits);
        state.walls = Walls::shared(limits);
        state
    }

    fn with_memories(memories: usize, task: &Task, submission: &str, limits: &Limits) -> Self {
        Self {
            submission: cut(submission, MAX_SUBMISSION_BYTES as usize).to_owned(),
            task: task.clone(),
            walls: Walls::new(memories, limits),
            fuel: limits.fuel,
            reserve_fuel: 0,
            log: None,
            output_bytes: limits.output_bytes,
            wasi: None,
            questions_left: limits.key_questions,
            points_asked: 0,
            feedback: None,
            calls: Vec::new(),
            ended: None,
        }
    }

    /// Ends the run, by the error that a host function returns.
    pub(super) fn end(&mut self, ended: Ended) -> Error {
        self.ended = Some(ended);
        Error::host(HostEnd)
    }

    pub(super) fn points(&self) -> u32 {
        self.points_asked.min(self.task.cap_points)
    }

    pub(super) fn count(&mut self, call: &str) {
        if let Some(seen) = self.calls.iter_mut().find(|seen| seen.call == call) {
            seen.times = seen.times.saturating_add(1);
        } else {
            self.calls.push(CallCount {
                call: call.to_owned(),
                times: 1,
            });
        }
    }

    pub(super) fn ask(&mut self) -> Result<(), Error> {
        match self.questions_left.checked_sub(1) {
            Some(left) => self.questions_left = left,
            None => return Err(self.end(Ended::Trapped(Trap::QuestionLimit))),
        }
        Ok(())
    }

    pub(super) fn criterion(&self, criterion: i32) -> Option<&Criterion> {
        self.task.key.get(usize::try_from(criterion).ok()?)
    }
}

/// At most `bytes` of `text`, cut between characters.
fn cut(text: &str, bytes: usize) -> &str {
    &text[..text.floor_char_boundary(bytes)]
}

/// Direction marks, the two Unicode line ends, embeddings, and isolates.
const TURNING: [RangeInclusive<char>; 4] = [
    '\u{61c}'..='\u{61c}',
    '\u{200e}'..='\u{200f}',
    '\u{2028}'..='\u{202e}',
    '\u{2066}'..='\u{2069}',
];

/// One harmless line: control characters and those that turn the reading direction become spaces.
pub(super) fn one_line(text: &str, bytes: usize) -> String {
    let turns = |c| TURNING.iter().any(|range| range.contains(&c));
    let line: String = text
        .chars()
        .map(|c| if c.is_control() || turns(c) { ' ' } else { c })
        .collect();
    cut(line.trim(), bytes).trim_end().to_owned()
}

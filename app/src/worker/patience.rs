//! The limit of the page's wait for a silent worker.
//!
//! Time is counted in beats of a page timer and not by the clock: a machine that slept, or a tab in the
//! background whose timers are slowed down, has not waited for its worker.

/// The time between two beats, milliseconds.
pub(super) const BEAT_MS: u32 = 1_000;
/// The number of beats after which a program that is not loaded is late.
const LOADING_BEATS: u32 = 8;
/// The same number where no part of the page waits for the program.
const LONG_LOADING_BEATS: u32 = 60;
/// The number of silent beats after which a loaded worker is dead. A worker sends a message at least
/// every 50 ms while it works, apart from the steps that cannot be divided, which take about two seconds
/// on a slow machine.
const WORKING_BEATS: u32 = 10;

/// The time that a program may take to arrive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wait {
    /// Some seconds, where the page waits for the answer.
    Seconds,
    /// A minute, where the page can be used meanwhile.
    Minute,
}

/// Counts the beats since a worker's last message.
#[derive(Clone, Debug)]
pub(super) struct Patience {
    silent_beats: u32,
    loading_beats: u32,
    is_loaded: bool,
}

impl Default for Patience {
    fn default() -> Self {
        Self::new(Wait::Seconds)
    }
}

/// The meaning of a worker's silence at a beat.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Silence {
    /// The silence is not too long.
    Bearable,
    /// The program has still not arrived. This value is returned once.
    Late,
    /// The worker's program was loaded, and it stopped answering.
    Dead,
}

impl Patience {
    /// The patience with a worker whose program may take this long to arrive.
    pub(super) fn new(wait: Wait) -> Self {
        Self {
            silent_beats: 0,
            loading_beats: match wait {
                Wait::Seconds => LOADING_BEATS,
                Wait::Minute => LONG_LOADING_BEATS,
            },
            is_loaded: false,
        }
    }

    /// Whether the worker has ever sent a message.
    pub(super) fn is_loaded(&self) -> bool {
        self.is_loaded
    }

    /// Records a message of the worker, which also means that its program is loaded.
    pub(super) fn heard(&mut self) {
        self.is_loaded = true;
        self.silent_beats = 0;
    }

    /// Records a question to the worker.
    pub(super) fn asked(&mut self) {
        if self.is_loaded {
            self.silent_beats = 0;
        }
    }

    /// Counts a beat, one second. `awaits` says whether a question is open.
    pub(super) fn beat(&mut self, awaits: bool) -> Silence {
        if self.is_loaded && !awaits {
            return Silence::Bearable;
        }
        self.silent_beats += 1;
        match (self.is_loaded, self.silent_beats) {
            (false, beats) if beats == self.loading_beats => Silence::Late,
            (true, beats) if beats >= WORKING_BEATS => Silence::Dead,
            _ => Silence::Bearable,
        }
    }

    /// Whether a further beat can return anything but [`Silence::Bearable`].
    pub(super) fn is_waiting(&self, awaits: bool) -> bool {
        if self.is_loaded {
            awaits
        } else {
            self.silent_beats < self.loading_beats
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Clone, Copy)]
    enum Happens {
        Heard,
        Asked,
        Beats(u32),
        IdleBeats(u32),
    }
    use Happens::{Asked, Beats, Heard, IdleBeats};

    /// Compares the silences that are not bearable, in order.
    fn check(story: &[Happens], expected: &[Silence]) {
        let mut patience = Patience::default();
        let mut found = Vec::new();
        for happens in story {
            let (beats, awaits) = match happens {
                Heard => {
                    patience.heard();
                    (0, false)
                }
                Asked => {
                    patience.asked();
                    (0, false)
                }
                Beats(beats) => (*beats, true),
                IdleBeats(beats) => (*beats, false),
            };
            for _ in 0..beats {
                found.push(patience.beat(awaits));
            }
        }
        found.retain(|silence| *silence != Silence::Bearable);
        assert_eq!(found, expected);
    }

    #[test]
    fn a_program_that_does_not_arrive_is_late_once() {
        check(&[Beats(60)], &[Silence::Late]);
        check(&[IdleBeats(60)], &[Silence::Late]);
        check(&[Beats(7), Heard, Beats(9)], &[]);
    }

    #[test]
    fn a_worker_that_falls_silent_over_a_question_is_dead() {
        check(&[Heard, Asked, Beats(10)], &[Silence::Dead]);
        check(&[Heard, Asked, Beats(9), Heard, Beats(9)], &[]);
        check(&[Heard, IdleBeats(60), Asked, Beats(9)], &[]);
    }

    #[test]
    fn nothing_is_counted_where_nothing_can_be_found() {
        let mut patience = Patience::default();
        assert!(patience.is_waiting(false));
        patience.heard();
        assert!(!patience.is_waiting(false));
        assert!(patience.is_waiting(true));
    }
}

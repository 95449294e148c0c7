//! The size of the work between two looks at the clock, and the time at which a worker lets messages in.

use std::ops::ControlFlow;

/// The length of a slice, milliseconds, so that the worker receives a newer question within 20 ms.
const SLICE_MS: f64 = 10.0;
/// The time above which a portion of work is halved, milliseconds.
const PORTION_MS: f64 = 4.0;
/// The largest portion, in events.
const LARGEST: u32 = 2_000;

/// The size of the next portion. It follows the cost of the work: an event of an unusual scenario may
/// cost a thousand times as much as an event of another.
#[derive(Clone, Debug)]
pub(super) struct Pace {
    events: u32,
}

impl Default for Pace {
    fn default() -> Self {
        Self { events: 8 }
    }
}

impl Pace {
    /// The number of events to simulate before the next look at the clock.
    pub(super) fn events(&self) -> u32 {
        self.events
    }

    /// Adjusts the size to the time that a portion took, milliseconds.
    pub(super) fn took(&mut self, portion_ms: f64) {
        if portion_ms > PORTION_MS {
            // A portion may have been far too long: the next one is cut in proportion.
            let share = (PORTION_MS / portion_ms).min(0.5);
            self.events = ((f64::from(self.events) * share) as u32).max(1);
        } else if portion_ms < PORTION_MS / 2.0 {
            self.events = (self.events * 2).min(LARGEST);
        }
    }
}

/// Does portions of work until the work is done or the slice is over. `portion` gets a number of events;
/// it breaks when the work is done and otherwise continues with the share that is done, from 0 to 1.
/// `now_ms` reads a clock.
pub(super) fn run_slice<B>(
    pace: &mut Pace,
    mut now_ms: impl FnMut() -> f64,
    mut portion: impl FnMut(u32) -> ControlFlow<B, f64>,
) -> ControlFlow<B, f64> {
    let begun = now_ms();
    let mut before = begun;
    loop {
        let result = portion(pace.events());
        let now = now_ms();
        pace.took(now - before);
        before = now;
        // The next portion may take as long as the longest portion that is not halved.
        if result.is_break() || now - begun >= SLICE_MS - PORTION_MS {
            return result;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::Cell;

    /// Simulates events of this cost, ms, starting with the pace of a cheap scenario. Returns the length
    /// of each slice after the first, ms.
    fn slices(event_ms: f64) -> Vec<f64> {
        let clock = Cell::new(0.0);
        let mut pace = Pace { events: LARGEST };
        let mut slices = Vec::new();
        for _ in 0..20 {
            let begun = clock.get();
            let outcome: ControlFlow<(), f64> = run_slice(
                &mut pace,
                || clock.get(),
                |events| {
                    clock.set(clock.get() + f64::from(events) * event_ms);
                    ControlFlow::Continue(0.0)
                },
            );
            assert_eq!(outcome, ControlFlow::Continue(0.0));
            slices.push(clock.get() - begun);
        }
        slices.split_off(1)
    }

    #[test]
    fn a_slice_is_short_whatever_an_event_costs() {
        for event_ms in [0.000_1, 0.001, 0.01, 0.4, 3.0] {
            let longest = slices(event_ms).into_iter().fold(0.0, f64::max);
            assert!(longest <= SLICE_MS * 1.6, "{event_ms} ms: {longest} ms");
        }
    }

    #[test]
    fn cheap_events_are_done_in_large_portions() {
        let mut pace = Pace::default();
        for _ in 0..20 {
            pace.took(0.1);
        }
        assert_eq!(pace.events(), LARGEST);
    }

    #[test]
    fn work_that_is_done_ends_its_slice() {
        let mut portions = 0;
        let done = run_slice(
            &mut Pace::default(),
            || 0.0,
            |_| {
                portions += 1;
                ControlFlow::Break(())
            },
        );
        assert_eq!((done, portions), (ControlFlow::Break(()), 1));
    }
}

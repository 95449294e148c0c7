//! The position of the screen in the hour, and the speed of the playback.
//!
//! The precise time changes with every frame and is no signal; the displayed time follows it eight times
//! a second.

pub mod speed;
pub mod start;

use leptos::prelude::*;
use model::units::Nanos;

use speed::{USUAL, playable};
use start::Start;

/// The time between two updates of the displayed time, milliseconds.
const FOLLOWS_EVERY_MS: f64 = 125.0;

/// The playhead; every field is `Copy`.
#[derive(Clone, Copy)]
pub struct Playhead {
    /// Whether the playback runs.
    pub playing: RwSignal<bool>,
    /// Simulated seconds a second of screen time.
    pub speed: RwSignal<f64>,
    /// The displayed time: it follows while the playback runs, and is exact while it is paused.
    pub time: RwSignal<Nanos>,
    /// Counts up with every seek.
    pub seeks: RwSignal<u32>,
    /// The part of the hour that is repeated.
    pub range: RwSignal<Option<Looped>>,
    /// Whether the opening time is settled; a run that arrives before that chooses it.
    pub placed: RwSignal<bool>,
    end: RwSignal<Nanos>,
    exact: StoredValue<Exact>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Exact {
    time: Nanos,
    followed_ms: f64,
}

impl Playhead {
    /// A playhead as the address and the person's settings ask for it.
    pub fn new() -> Self {
        let start = Start::of_page();
        let time = start.at.unwrap_or(Nanos::ZERO);
        Self {
            playing: RwSignal::new(start.playing),
            speed: RwSignal::new(playable(start.speed.unwrap_or(USUAL))),
            time: RwSignal::new(time),
            seeks: RwSignal::new(0),
            range: RwSignal::new(None),
            placed: RwSignal::new(start.at.is_some()),
            end: RwSignal::new(Nanos::from_secs(3_600.0)),
            exact: StoredValue::new(Exact {
                time,
                followed_ms: 0.0,
            }),
        }
    }

    /// The precise time.
    pub fn now(&self) -> Nanos {
        self.exact
            .try_with_value(|exact| exact.time)
            .unwrap_or_default()
    }

    /// The end of the hour.
    pub fn end(&self) -> Nanos {
        self.end.get()
    }

    /// Sets the end of the hour; a playhead beyond it moves there.
    pub fn set_end(&self, end: Nanos) {
        if self.end.get_untracked() != end {
            self.end.set(end);
        }
        if self.now() > end {
            self.seek(end);
        }
    }

    /// Moves the playhead to a time.
    pub fn seek(&self, time: Nanos) {
        let time = time.min(self.end.get_untracked());
        self.exact.update_value(|exact| exact.time = time);
        self.time.set(time);
        self.placed.set(true);
        self.seeks.update(|count| *count = count.wrapping_add(1));
    }

    /// Moves the playhead to a time and pauses there.
    pub fn stop_at(&self, time: Nanos) {
        self.playing.set(false);
        self.seek(time);
    }

    /// Moves the playhead to a time and plays from there.
    pub fn play_from(&self, time: Nanos) {
        self.seek(time);
        self.playing.set(true);
    }

    /// Plays from this long before a moment. The end of a loop before the moment is not passed again.
    pub fn play_before(&self, moment: Nanos, lead: Nanos) {
        let from = moment.since(lead);
        let range = self.range.get_untracked();
        self.play_from(range.map_or(from, |range| range.start_before(moment, from)));
    }

    /// Starts or pauses the playback; at the end of the hour it starts again from the beginning.
    pub fn toggle(&self) {
        let playing = !self.playing.get_untracked();
        if playing && self.now() >= self.end.get_untracked() {
            self.seek(Nanos::ZERO);
        }
        self.playing.set(playing);
        self.time.set(self.now());
    }

    /// Advances the playhead by an interval of screen time. Only the animation loop calls this.
    pub fn advance(&self, elapsed_ms: f64, now_ms: f64) {
        let (Some(speed), Some(end)) =
            (self.speed.try_get_untracked(), self.end.try_get_untracked())
        else {
            return;
        };
        let range = self.range.try_get_untracked().flatten();
        let mut follow = None;
        self.exact.try_update_value(|exact| {
            let before = exact.time;
            let time = moved(before, elapsed_ms, speed).min(end);
            exact.time = range.map_or(time, |range| range.looped(before, time));
            if now_ms - exact.followed_ms >= FOLLOWS_EVERY_MS || exact.time >= end {
                exact.followed_ms = now_ms;
                follow = Some(exact.time);
            }
        });
        if let Some(time) = follow {
            self.time.try_set(time);
            if time >= end {
                self.playing.try_set(false);
            }
        }
    }
}

/// A part of the hour that is repeated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Looped {
    /// The loop begins here; its end is still to be chosen.
    From(Nanos),
    /// The loop is between these two times.
    Between(Nanos, Nanos),
}

impl Looped {
    /// The loop between two times in any order, long enough to show something.
    pub fn between(one: Nanos, other: Nanos) -> Self {
        const LEAST: Nanos = Nanos(1_000_000_000);
        let from = one.min(other);
        Self::Between(from, one.max(other).max(from + LEAST))
    }

    /// The playhead's time after a move from `before` to `time`: the start of the loop where the move
    /// passed its end.
    fn looped(self, before: Nanos, time: Nanos) -> Nanos {
        match self {
            Self::Between(from, to) if before <= to && time >= to => from,
            Self::Between(..) | Self::From(_) => time,
        }
    }

    /// A start from which the playback reaches a moment: a start within the loop never leaves it.
    fn start_before(self, moment: Nanos, start: Nanos) -> Nanos {
        match self {
            Self::Between(_, to) if moment > to => start.max(to + Nanos(1)),
            Self::Between(..) | Self::From(_) => start,
        }
    }
}

/// A time plus an interval of screen time at a speed.
fn moved(time: Nanos, elapsed_ms: f64, speed: f64) -> Nanos {
    time + Nanos::from_millis(elapsed_ms * speed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(from_s: f64, elapsed_ms: f64, speed: f64, expected_s: f64) {
        assert_eq!(
            moved(Nanos::from_secs(from_s), elapsed_ms, speed),
            Nanos::from_secs(expected_s)
        );
    }

    fn check_loop(before_s: f64, time_s: f64, expected_s: f64) {
        let secs = Nanos::from_secs;
        let range = Looped::between(secs(60.0), secs(30.0));
        assert_eq!(
            range.looped(secs(before_s), secs(time_s)),
            secs(expected_s),
            "from {before_s} to {time_s}"
        );
    }

    #[test]
    fn a_range_plays_again() {
        check_loop(31.0, 32.0, 32.0);
        check_loop(59.0, 61.0, 30.0);
        // A playhead beyond the loop goes on.
        check_loop(70.0, 71.0, 71.0);
        check_loop(5.0, 6.0, 6.0);
    }

    #[test]
    fn a_loop_does_not_keep_the_playback_from_a_moment_behind_it() {
        let secs = Nanos::from_secs;
        let range = Looped::between(secs(30.0), secs(60.0));
        for (moment_s, start_s, expected) in [
            (61.0, 59.0, secs(60.0) + Nanos(1)),
            (80.0, 70.0, secs(70.0)),
            (40.0, 20.0, secs(20.0)),
        ] {
            let start = range.start_before(secs(moment_s), secs(start_s));
            assert_eq!(start, expected, "{moment_s}");
            let next = start + secs(0.5);
            assert_eq!(range.looped(start, next), next, "{moment_s}");
        }
    }

    #[test]
    fn screen_time_passes_at_the_speed() {
        check(0.0, 1_000.0, 1.0, 1.0);
        check(10.0, 500.0, 60.0, 40.0);
        check(1.0, 16.0, 0.1, 1.0016);
        check(1.0, 0.0, 1_000.0, 1.0);
        check(1.0, -5.0, 1.0, 1.0);
    }
}

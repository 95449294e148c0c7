//! The speed of the playback: steps of a slider, 0.1 to 1,000 simulated seconds a second.

use model::decimal;

/// The steps, from slow motion to the hour in four seconds.
pub const SPEEDS: [f64; 13] = [
    0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 60.0, 100.0, 200.0, 500.0, 1_000.0,
];

/// The speed with which the page opens.
pub const USUAL: f64 = 1.0;

/// The speed of a step; a step beyond the end has the last one's speed.
pub fn speed_of_step(step: usize) -> f64 {
    SPEEDS.get(step).or(SPEEDS.last()).copied().unwrap_or(USUAL)
}

/// The step whose speed has the smallest ratio to this speed.
pub fn step_of_speed(speed: f64) -> usize {
    let apart = |step: &f64| (step / speed.max(f64::MIN_POSITIVE)).ln().abs();
    let nearest = SPEEDS
        .iter()
        .enumerate()
        .min_by(|a, b| apart(a.1).total_cmp(&apart(b.1)));
    nearest.map_or(0, |(step, _)| step)
}

/// A speed that can be played: any number becomes one between the slowest and the fastest step.
pub fn playable(speed: f64) -> f64 {
    let (slowest, fastest) = (speed_of_step(0), speed_of_step(usize::MAX));
    if speed.is_finite() {
        decimal::within(speed, slowest, fastest)
    } else {
        USUAL
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(speed: f64, expected: f64) {
        assert_eq!(
            speed_of_step(step_of_speed(playable(speed))),
            expected,
            "{speed}"
        );
    }

    #[test]
    fn every_speed_has_its_nearest_step() {
        for speed in SPEEDS {
            check(speed, speed);
        }
        check(0.0, 0.1);
        check(1e9, 1_000.0);
        check(30.0, 20.0);
        check(40.0, 60.0);
        check(f64::NAN, USUAL);
        check(-5.0, 0.1);
    }
}

//! Arrivals: each shape has the count, the gaps and the times that it states.

use super::support::near;
use engine::arrivals::ArrivalStream;
use model::random::Stream;
use model::scenario::{Arrivals, Peak};
use model::units::Nanos;

fn hour(arrivals: &Arrivals, seed: u64) -> Vec<f64> {
    let stream = Stream::new(seed, "arrivals");
    ArrivalStream::new(arrivals, stream, 3_600.0)
        .map(Nanos::as_secs)
        .collect()
}

fn within(times: &[f64], from_min: f64, to_min: f64) -> f64 {
    times
        .iter()
        .filter(|&&at| (from_min * 60.0..to_min * 60.0).contains(&at))
        .count() as f64
}

/// The number that a Poisson shape expects, over ten hours; times in order and inside the hour.
fn check_count(arrivals: &Arrivals, expected: f64) {
    let mut total = 0.0;
    for seed in 0..10 {
        let times = hour(arrivals, seed);
        assert!(times.is_sorted());
        assert!(times.iter().all(|at| (0.0..3_600.0).contains(at)));
        total += times.len() as f64;
    }
    let deviation = (10.0 * expected).sqrt();
    assert!(
        (total - 10.0 * expected).abs() <= 3.5 * deviation,
        "{total} in ten hours, not {} ± {deviation}",
        10.0 * expected
    );
}

const LECTURES: fn() -> Arrivals = || Arrivals::Peaks {
    per_hour: 10_000.0,
    peaks: vec![
        Peak {
            at_min: 20.0,
            width_min: 10.0,
            share: 0.3,
        },
        Peak {
            at_min: 52.0,
            width_min: 8.0,
            share: 0.4,
        },
    ],
};

const RUSH: Arrivals = Arrivals::DeadlineRush {
    per_hour: 30_000.0,
    deadline_min: 50.0,
    minutes_per_day: 2.0,
};

#[test]
fn as_many_arrive_as_are_expected() {
    check_count(&Arrivals::Poisson { per_hour: 5_000.0 }, 5_000.0);
    check_count(&Arrivals::Poisson { per_hour: 3.0 }, 3.0);
    check_count(&Arrivals::Poisson { per_hour: 0.0 }, 0.0);
    check_count(&LECTURES(), 10_000.0);
    check_count(&RUSH, 30_000.0);
}

#[test]
fn poisson_gaps_are_exponential() {
    let times = hour(&Arrivals::Poisson { per_hour: 50_000.0 }, 1);
    let mut gaps: Vec<f64> = times.windows(2).map(|pair| pair[1] - pair[0]).collect();
    gaps.sort_unstable_by(f64::total_cmp);
    let rate = 50_000.0 / 3_600.0;
    let count = gaps.len() as f64;
    // Kolmogorov and Smirnov: the largest distance between the two distributions.
    let distances = gaps
        .iter()
        .enumerate()
        .map(|(rank, gap)| ((rank as f64 + 0.5) / count - (1.0 - libm::exp(-rate * gap))).abs());
    let largest = distances.fold(0.0, f64::max);
    assert!(largest < 1.95 / count.sqrt(), "{largest} apart");
}

#[test]
fn peaks_are_at_their_times() {
    let times = hour(&LECTURES(), 2);
    let base_per_min = 10_000.0 * 0.3 / 60.0;
    near(
        "first peak",
        within(&times, 15.0, 25.0),
        3_000.0 + 10.0 * base_per_min,
        0.05,
    );
    near(
        "second peak",
        within(&times, 48.0, 56.0),
        4_000.0 + 8.0 * base_per_min,
        0.05,
    );
    near(
        "between them",
        within(&times, 26.0, 47.0),
        21.0 * base_per_min,
        0.1,
    );
    // A triangle: half of it in the middle third and a bit, and the same on both sides.
    near(
        "left half",
        within(&times, 15.0, 20.0),
        within(&times, 20.0, 25.0),
        0.1,
    );
    let minutes = (0..60).map(|minute| within(&times, f64::from(minute), f64::from(minute) + 1.0));
    let busiest = minutes
        .enumerate()
        .max_by(|one, two| one.1.total_cmp(&two.1))
        .unwrap()
        .0;
    assert!((51..=52).contains(&busiest), "minute {busiest}");
}

/// Submissions per day around the deadline as OULAD has them; two minutes represent a day.
#[test]
fn the_rush_has_the_measured_shape() {
    let mut total = [0.0; 6];
    for seed in 0..5 {
        let times = hour(&RUSH, seed);
        for (day, sum) in total.iter_mut().enumerate() {
            let from = 42.0 + 2.0 * day as f64;
            *sum += within(&times, from, from + 2.0);
        }
        assert_eq!(within(&times, 0.0, 20.0), 0.0, "too early for anyone");
        assert_eq!(
            within(&times, 56.0, 60.0),
            0.0,
            "three days late is the latest"
        );
    }
    let measured = [5_215.0, 9_462.0, 24_640.0, 28_319.0, 1_762.0, 983.0];
    let scale = total.iter().sum::<f64>() / measured.iter().sum::<f64>();
    for (found, day) in total.iter().zip(measured) {
        near("a day's share", *found, day * scale, 0.05);
    }
}

#[test]
fn a_batch_is_exactly_that_many_evenly() {
    let times = hour(
        &Arrivals::Batch {
            count: 2_500,
            at_min: 30.0,
            over_s: 10.0,
        },
        1,
    );
    assert_eq!(times.len(), 2_500);
    assert!(times.is_sorted());
    for second in 0..10 {
        let from = 1_800.0 + f64::from(second);
        let here = times
            .iter()
            .filter(|&&at| (from..from + 1.0).contains(&at))
            .count();
        assert!((249..=251).contains(&here), "{here} in second {second}");
    }
    assert_eq!(
        hour(
            &Arrivals::Batch {
                count: 3,
                at_min: 1.0,
                over_s: 0.0
            },
            1
        ),
        [60.0; 3]
    );
    assert_eq!(
        hour(
            &Arrivals::Batch {
                count: 0,
                at_min: 1.0,
                over_s: 5.0
            },
            1
        ),
        [0.0; 0]
    );
}

#[test]
fn a_timer_keeps_its_times() {
    fn check(first_min: f64, every_min: f64, expected: &[f64]) {
        assert_eq!(
            hour(
                &Arrivals::Schedule {
                    first_min,
                    every_min
                },
                1
            ),
            expected
        );
    }
    check(5.0, 30.0, &[300.0, 2_100.0]);
    check(0.0, 20.0, &[0.0, 1_200.0, 2_400.0]);
    check(60.0, 1.0, &[]);
}

/// The requests and the highest rate that a file's check computes without the rates of every bin are those
/// of the rates.
#[test]
fn expected_traffic_is_that_of_the_rates() {
    fn check(arrivals: &Arrivals, horizon_s: f64) {
        let traffic = arrivals.traffic(horizon_s);
        let per_s = arrivals.rates_per_s(horizon_s);
        let requests = per_s.iter().sum::<f64>() * 10.0;
        let busiest = per_s.iter().copied().fold(0.0, f64::max);
        let is_near = |a: f64, b: f64| (a - b).abs() <= 1e-9 * a.abs().max(b.abs());
        assert!(
            is_near(traffic.requests, requests) && is_near(traffic.busiest_per_s, busiest),
            "{arrivals:?} in {horizon_s} s: {traffic:?}, not {requests} and {busiest}"
        );
    }
    let peaks = |list: &[(f64, f64, f64)]| Arrivals::Peaks {
        per_hour: 1_200.0,
        peaks: list
            .iter()
            .map(|&(at_min, width_min, share)| Peak {
                at_min,
                width_min,
                share,
            })
            .collect(),
    };
    for horizon_s in [60.0, 3_595.0, 3_600.0, 86_400.0] {
        check(&peaks(&[]), horizon_s);
        check(&peaks(&[(20.0, 8.0, 0.35), (52.0, 8.0, 0.35)]), horizon_s);
        // Overlapping; narrower than a bin; beyond the beginning and the end.
        check(&peaks(&[(20.0, 30.0, 0.3), (24.3, 9.1, 0.4)]), horizon_s);
        check(&peaks(&[(10.0, 0.1, 0.5), (10.08, 0.1, 0.4)]), horizon_s);
        check(&peaks(&[(0.0, 7.0, 0.5), (60.0, 33.0, 0.5)]), horizon_s);
        for (deadline_min, minutes_per_day) in [(45.0, 3.0), (1.0, 0.05), (60.0, 60.0), (0.0, 1.0)]
        {
            let rush = Arrivals::DeadlineRush {
                per_hour: 9_000.0,
                deadline_min,
                minutes_per_day,
            };
            check(&rush, horizon_s);
        }
    }
}

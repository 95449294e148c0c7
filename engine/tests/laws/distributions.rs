//! Draws: each has its stated distribution, and depends only on its name.

use super::support::near;
use engine::arrivals::ArrivalStream;
use model::random::{LogNormal, Purpose, Stream, Zipf, exponential, hash_name, normal_quantile};
use model::scenario::{Arrivals, Peak};
use model::units::Nanos;

const STREAM: fn() -> Stream = || Stream::new(11, "distributions");

fn units(count: u64) -> impl Iterator<Item = f64> {
    (0..count).map(|number| STREAM().request(number).unit(Purpose::Cpu, 0))
}

#[test]
fn quantiles_of_the_normal_distribution() {
    fn check(share: f64, z: f64) {
        let found = normal_quantile(share);
        assert!(
            (found - z).abs() <= 1e-14 * z.abs().max(1.0),
            "z({share}) = {found}, not {z}"
        );
        // In the far tail 1 − share is no longer the share's mirror image.
        if share > 1e-6 {
            let mirrored = normal_quantile(1.0 - share);
            assert!(
                (mirrored + z).abs() <= 1e-9,
                "z(1 - {share}) = {mirrored}, not {}",
                -z
            );
        }
    }
    check(0.5, 0.0);
    check(0.975, 1.959_963_984_540_054);
    check(0.99, 2.326_347_874_040_841);
    check(0.75, 0.674_489_750_196_081_7);
    check(0.841_344_746_068_542_9, 1.0);
    check(0.001, -3.090_232_306_167_813_6);
    check(1e-10, -6.361_340_902_404_056);
    check(1e-100, -21.273_453_560_965_324);
}

#[test]
fn units_lie_strictly_between_zero_and_one_and_evenly() {
    let mut bins = [0_u32; 20];
    for unit in units(200_000) {
        assert!(0.0 < unit && unit < 1.0);
        bins[(unit * 20.0) as usize] += 1;
    }
    check_even(&bins, 10_000.0);
}

/// Pearson's test; four standard deviations of χ² above its mean.
fn check_even(bins: &[u32], expected: f64) {
    let excess = bins.iter().map(|&count| f64::from(count) - expected);
    let chi: f64 = excess.map(|excess| excess * excess / expected).sum();
    let freedom = (bins.len() - 1) as f64;
    let most = freedom + 4.0 * (2.0 * freedom).sqrt();
    assert!(
        chi <= most,
        "χ² is {chi} with {freedom} degrees of freedom: {bins:?}"
    );
}

#[test]
fn below_is_even() {
    fn check(n: u32) {
        let mut bins = vec![0_u32; n as usize];
        let draws = 2_000 * u64::from(n);
        for number in 0..draws {
            bins[STREAM().request(number).below(Purpose::Key, 0, n) as usize] += 1;
        }
        check_even(&bins, 2_000.0);
    }
    check(2);
    check(7);
    check(100);
    assert_eq!(STREAM().request(1).below(Purpose::Key, 0, 1), 0);
    assert_eq!(STREAM().request(1).below(Purpose::Key, 0, 0), 0);
    let most = (0..1_000).map(|number| STREAM().request(number).below(Purpose::Key, 0, u32::MAX));
    assert!(most.max().unwrap() > u32::MAX / 100 * 99);
}

#[test]
fn a_draw_hangs_on_what_is_drawn_alone() {
    let draw = |seed: u64, name: &str, number: u64, purpose: Purpose, k: u32| {
        Stream::new(seed, name).request(number).bits(purpose, k)
    };
    let one = draw(1, "quiz", 7, Purpose::Cpu, 0);
    assert_eq!(one, draw(1, "quiz", 7, Purpose::Cpu, 0));
    for other in [
        draw(2, "quiz", 7, Purpose::Cpu, 0),
        draw(1, "quiz/submit", 7, Purpose::Cpu, 0),
        draw(1, "quiz", 8, Purpose::Cpu, 0),
        draw(1, "quiz", 7, Purpose::Key, 0),
        draw(1, "quiz", 7, Purpose::Cpu, 1),
    ] {
        assert_ne!(one, other);
    }
    assert_ne!(hash_name("a"), hash_name("b"));
}

#[test]
fn neighbouring_draws_know_nothing_of_each_other() {
    fn check(pairs: impl Iterator<Item = (f64, f64)>) {
        let pairs: Vec<(f64, f64)> = pairs.collect();
        let covariance: f64 = pairs
            .iter()
            .map(|(a, b)| (a - 0.5) * (b - 0.5))
            .sum::<f64>()
            / pairs.len() as f64;
        let correlation = covariance * 12.0;
        assert!(
            correlation.abs() < 4.0 / (pairs.len() as f64).sqrt(),
            "{correlation}"
        );
    }
    let request = |number: u64| STREAM().request(number);
    let numbers = || 0..100_000_u64;
    check(numbers().map(|n| {
        (
            request(n).unit(Purpose::Cpu, 0),
            request(n + 1).unit(Purpose::Cpu, 0),
        )
    }));
    check(numbers().map(|n| {
        (
            request(n).unit(Purpose::Cpu, 0),
            request(n).unit(Purpose::Key, 0),
        )
    }));
    check(numbers().map(|n| {
        (
            request(n).unit(Purpose::Cpu, 0),
            request(n).unit(Purpose::Cpu, 1),
        )
    }));
    check(numbers().map(|seed| {
        let unit = |seed| Stream::new(seed, "quiz").request(0).unit(Purpose::Cpu, 0);
        (unit(seed), unit(seed + 1))
    }));
}

#[test]
fn the_exponential_has_mean_and_deviation_one() {
    let count = 400_000;
    let (sum, squares) = units(count)
        .map(exponential)
        .fold((0.0, 0.0), |(sum, squares), value| {
            (sum + value, squares + value * value)
        });
    let mean = sum / count as f64;
    near("mean", mean, 1.0, 0.01);
    near(
        "deviation",
        (squares / count as f64 - mean * mean).sqrt(),
        1.0,
        0.01,
    );
}

#[test]
fn the_lognormal_has_its_median_and_99th_percentile() {
    fn check(median: f64, p99: f64) {
        let law = LogNormal::from_median_p99(median, p99);
        near("the quantile at one half", law.at(0.5), median, 1e-12);
        near("the quantile at 0.99", law.at(0.99), p99, 1e-12);
        if p99 > median {
            let below =
                |value: f64| units(100_000).filter(|&unit| law.at(unit) < value).count() as f64;
            near("draws below the median", below(median), 50_000.0, 0.01);
            near(
                "draws below the 99th percentile",
                below(p99),
                99_000.0,
                0.001,
            );
        }
    }
    check(120.0, 400.0);
    check(0.001, 1_000.0);
    check(100.0, 100.0);
    check(7_200_000.0, 8_600_000.0);
}

#[test]
fn zipf_favours_the_first_ranks() {
    fn check(n: u32, exponent: f64) {
        let law = Zipf::new(n, exponent);
        let count = 200_000;
        let mut bins = vec![0_u32; n as usize];
        for unit in units(count) {
            bins[law.at(unit) as usize] += 1;
        }
        let weight = |rank: u32| libm::pow(f64::from(rank + 1), -exponent);
        let total: f64 = (0..n).map(weight).sum();
        for (rank, &found) in (0..).zip(&bins) {
            let expected = count as f64 * weight(rank) / total;
            let deviation = expected.sqrt();
            assert!(
                (f64::from(found) - expected).abs() <= 4.5 * deviation,
                "rank {rank} of {n} at {exponent}: {found}, not {expected} ± {deviation}"
            );
        }
    }
    check(10, 1.0);
    check(24, 0.8);
    check(100, 0.3);
    check(50, 0.0);
    check(1, 2.0);
    assert_eq!(Zipf::new(5, 1.0).at(1.0 - 1e-16), 4);
    assert_eq!(Zipf::new(5, 0.0).at(1.0 - 1e-16), 4);
}

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
fn peaks_stand_where_they_should() {
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

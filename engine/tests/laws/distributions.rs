//! Draws: each has its stated distribution, and depends only on its name.

use super::support::near;
use model::random::{LogNormal, Purpose, Stream, Zipf, exponential, hash_name, normal_quantile};

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

//! Runs a property over many draws.

use std::fmt::Debug;

use proptest::strategy::Strategy;
use proptest::test_runner::{Config, RngSeed, TestRunner};

/// The seed that is used unless the environment sets another.
const SEED: u64 = 20_260_823;

/// Checks that `holds`, which panics where it does not, for this many draws.
pub fn for_all<S: Strategy>(cases: u32, draws: &S, holds: impl Fn(S::Value))
where
    S::Value: Debug,
{
    let asked = Config::default();
    let usual = 256;
    let seed = match asked.rng_seed {
        RngSeed::Random => RngSeed::Fixed(SEED),
        fixed @ RngSeed::Fixed(_) => fixed,
    };
    let mut runner = TestRunner::new(Config {
        cases: (cases * asked.cases).div_ceil(usual),
        rng_seed: seed,
        failure_persistence: None,
        max_shrink_iters: 512,
        ..asked
    });
    let result = runner.run(draws, |value| {
        holds(value);
        Ok(())
    });
    if let Err(error) = result {
        panic!("{error}");
    }
}

//! A scenario comes back from its JSON unchanged; damaged JSON is refused with a path and a sentence.

use super::scenario_errors::refusal;
use super::support::{PLATFORM, SHIPPED};
use model::random::{Draws, Purpose, Stream};
use model::scenario::{Arrivals, Need, Scenario};

/// Every number of the scenario that ships, changed to one with all the digits a double can have.
fn with_odd_numbers(draws: Draws) -> Scenario {
    let odd = |k: u32, value: f64| value * (0.9 + 0.2 * draws.unit(Purpose::Gap, k));
    let mut scenario = PLATFORM.clone();
    let mut k = 0;
    let mut change = |value: &mut f64| {
        k += 1;
        *value = odd(k, *value);
    };
    scenario.seed = draws.bits(Purpose::Key, 0);
    scenario
        .audience
        .iter_mut()
        .for_each(|city| change(&mut city.weight));
    change(&mut scenario.connections.open);
    change(&mut scenario.drain_limit_s);
    change(&mut scenario.lanes.serverless.timeout_s);
    change(&mut scenario.lanes.service.target_utilisation);
    for workload in &mut scenario.workloads {
        if let Arrivals::Poisson { per_hour } = &mut workload.arrivals {
            change(per_hour);
        }
        for need in &mut workload.needs {
            if let Need::Latency { at_most_ms, .. } = need {
                change(at_most_ms);
            }
        }
        for step in &mut workload.steps {
            change(&mut step.work.give_up_s);
            change(&mut step.work.dependencies_mb);
            change(&mut step.work.cpu_ms.median);
            step.work.cpu_ms.p99 = step.work.cpu_ms.median * 3.3;
        }
    }
    scenario
}

#[test]
fn json_gives_the_same_scenario_back() {
    assert_eq!(
        Scenario::from_json(&PLATFORM.to_json()).as_ref(),
        Ok(&*PLATFORM)
    );
    for number in 0..50 {
        let scenario = with_odd_numbers(Stream::new(3, "odd").request(number));
        assert_eq!(Scenario::from_json(&scenario.to_json()), Ok(scenario));
    }
}

#[test]
fn damaged_json_never_falls_over() {
    let pieces = [
        "", "{", "]", "\"", "-", "1e999", "null", ",", "\u{0}", "é", "\\u12", "00",
    ];
    let (mut taken, mut refused) = (0, 0);
    for number in 0..400 {
        let draws = Stream::new(5, "damage").request(number);
        let mut text = SHIPPED.to_owned();
        for k in 0..=draws.below(Purpose::Gap, 0, 3) {
            let at = draws.below(Purpose::Key, k, text.len() as u32) as usize;
            let at = text.floor_char_boundary(at);
            let to = text.floor_char_boundary(at + draws.below(Purpose::Object, k, 30) as usize);
            let piece = draws.below(Purpose::Snippet, k, pieces.len() as u32) as usize;
            text.replace_range(at..to, pieces[piece]);
        }
        match refusal(&text) {
            None => taken += 1,
            Some((path, sentence)) => {
                refused += 1;
                assert!(
                    !path.is_empty() && sentence.len() > path.len() + 2,
                    "{sentence:?}"
                );
            }
        }
    }
    assert!(
        taken > 0 && refused > 200,
        "{taken} taken, {refused} refused"
    );
}

#[test]
fn arbitrary_text_never_falls_over() {
    for number in 0..500 {
        let draws = Stream::new(9, "noise").request(number);
        let length = draws.below(Purpose::Gap, 0, 200);
        let bytes = (0..length).map(|k| draws.below(Purpose::Key, k, 256) as u8);
        let text = String::from_utf8_lossy(&bytes.collect::<Vec<u8>>()).into_owned();
        assert!(refusal(&text).is_some(), "{text:?} is no scenario");
    }
}

//! The account's concurrency: what single functions have for themselves is not there for the others, and with
//! each unit of it come ten requests a second.

use super::support::{burst, count, exactly, near, of, run, small, steady};
use model::outcome::Cause;
use model::scenario::{Arrivals, Remedy, Scenario, SettingId, Trigger};

/// A function that is called once, and one that has five hundred calls of a second each under way.
fn idle_and_busy(account: u32, remedy: Remedy) -> Scenario {
    let mut idle = burst("idle", 1, 0.0, 10.0);
    idle.trigger = Trigger::Learner;
    let mut busy = steady("busy", 1_800_000.0, 1_000.0);
    busy.trigger = Trigger::Learner;
    let mut scenario = small([(idle, "serverless"), (busy, "serverless")]);
    scenario.horizon_s = 900.0;
    scenario.lanes.serverless.account_concurrency = account;
    scenario.remedies = vec![remedy];
    scenario
}

fn provisioned(instances: u32) -> Remedy {
    Remedy::Provisioned {
        target: "idle".to_owned(),
        instances,
    }
}

fn reserved(concurrency: u32) -> Remedy {
    Remedy::ReservedConcurrency {
        target: "idle".to_owned(),
        concurrency,
    }
}

/// Erlang B of a load of 500 on the servers that are left.
#[test]
fn idle_instances_of_one_function_throttle_another() {
    let check = |remedy: Remedy, left: u32| {
        let run = run(&idle_and_busy(1_000, remedy.clone()));
        let blocked = (1..=left).fold(1.0, |blocked, n| {
            500.0 * blocked / (f64::from(n) + 500.0 * blocked)
        });
        let busy = of(&run, "busy");
        let throttled = count(&busy.failures, Cause::Throttled) as f64;
        let share = throttled / busy.requests as f64;
        near(&format!("{remedy:?}"), share, blocked, 0.02);
        assert_eq!(of(&run, "idle").failed, 0, "{remedy:?}");
    };
    check(provisioned(900), 100);
    check(reserved(900), 100);
    check(provisioned(600), 400);
}

#[test]
fn a_part_of_the_account_stays_for_all_functions() {
    let check = |account: u32, remedy: Remedy, expected: Option<&str>| {
        let scenario = idle_and_busy(account, remedy);
        let read = Scenario::from_json(&scenario.to_json().unwrap());
        let error = read.err().map(|error| error.to_string());
        assert_eq!(error.as_deref(), expected);
    };
    check(1_000, provisioned(900), None);
    for too_many in [950, 5_000] {
        let expected =
            format!("remedies[0].instances: expected a number from 1 to 900, found {too_many}");
        check(1_000, provisioned(too_many), Some(&expected));
    }
    check(1_000, reserved(0), None);
    check(
        1_000,
        reserved(1_000),
        Some("remedies[0].concurrency: expected a number from 0 to 900, found 1000"),
    );
    check(
        50,
        reserved(5),
        Some("remedies[0].concurrency: expected a number from 0 to 0, found 5"),
    );
}

#[test]
fn what_two_functions_have_for_themselves_adds_up() {
    let mut scenario = idle_and_busy(1_000, provisioned(500));
    scenario.remedies.push(Remedy::ReservedConcurrency {
        target: "busy".to_owned(),
        concurrency: 500,
    });
    let error = Scenario::from_json(&scenario.to_json().unwrap()).unwrap_err();
    assert!(
        error.to_string().contains("a number from 1 to 400"),
        "{error}"
    );
    // Within the page a number is held to what is left.
    let remedy = scenario.remedies[0].clone().with_number(500, &scenario);
    assert_eq!(remedy.number(), Some(400));
}

#[test]
fn a_smaller_account_takes_the_remedies_with_it() {
    let check = |account: f64, expected: Option<u32>| {
        let mut scenario = idle_and_busy(1_000, provisioned(600));
        SettingId::AccountConcurrency
            .setting()
            .set(&mut scenario, 0, account);
        let left = scenario.remedies.first().and_then(Remedy::number);
        assert_eq!(left, expected, "an account of {account}");
        Scenario::from_json(&scenario.to_json().unwrap()).unwrap();
    };
    check(2_000.0, Some(600));
    check(400.0, Some(300));
    check(100.0, None);
}

#[test]
fn a_reservation_of_nothing_stops_a_function() {
    let run = run(&idle_and_busy(1_000, reserved(0)));
    assert_eq!(count(&of(&run, "idle").failures, Cause::Throttled), 1);
}

/// A provisioned instance takes a request before an instance on demand does, and spills over when all are busy.
#[test]
fn provisioned_instances_come_first() {
    let mut crowd = burst("crowd", 30, 0.0, 1_000.0);
    crowd.trigger = Trigger::Webhook;
    let mut scenario = small([(crowd, "serverless")]);
    scenario.remedies = vec![Remedy::Provisioned {
        target: "crowd".to_owned(),
        instances: 20,
    }];
    let crowd = run(&scenario);
    let crowd = of(&crowd, "crowd");
    assert_eq!((crowd.ok, crowd.cold_starts), (30, 10));
}

/// A hundred calls a second of five milliseconds each.
#[test]
fn each_unit_of_concurrency_takes_ten_calls_a_second() {
    let check = |account: u32, per_s: f64, trigger: Trigger, throttled: f64| {
        let mut tiny = steady("tiny", per_s * 3_600.0, 5.0);
        tiny.trigger = trigger;
        let mut scenario = small([(tiny, "serverless")]);
        scenario.horizon_s = 600.0;
        scenario.lanes.serverless.account_concurrency = account;
        let run = run(&scenario);
        let tiny = of(&run, "tiny");
        let share = count(&tiny.failures, Cause::Throttled) as f64 / tiny.requests as f64;
        let off = (share - throttled).abs();
        assert!(off < 0.01, "{per_s}/s, {account} at once: {share}");
    };
    check(1, 100.0, Trigger::Webhook, 0.90);
    check(10, 400.0, Trigger::Webhook, 0.75);
    check(10, 80.0, Trigger::Webhook, 0.0);
    check(10, 400.0, Trigger::Event, 0.0);
}

#[test]
fn a_reservation_has_the_calls_a_second_of_its_size() {
    let mut tiny = steady("tiny", 360_000.0, 5.0);
    tiny.trigger = Trigger::Learner;
    tiny.steps[0].work.cpu_ms = exactly(5.0);
    let mut scenario = small([(tiny, "serverless")]);
    scenario.horizon_s = 600.0;
    scenario.lanes.serverless.account_concurrency = 1_000;
    scenario.remedies = vec![Remedy::ReservedConcurrency {
        target: "tiny".to_owned(),
        concurrency: 1,
    }];
    let run = run(&scenario);
    let tiny = of(&run, "tiny");
    let share = count(&tiny.failures, Cause::Throttled) as f64 / tiny.requests as f64;
    assert!((share - 0.9).abs() < 0.01, "{share}");
}

#[test]
fn arrivals_of_a_schedule_are_not_throttled() {
    let mut quiet = steady("quiet", 0.0, 5.0);
    quiet.trigger = Trigger::Webhook;
    quiet.arrivals = Arrivals::Schedule {
        first_min: 1.0,
        every_min: 1.0,
    };
    let mut scenario = small([(quiet, "serverless")]);
    scenario.lanes.serverless.account_concurrency = 1;
    let run = run(&scenario);
    assert_eq!(of(&run, "quiet").failed, 0);
}

//! The bill of a month: what requests use is billed for the hours that are like this one, and what is there without
//! requests for all hours.

use super::support::{near, of, replicas, run, small, steady};
use model::catalog::month::{TERM_TIME, WEEKDAY, WEEKEND};
use model::catalog::service::MONTH;
use model::scenario::{Deployment, Month, Remedy, Scenario};

/// The month's dollars of a scenario's one workload.
fn usd(scenario: &Scenario) -> f64 {
    of(&run(scenario), "work").usd_per_month
}

fn on(lane: &str, change: impl FnOnce(&mut Scenario)) -> f64 {
    let mut scenario = small([(steady("work", 36_000.0, 20.0), lane)]);
    change(&mut scenario);
    usd(&scenario)
}

fn remedy(scenario: &mut Scenario, make: impl FnOnce(String) -> Remedy) {
    scenario.remedies.push(make("work".to_owned()));
}

/// The bill of these lanes in term time is this share of the bill of a month in which every hour is like this one.
fn check(lane: &str, share: f64) {
    let every_hour = on(lane, |_| {});
    let term_time = on(lane, |scenario| scenario.month = Month::TermTime);
    near(lane, term_time / every_hour, share, 1e-9);
}

#[test]
fn quiet_hours_cost_by_use_nothing_and_machines_as_much() {
    check("serverless", TERM_TIME.value / MONTH.value);
    check("service", 1.0);
    check("sandbox", 1.0);
}

#[test]
fn the_shape_of_a_day_makes_the_hours_of_a_month() {
    let weekday: f64 = WEEKDAY.iter().sum();
    let week = weekday * (5.0 + 2.0 * WEEKEND);
    near("hours", week * MONTH.value / 168.0, TERM_TIME.value, 0.001);
    assert_eq!(WEEKDAY.iter().copied().fold(0.0, f64::max), 1.0);
}

/// Work that comes thirty hours a month is billed for thirty hours.
#[test]
fn a_workload_may_come_less_often() {
    let every_hour = on("serverless", |_| {});
    let nightly = on("serverless", |scenario| {
        scenario.workloads[0].hours_per_month = Some(30.0);
    });
    near("thirty hours", nightly / every_hour, 30.0 / 730.0, 1e-9);
}

/// Replicas that the autoscaler adds are there for as long as the load.
#[test]
fn added_replicas_come_with_the_load() {
    let scaled = |month: Month| {
        on("service", |scenario| {
            scenario.month = month;
            scenario.workloads[0].steps[0].work.cpu_ms = super::support::exactly(300.0);
            scenario.lanes.service.deployment = Deployment {
                max_replicas: 40,
                ..replicas(1, 1)
            };
        })
    };
    let least = on("service", |scenario| {
        scenario.lanes.service.deployment = replicas(1, 1);
    });
    let (every_hour, term_time) = (scaled(Month::EveryHour), scaled(Month::TermTime));
    let share = (term_time - least) / (every_hour - least);
    near("added replicas", share, TERM_TIME.value / MONTH.value, 1e-6);
}

/// Four replicas for six hours of a day, and one for the other eighteen.
#[test]
fn a_schedule_is_billed_by_its_hours() {
    let always = on("service", |scenario| {
        scenario.lanes.service.deployment = replicas(4, 1);
    });
    let by_the_clock = on("service", |scenario| {
        scenario.lanes.service.deployment = replicas(4, 1);
        remedy(scenario, |target| Remedy::Schedule {
            target,
            hours_a_day: 6.0,
        });
    });
    near(
        "replicas",
        by_the_clock / always,
        (6.0 * 4.0 + 18.0) / (24.0 * 4.0),
        1e-9,
    );
    let provisioned = |hours_a_day: Option<f64>| {
        on("serverless", |scenario| {
            scenario.workloads[0].hours_per_month = Some(1.0);
            remedy(scenario, |target| Remedy::Provisioned {
                target,
                instances: 100,
            });
            if let Some(hours_a_day) = hours_a_day {
                remedy(scenario, |target| Remedy::Schedule {
                    target,
                    hours_a_day,
                });
            }
        })
    };
    near(
        "provisioned",
        provisioned(Some(6.0)) / provisioned(None),
        0.25,
        0.01,
    );
}

//! A queue that takes messages in batches hands several to one run, which works through all of them and ends as the worst
//! of them: fewer runs are paid for, and each message waits for others.

use super::support::{exactly, near, of, records, requests, run, small, spent, steady};
use model::catalog::LaneId;
use model::report::WorkloadReport;
use model::run::Run;
use model::scenario::{
    BatchSettings, Change, ChangeKind, Coordination, QueueSettings, Scenario, Trigger, Workload,
};
use model::trace::SegmentKind;

/// Messages that each compute for 20 ms and wait for another server for 30 ms.
fn mail(per_hour: f64, messages: u32, window_s: f64) -> Workload {
    let mut mail = steady("mail", per_hour, 20.0);
    mail.trigger = Trigger::Queue;
    mail.steps[0].work.outside_wait_ms = Some(exactly(30.0));
    mail.steps[0].work.give_up_s = 900.0;
    mail.queue = Some(QueueSettings {
        visibility_s: 900.0,
        receives: 3,
        batch: Some(BatchSettings { messages, window_s }),
    });
    mail
}

fn on(lane: LaneId, mail: Workload) -> Scenario {
    let mut scenario = small([(mail, lane.as_str())]);
    scenario.lanes.serverless.timeout_s = 900.0;
    scenario.lanes.edge.store = model::scenario::EdgeStore::HomeDatabase;
    scenario.lanes.service.deployment = super::support::replicas(40, 4);
    scenario
}

fn report(run: &Run) -> &WorkloadReport {
    of(run, "mail")
}

/// How many runs took how many messages, on every lane: full batches where messages come fast, and otherwise the first
/// message and those that come within its window, which are Poisson.
#[test]
fn a_batch_closes_when_it_is_full_or_its_window_ends() {
    for lane in LaneId::ALL {
        let cases = [
            (36_000.0, 10, 300.0, 10.0),
            (3_600.0, 1_000, 5.0, 1.0 + 5.0),
            (3_600.0, 1, 5.0, 1.0),
        ];
        for (per_hour, messages, window_s, expected) in cases {
            let run = run(&on(lane, mail(per_hour, messages, window_s)));
            let report = report(&run);
            let first = report.requests - report.redeliveries;
            assert_eq!((report.failed, report.late), (0, 0), "{lane}: {report:?}");
            let each = first as f64 / report.batches as f64;
            near(
                &format!("{lane}, {messages} in {window_s} s"),
                each,
                expected,
                0.02,
            );
        }
    }
}

/// A run takes as long as its messages take one after the other, and each message as long as its run.
#[test]
fn a_run_works_through_all_of_its_messages() {
    let mut mail = mail(36_000.0, 10, 10.0);
    mail.steps[0].state = records(100_000, Coordination::None);
    let run = run(&on(LaneId::Service, mail));
    let all: Vec<_> = requests(&run).collect();
    let firsts = all
        .iter()
        .filter(|request| !request.number.is_second_delivery());
    let ran_ms: Vec<f64> = firsts
        .map(|request| spent(request, SegmentKind::Execute).as_secs() * 1e3)
        .collect();
    let mean_ms = ran_ms.iter().sum::<f64>() / ran_ms.len() as f64;
    // Two trips to the database for each message count as execution of the others.
    assert!((500.0..560.0).contains(&mean_ms), "{mean_ms} ms");
    // The first message of ten waits for nine others, the last for none: 4.5 gaps of 100 ms.
    let waited_s = all
        .iter()
        .map(|request| spent(request, SegmentKind::Wait).as_secs());
    near(
        "mean wait, s",
        waited_s.sum::<f64>() / all.len() as f64,
        0.45,
        0.05,
    );
}

/// What is billed by the run is billed by the batch.
#[test]
fn a_batch_is_one_invocation() {
    let invocations = |messages: u32| {
        let run = run(&on(LaneId::Serverless, mail(36_000.0, messages, 300.0)));
        let costs = &run.summary.report.costs;
        let items = costs.iter().flat_map(|cost| &cost.items);
        items
            .filter(|item| item.what == "requests")
            .map(|item| item.quantity)
            .sum::<f64>()
    };
    near("invocations", invocations(10) / invocations(1), 0.1, 0.01);
}

/// A message that is too long for the limit of a function takes the others of its batch with it: all are received again, and set aside.
#[test]
fn a_batch_beyond_the_limit_fails_as_a_whole() {
    let mut scenario = on(LaneId::Serverless, mail(36_000.0, 10, 300.0));
    scenario.lanes.serverless.timeout_s = 0.3;
    if let Some(queue) = &mut scenario.workloads[0].queue {
        queue.visibility_s = 60.0;
    }
    let run = run(&scenario);
    let report = report(&run);
    assert_eq!((report.ok, report.failed), (0, report.requests));
    assert_eq!(report.dead_letters, report.requests - report.redeliveries);
    assert_eq!(report.retries, 2 * report.dead_letters);
}

/// Writers of one key that compare versions lose nothing, in batches either; an outage loses no message.
#[test]
fn nothing_is_lost_in_a_batch() {
    for lane in [LaneId::Serverless, LaneId::Service] {
        for remedy in [
            model::scenario::Remedy::ConditionalWrites {
                target: "mail".to_owned(),
            },
            model::scenario::Remedy::RowLock {
                target: "mail".to_owned(),
            },
        ] {
            let mut mail = mail(36_000.0, 5, 2.0);
            mail.steps[0].state = records(50, Coordination::PerKey);
            let mut scenario = on(lane, mail);
            scenario.remedies = vec![remedy];
            scenario.changes = vec![Change {
                at_min: 10.0,
                until_min: Some(11.0),
                what: ChangeKind::LaneOutage { lane },
            }];
            let run = run(&scenario);
            let report = report(&run);
            assert_eq!(
                (report.lost_updates, report.failed),
                (0, 0),
                "{lane}: {report:?}"
            );
        }
    }
}

//! Workloads out of answers: every combination is sound, and known shapes of work come out.

use super::*;
use crate::test_support::{shipped, simulated};

/// Every combination of the answers that are chosen makes a sound board.
#[test]
fn every_answer_makes_a_board() {
    let shipped = shipped();
    for trigger in TRIGGERS {
        for shape in Shape::ALL {
            for state in KeptState::ALL {
                for users in Users::ALL {
                    let answers = Answers {
                        trigger,
                        shape,
                        state,
                        users,
                        is_third_party: trigger == Trigger::Event,
                        ..Answers::default()
                    };
                    assert_eq!(
                        answers.scenario(&shipped, "Mine").check(),
                        Ok(()),
                        "{answers:?}"
                    );
                }
            }
        }
    }
}

/// The lanes on which a workload meets its targets.
fn check(answers: &Answers, expected: &[LaneId]) {
    let board = answers.scenario(&shipped(), "Mine");
    let fits = |lane: &LaneId| {
        let mut board = board.clone();
        board.placements.place(ID, Placement::on(*lane));
        simulated(&board).fitting() == 1
    };
    let found: Vec<LaneId> = LaneId::ALL.into_iter().filter(fits).collect();
    assert_eq!(found, expected, "{answers:?}");
}

/// Functions are as large as the work needs, and never larger than the platform has them.
#[test]
fn any_memory_makes_a_board() {
    let shipped = shipped();
    for (memory_mb, expected) in [
        (128, None),
        (3_000, Some(3_072)),
        (16_000, Some(10_240)),
        (65_000, Some(10_240)),
    ] {
        let answers = Answers {
            memory_mb,
            ..Answers::default()
        };
        let board = answers.scenario(&shipped, "Mine");
        assert_eq!(board.check(), Ok(()), "{memory_mb} MB");
        let own = board.lanes.serverless.functions.get(ID);
        assert_eq!(
            own.and_then(|own| own.memory_mb),
            expected,
            "{memory_mb} MB"
        );
    }
}

/// The known shapes of work come out of the answers as well.
#[test]
fn answers_fit_where_their_shape_does() {
    let near = Answers {
        state: KeptState::Nothing,
        work_ms: 4.0,
        memory_mb: 48,
        users: Users::FarAway,
        within_ms: 150.0,
        ..Answers::default()
    };
    check(&near, &[LaneId::Edge]);
    let session = Answers {
        state: KeptState::Session,
        per_hour: 30_000.0,
        within_ms: 900.0,
        ..Answers::default()
    };
    check(&session, &[LaneId::Service]);
    let mail = Answers {
        trigger: Trigger::Queue,
        state: KeptState::RawNetwork,
        within_ms: 60_000.0,
        ..Answers::default()
    };
    check(&mail, &[LaneId::Serverless, LaneId::Service]);
}

#[test]
fn answers_survive_the_way() {
    let answers = Answers {
        name: "Search".to_owned(),
        table: Some(Table {
            at_s: vec![1.0, 2.5],
            run_ms: Vec::new(),
        }),
        ..Answers::default()
    };
    let text = serde_json::to_string(&answers).unwrap();
    assert_eq!(serde_json::from_str::<Answers>(&text).unwrap(), answers);
}

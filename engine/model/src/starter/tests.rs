//! Each setting and each remedy is in the files of its lane, and a name stays a name.

use crate::catalog::LaneId;
use crate::scenario::{Placement, Remedy, Scenario};

use super::{NoStarter, Starter};

const EVENING: &str = include_str!("../../../../public/scenarios/learning-platform.json");

fn evening() -> Scenario {
    Scenario::from_json(EVENING).expect("the scenario that ships is right")
}

/// The files of a workload on a lane with one remedy.
fn written(id: &str, placement: Placement, remedy: Option<Remedy>) -> Starter {
    let mut board = evening();
    board.placements.place(id, placement);
    board.remedies = remedy.into_iter().collect();
    board.starter(id, None).expect("its platform has files")
}

#[track_caller]
fn check(id: &str, lane: LaneId, remedy: Option<Remedy>, expected: &[&str]) {
    let starter = written(id, Placement::on(lane), remedy);
    let text = &starter.files[0].text;
    for line in expected {
        assert!(text.contains(line), "{id}: no {line:?} in\n{text}");
    }
}

fn named(id: &str) -> String {
    id.to_owned()
}

#[test]
fn functions_have_the_settings_of_the_board() {
    let lane = LaneId::Serverless;
    let quiz = [
        "MemorySize: 512",
        "Timeout: 30",
        "AuthType: NONE",
        "DATABASE_HOST",
    ];
    check("quiz-submissions", lane, None, &quiz);
    let images = [
        "Resources:\n  VideoUploadMetadata:",
        "AfterVideoUploadPreview:",
        "S3CrudPolicy",
    ];
    check("video-upload", lane, None, &images);
    check(
        "email-queue",
        lane,
        None,
        &["maxReceiveCount: 3", "BatchSize: 1"],
    );
    let clock = ["ScheduleExpression: cron(", "Runtime: java21"];
    check("certificates", lane, None, &clock);
}

#[test]
fn remedies_of_functions_are_lines_of_the_template() {
    let lane = LaneId::Serverless;
    let quiz = || named("quiz-submissions");
    let with = |remedy: Remedy, expected: &[&str]| {
        let id = remedy.target().unwrap_or("quiz-submissions").to_owned();
        check(&id, lane, Some(remedy.clone()), expected);
    };
    with(
        Remedy::Provisioned {
            target: quiz(),
            instances: 7,
        },
        &[
            "ProvisionedConcurrentExecutions: 7",
            "AutoPublishAlias: live",
        ],
    );
    with(
        Remedy::ReservedConcurrency {
            target: quiz(),
            concurrency: 40,
        },
        &["ReservedConcurrentExecutions: 40"],
    );
    with(Remedy::ConnectionPooler, &["pooler such as RDS Proxy"]);
    with(
        Remedy::Chunks {
            target: named("certificates"),
            at_most_s: 100.0,
        },
        &["Timeout: 120"],
    );
    with(
        Remedy::Snapshot {
            target: named("certificates"),
        },
        &["ApplyOn: PublishedVersions"],
    );
    with(
        Remedy::EmptyRole {
            target: named("grading-plugins"),
        },
        &["Role: !GetAtt GradingPluginsRole.Arn"],
    );
    with(
        Remedy::PlainCdn {
            target: named("course-images"),
        },
        &["AWS::CloudFront::Distribution"],
    );
    with(
        Remedy::QueueBetween { target: quiz() },
        &[
            "QuizSubmissionsAccept:",
            "QuizSubmissionsDeadLetters:",
            "Messages:",
        ],
    );
}

#[test]
fn the_edge_has_its_store_its_limit_and_its_clock() {
    let lane = LaneId::Edge;
    check(
        "progress-tracking",
        lane,
        None,
        &["kv_namespaces", "\"cpu_ms\": 30000"],
    );
    check("payment-webhooks", lane, None, &["hyperdrive"]);
    check("certificates", lane, None, &["\"crons\": [\""]);
    check("email-queue", lane, None, &["\"max_retries\": 2"]);
    let objects = Remedy::Objects {
        target: named("progress-tracking"),
    };
    let class = ["\"class_name\": \"KeysProgressTracking\""];
    check("progress-tracking", lane, Some(objects), &class);
}

#[test]
fn replicas_have_their_numbers() {
    let lane = LaneId::Service;
    let quiz = [
        "minReplicas: 6",
        "maxReplicas: 20",
        "averageUtilization: 60",
        "cpu: 4000m, memory: 4096Mi",
        "MOST_REQUESTS_AT_ONCE, value: \"8\"",
    ];
    check("quiz-submissions", lane, None, &quiz);
    check("live-classroom", lane, None, &["sessionAffinity: ClientIP"]);
    check("email-queue", lane, None, &["averageValue: \"19\""]);
    let job = Remedy::Job {
        target: named("term-report"),
    };
    check(
        "term-report",
        lane,
        Some(job),
        &["kind: CronJob", "schedule: \""],
    );
    check(
        "quiz-submissions",
        lane,
        Some(Remedy::ConnectionPooler),
        &["name: pgbouncer"],
    );
}

#[test]
fn walls_have_the_limits_of_the_board() {
    let limits = ["FUEL = 200000", "MEMORY_BYTES = 1048576", "MOST_POINTS = 3"];
    check("grading-plugins", LaneId::Sandbox, None, &limits);
    let walled = Placement {
        lane: LaneId::Serverless,
        sandboxed: true,
    };
    let starter = written("grading-plugins", walled, None);
    assert!(
        starter
            .files
            .iter()
            .any(|file| file.path == "walls/host.py")
    );
}

#[test]
fn a_name_is_never_a_line_of_its_own() {
    let mut board = evening();
    let id = "quiz-submissions";
    let name = "a\nResources: {}\u{2028}evil: \"yes\" \\";
    board.name = name.to_owned();
    for workload in &mut board.workloads {
        workload.name = name.to_owned();
    }
    for lane in LaneId::ALL {
        board.placements.place(id, Placement::on(lane));
        let files = board
            .starter(id, None)
            .expect("its platform has files")
            .files;
        for file in files {
            let begins = |line: &str| line.starts_with("Resources: {}") || line.starts_with("evil");
            assert!(
                !file.text.lines().any(begins),
                "{}: {}",
                file.path,
                file.text
            );
        }
    }
}

#[test]
fn a_platform_without_files_says_so() {
    let mut board = evening();
    board
        .placements
        .place("bot-check", Placement::on(LaneId::Serverless));
    board
        .lanes
        .choose_preset(LaneId::Serverless, "azure-functions");
    let fault = board
        .starter("bot-check", None)
        .expect_err("nothing is written for it");
    let expected = "starter files are written for AWS Lambda, not for Azure Functions";
    assert_eq!(fault.to_string(), expected);
    let unknown = board.starter("gone", None);
    assert_eq!(unknown, Err(NoStarter::Workload(named("gone"))));
}

//! A setting counts for a step by `workload/step`, else for its workload.

use std::collections::BTreeMap;

use model::scenario::setting_of;

fn check(keys: &[(&str, u32)], expected: Option<u32>) {
    let settings: BTreeMap<String, u32> = keys
        .iter()
        .map(|&(key, value)| (key.to_owned(), value))
        .collect();
    let found = setting_of(&settings, "quiz", "submit").copied();
    assert_eq!(found, expected, "{keys:?}");
}

#[test]
fn a_step_comes_before_its_workload() {
    check(&[], None);
    check(&[("quiz", 1)], Some(1));
    check(&[("quiz/submit", 2)], Some(2));
    check(&[("quiz", 1), ("quiz/submit", 2)], Some(2));
    check(&[("quiz/other", 3), ("upload", 4)], None);
}

#[test]
fn a_workload_of_one_step_may_be_named_either_way() {
    use super::support::{board, run};

    let mut by_step = board("everything-on-serverless");
    let functions = &mut by_step.lanes.serverless.functions;
    let quiz = functions.remove("quiz-submissions").unwrap();
    functions.insert("quiz-submissions/submit".to_owned(), quiz);
    let by_workload = board("everything-on-serverless");
    assert_eq!(
        run(&by_step).summary.fingerprint,
        run(&by_workload).summary.fingerprint
    );
}

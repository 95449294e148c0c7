//! The verdicts of the scenario that ships, one move away from matched-to-shape: the lesson comes
//! out of the model.

use std::fmt::Write as _;

use super::support::{board, place, run};
use engine::outcome::Cause;

#[test]
fn explore() {
    let ids: Vec<String> = board("matched-to-shape")
        .workloads
        .iter()
        .map(|w| w.id.clone())
        .collect();
    let mut out = String::new();
    for id in ids {
        for name in [
            "serverless",
            "edge",
            "sandbox",
            "service",
            "serverless+walls",
            "edge+walls",
            "service+walls",
        ] {
            let mut scenario = board("matched-to-shape");
            scenario.placements.place(&id, place(name));
            let run = run(&scenario);
            let index = scenario.workload_index(&id).unwrap();
            let verdict = &run.summary.verdicts[index];
            let missed: Vec<(String, Option<f64>, Vec<(Cause, u64)>)> = verdict
                .needs
                .iter()
                .filter(|need| !need.met)
                .map(|need| {
                    (
                        format!("{:?}", need.need),
                        need.measured,
                        need.causes
                            .iter()
                            .take(3)
                            .map(|c| (c.cause, c.count))
                            .collect(),
                    )
                })
                .collect();
            writeln!(out, "{id} {name} {} {missed:?}", verdict.fits).unwrap();
            let others: Vec<&str> = run
                .summary
                .verdicts
                .iter()
                .filter(|v| !v.fits && v.workload != id)
                .map(|v| v.workload.as_str())
                .collect();
            if !others.is_empty() {
                writeln!(out, "   others hurt: {others:?}").unwrap();
            }
        }
    }
    std::fs::write("/tmp/t-verdicts.txt", out).unwrap();
}

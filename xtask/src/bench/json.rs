//! The figures as JSON, for `target/bench.json`.

use serde_json::{Map, Value, json};

use super::bars::Bar;
use super::figures::{Entrant, Figures, Frames, Pace, Row};

/// All figures, and which bars they clear.
pub(super) fn value(figures: &Figures, bars: &[Bar]) -> Value {
    let bars: Vec<Value> = bars
        .iter()
        .map(|bar| json!({ "bar": bar.says, "measured": bar.measured, "met": bar.met }))
        .collect();
    let parts: Map<_, _> = figures
        .parts
        .iter()
        .map(|(name, ns)| (name.clone(), json!(ns)))
        .collect();
    let lighthouse = &figures.page.lighthouse;
    json!({
        "machine": figures.machine,
        "keep_alive": figures.entrants.iter().map(entrant).collect::<Vec<_>>(),
        "parts_ns": parts,
        "growth": rows(&figures.growth, "requests"),
        "busy": rows(&figures.busy, "busy"),
        "memory": { "requests": figures.memory.count, "peak_bytes": figures.memory.figure },
        "scenario": pace(&figures.scenario),
        "browser": {
            "version": figures.browser.version,
            "keep_alive": pace(&figures.browser.keep_alive),
            "scenario": pace(&figures.browser.scenario),
        },
        "page": {
            "lab": {
                "compile_ms": figures.page.lab.compile_ms,
                "grade_ms": figures.page.lab.grade_ms,
            },
            "tries": {
                "cores": figures.page.tries.cores,
                "score_ms": figures.page.tries.score_ms,
                "moves_ms": figures.page.tries.moves_ms,
                "own_ms": figures.page.tries.own_ms,
            },
            "frames": [frames(figures.page.some), frames(figures.page.many)],
            "lighthouse": {
                "performance": lighthouse.performance,
                "accessibility": lighthouse.accessibility,
                "best_practices": lighthouse.best_practices,
                "layout_shift": lighthouse.layout_shift,
            },
        },
        "bars": bars,
    })
}

fn rows(rows: &[Row], count: &str) -> Vec<Value> {
    rows.iter()
        .map(|row| json!({ count: row.count, "ns_per_request": row.figure }))
        .collect()
}

fn pace(pace: &Pace) -> Value {
    json!({ "ns_per_request": pace.ns_per_request, "repeats_s": pace.repeats_s })
}

fn frames(frames: Frames) -> Value {
    json!({ "in_flight": frames.in_flight, "p95_ms": frames.p95_ms })
}

fn entrant(entrant: &Entrant) -> Value {
    json!({
        "program": entrant.program.name(),
        "requests": entrant.requests,
        "p_cold": entrant.p_cold,
        "servers": entrant.servers,
        "ns_per_request": entrant.pace.ns_per_request,
        "repeats_s": entrant.pace.repeats_s,
    })
}

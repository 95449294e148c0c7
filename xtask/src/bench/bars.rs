//! The bars for engine and page, and whether the figures clear them.

mod waits;

use super::figures::{Arrival, Figures, Program, Row, Visit};

/// One bar.
#[derive(Debug, PartialEq)]
pub(crate) struct Bar {
    /// The requirement, in words.
    pub(crate) says: &'static str,
    /// The measured figure, in the bar's own unit.
    pub(crate) measured: String,
    pub(crate) met: bool,
}

/// Every bar, with its measured figure.
pub(crate) fn judge(figures: &Figures) -> Vec<Bar> {
    let native = figures.ns_of(Program::Engine);
    let of_bare_loop = figures.ns_of(Program::BareLoop) / native;
    let of_simfaas = figures.ns_of(Program::SimFaas) / native;
    let in_browser = &figures.browser;
    let of_native = native / in_browser.keep_alive.ns_per_request;
    let growth = last_to_first(&figures.growth) - 1.0;
    let busy = last_to_first(&figures.busy);
    let megabytes = figures.memory.figure / 1e6;
    let native_per_s = 1e9 / native;
    let scenario_per_s = in_browser.scenario.requests_per_s();
    let page = &figures.page;
    let lighthouse = &page.lighthouse;
    let bar = |says, measured, met| Bar {
        says,
        measured,
        met,
    };
    let mut bars = vec![
        bar(
            "native, at least 60 % of the bare loop",
            percent(of_bare_loop),
            of_bare_loop >= 0.6,
        ),
        bar(
            "native, at least 200 times SimFaaS",
            times(of_simfaas),
            of_simfaas >= 200.0,
        ),
        bar(
            "native, at least 5 M requests/s",
            millions(native_per_s),
            native_per_s >= 5e6,
        ),
        bar(
            "browser, at least 40 % of native",
            percent(of_native),
            of_native >= 0.4,
        ),
        bar(
            "browser, default scenario with trace, at least 1.5 M requests/s",
            millions(scenario_per_s),
            scenario_per_s >= 1.5e6,
        ),
        bar(
            "a request's time from 10^4 to 10^7 requests, less than 25 % more",
            format!("{:+.0} %", growth * 100.0),
            growth < 0.25,
        ),
        bar(
            "a request's time from 10 to 10^5 busy, at most 4 times",
            times(busy),
            busy <= 4.0,
        ),
        bar(
            "a newer edit is heard within 20 ms",
            format!("{:.1} ms", in_browser.newer_heard_after_ms),
            in_browser.newer_heard_after_ms <= 20.0,
        ),
        bar(
            "10^7 requests, less than 250 MB",
            format!("{megabytes:.0} MB"),
            megabytes < 250.0,
        ),
        bar(
            "a frame with 2,000 requests in flight, p95, at most 6 ms",
            format!("{:.1} ms", page.some.p95_ms),
            page.some.in_flight >= 2_000.0 && page.some.p95_ms <= 6.0,
        ),
        bar(
            "a frame with 10,000 requests in flight, p95, at most 12 ms",
            format!("{:.1} ms", page.many.p95_ms),
            page.many.in_flight >= 10_000.0 && page.many.p95_ms <= 12.0,
        ),
        bar(
            "Lighthouse, performance at least 95",
            format!("{:.0}", lighthouse.performance),
            lighthouse.performance >= 95.0,
        ),
        bar(
            "Lighthouse, accessibility and best practices at least 95",
            format!(
                "{:.0}, {:.0}",
                lighthouse.accessibility, lighthouse.best_practices
            ),
            lighthouse.accessibility >= 95.0 && lighthouse.best_practices >= 95.0,
        ),
        bar(
            "layout shift, at most 0.05",
            format!("{:.3}", lighthouse.layout_shift),
            lighthouse.layout_shift <= 0.05,
        ),
    ];
    bars.extend(waits::of_learning(&page.tries));
    bars.extend(waits::of_lab(&page.lab));
    bars.push(second_visit(&page.arrival));
    bars
}

/// The bar for a second visit, beside the first one of the same run.
fn second_visit(arrival: &Arrival) -> Bar {
    let Arrival {
        first,
        second,
        kept,
    } = arrival;
    let said = |visit: &Visit| {
        let ms = [visit.card_ms, visit.pick_ms, visit.verdict_ms];
        ms.map(|ms| format!("{:.1}", ms / 1e3)).join(", ")
    };
    Bar {
        says: "on Fast 4G and a quarter of the speed, card, pick and verdict of a second visit sooner than of a first",
        measured: format!(
            "{} s, then {} s; kept for use without a network {} s",
            said(first),
            said(second),
            said(kept)
        ),
        met: second.card_ms < first.card_ms && second.verdict_ms < first.verdict_ms,
    }
}

/// The last figure in units of the first; infinite where there are none.
fn last_to_first(rows: &[Row]) -> f64 {
    match (rows.first(), rows.last()) {
        (Some(first), Some(last)) => last.figure / first.figure,
        _ => f64::INFINITY,
    }
}

fn percent(share: f64) -> String {
    format!("{:.0} %", share * 100.0)
}

fn times(factor: f64) -> String {
    if factor < 10.0 {
        format!("{factor:.1} times")
    } else {
        format!("{factor:.0} times")
    }
}

fn millions(per_s: f64) -> String {
    format!("{:.2} M/s", per_s / 1e6)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bench::figures::{Browser, Entrant, Frames, Lab, Lighthouse, Pace, Page, Tries};

    fn pace(ns_per_request: f64) -> Pace {
        Pace {
            ns_per_request,
            repeats_s: vec![1.0],
        }
    }

    fn entrant(program: Program, ns: f64) -> Entrant {
        Entrant {
            program,
            requests: 1e6,
            p_cold: 0.001,
            servers: Some(60.0),
            pace: pace(ns),
        }
    }

    fn figures(native_ns: f64) -> Figures {
        let row = |count, figure| Row { count, figure };
        Figures {
            machine: "a machine".to_owned(),
            entrants: vec![
                entrant(Program::Engine, native_ns),
                entrant(Program::BareLoop, 30.0),
                entrant(Program::SimFaas, 45_000.0),
                entrant(Program::SimPy, 9_000.0),
            ],
            parts: vec![("draws".to_owned(), 10.0)],
            growth: vec![row(1e4, 100.0), row(1e7, 124.0)],
            busy: vec![row(10.0, 100.0), row(1e5, 400.0)],
            memory: row(1e7, 249e6),
            scenario: pace(500.0),
            browser: Browser {
                version: "156".to_owned(),
                keep_alive: pace(100.0),
                scenario: pace(600.0),
                newer_heard_after_ms: 6.0,
            },
            page: Page {
                some: Frames {
                    in_flight: 2_500.0,
                    p95_ms: 3.0,
                },
                many: Frames {
                    in_flight: 10_500.0,
                    p95_ms: 5.0,
                },
                tries: Tries {
                    cores: 2.0,
                    score_ms: 1_900.0,
                    moves_ms: 5_900.0,
                    own_ms: 2_900.0,
                },
                lab: Lab {
                    compile_ms: 4.0,
                    grade_ms: 150.0,
                },
                arrival: Arrival {
                    first: Visit {
                        card_ms: 3_000.0,
                        pick_ms: 3_200.0,
                        verdict_ms: 6_000.0,
                    },
                    second: Visit {
                        card_ms: 1_000.0,
                        pick_ms: 1_200.0,
                        verdict_ms: 3_000.0,
                    },
                    kept: Visit {
                        card_ms: 800.0,
                        pick_ms: 900.0,
                        verdict_ms: 2_500.0,
                    },
                },
                lighthouse: Lighthouse {
                    performance: 95.0,
                    accessibility: 100.0,
                    best_practices: 95.0,
                    layout_shift: 0.01,
                },
            },
        }
    }

    fn check(native_ns: f64, expected: [(&str, bool); 9]) {
        let bars = judge(&figures(native_ns));
        let page = [
            ("3.0 ms", true),
            ("5.0 ms", true),
            ("95", true),
            ("100, 95", true),
            ("0.010", true),
            ("1.9 s", true),
            ("5.9 s", true),
            ("2.9 s", true),
            ("4.0 ms", true),
            ("150.0 ms", true),
            ("150.0 \u{b5}s", true),
            (
                "3.0, 3.2, 6.0 s, then 1.0, 1.2, 3.0 s; kept for use without a network 0.8, 0.9, 2.5 s",
                true,
            ),
        ];
        let expected: Vec<_> = expected.into_iter().chain(page).collect();
        let found: Vec<_> = bars
            .iter()
            .map(|bar| (bar.measured.as_str(), bar.met))
            .collect();
        assert_eq!(found, expected, "{native_ns} ns");
    }

    #[test]
    fn figures_are_held_to_the_bars() {
        let fixed = [
            ("+24 %", true),
            ("4.0 times", true),
            ("6.0 ms", true),
            ("249 MB", true),
        ];
        let [growth, busy, heard, memory] = fixed;
        let scenario = ("1.67 M/s", true);
        check(
            50.0,
            [
                ("60 %", true),
                ("900 times", true),
                ("20.00 M/s", true),
                ("50 %", true),
                scenario,
                growth,
                busy,
                heard,
                memory,
            ],
        );
        check(
            250.0,
            [
                ("12 %", false),
                ("180 times", false),
                ("4.00 M/s", false),
                ("250 %", true),
                scenario,
                growth,
                busy,
                heard,
                memory,
            ],
        );
    }

    #[test]
    fn the_page_is_held_to_its_bars() {
        fn check(change: fn(&mut Page), missed: &str) {
            let mut figures = figures(50.0);
            change(&mut figures.page);
            let bars = judge(&figures);
            let found: Vec<_> = bars.iter().filter(|bar| !bar.met).collect();
            assert!(
                matches!(found[..], [one] if one.says.contains(missed)),
                "{missed}: {found:?}"
            );
        }
        check(|page| page.some.p95_ms = 6.1, "2,000");
        check(|page| page.many.p95_ms = 12.1, "10,000");
        // A frame with too few requests in flight gives no figure.
        check(|page| page.many.in_flight = 9_999.0, "10,000");
        check(|page| page.tries.score_ms = 2_100.0, "a score");
        check(|page| page.tries.moves_ms = 6_100.0, "the moves");
        check(|page| page.tries.own_ms = 3_100.0, "an own workload");
        check(|page| page.lab.compile_ms = 5.1, "compiled");
        check(|page| page.lab.grade_ms = 201.0, "one answer");
        check(|page| page.lighthouse.performance = 94.0, "performance");
        check(|page| page.lighthouse.accessibility = 94.0, "accessibility");
        check(|page| page.lighthouse.layout_shift = 0.06, "layout shift");
    }

    #[test]
    fn the_table_and_the_json_hold_every_figure() {
        let figures = figures(50.0);
        let bars = judge(&figures);
        let text = crate::bench::table::text(&figures, &bars).unwrap();
        for wanted in [
            "bare loop",
            "SimFaaS",
            "draws",
            "10^7",
            "not met",
            "a machine",
        ] {
            let there = text.contains(wanted);
            assert_eq!(there, wanted != "not met", "{wanted}\n{text}");
        }
        let json = crate::bench::json::value(&figures, &bars);
        assert_eq!(json["keep_alive"][1]["ns_per_request"], 30.0);
        assert_eq!(json["bars"][0]["met"], true);
    }
}

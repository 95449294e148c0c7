//! Rules of a workload: its arrivals, steps and needs.
//!
//! Must not know: where it lies.

use super::field::At;
use super::{MOST_KEYS, ScenarioError};
use crate::scenario::{Arrivals, Author, Need, State, Step, Workload};

const MOST_STEPS: usize = 8;
const MOST_PER_HOUR: f64 = 36_000_000.0;

pub(super) fn check_workload(
    path: &str,
    workload: &Workload,
    horizon_s: f64,
) -> Result<(), ScenarioError> {
    let at = At(path);
    at.id(&workload.id)?;
    at.number("unwanted_share", workload.unwanted_share, 0.0..=1.0)?;
    check_arrivals(
        &format!("{path}.arrivals"),
        &workload.arrivals,
        horizon_s / 60.0,
    )?;
    if let Author::Partner {
        prying_share,
        snippets,
    } = &workload.author
    {
        at.number("author.prying_share", *prying_share, 0.0..=1.0)?;
        for (index, share) in snippets.iter().enumerate() {
            let path = format!("{path}.author.snippets[{index}]");
            At(&path).number("weight", share.weight, 1e-9..=1e9)?;
            if !crate::sandbox::snippets()
                .iter()
                .any(|snippet| snippet.id == share.snippet)
            {
                let found = format!("{:?}", share.snippet);
                return At(&path).fails("snippet", "a snippet of the sandbox", &found);
            }
        }
    }
    if let Some(retries) = workload.retries {
        at.count("retries.attempts", retries.attempts, 0..=10)?;
        at.number("retries.first_wait_s", retries.first_wait_s, 0.001..=600.0)?;
    }
    at.count(
        "steps (their number)",
        workload.steps.len() as u32,
        1..=MOST_STEPS as u32,
    )?;
    for (index, step) in workload.steps.iter().enumerate() {
        check_step(&format!("{path}.steps[{index}]"), index, step, workload)?;
    }
    for (index, need) in workload.needs.iter().enumerate() {
        check_need(&format!("{path}.needs[{index}]"), need)?;
    }
    Ok(())
}

fn check_step(
    path: &str,
    index: usize,
    step: &Step,
    workload: &Workload,
) -> Result<(), ScenarioError> {
    let at = At(path);
    at.id(&step.id)?;
    // Steps stand in the order in which they may run: then there is one root and no cycle.
    if (index == 0) != step.after.is_empty() {
        let expected = "the first step without `after`, and every other step after an earlier one";
        return at.fails("after", expected, &format!("{:?}", step.after));
    }
    let earlier = &workload.steps[..index];
    for (place, id) in step.after.iter().enumerate() {
        let twice = step.after[..place].contains(id);
        if twice || !earlier.iter().any(|other| other.id == *id) {
            let expected = "ids of earlier steps, each once";
            return at.fails(&format!("after[{place}]"), expected, &format!("{id:?}"));
        }
    }
    if earlier.iter().any(|other| other.id == step.id) {
        return at.fails(
            "id",
            "an id that no other step has",
            &format!("{:?}", step.id),
        );
    }
    let work = &step.work;
    at.spread("work.cpu_ms", work.cpu_ms)?;
    if let Some(wait) = work.outside_wait_ms {
        at.spread("work.outside_wait_ms", wait)?;
    }
    at.count("work.threads", work.threads, 1..=64)?;
    at.count("work.memory_mb", work.memory_mb, 1..=1_048_576)?;
    at.count("work.resident_mb", work.resident_mb, 0..=1_048_576)?;
    at.count("work.payload_kb", work.payload_kb, 0..=1_048_576)?;
    at.number("work.dependencies_mb", work.dependencies_mb, 0.0..=10_240.0)?;
    at.number("work.give_up_s", work.give_up_s, 0.001..=86_400.0)?;
    if let Some(cache) = step.cache {
        at.count("cache.objects", cache.objects, 1..=MOST_KEYS)?;
        at.number("cache.skew", cache.skew, 0.0..=5.0)?;
        at.number("cache.ttl_s", cache.ttl_s, 0.0..=31_536_000.0)?;
        at.number(
            "cache.stale_while_revalidate_s",
            cache.stale_while_revalidate_s,
            0.0..=31_536_000.0,
        )?;
    }
    match step.state {
        State::None => Ok(()),
        State::Records {
            reads,
            writes,
            keys,
            skew,
            ..
        } => {
            at.count("state.reads", reads, 0..=1_000)?;
            at.count("state.writes", writes, 0..=1_000)?;
            at.count("state.keys", keys, 1..=MOST_KEYS)?;
            at.number("state.skew", skew, 0.0..=5.0)
        }
        State::Session {
            sessions,
            reload_reads,
        } => {
            at.count("state.sessions", sessions, 1..=MOST_KEYS)?;
            at.count("state.reload_reads", reload_reads, 0..=1_000)
        }
    }
}

fn check_arrivals(path: &str, arrivals: &Arrivals, horizon_min: f64) -> Result<(), ScenarioError> {
    let at = At(path);
    match arrivals {
        Arrivals::Poisson { per_hour } => at.number("per_hour", *per_hour, 0.0..=MOST_PER_HOUR),
        Arrivals::Peaks { per_hour, peaks } => {
            at.number("per_hour", *per_hour, 0.0..=MOST_PER_HOUR)?;
            at.number(
                "peaks (sum of shares)",
                peaks.iter().map(|peak| peak.share).sum(),
                0.0..=1.0,
            )?;
            for (index, peak) in peaks.iter().enumerate() {
                let path = format!("{path}.peaks[{index}]");
                At(&path).number("at_min", peak.at_min, 0.0..=horizon_min)?;
                At(&path).number("width_min", peak.width_min, 0.2..=horizon_min.max(0.2))?;
                At(&path).number("share", peak.share, 0.0..=1.0)?;
            }
            Ok(())
        }
        Arrivals::DeadlineRush {
            per_hour,
            deadline_min,
            minutes_per_day,
        } => {
            at.number("per_hour", *per_hour, 0.0..=MOST_PER_HOUR)?;
            at.number("deadline_min", *deadline_min, 0.0..=horizon_min)?;
            at.number("minutes_per_day", *minutes_per_day, 0.1..=1_440.0)
        }
        Arrivals::Batch {
            count,
            at_min,
            over_s,
        } => {
            at.count("count", *count, 0..=10_000_000)?;
            at.number("at_min", *at_min, 0.0..=horizon_min)?;
            at.number("over_s", *over_s, 0.0..=86_400.0)
        }
        Arrivals::Imported { at_s, run_ms } => {
            let most = crate::scenario::MOST_IMPORTED as u32;
            at.count("at_s (its length)", at_s.len() as u32, 1..=most)?;
            let mut before = 0.0;
            for (index, &at_s) in at_s.iter().enumerate() {
                at.number(&format!("at_s[{index}]"), at_s, before..=1e9)?;
                before = at_s;
            }
            if !run_ms.is_empty() && run_ms.len() != at_s.len() {
                let expected = format!("none, or as many as at_s has, {}", at_s.len());
                return at.fails("run_ms (its length)", &expected, &run_ms.len());
            }
            for (index, &run_ms) in run_ms.iter().enumerate() {
                at.number(&format!("run_ms[{index}]"), run_ms, 1e-6..=1e9)?;
            }
            Ok(())
        }
        Arrivals::Schedule {
            first_min,
            every_min,
        } => {
            at.number("first_min", *first_min, 0.0..=horizon_min)?;
            at.number("every_min", *every_min, 0.01..=10_080.0)
        }
    }
}

fn check_need(path: &str, need: &Need) -> Result<(), ScenarioError> {
    let at = At(path);
    match *need {
        Need::Latency {
            percentile,
            at_most_ms,
            ..
        } => {
            at.percentile(percentile)?;
            at.number("at_most_ms", at_most_ms, 0.001..=1e9)
        }
        Need::Finished {
            percentile,
            within_s,
        } => {
            at.percentile(percentile)?;
            at.number("within_s", within_s, 0.001..=1e6)
        }
        Need::Failed { at_most_share }
        | Need::Stale { at_most_share }
        | Need::SessionsLost { at_most_share } => {
            at.number("at_most_share", at_most_share, 0.0..=1.0)
        }
        Need::RejectedNearSource { at_least_share } => {
            at.number("at_least_share", at_least_share, 0.0..=1.0)
        }
        Need::Lost { .. }
        | Need::Duplicated { .. }
        | Need::Contained
        | Need::NeighboursUnharmed => Ok(()),
    }
}

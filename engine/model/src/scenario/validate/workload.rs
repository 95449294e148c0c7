//! Rules of a workload: its arrivals, steps and needs.

use super::ScenarioError;
use super::field::FieldPath;
use crate::catalog::service::MONTH;
use crate::sandbox::hostility_of;
use crate::scenario::{Arrivals, Author, Need, SettingId, State, Step, Workload, caps};

const MOST_PER_HOUR: f64 = 36_000_000.0;

pub(super) fn check_workload(
    path: &str,
    workload: &Workload,
    horizon_s: f64,
) -> Result<(), ScenarioError> {
    let at = FieldPath(path);
    at.id(&workload.id)?;
    at.name(&workload.name)?;
    at.about(&workload.about)?;
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
        let most = caps::SNIPPETS_OF_A_WORKLOAD;
        at.length("author.snippets", snippets.len(), 0..=most)?;
        for (index, share) in snippets.iter().enumerate() {
            let path = format!("{path}.author.snippets[{index}]");
            FieldPath(&path).number("weight", share.weight, 1e-9..=1e9)?;
            if hostility_of(&share.snippet).is_none() {
                let expected = "a snippet of the sandbox";
                return FieldPath(&path).fails_with_text("snippet", expected, &share.snippet);
            }
            if let Some(code) = &share.code {
                FieldPath(&path).length("code", code.len(), 1..=caps::OWN_CODE_BYTES)?;
            }
        }
    }
    if let Some(retries) = workload.retries {
        at.count("retries.attempts", retries.attempts, 0..=10)?;
        at.number("retries.first_wait_s", retries.first_wait_s, 0.001..=600.0)?;
    }
    if let Some(queue) = workload.queue {
        at.number("queue.visibility_s", queue.visibility_s, 1.0..=43_200.0)?;
        at.count("queue.receives", queue.receives, 1..=100)?;
        if let Some(batch) = queue.batch {
            at.count("queue.batch.messages", batch.messages, 1..=10_000)?;
            at.number("queue.batch.window_s", batch.window_s, 0.001..=300.0)?;
            if workload.author != Author::Own {
                let expected = "no batch: partners write the code, and one of them would end the messages of others";
                return at.fails("queue.batch", expected, &batch.messages);
            }
        }
    }
    if let Some(hours) = workload.hours_per_month {
        at.number("hours_per_month", hours, 0.01..=MONTH.value)?;
    }
    let (steps, needs) = (workload.steps.len(), workload.needs.len());
    at.length("steps", steps, 1..=caps::STEPS_OF_A_WORKLOAD)?;
    at.length("needs", needs, 0..=caps::NEEDS_OF_A_WORKLOAD)?;
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
    let at = FieldPath(path);
    at.id(&step.id)?;
    at.name(&step.name)?;
    at.length("reaches", step.reaches.len(), 0..=caps::CAPABILITIES)?;
    // Steps are listed in the order in which they may run, so there is one root and no cycle.
    if (index == 0) != step.after.is_empty() {
        let expected = "the first step without `after`, and every other step after an earlier one";
        let found = format!("{} entries", step.after.len());
        return at.fails("after", expected, &found);
    }
    let earlier = &workload.steps[..index];
    for (place, id) in step.after.iter().enumerate() {
        let twice = step.after[..place].contains(id);
        if twice || !earlier.iter().any(|other| other.id == *id) {
            let expected = "ids of earlier steps, each once";
            return at.fails_with_text(&format!("after[{place}]"), expected, id);
        }
    }
    if earlier.iter().any(|other| other.id == step.id) {
        return at.fails_with_text("id", "an id that no other step has", &step.id);
    }
    let work = &step.work;
    at.spread("work.cpu_ms", work.cpu_ms)?;
    if let Some(wait) = work.outside_wait_ms {
        at.spread("work.outside_wait_ms", wait)?;
    }
    at.count("work.threads", work.threads, 1..=64)?;
    let memory_mb = SettingId::Memory.setting().range();
    at.number("work.memory_mb", work.memory_mb.into(), memory_mb)?;
    at.count("work.resident_mb", work.resident_mb, 0..=1_048_576)?;
    at.count("work.payload_kb", work.payload_kb, 0..=1_048_576)?;
    let dependencies_mb = SettingId::Dependencies.setting().range();
    at.number(
        "work.dependencies_mb",
        work.dependencies_mb,
        dependencies_mb,
    )?;
    at.number("work.give_up_s", work.give_up_s, 0.001..=86_400.0)?;
    if let Some(cache) = step.cache {
        at.count("cache.objects", cache.objects, 1..=caps::KEYS)?;
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
            at.count("state.keys", keys, 1..=caps::KEYS)?;
            at.number("state.skew", skew, 0.0..=5.0)
        }
        State::Session {
            sessions,
            reload_reads,
        } => {
            at.count("state.sessions", sessions, 1..=caps::KEYS)?;
            at.count("state.reload_reads", reload_reads, 0..=1_000)
        }
    }
}

fn check_arrivals(path: &str, arrivals: &Arrivals, horizon_min: f64) -> Result<(), ScenarioError> {
    let at = FieldPath(path);
    match arrivals {
        Arrivals::Poisson { per_hour } => at.number("per_hour", *per_hour, 0.0..=MOST_PER_HOUR),
        Arrivals::Peaks { per_hour, peaks } => {
            at.number("per_hour", *per_hour, 0.0..=MOST_PER_HOUR)?;
            at.length("peaks", peaks.len(), 0..=caps::PEAKS)?;
            at.number(
                "peaks (sum of shares)",
                peaks.iter().map(|peak| peak.share).sum(),
                0.0..=1.0,
            )?;
            for (index, peak) in peaks.iter().enumerate() {
                let path = format!("{path}.peaks[{index}]");
                FieldPath(&path).number("at_min", peak.at_min, 0.0..=horizon_min)?;
                FieldPath(&path).number("width_min", peak.width_min, 0.2..=horizon_min.max(0.2))?;
                FieldPath(&path).number("share", peak.share, 0.0..=1.0)?;
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
            at.length("at_s", at_s.len(), 1..=caps::IMPORTED_ROWS)?;
            at.numbers("at_s", at_s, &(0.0..=1e9))?;
            if let Some(before) = at_s.windows(2).position(|pair| pair[1] < pair[0]) {
                let (path, after) = (format!("at_s[{}]", before + 1), at_s[before + 1]);
                return at.number(&path, after, at_s[before]..=1e9);
            }
            if !run_ms.is_empty() && run_ms.len() != at_s.len() {
                let expected = format!("none, or as many as at_s has, {}", at_s.len());
                return at.fails("run_ms (its length)", &expected, &run_ms.len());
            }
            at.numbers("run_ms", run_ms, &(1e-6..=1e9))
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
    let at = FieldPath(path);
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
        // Zero in the setting removes the target.
        Need::Cost { at_most_usd } => {
            let most = SettingId::CostTarget.setting().most;
            at.number("at_most_usd", at_most_usd, 0.01..=most)
        }
        Need::Lost { .. }
        | Need::Duplicated { .. }
        | Need::Contained
        | Need::NeighboursUnharmed => Ok(()),
    }
}

//! The needs of a workload: met or missed, the measured figure, the target, the causes.

use leptos::prelude::*;
use model::catalog::LaneId;
use model::scenario::{Need, Scenario, Workload};
use model::verdict::{NeedResult, Verdict};

use super::Subject;
use crate::text;

/// One item for each need.
pub(super) fn needs(subject: &Subject) -> AnyView {
    let (Some(workload), Some(verdict)) = (subject.workload(), subject.verdict()) else {
        return ().into_any();
    };
    let scenario = &subject.loaded.scenario;
    let has_requests = subject.report().is_none_or(|report| report.requests > 0);
    let items: Vec<_> = verdict
        .needs
        .iter()
        .map(|result| {
            need(
                result,
                was(subject.earlier_verdict(), result),
                workload,
                verdict.lane,
                scenario,
                has_requests,
            )
        })
        .collect();
    view! {
        <h4>{text::evidence::NEEDS}</h4>
        <ul class="needs">{items}</ul>
    }
    .into_any()
}

/// The figure before the last change, where it differs.
fn was(earlier: Option<&Verdict>, now: &NeedResult) -> Option<String> {
    let before = earlier?
        .needs
        .iter()
        .find(|before| before.need == now.need)?;
    let before = text::needs::measured(before);
    (before != text::needs::measured(now)).then(|| text::evidence::was(&before))
}

fn need(
    result: &NeedResult,
    was: Option<String>,
    workload: &Workload,
    lane: LaneId,
    scenario: &Scenario,
    has_requests: bool,
) -> AnyView {
    let measured = if has_requests {
        text::needs::measured(result)
    } else {
        text::needs::NOTHING_TO_JUDGE.get().to_owned()
    };
    let met = result.met;
    let state = if met {
        text::evidence::MET.get()
    } else {
        text::evidence::MISSED.get()
    };
    // The label and the target of lost requests say all of it.
    let is_plain = matches!(result.need, Need::Lost { .. });
    let sentence = (!is_plain).then(|| text::needs::target_sentence(&result.need, workload));
    let why = text::needs::why(result, scenario);
    let behind = text::needs::behind(result, lane, scenario);
    let facts =
        text::needs::main_causes(result).filter_map(|one| text::causes::fact_on(lane, one.cause));
    let asked = super::why::why(facts, scenario);
    view! {
        <li class="need" class:is-met=met>
            <p class="need-state">
                <span class="sign" aria-hidden="true">
                    {if met { "✓" } else { "✕" }}
                </span>
                {state}
            </p>
            <p class="need-figure">
                <span class="need-label">{text::needs::label(&result.need, workload)}</span>
                " "
                <strong>{measured}</strong>
                {was.map(|was| view! { <span class="was">" " {was}</span> })}
                <span class="need-target">" " {text::needs::target(&result.need)}</span>
            </p>
            {sentence.map(|sentence| view! { <p class="need-promise">{sentence}</p> })}
            {(!why.is_empty()).then(|| view! { <p class="need-why">{why}</p> })}
            {behind.map(|behind| view! { <p class="need-promise">{behind}</p> })}
            {asked}
        </li>
    }
    .into_any()
}

//! The words of a fact: the question, the value, the source and its date.

use crate::text::language::{Phrase, phrase, plural, say, sentence_case, tr};
use model::decimal;
use model::scenario::Scenario;

use super::{Duty, Fact};
use crate::text::figures;

pub(crate) const FETCHING: Phrase = phrase("Looking it up …");
pub(crate) const ASSUMED: Phrase = phrase("Assumed");
pub(crate) const OUR_JUDGEMENT: Phrase = phrase("Our judgement");
pub(crate) const AT_WORK: Phrase = phrase("A number that shows it:");
pub(crate) const ITS_ROW: Phrase = phrase("Its place among the facts");
pub(crate) const UNKNOWN: Phrase =
    phrase("The facts say nothing about it. Load the page again to get the newest.");

/// The name of the button beside a number, as a question with this scenario's number.
pub(crate) fn question(fact: &str, scenario: &Scenario) -> String {
    let lanes = &scenario.lanes;
    let count = |number: u32| figures::count(u64::from(number));
    match fact {
        "lambda.concurrency_default" => {
            say!(
                "Why {account_concurrency} at once?",
                account_concurrency = count(lanes.serverless.account_concurrency)
            )
        }
        "lambda.scale_rate" => {
            say!(
                "Why {ramp_per_10_s} in ten seconds?",
                ramp_per_10_s = count(lanes.serverless.ramp_per_10_s)
            )
        }
        "lambda.timeout_max" => {
            say!(
                "Why {timeout_s}?",
                timeout_s = figures::time_ms(lanes.serverless.timeout_s * 1e3)
            )
        }
        "postgres.max_connections" => {
            plural!(
                connections = scenario.datastore.connections.into(),
                "Why {connections} connection?",
                "Why {connections} connections?"
            )
        }
        "cfw.cpu_paid_default" => {
            say!(
                "Why {cpu_limit_ms}?",
                cpu_limit_ms = figures::time_ms(lanes.edge.cpu_limit_ms)
            )
        }
        "cfw.memory" => say!(
            "Why {memory_mb} MB?",
            memory_mb = count(lanes.edge.memory_mb)
        ),
        "lambda.memory_max" => say!("How much at most?"),
        "lambda.payload_sync" => say!("How large may it be?"),
        "lambda.async_throttle_retry" => say!("How long does it wait?"),
        "keepalive.aws" => say!("How long does an instance live?"),
        "cfw.blocked_port" => say!("Which protocols are blocked?"),
        "cfkv.consistency" => say!("How stale can a read be?"),
        "cfkv.write_rate" => say!("Why only one?"),
        "fargate.start_413mb" => say!("Why about a minute?"),
        "net.stretch_aws" => say!("How long is the way?"),
        _ => say!("Where does this come from?"),
    }
}

/// The scenario's own number in the fact's unit; none where the scenario has no such setting.
pub(crate) fn number_here(fact: &str, scenario: &Scenario) -> Option<f64> {
    let lanes = &scenario.lanes;
    Some(match fact {
        "lambda.concurrency_default" => lanes.serverless.account_concurrency.into(),
        "lambda.scale_rate" => f64::from(lanes.serverless.ramp_per_10_s) / 10.0,
        "lambda.timeout_max" => lanes.serverless.timeout_s,
        "postgres.max_connections" => scenario.datastore.connections.into(),
        "cfw.cpu_paid_default" => lanes.edge.cpu_limit_ms / 1e3,
        "cfw.memory" => lanes.edge.memory_mb.into(),
        _ => return None,
    })
}

/// The scenario's number where it differs from the fact.
pub(crate) fn differs(fact: &Fact, here: Option<f64>) -> Option<String> {
    let here = here.filter(|here| (here - fact.value).abs() > 1e-9)?;
    Some(say!(
        "This scenario uses {amount}.",
        amount = amount(here, &fact.unit)
    ))
}

/// The name of the button beside a duty.
pub(crate) fn who_says_so(is_published: bool) -> &'static str {
    if is_published {
        tr("Source")
    } else {
        tr("Our judgement. Why?")
    }
}

/// The fact's number with its unit: `900 s (15 min)`.
pub(crate) fn value(fact: &Fact) -> String {
    let amount = amount(fact.value, &fact.unit);
    if fact.unit == "s" && fact.value >= 100.0 {
        format!("{amount} ({})", figures::time_ms(fact.value * 1e3))
    } else {
        amount
    }
}

fn amount(value: f64, unit: &str) -> String {
    let number = if value.fract() == 0.0 && (0.0..1e15).contains(&value) {
        figures::count(value as u64)
    } else {
        figures::with_decimal_mark(&decimal::plain(value))
    };
    match unit {
        "" => number,
        unit => format!("{number} {unit}"),
    }
}

/// The statement of the fact, as a sentence.
pub(crate) fn what(fact: &Fact) -> String {
    sentence(&fact.what)
}

/// The reason for an assumed number, or the name of its source, for facts without a link.
pub(crate) fn reason(fact: &Fact) -> String {
    sentence(&fact.source)
}

/// The reason for our judgement about a duty.
pub(crate) fn judgement(duty: &Duty) -> String {
    sentence(tr(duty.judgement.as_deref().unwrap_or_default()))
}

/// The date of a source: `, 2026`.
pub(crate) fn date(as_of: &str) -> String {
    format!(", {as_of}")
}

/// The notice that the facts could not be fetched.
pub(crate) fn not_fetched(why: &str) -> String {
    say!(
        "The facts could not be read ({why}). Close this and ask again.",
        why
    )
}

fn sentence(text: &str) -> String {
    format!("{}.", sentence_case(text.trim_end_matches('.')))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fact(value: f64, unit: &str) -> Fact {
        Fact {
            id: String::new(),
            what: "the longest run".to_owned(),
            value,
            unit: unit.to_owned(),
            source: "docs".to_owned(),
            address: String::new(),
            as_of: "2026".to_owned(),
            assumed: false,
        }
    }

    #[test]
    fn values_read_well() {
        fn check(number: f64, unit: &str, expected: &str) {
            assert_eq!(value(&fact(number, unit)), expected);
        }
        check(900.0, "s", "900 s (15 min)");
        check(57.0, "s", "57 s");
        check(10_240.0, "MB", "10,240 MB");
        check(1.742, "", "1.742");
        check(0.000_016_666_7, "USD per GB-s", "0.0000166667 USD per GB-s");
    }

    #[test]
    fn a_scenario_of_its_own_is_said() {
        fn check(here: Option<f64>, expected: Option<&str>) {
            assert_eq!(differs(&fact(900.0, "s"), here).as_deref(), expected);
        }
        check(None, None);
        check(Some(900.0), None);
        check(Some(60.0), Some("This scenario uses 60 s."));
    }
}

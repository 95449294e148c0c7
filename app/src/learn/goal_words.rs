//! The words about goals, and about what a run measures of them.

use model::decimal;
use model::goal::{Figure, Goal, Judged};
use model::scenario::Scenario;

use crate::text::language::{plural, say, tr};
use crate::text::{figures, lanes, places, workloads};

/// A goal as a sentence, without its full stop.
pub(crate) fn asked(goal: &Goal, scenario: &Scenario) -> String {
    let name = |id: &String| workloads::name_of(scenario, id);
    match goal {
        Goal::Kept { workloads } if workloads.is_empty() => say!("Every card meets its targets"),
        Goal::Kept { workloads } => {
            let cards: Vec<String> = workloads.iter().map(name).collect();
            say!("Targets met: {cards}", cards = figures::list(&cards))
        }
        Goal::Missed { workload } => say!("{card} misses a target", card = name(workload)),
        Goal::Placed {
            workload,
            on,
            walls,
        } => {
            let lanes: Vec<String> = on
                .iter()
                .map(|lane| lanes::name(*lane).to_owned())
                .collect();
            let (card, lanes) = (name(workload), lanes.join(" / "));
            if *walls {
                say!("{card} is on {lanes}, behind walls", card, lanes)
            } else {
                say!("{card} is on {lanes}", card, lanes)
            }
        }
        Goal::Bill {
            at_most_usd_per_month,
        } => say!(
            "The whole board costs at most {usd} a month",
            usd = figures::usd(*at_most_usd_per_month)
        ),
        Goal::Measured {
            workload,
            figure,
            at_most,
        } => say!(
            "{card}: {figure} at most {most}",
            card = name(workload),
            figure = self::figure(*figure),
            most = amount(*figure, *at_most)
        ),
        Goal::AnsweredIn {
            workload,
            cities,
            percentile,
            at_most_ms,
        } => say!(
            "{card}: {percentile} of 100 requests answered within {time} in {cities}",
            card = name(workload),
            percentile = decimal::write(*percentile, 0),
            time = figures::time_ms(*at_most_ms),
            cities = places::cities(cities)
        ),
        Goal::Remedies { at_most } => plural!(
            most = (*at_most).into(),
            "At most {most} remedy switched on",
            "At most {most} remedies switched on"
        ),
    }
}

/// The measured figure; empty where there is nothing to add.
pub(crate) fn measured(goal: &Goal, judged: &Judged) -> String {
    let Some(value) = judged.measured else {
        return match goal {
            Goal::Missed { .. } | Goal::Placed { .. } => String::new(),
            _ => say!("too few to say"),
        };
    };
    match goal {
        Goal::Kept { .. } if judged.met => String::new(),
        Goal::Kept { .. } => plural!(
            cards = value as u64,
            "{cards} card misses a target",
            "{cards} cards miss a target"
        ),
        Goal::Bill { .. } => figures::usd(value),
        Goal::Measured { figure, .. } => {
            let amount = amount(*figure, value);
            say!(
                "{amount} ({figure})",
                amount,
                figure = self::figure(*figure)
            )
        }
        Goal::AnsweredIn { .. } => figures::time_ms(value),
        Goal::Remedies { .. } | Goal::Missed { .. } | Goal::Placed { .. } => {
            figures::count(value as u64)
        }
    }
}

/// The measured figure as a share of twice the target, 0 to 1, so that the target is in the middle; none for
/// a goal without a number.
pub(crate) fn share_of_target(goal: &Goal, judged: &Judged) -> Option<f64> {
    let most = match goal {
        Goal::Bill {
            at_most_usd_per_month,
        } => *at_most_usd_per_month,
        Goal::Measured { at_most, .. } => *at_most,
        Goal::AnsweredIn { at_most_ms, .. } => *at_most_ms,
        Goal::Remedies { at_most } => f64::from(*at_most),
        Goal::Kept { .. } | Goal::Missed { .. } | Goal::Placed { .. } => return None,
    };
    let measured = judged.measured?;
    Some(if measured <= 0.0 {
        0.0
    } else {
        (measured / (2.0 * most)).min(1.0)
    })
}

fn figure(figure: Figure) -> &'static str {
    match figure {
        Figure::Failed => tr("requests not done"),
        Figure::ColdStarts => tr("cold starts"),
        Figure::StaleReads => tr("stale reads"),
        Figure::Breaches => tr("unauthorised accesses"),
        Figure::Misgraded => tr("answers with wrong points"),
        Figure::UnwantedAtHome => tr("unwanted requests that travelled home"),
        Figure::P95Ms => tr("p95 latency"),
        Figure::P99Ms => tr("p99 latency"),
        Figure::UsdPerMonth => tr("its part of the bill"),
    }
}

fn amount(figure: Figure, value: f64) -> String {
    match figure {
        Figure::P95Ms | Figure::P99Ms => figures::time_ms(value),
        Figure::UsdPerMonth => figures::usd(value),
        Figure::Failed
        | Figure::ColdStarts
        | Figure::StaleReads
        | Figure::Breaches
        | Figure::Misgraded
        | Figure::UnwantedAtHome => figures::count(value.max(0.0) as u64),
    }
}

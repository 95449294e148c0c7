//! The words of the bill.

use model::decimal;
use model::scenario::Month;

use crate::text::figures;
use crate::text::language::{Phrase, phrase, say, tr};

pub(crate) const TITLE: Phrase = phrase("What it costs");
pub(crate) const CAPTION: Phrase = phrase("The board’s bill, line by line");
pub(crate) const COLUMNS: [Phrase; 4] = [
    phrase("What"),
    phrase("How much in a month"),
    phrase("US dollars"),
    phrase("Price"),
];
pub(crate) const ALL: Phrase = phrase("All together");
pub(crate) const PRICE: Phrase = phrase("its fact");

/// What the bill is for.
pub(crate) fn about(month: Month) -> String {
    match month {
        Month::EveryHour => {
            tr("A month at list prices, if every hour were like this one without its faults.")
                .to_owned()
        }
        Month::TermTime => say!(
            "A month of term at list prices, without faults: requests come as in {hours} hours like this one, and what is there without requests is there for all {month} hours.",
            hours = figures::count(month.hours() as u64),
            month = figures::count(Month::EveryHour.hours() as u64)
        ),
    }
}

/// An amount with its unit: `12,400 GB-seconds`, `0.35 million requests`.
pub(crate) fn quantity(quantity: f64, unit: &str) -> String {
    let number = if quantity >= 100.0 {
        figures::count(quantity.round() as u64)
    } else {
        figures::with_decimal_mark(&decimal::write(quantity, 2))
    };
    format!("{number} {}", self::unit(unit))
}

/// The amount that an account's free tier would save, in US dollars.
pub(crate) fn free_tier(usd: f64) -> String {
    if usd < 0.005 {
        return say!("No free tier would take anything off.");
    }
    say!(
        "An account’s free tier would take off up to {saved}, if nothing else used it.",
        saved = figures::usd(usd)
    )
}

/// The name of a priced item, by its name in the engine.
pub(crate) fn item(what: &str) -> &str {
    match what {
        "the plan" => tr("the plan"),
        "requests" => tr("requests"),
        "processor time" => tr("processor time"),
        "processors while code runs" => tr("processors while code runs"),
        "memory while code runs" => tr("memory while code runs"),
        "memory while provisioned code runs" => tr("memory while provisioned code runs"),
        "provisioned instances" => tr("provisioned instances"),
        "requests to objects" => tr("requests to objects"),
        "requests to a queue" => tr("requests to a queue"),
        "memory of objects" => tr("memory of objects"),
        "processors, idle or busy" => tr("processors, idle or busy"),
        "memory, idle or busy" => tr("memory, idle or busy"),
        other => other,
    }
}

fn unit(unit: &str) -> &str {
    match unit {
        "month" => tr("month"),
        "requests" => tr("requests"),
        other => other,
    }
}

//! The bill.

use super::figures;

pub(crate) const TITLE: &str = "What it costs";
pub(crate) const ABOUT: &str = "A month at list prices, if every hour were like this one.";
pub(crate) const CAPTION: &str = "The board’s bill, line by line";
pub(crate) const COLUMNS: [&str; 4] = ["What", "How much in a month", "US dollars", "Price"];
pub(crate) const ALL: &str = "All together";
pub(crate) const PRICE: &str = "its fact";

/// How much of something: `12,400 GB-seconds`, `0.35 million requests`.
pub(crate) fn quantity(quantity: f64, unit: &str) -> String {
    let number = if quantity >= 100.0 {
        figures::count(quantity.round() as u64)
    } else {
        format!("{quantity:.2}")
    };
    format!("{number} {unit}")
}

/// What an account's free tier would take off.
pub(crate) fn free_tier(usd: f64) -> String {
    if usd < 0.005 {
        return "No free tier would take anything off.".to_owned();
    }
    format!(
        "An account’s free tier would take off up to {}, if nothing else used it.",
        figures::usd(usd)
    )
}

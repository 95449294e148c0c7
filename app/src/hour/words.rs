//! The words of the hour: the home region, the audience, the arrivals.

use model::scenario::Month;

use super::continents::Continent;
use crate::text::language::{Phrase, phrase, say, tr};
use crate::text::{figures, places};

pub(crate) const TITLE: Phrase = phrase("The hour");
pub(crate) const ABOUT: Phrase = phrase(
    "What every lane has to live with: where home is, where the learners are, and when they come.",
);
pub(crate) const HOME: Phrase = phrase("Home region and database");
pub(crate) const AUDIENCE: Phrase = phrase("Where the learners are");
pub(crate) const AUDIENCE_ABOUT: Phrase =
    phrase("Set one, and the others keep their proportions. Undo takes it back.");
pub(crate) const MONTH: Phrase = phrase("A month has, for the bill");
pub(crate) const ARRIVALS: Phrase = phrase("When they come");
pub(crate) const OTHER_ARRIVALS: Phrase = phrase("Another hour of the same kind");

/// A region with its city.
pub(crate) fn region(city: &str, id: &str) -> String {
    format!("{} ({id})", places::city(city))
}

/// The name of the button that goes back to a region.
pub(crate) fn back_to(region: &str) -> String {
    say!("Home: back to {region}", region)
}

/// The name of a continent.
pub(crate) fn continent(continent: Continent) -> &'static str {
    match continent {
        Continent::Americas => tr("Americas"),
        Continent::Europe => tr("Europe"),
        Continent::Africa => tr("Africa, Middle East"),
        Continent::Asia => tr("Asia"),
        Continent::Oceania => tr("Oceania"),
    }
}

/// A kind of month.
pub(crate) fn month(month: Month) -> String {
    let hours = figures::count(month.hours() as u64);
    match month {
        Month::EveryHour => say!("Every hour like this one ({hours} hours)", hours),
        Month::TermTime => say!(
            "Evenings like this, quiet nights and weekends ({hours} hours)",
            hours
        ),
    }
}

/// The seed of the hour, and its meaning.
pub(crate) fn seed(seed: u64) -> String {
    say!(
        "Seed {seed}. The same seed gives the same traffic on every computer.",
        seed
    )
}

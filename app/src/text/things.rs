//! The words for the thing at a point of the stage, and for its state.

use model::catalog::LaneId;

use super::language::{Phrase, phrase, plural, say};
use super::{figures, lanes};

/// Further keys of the stage.
pub(crate) const KEYS: Phrase =
    phrase("Square brackets go from place to place and say what each is.");

/// A second region of a workload.
pub(crate) fn second_region(city: &str) -> String {
    say!(
        "{city}: a second region, with a replica of the database.",
        city
    )
}

/// The home region.
pub(crate) fn home(city: &str) -> String {
    say!(
        "{city}: the home region, with the database and every lane but the edge.",
        city
    )
}

/// A city of the audience.
pub(crate) fn city(name: &str, share: f64, on_their_way: u32, pop: Option<&str>) -> String {
    let share = figures::share(share);
    let requests = requests(on_their_way);
    let city = say!(
        "{name}: {share} of the learners, {requests} under way.",
        name,
        share,
        requests
    );
    match pop {
        Some(pop) => format!(
            "{city} {}",
            say!("Its nearest point of presence is {pop}.", pop)
        ),
        None => city,
    }
}

/// A point of presence.
pub(crate) fn pop(code: &str, city: &str, running: u32, answered: Option<f64>) -> String {
    let requests = requests(running);
    let pop = say!(
        "{code}, the point of presence in {city}: {requests} at work.",
        code,
        city,
        requests
    );
    match answered.map(figures::share) {
        Some(share) => format!(
            "{pop} {}",
            say!(
                "It answers {share} of its requests without asking home.",
                share
            )
        ),
        None => pop,
    }
}

/// The queue of a lane.
pub(crate) fn queue(on: LaneId, waiting: u32) -> String {
    let (lane, requests) = (lanes::name(on), requests(waiting));
    say!("In front of {lane}: {requests} waiting.", lane, requests)
}

fn requests(many: u32) -> String {
    plural!(count = many.into(), "{count} request", "{count} requests")
}

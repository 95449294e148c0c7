//! The words for the thing at a point of the stage, and for its state.

use model::catalog::LaneId;

use super::board::lane;
use super::figures;
use super::language::{Phrase, phrase, plural, say};

/// Further keys of the stage.
pub(crate) const KEYS: Phrase =
    phrase("Square brackets go from place to place and say what each is.");

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

/// A starting instance.
pub(crate) fn starting(on: LaneId, share: f64) -> String {
    let (lane, share) = (lane(on), figures::share(share));
    match on {
        LaneId::Service => say!("{lane}: a replica that starts, {share} done.", lane, share),
        _ => say!(
            "{lane}: an instance that starts, {share} done.",
            lane,
            share
        ),
    }
}

/// An idle instance.
pub(crate) fn idle(on: LaneId) -> String {
    let lane = lane(on);
    match on {
        LaneId::Service => say!("{lane}: a replica that waits for work, and costs.", lane),
        LaneId::Sandbox => say!("{lane}: a free worker of the plugin host.", lane),
        _ => say!("{lane}: a warm instance that waits for work.", lane),
    }
}

/// A busy instance; `level` is the share in use, or the share of its fuel that is burnt.
pub(crate) fn at_work(on: LaneId, level: f64) -> String {
    let (lane, share) = (lane(on), figures::share(level));
    match on {
        LaneId::Service => say!("{lane}: a replica with {share} in use.", lane, share),
        LaneId::Sandbox => say!("{lane}: a worker, {share} of its fuel burnt.", lane, share),
        _ => say!("{lane}: an instance at work.", lane),
    }
}

/// The queue of a lane.
pub(crate) fn queue(on: LaneId, waiting: u32) -> String {
    let (lane, requests) = (lane(on), requests(waiting));
    say!("In front of {lane}: {requests} waiting.", lane, requests)
}

fn requests(many: u32) -> String {
    plural!(count = many.into(), "{count} request", "{count} requests")
}

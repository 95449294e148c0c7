//! The words of the section for a workload of a person's own.

use model::scenario::Trigger;

use crate::learn::not_simulated::NotSimulated;
use crate::learn::own_workload::lane_trials::{LaneTrial, LaneTrials};
use crate::learn::panel_words;
use crate::learn::workload_answers::{KeptState, Often, Shape, Table, Users};
use crate::text::figures;
use crate::text::language::{Phrase, phrase, say, tr};
use crate::text::remedies::name_within;

pub(crate) const ABOUT: Phrase = phrase(
    "A few questions make a card of your own work. It is simulated on every lane in three hours of the same kind; where a target is missed, remedies are tried too. Runs differ: half take less than your typical time, one in a hundred takes three and a half times as long.",
);
pub(crate) const CHANGED: Phrase =
    phrase("Your answers have changed since the lanes were tried. Find out again.");
pub(crate) const NAMELESS: Phrase = phrase("Your workload");
pub(crate) const NAME: Phrase = phrase("What is it called?");
pub(crate) const TRIGGER: Phrase = phrase("What starts it?");
pub(crate) const SHAPE: Phrase = phrase("How do requests arrive?");
pub(crate) const PER_HOUR: Phrase = phrase("How many requests in the hour?");
pub(crate) const WORK: Phrase = phrase("How long does a typical run compute, in milliseconds?");
pub(crate) const WAIT: Phrase = phrase("How long does it wait for other servers, in milliseconds?");
pub(crate) const MEMORY: Phrase =
    phrase("How much memory does a run touch beside its model, in megabytes?");
pub(crate) const RESIDENT: Phrase =
    phrase("How large is the model or data that an instance loads first, in megabytes?");
pub(crate) const OFTEN: Phrase = phrase("How often does such an hour come?");
pub(crate) const KEEPS: Phrase = phrase("What does it keep, or need?");
pub(crate) const AUTHOR: Phrase = phrase("Who wrote the code?");
pub(crate) const USERS: Phrase = phrase("Where are its users?");
pub(crate) const WITHIN: Phrase = phrase("Within how many milliseconds must 95 of 100 be done?");
pub(crate) const LOSE: Phrase = phrase("How many may be lost?");
pub(crate) const TRY: Phrase = phrase("Try every lane");
pub(crate) const TABLE: Phrase = phrase("Use a table of request times");
pub(crate) const TABLE_TITLE: Phrase =
    phrase("A CSV with a column of times; it takes the place of the question about arrivals");
pub(crate) const TABLE_FILE: Phrase = phrase("A table of request times");
pub(crate) const FORGET_TABLE: Phrase = phrase("Answer the question instead");
pub(crate) const RESULT: Phrase = phrase("Result on each lane");
pub(crate) const TABLE_OF_LANES: Phrase = phrase(
    "The card on each lane, in the same hours: p95 of the slowest hour, other figures as means",
);
pub(crate) const PUT_THERE: Phrase = phrase("Put it on the board there");
pub(crate) const COLUMNS: [Phrase; 6] = [
    phrase("Lane"),
    phrase("Hours met"),
    phrase("p95"),
    phrase("Failed"),
    phrase("Cold starts"),
    phrase("A month"),
];

/// A trigger of the workload.
pub(crate) fn trigger(trigger: Trigger) -> &'static str {
    match trigger {
        Trigger::Learner => tr("A person who waits for it"),
        Trigger::Webhook => tr("Another company’s server that waits"),
        Trigger::Event => tr("An event inside the platform"),
        Trigger::Queue => tr("A queue"),
        Trigger::Timer => tr("A timer"),
    }
}

/// A shape of the arrivals.
pub(crate) fn shape(shape: Shape) -> &'static str {
    match shape {
        Shape::Steady => tr("Evenly"),
        Shape::Bursts => tr("In two bursts"),
        Shape::Deadline => tr("In a rush before a deadline"),
        Shape::AllAtOnce => tr("All within ten seconds"),
    }
}

/// How often an hour like this one comes.
pub(crate) fn often(often: Often) -> &'static str {
    match often {
        Often::AsThePlatform => tr("On busy evenings, and less at other times"),
        Often::Always => tr("Every hour, day and night"),
        Often::OnceADay => tr("Once a day"),
        Often::OnceAWeek => tr("Once a week"),
    }
}

/// A kind of state between requests.
pub(crate) fn keeps(keeps: KeptState) -> &'static str {
    match keeps {
        KeptState::Nothing => tr("Nothing"),
        KeptState::Copies => tr("Nothing, and many get the same answer"),
        KeptState::OwnRows => tr("Rows in a database, each for one user"),
        KeptState::SharedRows => tr("Rows that many write at once"),
        KeptState::Session => tr("A session in memory"),
        KeptState::RawNetwork => {
            tr("Nothing, but it opens connections of its own to other servers, not HTTP")
        }
        KeptState::OpenConnection => tr("A connection that stays open to each client"),
        KeptState::GraphicsProcessor => tr("A graphics processor"),
    }
}

/// The author of the code.
pub(crate) fn author(is_third_party: bool) -> &'static str {
    if is_third_party {
        tr("A partner; nobody here has read it")
    } else {
        tr("We did")
    }
}

/// The places of its users.
pub(crate) fn users(users: Users) -> &'static str {
    match users {
        Users::Everywhere => tr("All over the world, half of them near home"),
        Users::NearHome => tr("Nearly all on the home region’s continent"),
        Users::FarAway => tr("Nearly all on other continents"),
    }
}

/// The number of requests that may be lost.
pub(crate) fn may_lose(may_lose: bool) -> &'static str {
    if may_lose {
        tr("One in a thousand")
    } else {
        tr("None")
    }
}

/// The sentence about arrivals out of a table.
pub(crate) fn table(table: &Table) -> String {
    let many = table.at_s.len();
    say!(
        "{many} requests out of your table take the place of the question about arrivals.",
        many = figures::count(many as u64)
    )
}

/// The sentence about answers that make no workload.
pub(crate) fn not_a_workload(error: &NotSimulated) -> String {
    match error {
        NotSimulated::Worker(why) => {
            let why = why.why().trim_end_matches('.');
            say!("These answers cannot be simulated: {why}.", why)
        }
        NotSimulated::NoRun | NotSimulated::NoWorkload => panel_words::not_simulated(error),
    }
}

/// Why no lane is tried for work that keeps or needs this.
pub(crate) fn no_lane(keeps: KeptState) -> &'static str {
    if keeps == KeptState::GraphicsProcessor {
        tr(
            "No lane here has a graphics processor. Look at rented machines with one, or at a platform that runs models; their price for a second of such a processor decides.",
        )
    } else {
        tr(
            "No lane here holds a connection to a client open: functions, the edge and the sandbox end with each request, and replicas answer requests. Look at replicas that hold the connections themselves, or at objects at the edge that speak WebSocket.",
        )
    }
}

/// The best placement with its reason and what the next costs; where none meets every target, the nearest.
pub(crate) fn found(tried: &LaneTrials) -> String {
    let mut fitting = tried.fitting();
    let Some(best) = fitting.next() else {
        return none_fits(tried);
    };
    let (way_of_best, hours) = (way(best), best.hours.len());
    let usd = figures::usd(best.usd_per_month());
    let is_cheapest = tried
        .fitting()
        .all(|trial| best.usd_per_month() <= trial.usd_per_month());
    let first = if is_cheapest {
        say!(
            "Best: {way}. It meets every target in all {hours} hours, and of those that do it costs least, {usd} a month.",
            way = way_of_best,
            hours,
            usd
        )
    } else {
        say!(
            "Best: {way}. It meets every target in all {hours} hours, and of those that cost about as little, {usd} a month, it changes the least code.",
            way = way_of_best,
            hours,
            usd
        )
    };
    let others: Vec<String> = fitting
        .map(|trial| format!("{} ({})", way(trial), figures::usd(trial.usd_per_month())))
        .collect();
    let others = if others.is_empty() {
        say!("No other lane meets them.")
    } else {
        say!(
            "Others that meet them: {ways}.",
            ways = figures::list(&others)
        )
    };
    format!("{first} {others}")
}

/// The sentences about a workload that fits nowhere: the nearest placement, and what the model lacks.
fn none_fits(tried: &LaneTrials) -> String {
    let hours = tried.lanes.first().map_or(0, |trial| trial.hours.len());
    let nearest = tried.lanes.first().map(way).unwrap_or_default();
    say!(
        "On no lane is every target met in all {hours} hours. {way} comes nearest.",
        hours,
        way = nearest
    )
}

/// A placement with its remedies.
pub(crate) fn way(trial: &LaneTrial) -> String {
    let placement = panel_words::placement(trial.placement);
    if trial.remedies.is_empty() {
        return placement;
    }
    let names: Vec<String> = trial.remedies.iter().map(name_within).collect();
    say!(
        "{placement} with {remedies}",
        placement,
        remedies = figures::list(&names)
    )
}

/// The number of hours in which the targets are met.
pub(crate) fn hours(kept: usize, of: usize) -> String {
    say!("{kept} of {of}", kept, of)
}

/// A lane, and whether the workload meets its targets there.
pub(crate) fn lane(name: &str, fits: bool) -> String {
    if fits {
        say!("✓ {lane} meets its targets", lane = name)
    } else {
        say!("✕ {lane} misses its targets", lane = name)
    }
}

/// A constraint that comes with a lane.
pub(crate) fn accepted(constraint: &str) -> String {
    say!("You accept: {constraint}", constraint)
}

/// The name of the button that puts the card on the board.
pub(crate) fn put(lane: &str) -> String {
    say!("Put it on the board there: {lane}", lane)
}

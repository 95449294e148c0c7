//! The names, effects and prices of remedies.

use super::language::{Phrase, phrase, phrase_in, plural, say, tr};
use model::scenario::Remedy;

use super::figures;

pub(crate) const TITLE: Phrase = phrase("Remedies");
pub(crate) const TRY: Phrase = phrase("Try it");
pub(crate) const WITHOUT: Phrase = phrase("Without it");
pub(crate) const ON: Phrase = phrase_in!("on", "a remedy");

/// A remedy's name.
pub(crate) fn name(remedy: &Remedy) -> &'static str {
    match remedy {
        Remedy::Provisioned { .. } => tr("Provisioned concurrency"),
        Remedy::ReservedConcurrency { .. } => tr("Its own share of the account’s concurrency"),
        Remedy::ConnectionPooler => tr("A connection pooler"),
        Remedy::IdempotencyKey { .. } => tr("An idempotency key"),
        Remedy::RowLock { .. } => tr("A lock on its rows"),
        Remedy::ConditionalWrites { .. } => tr("Conditional writes"),
        Remedy::PlainCdn { .. } => tr("A plain CDN in front"),
        Remedy::Chunks { .. } => tr("A split into pieces"),
        Remedy::MoreReplicas { .. } => tr("More replicas"),
        Remedy::Schedule { .. } => tr("Scaling by the clock"),
        Remedy::Job { .. } => tr("A container for each run"),
        Remedy::QueueBetween { .. } => tr("A queue between"),
        Remedy::SecondRegion { .. } => tr("A second region"),
        Remedy::Snapshot { .. } => tr("Starts from a snapshot"),
        Remedy::SessionRow { .. } => tr("Its session as a row"),
        Remedy::EmptyRole { .. } => tr("A function with an empty role"),
        Remedy::Objects { .. } => tr("An object for each key"),
    }
}

/// A remedy's name within a sentence.
pub(crate) fn name_within(remedy: &Remedy) -> String {
    let mut letters = name(remedy).chars();
    let first = letters.next().into_iter().flat_map(char::to_lowercase);
    first.chain(letters).collect()
}

/// The number of failed and late requests on whose cause a remedy acts.
pub(crate) fn affected(count: u64) -> String {
    plural!(
        count,
        "Acts on the cause of {count} request.",
        "Acts on the cause of {count} requests."
    )
}

/// The effect of a remedy, and its price.
pub(crate) fn about(remedy: &Remedy) -> &'static str {
    match remedy {
        Remedy::Provisioned { .. } => {
            tr("No cold start while they are enough. You pay for each of them around the clock.")
        }
        Remedy::ReservedConcurrency { .. } => {
            tr("Nobody else can take it away, and it can take no more than that.")
        }
        Remedy::ConnectionPooler => tr(
            "On every lane, a request borrows a database connection for a trip instead of holding one. A trip may have to wait.",
        ),
        Remedy::IdempotencyKey { .. } => {
            tr("What is delivered twice counts once. You keep the keys, and look each up first.")
        }
        Remedy::RowLock { .. } => tr(
            "A transaction locks the row, reads it and writes it: no update is lost where the data is in the database at home. Who changes the same row has to wait.",
        ),
        Remedy::ConditionalWrites { .. } => tr(
            "A write that would overwrite what it has not seen reads again and tries again. Retries take time.",
        ),
        Remedy::PlainCdn { .. } => tr(
            "Learners reach a near point of presence; what may be kept is served from there, without any code.",
        ),
        Remedy::Chunks { .. } => {
            tr("Each piece ends before the limit, with a checkpoint. You write the checkpoints.")
        }
        Remedy::MoreReplicas { .. } => {
            tr("More run at once from the start. You pay for them whether they work or not.")
        }
        Remedy::Schedule { .. } => tr(
            "Replicas and provisioned instances are there for these hours of a day. Outside them one replica is left, and nothing is provisioned.",
        ),
        Remedy::Job { .. } => tr(
            "Nothing idles, and no time limit ends it. Each run first waits about a minute for its container.",
        ),
        Remedy::QueueBetween { .. } => tr(
            "A request is stored and acknowledged at once; the work follows when there is room. The answer says “received”, and not the result.",
        ),
        Remedy::SecondRegion { .. } => tr(
            "Learners reach the nearer of two regions, and the other takes over where one is down. Writes still travel home, and reads may be some tenths of a second old.",
        ),
        Remedy::Snapshot { .. } => tr(
            "A new instance continues where another had loaded its code: a large package starts in under a second. A small one starts later than without.",
        ),
        Remedy::SessionRow { .. } => tr(
            "Each request reads and writes its session in the database, under a lock, so that any instance can go on with it. It costs two trips, and the database has to bear them.",
        ),
        Remedy::EmptyRole { .. } => tr(
            "The code has no network and no grants, so a forbidden call fails. Each call costs a second request, and a way of about 20 ms.",
        ),
        Remedy::Objects { .. } => tr(
            "Each key lives in one place, and its object is the only writer: no update is lost and no read is old. Who is far from that place travels there, and all take turns.",
        ),
    }
}

/// What a remedy adds to the duties of its owner.
pub(crate) fn duty(remedy: &Remedy) -> &'static str {
    match remedy {
        Remedy::Provisioned { .. } => {
            tr("You plan how many instances are ready, and pay for them around the clock.")
        }
        Remedy::ReservedConcurrency { .. } => tr("You divide the account’s concurrency."),
        Remedy::ConnectionPooler => tr("You run one more thing, and requests wait for it."),
        Remedy::IdempotencyKey { .. } => tr("You keep the keys, and look each one up."),
        Remedy::RowLock { .. } => {
            tr("Your code locks its rows, and its writers wait for each other.")
        }
        Remedy::ConditionalWrites { .. } => tr("Your code repeats writes that came too late."),
        Remedy::PlainCdn { .. } => {
            tr("You decide what is kept, for how long, and how it is replaced.")
        }
        Remedy::Chunks { .. } => tr("You write the checkpoints, and the way on from each."),
        Remedy::MoreReplicas { .. } => {
            tr("You plan their number, and pay for them while they idle.")
        }
        Remedy::Schedule { .. } => {
            tr("You keep the timetable, and an evening that nobody announced finds it empty.")
        }
        Remedy::Job { .. } => tr("You build the image, and start the runs that failed again."),
        Remedy::QueueBetween { .. } => tr(
            "Your page shows “received” and asks later. You watch the queue, and look after what is set aside.",
        ),
        Remedy::SecondRegion { .. } => tr(
            "You run everything twice, keep a replica of the database, and practise the switch between regions.",
        ),
        Remedy::Snapshot { .. } => {
            tr("Your code renews connections and random numbers after each restore.")
        }
        Remedy::SessionRow { .. } => tr("You keep the table, and remove sessions that have ended."),
        Remedy::EmptyRole { .. } => {
            tr("You keep one function for each author: an instance remembers what ran before.")
        }
        Remedy::Objects { .. } => {
            tr("You cut your data into objects, and what spans two of them has no transaction.")
        }
    }
}

/// A remedy and what it adds to the duties of its owner, in a sentence.
pub(crate) fn name_and_duty(remedy: &Remedy) -> String {
    format!("{}. {}", name(remedy), duty(remedy))
}

/// The label of a remedy's number; none where it has no number.
pub(crate) fn number_label(remedy: &Remedy) -> Option<&'static str> {
    match remedy {
        Remedy::Provisioned { .. } => Some(tr("instances")),
        Remedy::ReservedConcurrency { .. } => Some(tr("requests at once")),
        Remedy::Chunks { .. } => Some(tr("seconds a piece")),
        Remedy::MoreReplicas { .. } => Some(tr("replicas at least")),
        Remedy::Schedule { .. } => Some(tr("hours a day")),
        Remedy::ConnectionPooler
        | Remedy::IdempotencyKey { .. }
        | Remedy::RowLock { .. }
        | Remedy::ConditionalWrites { .. }
        | Remedy::PlainCdn { .. }
        | Remedy::Job { .. }
        | Remedy::Snapshot { .. }
        | Remedy::QueueBetween { .. }
        | Remedy::SecondRegion { .. }
        | Remedy::SessionRow { .. }
        | Remedy::EmptyRole { .. }
        | Remedy::Objects { .. } => None,
    }
}

/// The name of the button that switches a remedy.
pub(crate) fn switch(remedy: &Remedy, is_on: bool) -> String {
    format!("{}: {}", if is_on { WITHOUT } else { TRY }, name(remedy))
}

/// The monthly cost of the whole scenario, in US dollars.
pub(crate) fn whole_cost(usd_per_month: f64, was: Option<f64>) -> String {
    let now = figures::usd(usd_per_month);
    let was = was.map(figures::usd).filter(|was| *was != now);
    let was = was.map_or_else(String::new, |was| say!(", was {was}", was));
    say!("The whole board costs {now} a month{was}.", now, was)
}

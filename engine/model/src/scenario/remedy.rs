//! A setting that lifts one constraint at a price.
//!
//! Validation, offers and the fields of the page read a remedy's facts here.

mod applicability;

use std::ops::RangeInclusive;

use borsh::{BorshDeserialize, BorshSerialize};
use serde::{Deserialize, Serialize};

use super::{LaneSettings, Scenario, SettingId, Target};

/// The most provisioned instances of one function.
const MOST_PROVISIONED: u32 = 10_000;
/// The region that a second one is offered in before the audience is known.
const FAR_REGION: &str = "us-east-1";
/// The longest piece of a job that is cut, seconds.
const LONGEST_CHUNK_S: u32 = 900;

/// A remedy that is switched on. Targets are workload ids, or `workload/step` where a step is meant.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Remedy {
    /// Function instances that are ready from the start and are never reclaimed.
    Provisioned {
        /// The function that it applies to.
        target: String,
        /// The number of provisioned instances.
        instances: u32,
    },
    /// A share of the account's concurrency that is this function's alone, and its limit.
    ReservedConcurrency {
        /// The function that it applies to.
        target: String,
        /// The most requests of the function that run at once.
        concurrency: u32,
    },
    /// A pooler in front of the database, for every lane: neither instances nor replicas open connections of their
    /// own, and a request borrows one for its trips, waiting for it where all are lent.
    ConnectionPooler,
    /// The effect of a workload counts once, however often it is delivered.
    IdempotencyKey {
        /// The workload that it applies to.
        target: String,
    },
    /// Reads and writes that have to agree are a transaction that locks the row: no update is lost, and the writers of
    /// one row wait for each other. It takes the place of conditional writes; the edge's own store has none.
    RowLock {
        /// The workload that it applies to.
        target: String,
    },
    /// A write goes through only where the version is the one that was read; else the request
    /// reads again and tries again.
    ConditionalWrites {
        /// The workload that it applies to.
        target: String,
    },
    /// A plain CDN before the lane: learners reach the nearest POP, which serves the answers that it
    /// has kept and runs no code.
    PlainCdn {
        /// The workload that it applies to.
        target: String,
    },
    /// A long job is cut into pieces that each end with a checkpoint and call the next.
    Chunks {
        /// The function that it applies to.
        target: String,
        /// The longest time of a piece, in seconds by the clock.
        at_most_s: f64,
    },
    /// A higher least and greatest number of replicas.
    MoreReplicas {
        /// The deployment that it applies to.
        target: String,
        /// The least number of replicas.
        min_replicas: u32,
        /// The greatest number of replicas.
        max_replicas: u32,
    },
    /// Replicas and provisioned instances are there by the clock: all of them for some hours of a day, this one among
    /// them; for the rest of the day one replica, and no provisioned instance.
    Schedule {
        /// The workload that it applies to.
        target: String,
        /// For how many hours of a day.
        hours_a_day: f64,
    },
    /// Each run has a container of its own, which is started for it and ends with it: nothing idles.
    Job {
        /// The workload that it applies to.
        target: String,
    },
    /// A queue between clients and the work: a request is stored and acknowledged at once, and worked off later, as often as a
    /// queue delivers it. Only for work with a lasting effect: a client gets no result of it.
    QueueBetween {
        /// The workload that it applies to.
        target: String,
    },
    /// The code runs in a second region too, beside a replica of the database: learners reach the nearer one, which reads there
    /// and writes at home, and answers for both where its lane at home is down.
    SecondRegion {
        /// The workload that it applies to.
        target: String,
        /// A region of the catalog, such as `us-east-1`.
        region: String,
    },
    /// New instances of a function continue from a snapshot of one that had loaded its code.
    Snapshot {
        /// The workload that it applies to.
        target: String,
    },
    /// At the edge, each key has an object that keeps it, in one place, and is its only writer: requests travel there and take
    /// turns.
    Objects {
        /// The workload that it applies to.
        target: String,
    },
    /// A session is a row of the home database, which each request reads and writes under a lock, in place of memory that ends
    /// with its instance.
    SessionRow {
        /// The workload that it applies to.
        target: String,
    },
    /// Code that nobody has read runs in a function of its own, without a network and with a role that grants nothing;
    /// another function calls it.
    EmptyRole {
        /// The workload that it applies to.
        target: String,
    },
}

impl Remedy {
    /// One remedy of each kind with this target and the least numbers, in the order in which they are
    /// offered.
    pub fn of_each_kind(target: &str) -> [Self; 17] {
        let target = || target.to_owned();
        [
            Self::Provisioned {
                target: target(),
                instances: 1,
            },
            Self::ReservedConcurrency {
                target: target(),
                concurrency: 1,
            },
            Self::ConnectionPooler,
            Self::Chunks {
                target: target(),
                at_most_s: 1.0,
            },
            Self::MoreReplicas {
                target: target(),
                min_replicas: 1,
                max_replicas: 1,
            },
            Self::Schedule {
                target: target(),
                hours_a_day: 24.0,
            },
            Self::Job { target: target() },
            Self::QueueBetween { target: target() },
            Self::SecondRegion {
                target: target(),
                region: FAR_REGION.to_owned(),
            },
            Self::Snapshot { target: target() },
            Self::SessionRow { target: target() },
            Self::EmptyRole { target: target() },
            Self::Objects { target: target() },
            Self::PlainCdn { target: target() },
            Self::IdempotencyKey { target: target() },
            Self::RowLock { target: target() },
            Self::ConditionalWrites { target: target() },
        ]
    }

    /// Its target; none where it applies to all workloads.
    pub fn target(&self) -> Option<&str> {
        self.facts().target
    }

    /// The same remedy for another target; a remedy for every workload stays as it is.
    #[must_use]
    pub fn with_target(mut self, other: String) -> Self {
        match &mut self {
            Self::ConnectionPooler => {}
            Self::Provisioned { target, .. }
            | Self::ReservedConcurrency { target, .. }
            | Self::IdempotencyKey { target }
            | Self::RowLock { target }
            | Self::ConditionalWrites { target }
            | Self::PlainCdn { target }
            | Self::Chunks { target, .. }
            | Self::MoreReplicas { target, .. }
            | Self::Schedule { target, .. }
            | Self::Job { target }
            | Self::QueueBetween { target }
            | Self::SecondRegion { target, .. }
            | Self::Snapshot { target }
            | Self::Objects { target }
            | Self::SessionRow { target }
            | Self::EmptyRole { target } => *target = other,
        }
        self
    }

    /// Its number, in its own unit: instances, requests at once, seconds of a piece, replicas at least.
    /// `None` for a remedy without a number.
    pub fn number(&self) -> Option<u32> {
        Some(self.facts().number?.value as u32)
    }

    /// The range of its number in this scenario, whose other remedies take their part of an account's
    /// concurrency; 1 alone for a remedy without a number.
    pub fn range(&self, scenario: &Scenario) -> RangeInclusive<u32> {
        let most = self.facts().number;
        let most = most.map_or(1, |number| (number.most)(&scenario.lanes));
        let of_account = || most.min(scenario.concurrency_left_for(self));
        match self {
            // A function with a reservation of nothing takes no requests.
            Self::ReservedConcurrency { .. } => 0..=of_account(),
            Self::Provisioned { .. } => 1..=of_account(),
            _ => 1..=most,
        }
    }

    /// The same remedy with the nearest number that is allowed.
    #[must_use]
    pub fn with_number(mut self, number: u32, scenario: &Scenario) -> Self {
        let range = self.range(scenario);
        let number = number.min(*range.end()).max(*range.start());
        match &mut self {
            Self::Provisioned { instances, .. } => *instances = number,
            Self::ReservedConcurrency { concurrency, .. } => *concurrency = number,
            Self::Chunks { at_most_s, .. } => *at_most_s = f64::from(number),
            Self::Schedule { hours_a_day, .. } => *hours_a_day = f64::from(number),
            Self::MoreReplicas {
                min_replicas,
                max_replicas,
                ..
            } => {
                *min_replicas = number;
                *max_replicas = (*max_replicas).clamp(number, *range.end());
            }
            Self::ConnectionPooler
            | Self::IdempotencyKey { .. }
            | Self::RowLock { .. }
            | Self::ConditionalWrites { .. }
            | Self::PlainCdn { .. }
            | Self::Job { .. }
            | Self::Snapshot { .. }
            | Self::QueueBetween { .. }
            | Self::SecondRegion { .. }
            | Self::SessionRow { .. }
            | Self::EmptyRole { .. }
            | Self::Objects { .. } => {}
        }
        self
    }

    /// Whether the team has to write it into its own code.
    pub fn changes_code(&self) -> bool {
        match self {
            Self::Chunks { .. }
            | Self::IdempotencyKey { .. }
            | Self::RowLock { .. }
            | Self::ConditionalWrites { .. }
            | Self::Objects { .. }
            | Self::SessionRow { .. } => true,
            Self::Provisioned { .. }
            | Self::ReservedConcurrency { .. }
            | Self::ConnectionPooler
            | Self::PlainCdn { .. }
            | Self::Job { .. }
            | Self::Snapshot { .. }
            | Self::QueueBetween { .. }
            | Self::SecondRegion { .. }
            | Self::EmptyRole { .. }
            | Self::Schedule { .. }
            | Self::MoreReplicas { .. } => false,
        }
    }

    /// Whether the two are one remedy for one target, whatever their numbers: a scenario has
    /// only one of them.
    pub fn is_in_place_of(&self, other: &Self) -> bool {
        std::mem::discriminant(self) == std::mem::discriminant(other)
            && self.target() == other.target()
    }

    /// Whether it applies to this step of this workload.
    pub(crate) fn is_for(&self, workload: &str, step: &str) -> bool {
        let target = self.target().map(Target::parse);
        target.is_none_or(|target| target.is_for(workload, step))
    }

    /// The facts of this remedy.
    pub(crate) fn facts(&self) -> Facts<'_> {
        match self {
            Self::Provisioned { target, instances } => {
                Facts::of(target).with_number("instances", *instances, |_| MOST_PROVISIONED)
            }
            Self::ReservedConcurrency {
                target,
                concurrency,
            } => Facts::of(target).with_number("concurrency", *concurrency, |lanes| {
                lanes.serverless.account_concurrency
            }),
            Self::ConnectionPooler => Facts {
                target: None,
                number: None,
            },
            Self::IdempotencyKey { target }
            | Self::RowLock { target }
            | Self::ConditionalWrites { target }
            | Self::PlainCdn { target }
            | Self::Job { target }
            | Self::Snapshot { target }
            | Self::QueueBetween { target }
            | Self::SecondRegion { target, .. }
            | Self::SessionRow { target }
            | Self::EmptyRole { target }
            | Self::Objects { target } => Facts::of(target),
            Self::Schedule {
                target,
                hours_a_day,
            } => Facts::of(target).with_number("hours_a_day", *hours_a_day, |_| 24),
            Self::Chunks { target, at_most_s } => {
                Facts::of(target).with_number("at_most_s", *at_most_s, |_| LONGEST_CHUNK_S)
            }
            Self::MoreReplicas {
                target,
                min_replicas,
                ..
            } => Facts::of(target).with_number("min_replicas", *min_replicas, |_| {
                SettingId::MinReplicas.setting().most as u32
            }),
        }
    }
}

/// The target of a remedy, and its number.
pub(crate) struct Facts<'a> {
    /// `None` where it applies to all workloads.
    pub target: Option<&'a str>,
    pub number: Option<Number>,
}

/// The number of a remedy.
pub(crate) struct Number {
    /// The name of its field in a file.
    pub field: &'static str,
    pub value: f64,
    /// The greatest number that is allowed on these lanes.
    most: fn(&LaneSettings) -> u32,
}

impl<'a> Facts<'a> {
    fn of(target: &'a str) -> Self {
        Self {
            target: Some(target),
            number: None,
        }
    }

    fn with_number(
        self,
        field: &'static str,
        value: impl Into<f64>,
        most: fn(&LaneSettings) -> u32,
    ) -> Self {
        let number = Some(Number {
            field,
            value: value.into(),
            most,
        });
        Self { number, ..self }
    }
}

//! The answers that a person chooses from.

use model::catalog::service::MONTH;
use model::scenario::Trigger;
use serde::{Deserialize, Serialize};

/// The shape of the arrivals over the hour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Shape {
    Steady,
    Bursts,
    Deadline,
    AllAtOnce,
}

impl Shape {
    pub(crate) const ALL: [Self; 4] = [Self::Steady, Self::Bursts, Self::Deadline, Self::AllAtOnce];
}

/// The state that the work keeps between requests.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum KeptState {
    Nothing,
    /// Copies of an answer that many readers share, which may be cached near them.
    Copies,
    /// Rows of its own in a database.
    OwnRows,
    /// Rows that many write at once.
    SharedRows,
    /// A session in memory.
    Session,
    /// The work keeps no state and needs raw network connections.
    RawNetwork,
    /// A connection to each client that stays open, such as a game or a chat.
    OpenConnection,
    /// A graphics processor.
    GraphicsProcessor,
}

impl KeptState {
    pub(crate) const ALL: [Self; 8] = [
        Self::Nothing,
        Self::Copies,
        Self::OwnRows,
        Self::SharedRows,
        Self::Session,
        Self::RawNetwork,
        Self::OpenConnection,
        Self::GraphicsProcessor,
    ];

    /// Whether no lane has what the work needs.
    pub(crate) fn has_no_lane(self) -> bool {
        matches!(self, Self::OpenConnection | Self::GraphicsProcessor)
    }
}

/// The places of its users.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Users {
    Everywhere,
    NearHome,
    FarAway,
}

impl Users {
    pub(crate) const ALL: [Self; 3] = [Self::Everywhere, Self::NearHome, Self::FarAway];
}

/// The triggers, in the order in which they are offered.
pub(crate) const TRIGGERS: [Trigger; 5] = [
    Trigger::Learner,
    Trigger::Webhook,
    Trigger::Event,
    Trigger::Queue,
    Trigger::Timer,
];

/// How often an hour like this one comes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Often {
    /// As the hour of the whole platform does.
    #[default]
    AsThePlatform,
    Always,
    OnceADay,
    OnceAWeek,
}

impl Often {
    pub(crate) const ALL: [Self; 4] = [
        Self::AsThePlatform,
        Self::Always,
        Self::OnceADay,
        Self::OnceAWeek,
    ];

    /// The hours of a month that are like this one; none where the platform's month says it.
    pub(super) fn hours_per_month(self) -> Option<f64> {
        match self {
            Self::AsThePlatform => None,
            Self::Always => Some(MONTH.value),
            Self::OnceADay => Some(MONTH.value / 24.0),
            Self::OnceAWeek => Some(MONTH.value / 168.0),
        }
    }
}

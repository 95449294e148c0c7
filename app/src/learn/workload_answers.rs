//! A few answers, and the workload that they make.
//!
//! Where an answer leaves a number open, it is assumed here, with the reason.

mod choices;

pub(crate) use choices::{KeptState, Often, Shape, TRIGGERS, Users};
use model::catalog::{self, LaneId, Runtime};
use model::decimal;
use model::scenario::{
    Arrivals, AudienceCity, Author, Capability, Coordination, KeyUsers, Need, Over, Peak,
    Placement, Placements, ResponseCache, Scenario, Spread, State, Step, Trigger, Work, Workload,
};
use model::units::LatLon;
use serde::{Deserialize, Serialize};

use crate::hour::continents::{Continent, with_share};

/// The most requests an hour that come at the intervals of a timer.
const MOST_TICKS: f64 = 3_600.0;

/// The card's id.
pub(crate) const ID: &str = "own-workload";

/// The answers to the questions, one field each. A table replaces the question about arrivals.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Answers {
    pub(crate) name: String,
    pub(crate) trigger: Trigger,
    pub(crate) shape: Shape,
    pub(crate) per_hour: f64,
    /// Processor time of a typical request.
    pub(crate) work_ms: f64,
    /// The time that a typical request waits for other servers.
    #[serde(default)]
    pub(crate) wait_ms: f64,
    /// Memory that one run touches.
    pub(crate) memory_mb: u32,
    /// A model or data set that has to be in memory before the first run.
    #[serde(default)]
    pub(crate) resident_mb: u32,
    /// How often such an hour comes.
    #[serde(default)]
    pub(crate) often: Often,
    pub(crate) state: KeptState,
    /// Whether a partner wrote it. Progress of earlier versions has the field `is_strange`.
    #[serde(alias = "is_strange")]
    pub(crate) is_third_party: bool,
    pub(crate) users: Users,
    /// The time in which 95 of 100 requests must be done.
    pub(crate) within_ms: f64,
    /// Whether any request may be lost.
    pub(crate) may_lose: bool,
    /// Request times out of a table.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) table: Option<Table>,
}

/// Request times out of a table, as [`Arrivals::Imported`] has them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Table {
    pub(crate) at_s: Vec<f64>,
    #[serde(default)]
    pub(crate) run_ms: Vec<f64>,
}

impl Default for Answers {
    fn default() -> Self {
        Self {
            name: String::new(),
            trigger: Trigger::Learner,
            shape: Shape::Steady,
            per_hour: 5_000.0,
            work_ms: 40.0,
            wait_ms: 0.0,
            memory_mb: 128,
            resident_mb: 0,
            often: Often::AsThePlatform,
            state: KeptState::OwnRows,
            is_third_party: false,
            users: Users::Everywhere,
            within_ms: 500.0,
            may_lose: true,
            table: None,
        }
    }
}

impl Answers {
    /// The same answers without the table.
    pub(crate) fn without_table(&self) -> Self {
        Self {
            table: None,
            ..self.clone()
        }
    }

    /// A board with this workload alone, on serverless, in the hour that ships; `nameless` is its name
    /// where the person gave none. The simulation refuses a number that no scenario may have.
    pub(crate) fn scenario(&self, shipped: &Scenario, nameless: &str) -> Scenario {
        let workload = self.workload(nameless);
        let mut scenario = shipped.clone();
        scenario.placements = Placements::default();
        scenario
            .placements
            .place(ID, Placement::on(LaneId::Serverless));
        scenario.name.clone_from(&workload.name);
        scenario.workloads = vec![workload];
        scenario.remedies.clear();
        scenario.changes.clear();
        scenario.boards.clear();
        scenario.lanes.serverless.functions.clear();
        scenario.lanes.edge.stores.clear();
        scenario.lanes.service.deployments.clear();
        let horizon_s = scenario.horizon_s;
        for workload in &scenario.workloads {
            scenario.lanes.fit(workload, horizon_s);
        }
        let places = places_of(&scenario.audience);
        let share = match self.users {
            Users::Everywhere => None,
            Users::NearHome => Some(0.97),
            Users::FarAway => Some(0.03),
        };
        if let Some(share) = share {
            let weights = with_share(&scenario.audience, &places, Continent::Europe, share);
            for (city, weight) in scenario.audience.iter_mut().zip(weights) {
                city.weight = weight;
            }
        }
        scenario
    }

    /// The workload; `nameless` is its name where the person gave none.
    fn workload(&self, nameless: &str) -> Workload {
        let is_waited_for = matches!(self.trigger, Trigger::Learner | Trigger::Webhook);
        let latency = if is_waited_for {
            Need::Latency {
                percentile: 95.0,
                at_most_ms: self.within_ms,
                over: Over::Audience,
            }
        } else {
            Need::Finished {
                percentile: 95.0,
                within_s: self.within_ms / 1e3,
            }
        };
        let lost = if self.may_lose {
            // One in a thousand: too few for a person to notice.
            Need::Failed {
                at_most_share: 0.001,
            }
        } else {
            Need::Lost { at_most: 0 }
        };
        let mut needs = vec![latency, lost];
        match self.state {
            KeptState::OwnRows | KeptState::SharedRows => needs.push(Need::Stale {
                at_most_share: 0.001,
            }),
            KeptState::Session => needs.push(Need::SessionsLost {
                at_most_share: 0.001,
            }),
            KeptState::Nothing
            | KeptState::Copies
            | KeptState::RawNetwork
            | KeptState::OpenConnection
            | KeptState::GraphicsProcessor => {}
        }
        let has_rows = matches!(self.state, KeptState::OwnRows | KeptState::SharedRows);
        let comes_again = matches!(
            self.trigger,
            Trigger::Webhook | Trigger::Event | Trigger::Queue
        );
        // What is delivered at least once writes its rows at least once.
        if has_rows && comes_again {
            needs.push(Need::Duplicated { at_most: 0 });
        }
        if self.is_third_party {
            needs.push(Need::Contained);
        }
        let name = self.name.trim();
        Workload {
            id: ID.to_owned(),
            name: if name.is_empty() {
                nameless.to_owned()
            } else {
                name.to_owned()
            },
            about: String::new(),
            trigger: self.trigger,
            arrivals: self.arrivals(),
            author: if self.is_third_party {
                Author::Partner {
                    // One run in two hundred tries a call that is not its business: enough to be seen.
                    prying_share: 0.005,
                    snippets: Vec::new(),
                }
            } else {
                Author::Own
            },
            unwanted_share: 0.0,
            retries: None,
            queue: None,
            hours_per_month: self.often.hours_per_month(),
            steps: vec![self.step()],
            needs,
        }
    }

    fn arrivals(&self) -> Arrivals {
        if let Some(table) = &self.table {
            return Arrivals::Imported {
                at_s: table.at_s.clone(),
                run_ms: table.run_ms.clone(),
            };
        }
        let per_hour = self.per_hour;
        match self.shape {
            // A timer keeps its intervals.
            Shape::Steady if self.trigger == Trigger::Timer && per_hour <= MOST_TICKS => {
                let every_min = 60.0 / per_hour;
                Arrivals::Schedule {
                    first_min: every_min / 2.0,
                    every_min,
                }
            }
            Shape::Steady => Arrivals::Poisson { per_hour },
            // Two peaks of ten minutes hold two thirds, as after a lecture.
            Shape::Bursts => Arrivals::Peaks {
                per_hour,
                peaks: [20.0, 45.0]
                    .map(|at_min| Peak {
                        at_min,
                        width_min: 10.0,
                        share: 0.33,
                    })
                    .to_vec(),
            },
            Shape::Deadline => Arrivals::DeadlineRush {
                per_hour,
                deadline_min: 50.0,
                minutes_per_day: 1.0,
            },
            Shape::AllAtOnce => Arrivals::Batch {
                count: decimal::within(per_hour, 1.0, 1e7) as u32,
                at_min: 30.0,
                over_s: 10.0,
            },
        }
    }

    fn step(&self) -> Step {
        let records = |coordination, users, keys, skew| State::Records {
            reads: 2,
            writes: 1,
            keys,
            skew,
            coordination,
            users,
        };
        Step {
            id: "run".to_owned(),
            name: self.name.clone(),
            after: Vec::new(),
            work: Work {
                // Processor times have long tails: one in a hundred takes three and a half times as long,
                // as the shipped workloads have it.
                cpu_ms: Spread::log_normal(self.work_ms, self.work_ms * 3.5),
                outside_wait_ms: (self.wait_ms > 0.0)
                    .then(|| Spread::log_normal(self.wait_ms, self.wait_ms * 3.5)),
                threads: 1,
                memory_mb: self.memory_mb,
                resident_mb: self.resident_mb,
                payload_kb: 8,
                runtime: Runtime::Node,
                dependencies_mb: 6.0,
                // A person who waits gives up after a while; a job may take as long as it needs.
                give_up_s: decimal::within(self.within_ms / 100.0, 10.0, 86_400.0),
            },
            state: match self.state {
                KeptState::OwnRows => records(Coordination::None, KeyUsers::OneCity, 50_000, 0.2),
                KeptState::SharedRows => {
                    records(Coordination::PerKey, KeyUsers::EveryCity, 400, 0.3)
                }
                KeptState::Session => State::Session {
                    sessions: 300,
                    reload_reads: 4,
                },
                KeptState::Nothing
                | KeptState::Copies
                | KeptState::RawNetwork
                | KeptState::OpenConnection
                | KeptState::GraphicsProcessor => State::None,
            },
            reaches: match self.state {
                KeptState::RawNetwork => vec![Capability::RawNetwork],
                _ => Vec::new(),
            },
            cache: (self.state == KeptState::Copies).then_some(ResponseCache {
                objects: 500,
                skew: 0.8,
                ttl_s: 3_600.0,
                stale_while_revalidate_s: 0.0,
                without_code: false,
            }),
        }
    }
}

/// The place of each city. A city that is not in the catalog is at 0° north, 0° east.
fn places_of(audience: &[AudienceCity]) -> Vec<LatLon> {
    let known = catalog::cities();
    let place = |one: &AudienceCity| {
        let mut known = known.iter();
        let found = known.find(|city| city.name == one.city && city.country == one.country);
        found.map_or(LatLon::default(), |city| LatLon::new(city.lat, city.lon))
    };
    audience.iter().map(place).collect()
}

#[cfg(test)]
mod tests;

//! A goal that a board has to achieve, and whether its run did.
//!
//! Lessons tick their tasks and challenges give their stars by goals. A goal is computed from a scenario and
//! its summary; it changes nothing of a run.

use borsh::{BorshDeserialize, BorshSerialize};
use serde::{Deserialize, Serialize};

use crate::catalog::LaneId;
use crate::report::WorkloadReport;
use crate::run::Summary;
use crate::scenario::{FieldPath, Scenario, ScenarioError, caps};

/// A goal that a run reaches or misses.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, BorshSerialize, BorshDeserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Goal {
    /// These workloads keep every need.
    Kept {
        /// The ids of the workloads; empty: every workload of the board.
        #[serde(default)]
        workloads: Vec<String>,
    },
    /// This workload misses a need, so that a person sees the failure.
    Missed {
        /// The id of the workload.
        workload: String,
    },
    /// This workload is placed on one of these lanes.
    Placed {
        /// The id of the workload.
        workload: String,
        /// The lanes that satisfy the goal.
        on: Vec<LaneId>,
        /// Whether the workload also has to be behind walls of its own.
        #[serde(default)]
        walls: bool,
    },
    /// All lanes together cost at most this much.
    Bill {
        /// The highest bill: US dollars for a month of such hours, at list prices.
        at_most_usd_per_month: f64,
    },
    /// A figure of one workload is at most this.
    Measured {
        /// The id of the workload.
        workload: String,
        /// The figure to compare.
        figure: Figure,
        /// The highest value of the figure, in its own unit.
        at_most: f64,
    },
    /// In each of these cities, requests of one workload are answered in time.
    AnsweredIn {
        /// The id of the workload.
        workload: String,
        /// The cities of the audience in which this is measured.
        cities: Vec<String>,
        /// The percentile of the answer times: 50 or 95.
        percentile: f64,
        /// The longest answer time at that percentile, in milliseconds.
        at_most_ms: f64,
    },
    /// No more remedies than this are switched on.
    Remedies {
        /// The highest number of remedies.
        at_most: u32,
    },
}

/// A figure of one workload's run.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, BorshSerialize, BorshDeserialize,
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Figure {
    /// Requests that were not done, a count.
    Failed,
    /// Requests that waited for a new instance, a count.
    ColdStarts,
    /// Reads that missed a write, a count.
    StaleReads,
    /// Runs that reached a resource that was never granted, a count.
    Breaches,
    /// Unwanted requests that travelled to the home region, a count.
    UnwantedAtHome,
    /// The 95th percentile of the latency, milliseconds.
    P95Ms,
    /// The 99th percentile of the latency, milliseconds.
    P99Ms,
    /// Its part of the bill, US dollars for a month of such hours.
    UsdPerMonth,
    /// Answers with other points than they are known to be worth, a count. Last: results hold the places of figures.
    Misgraded,
}

/// A goal, and its measurement in a run.
#[derive(Clone, Debug, PartialEq)]
pub struct Judged {
    /// The measured figure in the goal's own unit; `None` where there is nothing to measure.
    pub measured: Option<f64>,
    /// Whether it is reached.
    pub met: bool,
}

impl Goal {
    /// Judges the goal by this run of this scenario.
    pub fn judge(&self, scenario: &Scenario, summary: &Summary) -> Judged {
        let at_most = |measured: Option<f64>, most: f64| Judged {
            measured,
            met: measured.is_some_and(|measured| measured <= most),
        };
        let yes = |met: bool| Judged {
            measured: None,
            met,
        };
        match self {
            Self::Kept { workloads } => {
                let counts = |id: &String| workloads.is_empty() || workloads.contains(id);
                let asked = || {
                    let verdicts = summary.verdicts.iter();
                    verdicts.filter(|verdict| counts(&verdict.workload))
                };
                let broken = asked().filter(|verdict| !verdict.fits).count();
                Judged {
                    measured: Some(broken as f64),
                    met: broken == 0 && asked().next().is_some(),
                }
            }
            Self::Missed { workload } => {
                let verdict = summary.verdict_on(workload);
                yes(verdict.is_some_and(|verdict| !verdict.fits))
            }
            Self::Placed {
                workload,
                on,
                walls,
            } => {
                let placement = scenario.placement_of(workload);
                let has_walls = !walls || placement.has_walls();
                yes(on.contains(&placement.lane) && has_walls)
            }
            Self::Bill {
                at_most_usd_per_month,
            } => at_most(Some(summary.report.usd_per_month()), *at_most_usd_per_month),
            Self::Measured {
                workload,
                figure,
                at_most: most,
            } => {
                let counts = scenario.workload_index(workload);
                let counts = counts.and_then(|index| summary.report.workloads.get(index));
                at_most(counts.and_then(|counts| figure.of(counts)), *most)
            }
            Self::AnsweredIn {
                workload,
                cities,
                percentile,
                at_most_ms,
            } => at_most(
                slowest(scenario, summary, workload, cities, *percentile),
                *at_most_ms,
            ),
            Self::Remedies { at_most: most } => {
                at_most(Some(scenario.remedies.len() as f64), f64::from(*most))
            }
        }
    }

    /// Checks that the scenario has the workloads and cities that the goal names.
    ///
    /// # Errors
    ///
    /// [`ScenarioError::Rule`] with the path of the field, which begins with `path`.
    pub(crate) fn check(&self, path: &str, scenario: &Scenario) -> Result<(), ScenarioError> {
        let at = FieldPath(path);
        let known = |field: &str, id: &str| match scenario.workload_index(id) {
            Some(_) => Ok(()),
            None => at.fails_with_text(field, "the id of a workload of this board", id),
        };
        match self {
            Self::Kept { workloads } => {
                at.length("workloads", workloads.len(), 0..=caps::WORKLOADS)?;
                workloads
                    .iter()
                    .enumerate()
                    .try_for_each(|(index, id)| known(&format!("workloads[{index}]"), id))
            }
            Self::Missed { workload } => known("workload", workload),
            Self::Placed { workload, on, .. } => {
                known("workload", workload)?;
                at.length("on", on.len(), 1..=LaneId::ALL.len() as u32)
            }
            Self::Bill {
                at_most_usd_per_month,
            } => at.number("at_most_usd_per_month", *at_most_usd_per_month, 0.0..=1e9),
            Self::Measured {
                workload, at_most, ..
            } => {
                known("workload", workload)?;
                at.number("at_most", *at_most, 0.0..=1e12)
            }
            Self::AnsweredIn {
                workload,
                cities,
                percentile,
                at_most_ms,
            } => {
                known("workload", workload)?;
                at.length("cities", cities.len(), 1..=caps::CITIES_OF_A_GOAL)?;
                for (index, city) in cities.iter().enumerate() {
                    if !scenario.audience.iter().any(|entry| entry.city == *city) {
                        let field = format!("cities[{index}]");
                        return at.fails_with_text(&field, "a city of the audience", city);
                    }
                }
                if ![50.0, 95.0].contains(percentile) {
                    return at.fails("percentile", "50 or 95", percentile);
                }
                at.number("at_most_ms", *at_most_ms, 0.1..=1e9)
            }
            Self::Remedies { .. } => Ok(()),
        }
    }
}

impl Figure {
    /// Its value in a report; `None` where there were too few requests for it.
    pub fn of(self, counts: &WorkloadReport) -> Option<f64> {
        match self {
            Self::Failed => Some(counts.failed as f64),
            Self::ColdStarts => Some(counts.cold_starts as f64),
            Self::StaleReads => Some(counts.stale_reads as f64),
            Self::Breaches => Some(counts.breaches as f64),
            Self::Misgraded => Some(counts.misgraded as f64),
            Self::UnwantedAtHome => Some(counts.unwanted_at_home as f64),
            Self::P95Ms => counts.latency.p95_ms,
            Self::P99Ms => counts.latency.p99_ms,
            Self::UsdPerMonth => Some(counts.usd_per_month),
        }
    }
}

/// The longest of these cities' percentiles, milliseconds; none where one city has too few requests.
fn slowest(
    scenario: &Scenario,
    summary: &Summary,
    workload: &str,
    cities: &[String],
    percentile: f64,
) -> Option<f64> {
    let times = summary.by_city.get(scenario.workload_index(workload)?)?;
    let mut slowest = None;
    for city in cities {
        let place = scenario.audience.iter().position(|one| one.city == *city)?;
        let of_city = times.get(place)?;
        let ms = if percentile >= 95.0 {
            of_city.p95_ms
        } else {
            of_city.p50_ms
        }?;
        slowest = Some(ms.max(slowest.unwrap_or(0.0)));
    }
    slowest
}

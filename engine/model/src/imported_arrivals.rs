//! Arrivals from outside: the requests that a log tells of.

use thiserror::Error;

use crate::scenario::{Arrivals, Scenario, ScenarioError};

/// Why requests do not become arrivals.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ImportError {
    /// The scenario has no such workload: name one that it has.
    #[error("{0:?} is no workload of this scenario")]
    NoWorkload(String),
    /// The scenario with these arrivals breaks a rule: take fewer of them.
    #[error(transparent)]
    Scenario(#[from] ScenarioError),
}

/// Requests, by their time.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Imported {
    /// One for each request.
    pub rows: Vec<ImportedRow>,
}

/// One request.
#[derive(Clone, Debug, PartialEq)]
pub struct ImportedRow {
    /// Its arrival, seconds since the beginning of the run.
    pub at_s: f64,
    /// Its workload's id, where the log names one.
    pub workload: Option<String>,
    /// The duration of its run in seconds, where the log has it.
    pub duration_s: Option<f64>,
}

/// The arrivals of one workload.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Taken {
    /// The workload's index.
    pub workload: usize,
    /// Arrival times in the form of [`Arrivals::Imported`].
    pub at_s: Vec<f64>,
    /// Run times in the form of [`Arrivals::Imported`].
    pub run_ms: Vec<f64>,
}

impl Imported {
    /// The rows by workload, for each workload of these ids that has any. Rows that name no workload,
    /// or an unknown one, belong to `otherwise`.
    pub fn by_workload<S: AsRef<str>>(&self, ids: &[S], otherwise: usize) -> Vec<Taken> {
        let mut taken: Vec<Taken> = Vec::new();
        let mut lacks_duration = vec![false; ids.len()];
        for row in &self.rows {
            let named = row.workload.as_deref();
            let index = named.and_then(|id| ids.iter().position(|other| other.as_ref() == id));
            let workload = index.unwrap_or(otherwise);
            let place = taken.iter().position(|other| other.workload == workload);
            let place = place.unwrap_or_else(|| {
                taken.push(Taken {
                    workload,
                    ..Taken::default()
                });
                taken.len() - 1
            });
            taken[place].at_s.push(row.at_s);
            match row.duration_s {
                Some(duration_s) => taken[place].run_ms.push((duration_s * 1e3).max(1e-3)),
                None => lacks_duration[workload] = true,
            }
        }
        for one in &mut taken {
            // Durations count only where each row has one.
            if lacks_duration[one.workload] {
                one.run_ms.clear();
            }
        }
        taken
    }

    /// The scenario with these arrivals in place of those of the workloads that the rows name; rows
    /// that name none, or none of this scenario, go to `otherwise`.
    ///
    /// # Errors
    ///
    /// [`ImportError`] where the scenario has no such workload, or where it would break a rule.
    pub fn into_scenario(
        &self,
        scenario: &Scenario,
        otherwise: &str,
    ) -> Result<Scenario, ImportError> {
        let otherwise = scenario
            .workload_index(otherwise)
            .ok_or_else(|| ImportError::NoWorkload(otherwise.to_owned()))?;
        let ids: Vec<&str> = scenario.workloads.iter().map(|w| w.id.as_str()).collect();
        let mut scenario = scenario.clone();
        for Taken {
            workload,
            at_s,
            run_ms,
        } in self.by_workload(&ids, otherwise)
        {
            scenario.workloads[workload].arrivals = Arrivals::Imported { at_s, run_ms };
        }
        scenario.check()?;
        Ok(scenario)
    }
}

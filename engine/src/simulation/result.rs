//! The end of a run: requests in flight end, and the counts become a [`Run`].

use super::Simulation;
use crate::judge::judge;
use crate::plan::nearest_second_region;
use crate::tally::times_by_city;
use model::index::StepIndex;
use model::report::Report;
use model::run::{Home, PopKey, Run, StepKey, Summary};
use model::units::Nanos;

impl Simulation {
    /// Ends the requests that are still in flight and returns the run.
    pub fn finish(mut self) -> Run {
        let mut report = self.report();
        self.take_faultless_costs(&mut report);
        let second_region = nearest_second_region(&self.plan.places, &self.scenario);
        for workload in &mut report.workloads {
            workload.second_region.clone_from(&second_region);
        }
        let pops = self.plan.pops.iter().map(|pop| PopKey {
            code: pop.code.to_string(),
            city: pop.city.to_string(),
            lat: pop.lat,
            lon: pop.lon,
        });
        let (network, places) = (&self.plan.network, &self.plan.places);
        let fingerprint = self.recorder.fingerprint();
        let (moments, trace) = self.recorder.finish(&report);
        let workload_of_step = self.plan.steps.iter().map(|step| step.workload);
        let by_city = times_by_city(
            &trace,
            &workload_of_step.collect::<Vec<_>>(),
            self.scenario.workloads.len(),
            self.scenario.audience.len(),
        );
        let seconds = || {
            self.plan
                .steps
                .iter()
                .filter_map(|step| step.second.as_ref())
        };
        let regions = seconds().map(|second| Home {
            city: second.region.city.to_owned(),
            lat: second.region.lat,
            lon: second.region.lon,
        });
        let mut known_regions = 0..;
        let steps = StepIndex::first(self.plan.steps.len()).map(|step| {
            let step = &self.plan.steps[step];
            StepKey {
                workload: step.workload,
                step: step.step_of_workload,
                placement: step.placement,
                region: step.second.as_ref().and_then(|_| known_regions.next()),
                is_behind_queue: step.is_behind_queue(),
            }
        });
        let cities = network.cities().take(self.scenario.audience.len());
        let summary = Summary {
            fingerprint,
            steps: steps.collect(),
            regions: regions.collect(),
            pops: pops.collect(),
            home: Home {
                city: places.home_city.to_owned(),
                lat: places.home.lat_deg,
                lon: places.home.lon_deg,
            },
            cities: places.cities.clone(),
            pop_of_city: cities.map(|city| network.pop_of(city)).collect(),
            verdicts: judge(&self.scenario, &self.plan, &report),
            by_city,
            moments,
            report,
        };
        Run { summary, trace }
    }

    /// Ends the requests that are still in flight, and reports what was counted.
    pub(super) fn report(&mut self) -> Report {
        self.sample_until(Nanos::MAX);
        self.work_left = u32::MAX; // all are ended already, where `step` has said that it is done
        self.end_unfinished();
        let lives = self.lanes.lives(&self.plan, self.horizon);
        for (step, lived_ns) in self.plan.steps.iter().zip(lives) {
            self.tally.workloads[step.workload].instance_ns += lived_ns;
        }
        let workloads = self.scenario.workloads.iter();
        let names: Vec<_> = workloads
            .map(|workload| {
                let lane = self.scenario.placement_of(&workload.id).lane;
                (workload.id.clone(), lane)
            })
            .collect();
        let mut report = self.tally.report(&names);
        self.add_costs(&mut report);
        report
    }
}

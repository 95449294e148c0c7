//! Further hours of the board on the screen, simulated in the background while nobody edits.

use leptos::prelude::*;
use model::scenario::Scenario;

use super::Driver;
use crate::session::Hours;
use crate::worker::engine_questions::{OtherHours, TryOtherHours};

impl Driver {
    /// Simulates further hours in the background; the run on the screen counts as one of the hours.
    pub(super) fn try_other_hours(&mut self, scenario: &Scenario) {
        self.quiet = None;
        if self.simulating.is_open() {
            return;
        }
        let question = TryOtherHours {
            scenario: Box::new(scenario.clone()),
            profiles: self.profiles_of(scenario).as_deref().cloned(),
        };
        self.tries_other_hours = true;
        let asked = self
            .simulating
            .ask(question, |driver, hours, _| driver.count_hours(&hours));
        self.is_asked(asked);
        self.watch();
    }

    fn count_hours(&self, more: &OtherHours) {
        let fits = self.session.run.with_untracked(|run| {
            let verdicts = run.as_ref().map(|loaded| &loaded.run.summary.verdicts);
            let fits = verdicts.into_iter().flatten();
            fits.map(|verdict| u32::from(verdict.fits))
                .collect::<Vec<_>>()
        });
        let kept = fits.iter().zip(&more.kept).map(|(here, more)| here + more);
        self.session.hours.set(Some(Hours {
            tried: more.tried + 1,
            kept: kept.collect(),
        }));
    }
}

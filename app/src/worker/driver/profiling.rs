//! The profiles of the snippets: the worker that runs them, and what the page knows of them.

use std::sync::Arc;

use leptos::prelude::*;
use model::sandbox::SnippetProfiles;
use model::scenario::Scenario;

use super::{Driver, Role};
use crate::worker::engine_questions::Profile;

impl Driver {
    /// Starts the worker that runs snippets and writes texts, unless it was started.
    pub(super) fn open_profiling(&mut self) {
        if !self.profiling.was_opened() {
            self.open(Role::Profiling);
        }
    }

    /// The profiles of a scenario's snippets within its limits, once they are known here.
    pub(super) fn profiles_of(&self, scenario: &Scenario) -> Option<Arc<SnippetProfiles>> {
        let limits = scenario.lanes.sandbox.limits();
        let profiles = self.session.profiles.get_untracked();
        profiles.filter(|profiles| profiles.limits == limits)
    }

    /// Has the snippets run within the limits of the document.
    pub(super) fn profile(&mut self, then: impl FnOnce(&mut Self) + 'static) {
        let limits = self.scenario().lanes.sandbox.limits();
        let question = Profile { limits };
        let asked = self
            .profiling
            .ask(question, |driver: &mut Self, profiles, _| {
                driver.session.profiles.set(Some(Arc::new(profiles)));
                then(driver);
            });
        self.is_asked(asked);
        self.watch();
    }

    /// Has the snippets run for those who look at one, where a run did without their profiles.
    pub(super) fn profile_next(&mut self) {
        let is_known = self.profiles_of(&self.scenario()).is_some();
        if !is_known && !self.profiling.is_open() {
            self.profile(|_| {});
        }
    }
}

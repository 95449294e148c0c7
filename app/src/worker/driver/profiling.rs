//! The profiles of the snippets: the worker that runs them, and what the page knows of them.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use model::sandbox::SnippetProfiles;
use model::scenario::Scenario;

use super::{Driver, Role};
use crate::text;
use crate::worker::engine_questions::Profile;
use crate::worker::own_code::with_own_code;

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
        profiles.filter(|known| known.limits == limits && known.are_of(&scenario.own_code()))
    }

    /// Has the snippets run within the limits of the document.
    pub(super) fn profile(&mut self, then: impl FnOnce(&mut Self) + 'static) {
        let scenario = self.scenario();
        let limits = scenario.lanes.sandbox.limits();
        let question = Profile { limits };
        let asked = self
            .profiling
            .ask(question, move |driver: &mut Self, profiles, _| {
                if scenario.own_code().is_empty() {
                    driver.session.profiles.set(Some(Arc::new(profiles)));
                    then(driver);
                } else {
                    driver.run_own_code(scenario, profiles, then);
                }
            });
        self.is_asked(asked);
        self.watch();
    }

    /// Has the code of a person's own run, beside the snippets whose profiles are known.
    fn run_own_code(
        &self,
        scenario: Arc<Scenario>,
        profiles: SnippetProfiles,
        then: impl FnOnce(&mut Self) + 'static,
    ) {
        let (me, session) = (self.me.clone(), self.session);
        spawn_local(async move {
            let complete = with_own_code(profiles, &scenario).await;
            let Some(driver) = me.upgrade() else { return };
            match complete {
                Ok(profiles) => {
                    session.profiles.set(Some(Arc::new(profiles)));
                    then(&mut driver.borrow_mut());
                }
                Err(error) => {
                    let why = text::engine::own_code_not_run(error.why());
                    driver.borrow_mut().unavailable(why);
                }
            }
        });
    }

    /// Has the snippets run for those who look at one, where a run did without their profiles.
    pub(super) fn profile_next(&mut self) {
        let is_known = self.profiles_of(&self.scenario()).is_some();
        if !is_known && !self.profiling.is_open() {
            self.profile(|_| {});
        }
    }
}

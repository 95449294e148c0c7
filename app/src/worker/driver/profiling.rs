//! The profiles of the snippets: the worker that runs them, and what the page knows of them.

use std::sync::Arc;

use leptos::prelude::*;
use model::sandbox::SnippetProfiles;

use super::{Driver, Role};
use crate::worker::engine_questions::Profile;

impl Driver {
    /// Starts the worker that runs snippets and writes texts, unless it was started.
    pub(super) fn open_profiling(&mut self) {
        if !self.profiling.was_opened() {
            self.open(Role::Profiling);
        }
    }

    /// The profiles of the snippets within the limits of the document, once they are known here.
    pub(super) fn profiles(&self) -> Option<Arc<SnippetProfiles>> {
        let document = self.session.document;
        let limits = document.with_untracked(|document| document.scenario().lanes.sandbox.limits());
        let profiles = self.session.profiles.get_untracked();
        profiles.filter(|profiles| profiles.limits == limits)
    }

    /// Has the snippets run within the limits of the document.
    pub(super) fn profile(&mut self, then: impl FnOnce(&mut Self) + 'static) {
        let document = self.session.document;
        let limits = document.with_untracked(|document| document.scenario().lanes.sandbox.limits());
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
        if self.profiles().is_none() && !self.profiling.is_open() {
            self.profile(|_| {});
        }
    }
}

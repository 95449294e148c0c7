//! Where a person is in a chapter.

use leptos::prelude::*;
use model::sandbox::{LabStep, SnippetRun, Step};

use super::Lab;

impl Lab {
    /// The position of a chapter, by its name in addresses.
    pub(in crate::lab) fn chapter(self, id: &str) -> Option<usize> {
        let mut chapters = self.gallery.chapters.iter();
        chapters.position(|one| one.id == id)
    }

    /// Goes to a step, by the positions of its chapter and of itself, with its program and its answer; `None` leaves the chapter.
    pub(in crate::lab) fn go_to_step(self, place: Option<(usize, usize)>) {
        self.guess.set(None);
        self.place.set(place);
        let Some(step) = self.step_now() else { return };
        let program = step.program.as_ref();
        if let Some(position) = program.and_then(|id| self.position(id)) {
            self.open(position);
        }
        if let Some(answer) = &step.answer {
            self.answer.set(answer.clone());
        }
    }

    /// The step that is open.
    pub(in crate::lab) fn step_now(self) -> Option<&'static LabStep> {
        let (chapter, step) = self.place.get_untracked()?;
        self.gallery.chapters.get(chapter)?.steps.get(step)
    }

    /// The place of the step after this one, if the chapter has one.
    pub(in crate::lab) fn next_step(self) -> Option<(usize, usize)> {
        let (chapter, step) = self.place.get_untracked()?;
        let steps = &self.gallery.chapters.get(chapter)?.steps;
        (step + 1 < steps.len()).then_some((chapter, step + 1))
    }

    /// The run, once it has ended or has no fuel.
    pub(in crate::lab) fn ended_run(self) -> Option<SnippetRun> {
        self.run.with(|run| {
            let state = run.as_ref()?;
            (state.step != Step::Paused).then(|| state.run.clone())
        })
    }

    /// How many of the graded answers have known points, and how many of those got others; none before all are graded.
    pub(in crate::lab) fn known_points(self) -> Option<(usize, usize)> {
        let answers = self.answers();
        let is_whole = !self.is_grading.get() && self.all.with(Vec::len) == answers.len();
        if !is_whole {
            return None;
        }
        self.all.with(|runs| {
            let graded = runs.iter().zip(&answers);
            let known = graded.filter_map(|(run, (_, known))| Some((*known)? == run.points()));
            let are_right: Vec<bool> = known.collect();
            let wrong = are_right.iter().filter(|is_right| !**is_right).count();
            Some((are_right.len(), wrong))
        })
    }
}

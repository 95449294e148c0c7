//! The programs and tasks that ship, and what opening one does.

use leptos::prelude::*;
use model::sandbox::{GalleryCode, GalleryTask, OwnCode};
use model::scenario::caps;

use super::{Lab, Module, Notation};
use crate::browser;
use crate::lab::words;
use crate::state::handover::{self, To};
use crate::worker::Source;

impl Lab {
    /// The position of a program that ships, by its name in addresses.
    pub(in crate::lab) fn position(self, id: &str) -> Option<usize> {
        let mut programs = self.gallery.programs.iter();
        programs.position(|one| one.id == id)
    }

    /// Opens a program that ships, with its task and the first sample answer.
    pub(in crate::lab) fn open(self, position: usize) {
        let Some(shipped) = self.gallery.programs.get(position) else {
            return;
        };
        self.shipped.set(position);
        self.of_board.set(false);
        self.choose_task(shipped.task);
        match &shipped.code {
            GalleryCode::Grading(text) => self.show(Notation::Grading, text.clone()),
            GalleryCode::ModuleText(text) => self.show(Notation::ModuleText, text.clone()),
            GalleryCode::Bomb(bomb) => {
                self.forget_run();
                self.fault.set(None);
                self.compiled.set(None);
                self.module.set(Some(Module::Bomb(*bomb)));
            }
        }
    }

    fn show(self, notation: Notation, text: String) {
        self.notation.set(notation);
        self.module.set(None);
        self.text.set(text.clone());
        self.opened.set(text);
        self.forget_run();
        self.compile();
    }

    /// Opens a snippet of the board by its id, or the code that the board has in its place, with one of its sample answers.
    pub(in crate::lab) async fn open_snippet(self, id: &str, sample: usize, is_own: bool) {
        let mut tasks = self.gallery.tasks.iter();
        let task = tasks.find(|task| task.snippets.iter().any(|of_task| of_task == id));
        let task = task.map(|task| task.snippet);
        let own = if is_own {
            handover::take(To::Lab)
        } else {
            None
        };
        let code = if let Some((_, code)) = own {
            Some(code)
        } else {
            let text = browser::fetch_text(&format!("snippets/{id}.wat")).await;
            text.ok().map(OwnCode::ModuleText)
        };
        let (Some(task), Some(code)) = (task, code) else {
            self.trouble.set(Some(words::NO_SNIPPET.get().to_owned()));
            return;
        };
        self.of_board.set(true);
        self.choose_task(task);
        if let Some(answer) = self.samples().get(sample) {
            self.answer.set(answer.clone());
        }
        match code {
            OwnCode::Grading(text) => self.show(Notation::Grading, text),
            OwnCode::ModuleText(text) => self.show(Notation::ModuleText, text),
            OwnCode::Module(text) => {
                let bytes = browser::of_base64(&text).unwrap_or_default();
                self.take_module(words::APPLIED_MODULE.get().to_owned(), bytes);
            }
        }
    }

    /// Has the board run the program, and goes there.
    pub(in crate::lab) fn apply(self) {
        let code = match self.source() {
            Source::Grading(text) => OwnCode::Grading(text),
            Source::ModuleText(text) => OwnCode::ModuleText(text),
            Source::Module(bytes) => {
                OwnCode::Module(browser::to_base64(&bytes).unwrap_or_default())
            }
            Source::Bomb(_) => {
                self.trouble.set(Some(words::NOT_APPLIED.get().to_owned()));
                return;
            }
        };
        if code.len() > caps::OWN_CODE_BYTES as usize {
            self.trouble.set(Some(words::TOO_LONG.get().to_owned()));
            return;
        }
        let snippet = self.of_task(|task| task.snippets.first().cloned());
        let is_left = snippet.is_some_and(|snippet| handover::leave(To::Board, &snippet, &code));
        if is_left {
            browser::go_to("../");
        } else {
            self.trouble.set(Some(words::NOT_APPLIED.get().to_owned()));
        }
    }

    pub(in crate::lab) fn choose_task(self, task: u32) {
        self.task.set(task);
        self.own_task.set(None);
        let sample = self.samples().into_iter().next();
        self.answer.set(sample.unwrap_or_default());
        self.all.set(Vec::new());
    }

    /// Reads something of the task that is chosen, if it ships.
    pub(super) fn of_task<T: Default>(self, read: impl FnOnce(&GalleryTask) -> T) -> T {
        if self.own_task.with_untracked(Option::is_some) {
            return T::default();
        }
        let snippet = self.task.get_untracked();
        let mut tasks = self.gallery.tasks.iter();
        let task = tasks.find(|task| task.snippet == snippet);
        task.map(read).unwrap_or_default()
    }

    /// The sample answers of the task.
    pub(in crate::lab) fn samples(self) -> Vec<String> {
        self.of_task(|task| task.samples.clone())
    }
}

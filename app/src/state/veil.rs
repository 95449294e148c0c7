//! Whether the page hides its verdicts: while a prediction is open, or because a host asks the room first.

use leptos::prelude::*;

/// The two reasons for which verdicts are hidden.
#[derive(Clone, Copy)]
pub(crate) struct Veil {
    by_person: RwSignal<bool>,
    by_prediction: RwSignal<bool>,
}

impl Veil {
    /// Begins with the verdicts in sight.
    pub(crate) fn new() -> Self {
        Self {
            by_person: RwSignal::new(false),
            by_prediction: RwSignal::new(false),
        }
    }

    /// Hides the verdicts, or shows them again, at the wish of a person.
    pub(crate) fn set(self, is_hidden: bool) {
        self.by_person.set(is_hidden);
    }

    /// Hides the verdicts while a prediction waits for its answer.
    pub(crate) fn set_predicting(self, is_open: bool) {
        self.by_prediction.set(is_open);
    }

    /// Whether a prediction waits for its answer.
    pub(crate) fn is_predicting(self) -> bool {
        self.by_prediction.get()
    }

    /// Whether the verdicts are hidden. A prediction counts while a person can answer it.
    pub(crate) fn hides(self, can_answer: bool) -> bool {
        self.by_person.get() || (self.by_prediction.get() && can_answer)
    }
}

//! The facts behind the numbers, read once from the site's own `facts/facts.bin` when a person opens the
//! first fact.
//!
//! No wasm file contains them, because they are many words that few people read.

pub(crate) mod words;

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;
pub(crate) use model::catalog::{Book, BookDuty as Duty, BookFact as Fact};

use crate::browser;
use crate::text;
use crate::text::language::Language;

/// The address of the page with all facts in the page's language, relative to the board.
pub(crate) fn page_address() -> String {
    Language::now().page("facts")
}

/// The state of the fact book.
#[derive(Clone, Debug)]
pub(crate) enum Reading {
    /// The book was not requested yet, or is on its way.
    Waiting,
    /// The book has arrived.
    Read(Arc<Book>),
    /// The book could not be fetched, for this reason.
    Failed(String),
}

/// The one fact book of the page, provided as a context.
#[derive(Clone, Copy)]
pub(crate) struct FactBook {
    reading: RwSignal<Reading>,
    is_asked: StoredValue<bool>,
    panels: StoredValue<u32>,
}

impl FactBook {
    pub(crate) fn new() -> Self {
        Self {
            reading: RwSignal::new(Reading::Waiting),
            is_asked: StoredValue::new(false),
            panels: StoredValue::new(0),
        }
    }

    /// The state of the book.
    pub(crate) fn reading(self) -> Reading {
        self.reading.get()
    }

    /// Fetches the book, unless it has arrived or is on its way; a fetch after a failure is allowed.
    pub(crate) fn ask(self) {
        if self.is_asked.get_value() {
            return;
        }
        self.is_asked.set_value(true);
        self.reading.set(Reading::Waiting);
        spawn_local(async move {
            let path = format!("{}facts.bin", page_address());
            let reading = match browser::fetch_packed(&path).await {
                Ok(book) => Reading::Read(Arc::new(book)),
                Err(error) => {
                    self.is_asked.set_value(false);
                    Reading::Failed(text::opening::fetch_fault(&error))
                }
            };
            self.reading.set(reading);
        });
    }

    /// An id that no other element has.
    pub(crate) fn panel_id(self) -> String {
        self.panels.update_value(|count| *count += 1);
        format!("fact-{}", self.panels.get_value())
    }
}

#[cfg(test)]
mod tests {
    use borsh::BorshDeserialize;
    use model::catalog::{self, DutyId, LaneId};
    use model::outcome::Cause;

    use super::*;

    fn book() -> Book {
        Book::try_from_slice(include_bytes!("../../public/facts/facts.bin")).unwrap()
    }

    #[test]
    fn the_book_is_the_catalog() {
        let book = book();
        assert_eq!(book.facts().len(), catalog::facts().count());
        for fact in catalog::facts() {
            let entry = book.fact(fact.id).unwrap();
            assert_eq!((entry.value, entry.assumed), (fact.value, fact.assumed));
        }
    }

    #[test]
    fn every_cause_and_every_duty_has_its_entry() {
        let book = book();
        for &cause in Cause::ALL {
            let entry = cause.fact_id().and_then(|id| book.fact(id));
            assert_eq!(cause.fact_id().is_some(), entry.is_some(), "{cause:?}");
        }
        for lane in LaneId::ALL {
            for id in DutyId::ALL {
                let entry = book.duty(lane, id).unwrap();
                assert_eq!(
                    entry.judgement.is_none(),
                    catalog::duty(lane, id).is_published
                );
                let fact = entry.fact.as_deref();
                assert!(fact.is_none_or(|id| book.fact(id).is_some()), "{fact:?}");
            }
        }
    }
}

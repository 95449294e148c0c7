//! The facts behind the numbers: read once from the site's own `facts/facts.json`, and only when
//! somebody asks for one.
//!
//! They stand in no wasm file, for they are many words that few people read at once. Must not
//! know: which number somebody asks about.

use std::sync::Arc;

use engine::catalog::{DutyId, LaneId};
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::Deserialize;

use crate::browser;

/// Where the book lies, beside the page.
const PATH: &str = "facts/facts.json";

/// As much of the file as the page shows.
#[derive(Debug, PartialEq, Deserialize)]
pub(crate) struct Book {
    facts: Vec<Fact>,
    duties: Vec<Duty>,
}

/// One number, with where it comes from.
#[derive(Debug, PartialEq, Deserialize)]
pub(crate) struct Fact {
    pub(crate) id: String,
    pub(crate) what: String,
    pub(crate) value: f64,
    /// The sign behind the number, empty where it has none.
    pub(crate) unit: String,
    /// Who published it; for an assumption, why this number.
    pub(crate) source: String,
    /// Empty for an assumption and for a measurement of our own.
    pub(crate) address: String,
    pub(crate) as_of: String,
    pub(crate) assumed: bool,
}

/// Who says who bears a duty: a page with its address and date, or we with a reason.
#[derive(Debug, PartialEq, Deserialize)]
pub(crate) struct Duty {
    lane: LaneId,
    id: DutyId,
    pub(crate) source: Option<String>,
    pub(crate) address: Option<String>,
    pub(crate) as_of: Option<String>,
    pub(crate) judgement: Option<String>,
    /// The id of a fact that shows the duty at work.
    pub(crate) fact: Option<String>,
}

impl Book {
    pub(crate) fn fact(&self, id: &str) -> Option<&Fact> {
        self.facts.iter().find(|fact| fact.id == id)
    }

    pub(crate) fn duty(&self, lane: LaneId, id: DutyId) -> Option<&Duty> {
        let mut duties = self.duties.iter();
        duties.find(|duty| duty.lane == lane && duty.id == id)
    }
}

/// How far the book is.
#[derive(Clone, Debug)]
pub(crate) enum Reading {
    /// Nobody has asked, or the answer is on its way.
    Waiting,
    /// It is here.
    Read(Arc<Book>),
    /// It could not be had, for this reason.
    Failed(String),
}

/// The one book of the page, handed down by context.
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

    /// How far it is.
    pub(crate) fn reading(self) -> Reading {
        self.reading.get()
    }

    /// Fetches the book, unless it is here or on its way; after a failure, once more.
    pub(crate) fn ask(self) {
        if self.is_asked.get_value() {
            return;
        }
        self.is_asked.set_value(true);
        self.reading.set(Reading::Waiting);
        spawn_local(async move {
            let read = browser::fetch_text(PATH)
                .await
                .and_then(|text| serde_json::from_str(&text).map_err(|error| error.to_string()));
            let reading = match read {
                Ok(book) => Reading::Read(Arc::new(book)),
                Err(why) => {
                    self.is_asked.set_value(false);
                    Reading::Failed(why)
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
    use engine::catalog;
    use engine::outcome::Cause;

    use super::*;

    fn book() -> Book {
        serde_json::from_str(include_str!("../../public/facts/facts.json")).unwrap()
    }

    #[test]
    fn the_book_is_the_catalog() {
        let book = book();
        assert_eq!(book.facts.len(), catalog::facts().count());
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
                    entry.judgement.is_some(),
                    catalog::duty(lane, id).judgement().is_some()
                );
                let fact = entry.fact.as_deref();
                assert!(fact.is_none_or(|id| book.fact(id).is_some()), "{fact:?}");
            }
        }
    }
}

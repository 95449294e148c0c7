//! The catalog's facts and duties as one value that can be packed, for a page that fetches it only
//! when a person opens the facts.

use borsh::{BorshDeserialize, BorshSerialize};

use super::{Duty, DutyId, Evidence, Fact, LaneId, duties, duty_evidence, platforms};

/// Every fact, and the evidence for the bearer of each duty.
#[derive(Clone, Debug, PartialEq, BorshSerialize, BorshDeserialize)]
pub struct Book {
    facts: Vec<BookFact>,
    duties: Vec<BookDuty>,
}

/// One number, with where it comes from.
#[derive(Clone, Debug, PartialEq, BorshSerialize, BorshDeserialize)]
pub struct BookFact {
    /// The fact's id.
    pub id: String,
    /// The meaning of the number.
    pub what: String,
    /// The number.
    pub value: f64,
    /// The sign behind the number, empty where it has none.
    pub unit: String,
    /// The publisher; for an assumption, the reason for this number.
    pub source: String,
    /// The source's address; empty for an assumption and for a measurement of our own.
    pub address: String,
    /// The source's date.
    pub as_of: String,
    /// Whether the number has no published source.
    pub assumed: bool,
}

/// The evidence for a duty's bearer: a page with its address and date, or our judgement with its reason.
#[derive(Clone, Debug, PartialEq, BorshSerialize, BorshDeserialize)]
pub struct BookDuty {
    lane: LaneId,
    id: DutyId,
    /// Title, address and date of the page that names the bearer.
    pub source: Option<[String; 3]>,
    /// The reason for our judgement, where no page names the bearer.
    pub judgement: Option<String>,
    /// The id of a fact that shows the duty at work.
    pub fact: Option<String>,
}

impl Book {
    /// The catalog as it is now.
    pub fn of_catalog() -> Self {
        let facts = platforms()
            .iter()
            .flat_map(|platform| platform.facts.iter().copied());
        let of_lane = |lane: LaneId| {
            duties(lane)
                .iter()
                .map(move |duty| BookDuty::of(lane, duty))
        };
        Self {
            facts: facts.map(BookFact::of).collect(),
            duties: LaneId::ALL.into_iter().flat_map(of_lane).collect(),
        }
    }

    /// The same in another language, of which `tr` gives each sentence. Titles of sources stay as they are.
    #[must_use]
    pub fn translated(mut self, tr: impl Fn(&str) -> String) -> Self {
        for fact in &mut self.facts {
            fact.what = tr(&fact.what);
            fact.unit = tr(&fact.unit);
            if fact.address.is_empty() {
                fact.source = tr(&fact.source);
            }
        }
        self
    }

    /// The facts, by platform.
    pub fn facts(&self) -> &[BookFact] {
        &self.facts
    }

    /// The fact with this id.
    pub fn fact(&self, id: &str) -> Option<&BookFact> {
        self.facts.iter().find(|fact| fact.id == id)
    }

    /// The evidence for a duty's bearer on a lane.
    pub fn duty(&self, lane: LaneId, id: DutyId) -> Option<&BookDuty> {
        let mut duties = self.duties.iter();
        duties.find(|duty| duty.lane == lane && duty.id == id)
    }
}

impl BookFact {
    fn of(fact: &Fact) -> Self {
        let text = fact.text();
        Self {
            id: fact.id.to_owned(),
            what: text.what.to_owned(),
            value: fact.value,
            unit: fact.unit.sign().to_owned(),
            source: text.source.to_owned(),
            address: text.address.to_owned(),
            as_of: text.as_of.to_owned(),
            assumed: fact.assumed,
        }
    }
}

impl BookDuty {
    fn of(lane: LaneId, duty: &Duty) -> Self {
        let (source, judgement) = match duty_evidence(lane, duty.id) {
            Evidence::Page(page) => (
                Some([page.title, page.address, page.as_of].map(String::from)),
                None,
            ),
            Evidence::Judgement(why) => (None, Some((*why).to_owned())),
        };
        Self {
            lane,
            id: duty.id,
            source,
            judgement,
            fact: duty.fact.map(str::to_owned),
        }
    }
}

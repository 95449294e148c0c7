//! Messages of a queue that one run takes together. The first of them is admitted, started and finished like any
//! request, and the others share its end.

use std::collections::BTreeMap;

use super::{Event, Simulation};
use crate::request::Slot;
use model::index::StepIndex;
use model::outcome::Outcome;
use model::trace::SegmentKind;
use model::units::Nanos;

/// The batches of all steps.
#[derive(Debug, Default)]
pub(super) struct Batches {
    gathering: BTreeMap<StepIndex, Gathering>,
    /// For the first message of each batch that is closed, the others of it.
    others: BTreeMap<Slot, Vec<Slot>>,
}

/// Messages that wait for their batch to be full, or for its window to end.
#[derive(Debug)]
struct Gathering {
    messages: Vec<Slot>,
    closes_at: Nanos,
}

impl Simulation {
    /// Whether a message waits for others first. A second delivery runs alone.
    pub(super) fn gathers(&mut self, slot: Slot) -> bool {
        let request = self.requests.get(slot);
        let index = request.step;
        let Some(batch) = self.plan.steps[index].batch() else {
            return false;
        };
        if request.number.is_second_delivery() || self.batches.others.contains_key(&slot) {
            return false;
        }
        let closes_at = self.now + batch.window;
        let gathering = self.batches.gathering.entry(index);
        let gathering = gathering.or_insert_with(|| Gathering {
            messages: Vec::new(),
            closes_at,
        });
        gathering.messages.push(slot);
        let gathered = gathering.messages.len();
        if gathered >= usize::from(batch.messages) {
            self.close_batch(index);
        } else if gathered == 1 {
            self.schedule(closes_at, Event::Ready(index));
        }
        true
    }

    /// Closes the batch that a step gathers, if its window has ended.
    pub(super) fn close_due_batch(&mut self, step: StepIndex) {
        let gathering = self.batches.gathering.get(&step);
        if gathering.is_some_and(|gathering| gathering.closes_at <= self.now) {
            self.close_batch(step);
        }
    }

    /// Sends the messages that a step has gathered to its lane.
    fn close_batch(&mut self, step: StepIndex) {
        let Some(Gathering { messages, .. }) = self.batches.gathering.remove(&step) else {
            return;
        };
        let Some((&first, others)) = messages.split_first() else {
            return;
        };
        let is_hostile = |slot: &&Slot| !self.requests.get(**slot).behavior.is_honest();
        let worst = messages.iter().rfind(is_hostile).copied();
        let worst = self.requests.get(worst.unwrap_or(first));
        let (behavior, snippet) = (worst.behavior, worst.snippet);
        let request = self.requests.get_mut(first);
        request.messages = messages.len() as u16;
        (request.behavior, request.snippet) = (behavior, snippet);
        request.segments.until(SegmentKind::Wait, self.now);
        let workload = self.plan.steps[step].workload;
        self.tally.workloads[workload].batches += 1;
        if !others.is_empty() {
            self.batches.others.insert(first, others.to_vec());
        }
        self.admit(first);
    }

    /// The other messages of the batch whose first one this is; none where it runs alone.
    pub(super) fn others(&self, slot: Slot) -> Vec<Slot> {
        if self.requests.get(slot).messages == 1 {
            return Vec::new();
        }
        let others = self.batches.others.get(&slot);
        others.cloned().unwrap_or_default()
    }

    /// The keys of these.
    pub(super) fn other_keys(&self, slot: Slot) -> Vec<u32> {
        let others = self.others(slot).into_iter();
        others.map(|other| self.requests.get(other).key).collect()
    }

    /// The same for a batch whose run is over: each message is on its own again.
    pub(super) fn part_batch(&mut self, slot: Slot) -> Vec<Slot> {
        let messages = std::mem::replace(&mut self.requests.get_mut(slot).messages, 1);
        if messages == 1 {
            return Vec::new();
        }
        self.batches.others.remove(&slot).unwrap_or_default()
    }

    /// The run of a batch begins: its other messages see it in the same instance.
    pub(super) fn others_start(&mut self, slot: Slot, began: Nanos) {
        for other in self.others(slot) {
            let first = self.requests.get(slot);
            let (place, instance, ready) = (first.place, first.instance, first.ready);
            let request = self.requests.get_mut(other);
            request.segments.until(SegmentKind::Wait, began);
            request.segments.until(SegmentKind::ColdStart, ready);
            (request.place, request.instance, request.ready) = (place, instance, ready);
        }
    }

    /// A message of a batch reads its key after the messages before it have written theirs.
    pub(super) fn reads_after<'a>(
        &mut self,
        slot: Slot,
        mut before: impl Iterator<Item = &'a Slot>,
    ) {
        let request = self.requests.get(slot);
        let (key, step) = (request.key, &self.plan.steps[request.step]);
        if let Some(versions) = &self.versions[step.home_step]
            && before.any(|&other| self.requests.get(other).key == key)
        {
            let latest = versions.read_home(key).version;
            self.requests.get_mut(slot).seen_version = latest;
        }
    }

    /// The run of a batch is over: its other messages share the outcome.
    pub(super) fn end_others(&mut self, slot: Slot, outcome: Outcome) {
        for other in self.part_batch(slot) {
            let request = self.requests.get_mut(other);
            request.segments.until(SegmentKind::Execute, self.now);
            self.count(other, outcome);
        }
    }
}

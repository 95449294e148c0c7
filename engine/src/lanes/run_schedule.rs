//! How one request runs: its waits, trips and execution, from admission to the end of its code.

use super::ExecutionPlan;
use crate::datastore::{Connections, Link};
use crate::plan::StepPlan;
use crate::request::Ending;
use model::index::NO_INSTANCE;
use model::outcome::Cause;
use model::units::Nanos;

/// How one request runs on its lane. The times follow one another in this order: `cold`, `wait`,
/// `open`, `reload`, `reads`, `execute`, `writes`.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is one independent thing that may have happened"
)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct RunSchedule {
    /// The lane's own handle of the instance that runs it.
    pub place: u32,
    /// The same instance in the log of instances.
    pub instance: u32,
    /// How it reaches the home database; `None` where it does not.
    pub link: Option<Link>,
    /// Whether it waits for a new instance.
    pub is_cold: bool,
    /// Whether no later event can change its end: the loop then does not report the end to the lane.
    pub end_is_known: bool,
    /// Time until the instance is ready.
    pub cold: Nanos,
    /// Time until it has a connection, after the instance is ready.
    pub wait: Nanos,
    /// The time of the trips that open a connection.
    pub open: Nanos,
    /// The time of the trips that restore a lost session, before the code runs.
    pub reload: Nanos,
    /// The time of the trips for reads.
    pub reads: Nanos,
    /// Whether the memory of its session was lost.
    pub session_lost: bool,
    /// The time that its code runs.
    pub execute: Nanos,
    /// The time of the trips for writes.
    pub writes: Nanos,
    /// The effect of the end of its code.
    pub ending: Ending,
    /// Whether it reaches a resource that was never granted.
    pub breach: bool,
    /// Whether it is cut short when its code has run and its writes are on their way.
    pub wrote_before_end: bool,
    /// Set where its code shares the processors of its instance: `execute` is the processor time that it takes, and how
    /// long that lasts turns out as it runs.
    pub sharing: Option<Sharing>,
}

/// The rest of a run whose code shares the processors of its instance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Sharing {
    /// How long it waits for third-party servers beside its processor time.
    pub outside: Nanos,
    /// The limit at which it is cut, from when its instance is ready, and the cause of its failure then.
    pub limit: Nanos,
    pub cause: Cause,
}

impl RunSchedule {
    /// A run without any length that ends well, on this instance.
    pub fn on(place: u32, instance: u32) -> Self {
        Self {
            place,
            instance,
            link: None,
            is_cold: false,
            end_is_known: false,
            cold: Nanos::ZERO,
            wait: Nanos::ZERO,
            open: Nanos::ZERO,
            reload: Nanos::ZERO,
            reads: Nanos::ZERO,
            session_lost: false,
            execute: Nanos::ZERO,
            writes: Nanos::ZERO,
            ending: Ending::Finish,
            breach: false,
            wrote_before_end: false,
            sharing: None,
        }
    }

    /// Executes the code at a speed, processor time a time by the clock; `outside` is how long it waits
    /// elsewhere. Code that does not finish writes nothing. Returns whether it never ends by itself.
    #[inline]
    pub fn execute(
        &mut self,
        plan: ExecutionPlan,
        speed: f64,
        outside: impl FnOnce() -> Nanos,
    ) -> bool {
        match plan {
            ExecutionPlan::Finish { cpu, breach } => {
                self.execute = cpu.scaled(1.0 / speed) + outside();
                self.breach = breach;
            }
            ExecutionPlan::Trap { cpu, cause } => {
                self.execute = cpu.scaled(1.0 / speed);
                self.ending = Ending::Fail(cause);
            }
            ExecutionPlan::Loop => {
                self.execute = Nanos::MAX;
                return true;
            }
            ExecutionPlan::Crash { cpu } => {
                self.execute = cpu.scaled(1.0 / speed);
                self.ending = Ending::Crash;
            }
        }
        if self.ending != Ending::Finish {
            self.writes = Nanos::ZERO;
        }
        false
    }

    /// Sets the trips of the reads and writes of a run with this many messages, each trip as long as `trip`. A
    /// transaction reads under its lock, so its trips come together, after the code has run.
    #[inline]
    pub fn set_trips(&mut self, step: &StepPlan, messages: u16, trip: Nanos) {
        let Some(access) = &step.state_access else {
            return;
        };
        let of_all = |trips: u32| u64::from(trips) * u64::from(messages);
        let (reads, writes) = (of_all(access.reads), of_all(access.writes));
        // A second region reads from its own replica, and writes at home.
        let to_home = step
            .second
            .as_ref()
            .map_or(Nanos::ZERO, |second| second.to_home);
        let trip_home = trip + to_home;
        if step.commits_under_lock() {
            self.writes = Nanos(trip_home.0 * (reads + writes));
        } else {
            self.reads = Nanos(trip.0 * reads);
            self.writes = Nanos(trip_home.0 * writes);
        }
    }

    /// Lends it a connection of this link for its trips: it waits for one from `from` on, or fails where the
    /// database accepts none. A transaction takes its connection later, when it commits.
    #[inline]
    pub fn connect(
        &mut self,
        link: Link,
        from: Nanos,
        step: &StepPlan,
        connections: &mut Connections,
    ) {
        self.link = Some(link);
        let trips = self.reload + self.reads + self.writes;
        let from = from + self.open;
        if trips == Nanos::ZERO || step.commits_under_lock() {
            return;
        }
        match connections.borrow(link, from, trips) {
            Some(lent) => {
                self.wait += lent.from - from;
                self.open += lent.opens_in;
            }
            None => self.fail_at_once(Cause::ConnectionsExhausted),
        }
    }

    /// It fails before its code runs.
    pub fn fail_at_once(&mut self, cause: Cause) {
        self.sharing = None;
        (self.reload, self.reads) = (Nanos::ZERO, Nanos::ZERO);
        (self.execute, self.writes) = (Nanos::ZERO, Nanos::ZERO);
        self.ending = Ending::Fail(cause);
    }

    /// A run without any length that ends well, on a lane that lists no instances.
    pub fn unlisted() -> Self {
        Self::on(0, NO_INSTANCE)
    }

    /// Time from when the instance is ready until the writes have arrived, without its connection.
    #[inline]
    pub fn running(&self) -> Nanos {
        self.reload + self.reads + self.execute + self.writes
    }

    /// Time for which it occupies its instance, once that is ready.
    #[inline]
    pub fn held(&self) -> Nanos {
        self.wait + self.open + self.running()
    }

    /// Cuts the run at a limit that counts from when the instance is ready.
    #[inline]
    #[must_use]
    pub fn limited(mut self, limit: Nanos, cause: Cause) -> Self {
        if self.running() > limit {
            self.wrote_before_end = self.reload + self.reads + self.execute < limit;
            self.reload = self.reload.min(limit);
            self.reads = self.reads.min(limit - self.reload);
            self.execute = limit - self.reload - self.reads;
            self.writes = Nanos::ZERO;
            self.ending = Ending::Fail(cause);
        }
        self
    }
}

//! The use of one step on its lane.

use super::{EdgeUsage, MachineUsage, ServerlessUsage};

/// The use of one step in an hour: what its requests use, and what is there whether they come or not.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct HourUsage {
    /// What the requests use.
    pub by_requests: Usage,
    /// What is there in every hour of the day.
    pub standing: Usage,
}

impl HourUsage {
    /// The use in this hour.
    pub fn whole(&self) -> Usage {
        let mut whole = self.by_requests;
        whole.add(&self.standing);
        whole
    }

    /// The use in a month of `hours`, of which `busy_hours` are like this hour of this length in hours, and whose others
    /// have no requests.
    pub fn in_month(&self, hours: f64, busy_hours: f64, length_h: f64) -> Usage {
        let mut month = self.by_requests.times(busy_hours / length_h);
        month.add(&self.standing.times(hours / length_h));
        month
    }
}

/// The use of one step, on any lane; the use of other lanes is zero.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Usage {
    /// Use of functions.
    pub serverless: ServerlessUsage,
    /// Use of code at the edge.
    pub edge: EdgeUsage,
    /// Use of replicas and of the plugin host.
    pub machines: MachineUsage,
}

impl Usage {
    /// This use, multiplied by a factor.
    #[must_use]
    pub fn times(&self, factor: f64) -> Self {
        Self {
            serverless: self.serverless.times(factor),
            edge: self.edge.times(factor),
            machines: self.machines.times(factor),
        }
    }

    /// Adds another use.
    pub fn add(&mut self, other: &Self) {
        self.serverless.requests += other.serverless.requests;
        self.serverless.gb_seconds += other.serverless.gb_seconds;
        self.serverless.vcpu_seconds += other.serverless.vcpu_seconds;
        self.serverless.provisioned_gb_seconds += other.serverless.provisioned_gb_seconds;
        self.serverless.ready_gb_seconds += other.serverless.ready_gb_seconds;
        self.edge.add(&other.edge);
        self.machines.vcpu_seconds += other.machines.vcpu_seconds;
        self.machines.gb_seconds += other.machines.gb_seconds;
    }
}

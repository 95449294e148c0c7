//! What one step used of whichever lane it ran on.

use super::{EdgeUsage, MachineUsage, ServerlessUsage};

/// What one step used, on whichever lane; what it did not use is zero.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Usage {
    /// Of functions.
    pub serverless: ServerlessUsage,
    /// Of code at the edge.
    pub edge: EdgeUsage,
    /// Of replicas and of the plugin host.
    pub machines: MachineUsage,
}

impl Usage {
    /// So many times as much.
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
        self.serverless.ready_gb_seconds += other.serverless.ready_gb_seconds;
        self.edge.add(&other.edge);
        self.machines.vcpu_seconds += other.machines.vcpu_seconds;
        self.machines.gb_seconds += other.machines.gb_seconds;
    }
}

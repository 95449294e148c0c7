//! Presets of the service lane: containers on Fargate under Kubernetes' horizontal autoscaler.

use crate::catalog::fact::Fact;
use crate::catalog::service;

/// Everything in which one platform for containers differs from another.
#[derive(Debug)]
pub struct ServicePreset {
    /// Its name in files and links.
    pub id: &'static str,
    /// The mean time from the request for a replica until it runs.
    pub start_mean: &'static Fact,
    /// The quickest start.
    pub start_min: &'static Fact,
    /// The slowest start.
    pub start_max: &'static Fact,
    /// The time from a crash until the replica takes requests again.
    pub restart: &'static Fact,
    /// The wait before the second restart; it doubles.
    pub restart_backoff: &'static Fact,
    /// The longest wait before a restart.
    pub restart_backoff_max: &'static Fact,
    /// The time without a crash after which the wait before a restart starts small again.
    pub restart_backoff_reset: &'static Fact,
    /// The time between two decisions of the autoscaler.
    pub scale_period: &'static Fact,
    /// The deviation from its target that the autoscaler tolerates.
    pub scale_tolerance: &'static Fact,
    /// The time that the autoscaler looks back before it removes replicas.
    pub scale_down_wait: &'static Fact,
    /// The most replicas that it may add at once.
    pub scale_up_add: &'static Fact,
    /// The factor by which it may raise the number of replicas at once.
    pub scale_up_factor: &'static Fact,
    /// The most memory of one replica.
    pub memory_max: &'static Fact,
    /// The most processors of one replica.
    pub vcpu_max: &'static Fact,
    /// Its prices.
    pub prices: MachinePrices,
}

/// The prices of machines for the time that they run, idle or busy.
#[derive(Debug)]
pub struct MachinePrices {
    /// The price of processors over time.
    pub vcpu: &'static Fact,
    /// The price of memory over time.
    pub memory: &'static Fact,
    /// The step in which a machine's time is billed, rounded up.
    pub step: &'static Fact,
    /// The least time that is billed for a machine.
    pub least: &'static Fact,
}

pub(super) const FARGATE_PRICES: MachinePrices = MachinePrices {
    vcpu: &service::PRICE_VCPU,
    memory: &service::PRICE_MEMORY,
    step: &service::BILLING_STEP,
    least: &service::BILLING_LEAST,
};

impl ServicePreset {
    /// The facts that it refers to, in the order of its fields. It is taken apart without `..`, so that
    /// a new field cannot be left out.
    pub(super) fn facts(&self) -> Vec<&'static Fact> {
        let ServicePreset {
            id: _,
            start_mean,
            start_min,
            start_max,
            restart,
            restart_backoff,
            restart_backoff_max,
            restart_backoff_reset,
            scale_period,
            scale_tolerance,
            scale_down_wait,
            scale_up_add,
            scale_up_factor,
            memory_max,
            vcpu_max,
            prices,
        } = self;
        let mut facts = vec![*start_mean, start_min, start_max, restart, restart_backoff];
        facts.extend([restart_backoff_max, restart_backoff_reset]);
        facts.extend([scale_period, scale_tolerance, scale_down_wait]);
        facts.extend([scale_up_add, scale_up_factor, memory_max, vcpu_max]);
        facts.extend(prices.facts());
        facts
    }
}

impl MachinePrices {
    /// The facts that they refer to, in the order of the fields.
    pub(super) fn facts(&self) -> [&'static Fact; 4] {
        let MachinePrices {
            vcpu,
            memory,
            step,
            least,
        } = self;
        [vcpu, memory, step, least]
    }
}

/// The presets, the lane's default first.
pub fn service_presets() -> &'static [ServicePreset] {
    &PRESETS
}

/// The preset with this id.
pub fn service_preset(id: &str) -> Option<&'static ServicePreset> {
    PRESETS.iter().find(|preset| preset.id == id)
}

static PRESETS: [ServicePreset; 1] = [ServicePreset {
    id: "fargate-kubernetes",
    start_mean: &service::START_MEAN,
    start_min: &service::START_MIN,
    start_max: &service::START_MAX,
    restart: &service::RESTART,
    restart_backoff: &service::RESTART_BACKOFF,
    restart_backoff_max: &service::RESTART_BACKOFF_MAX,
    restart_backoff_reset: &service::RESTART_BACKOFF_RESET,
    scale_period: &service::SCALE_PERIOD,
    scale_tolerance: &service::SCALE_TOLERANCE,
    scale_down_wait: &service::SCALE_DOWN_WAIT,
    scale_up_add: &service::SCALE_UP_ADD,
    scale_up_factor: &service::SCALE_UP_FACTOR,
    memory_max: &service::MEMORY_MAX,
    vcpu_max: &service::VCPU_MAX,
    prices: FARGATE_PRICES,
}];

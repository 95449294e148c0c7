//! Settings: what each number is, and its unit.

use crate::setting::{Name, Setting};

pub(crate) const OF_WORKLOAD: &str = "Settings of this workload";
pub(crate) const BACK: &str = "Back";

/// Label and unit.
pub(crate) fn label(name: Name) -> (&'static str, &'static str) {
    match name {
        Name::Arrivals => ("Arrivals", "in the hour"),
        Name::Peak => ("Of these, in the peaks", "%"),
        Name::Work => ("Processor time of a usual run", "ms"),
        Name::Memory => ("Memory that a run touches", "MB"),
        Name::Dependencies => ("Dependencies that a start loads", "MB"),
        Name::Concurrency => ("Functions running at once", "requests"),
        Name::KeepAlive => ("An idle instance is kept (0: as measured)", "s"),
        Name::Timeout => ("A function is ended after", "s"),
        Name::FunctionMemory => ("Memory of a function", "MB"),
        Name::Connections => ("Connections that the database takes", "connections"),
        Name::EdgeCpu => ("Processor time of one request", "ms"),
        Name::EdgeMemory => ("Memory of an isolate", "MB"),
        Name::EdgeObjects => ("Answers that a point of presence keeps", "answers"),
        Name::Workers => ("Runs at once", "runs"),
        Name::HostQueue | Name::ReplicaQueue => ("Waiting room", "requests"),
        Name::Fuel => ("Fuel of one run", "units"),
        Name::WallMemory => ("Memory of one instance", "MB"),
        Name::MinReplicas => ("Replicas at least", "replicas"),
        Name::MaxReplicas => ("Replicas at most", "replicas"),
        Name::Slots => ("Requests that a replica runs at once", "requests"),
    }
}

/// What a field takes.
pub(crate) fn range(setting: &Setting) -> String {
    format!(
        "{} to {}",
        super::stage::number(setting.least),
        super::stage::number(setting.most)
    )
}

/// What it was when the scenario was opened, and the name of the way back.
pub(crate) fn was(value: f64) -> String {
    format!("was {}", super::stage::number(value))
}

/// The name of the button that goes back.
pub(crate) fn back(label: &str, value: f64) -> String {
    format!("{label}: back to {}", super::stage::number(value))
}

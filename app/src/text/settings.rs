//! Settings: what each number is, and its unit.

use engine::catalog::Runtime;

use super::language::{Phrase, phrase, say, tr};
use crate::number_field::NotANumber;
use crate::setting::{Name, Setting};
use crate::shorten::{ECHO_LETTERS, shorten};

pub(crate) const OF_WORKLOAD: Phrase = phrase("Settings of this workload");
pub(crate) const BACK: Phrase = phrase("Back");

pub(crate) const RUNTIME: Phrase = phrase("Language runtime");

/// What was entered is no number.
pub(crate) fn not_a_number(error: &NotANumber) -> String {
    match error {
        NotANumber::Unreadable(text) => say!(
            "“{text}” is no number, so nothing was changed. Enter digits, with a point or a comma before decimals.",
            text = shorten(text, ECHO_LETTERS)
        ),
        NotANumber::Ambiguous(text) => say!(
            "“{text}” can be read as two numbers, so nothing was changed. Enter it without a comma, or with a point before decimals.",
            text = shorten(text, ECHO_LETTERS)
        ),
    }
}

/// A language runtime's name.
pub(crate) fn runtime(runtime: Runtime) -> &'static str {
    match runtime {
        Runtime::Node => "Node.js 22",
        Runtime::Python => "Python 3.13",
        Runtime::Java => "Java 21",
        Runtime::Go => "Go",
        Runtime::Rust => "Rust",
        Runtime::DotNet => ".NET 8",
    }
}

/// Label and unit.
pub(crate) fn label(name: Name) -> (&'static str, &'static str) {
    match name {
        Name::Arrivals => (tr("Arrivals"), tr("in the hour")),
        Name::Peak => (tr("Of these, in the peaks"), "%"),
        Name::Work => (tr("Processor time of a usual run"), tr("ms")),
        Name::Memory => (tr("Memory that a run touches"), tr("MB")),
        Name::Dependencies => (tr("Dependencies that a start loads"), tr("MB")),
        Name::Concurrency => (tr("Functions running at once"), tr("requests")),
        Name::KeepAlive => (tr("An idle instance is kept (0: as measured)"), tr("s")),
        Name::Timeout => (tr("A function is ended after"), tr("s")),
        Name::FunctionMemory => (tr("Memory of a function"), tr("MB")),
        Name::Connections => (tr("Connections that the database takes"), tr("connections")),
        Name::EdgeCpu => (tr("Processor time of one request"), tr("ms")),
        Name::EdgeMemory => (tr("Memory of an isolate"), tr("MB")),
        Name::EdgeObjects => (tr("Answers that a point of presence keeps"), tr("answers")),
        Name::Workers => (tr("Runs at once"), tr("runs")),
        Name::HostQueue | Name::ReplicaQueue => (tr("Waiting room"), tr("requests")),
        Name::Fuel => (tr("Fuel of one run"), tr("units")),
        Name::WallMemory => (tr("Memory of one instance"), tr("MB")),
        Name::MinReplicas => (tr("Replicas at least"), tr("replicas")),
        Name::MaxReplicas => (tr("Replicas at most"), tr("replicas")),
        Name::Slots => (tr("Requests that a replica runs at once"), tr("requests")),
    }
}

/// What a field takes.
pub(crate) fn range(setting: &Setting) -> String {
    say!(
        "{least} to {most}",
        least = super::stage::number(setting.least),
        most = super::stage::number(setting.most)
    )
}

/// What it was when the scenario was opened, and the name of the way back.
pub(crate) fn was(value: f64) -> String {
    say!("was {value}", value = super::stage::number(value))
}

/// The name of the button that goes back.
pub(crate) fn back(label: &str, value: f64) -> String {
    say!(
        "{label}: back to {value}",
        label,
        value = super::stage::number(value)
    )
}

//! The words of settings: the name of each number, and its unit.

use model::catalog::Runtime;
use model::scenario::{ScalingMetric, Setting, SettingId, SettingOwner, Unit};

use super::language::{Phrase, phrase, say, tr};

pub(crate) const SCALE_ON: Phrase = phrase("The autoscaler measures");
pub(crate) const OF_WORKLOAD: Phrase = phrase("Settings of this workload");
pub(crate) const BACK: Phrase = phrase("Back");

pub(crate) const RUNTIME: Phrase = phrase("Language runtime");

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

/// A metric that an autoscaler measures.
pub(crate) fn scaling_metric(metric: ScalingMetric) -> &'static str {
    match metric {
        ScalingMetric::Cpu => tr("the use of its processors"),
        ScalingMetric::RequestsInFlight => tr("requests in flight"),
    }
}

/// A setting's label, and its unit.
pub(crate) fn label(setting: &Setting) -> (&'static str, &'static str) {
    (tr(setting.label), unit(setting.unit))
}

fn unit(unit: Unit) -> &'static str {
    match unit {
        Unit::PerHour => tr("in the hour"),
        Unit::Percent => "%",
        Unit::Milliseconds => tr("ms"),
        Unit::Seconds => tr("s"),
        Unit::Megabytes => tr("MB"),
        Unit::Requests => tr("requests"),
        Unit::Runs => tr("runs"),
        Unit::Connections => tr("connections"),
        Unit::Answers => tr("answers"),
        Unit::Fuel => tr("units"),
        Unit::Replicas => tr("replicas"),
        Unit::Hours => tr("hours"),
        Unit::UsdPerMonth => tr("dollars a month"),
    }
}

/// A setting that changes within the hour, with its lane and its new value.
pub(crate) fn changed(id: SettingId, value: f64) -> String {
    let setting = id.setting();
    let (label, unit) = label(setting);
    let value = super::figures::number(value);
    match setting.owner {
        SettingOwner::Lane(lane) => {
            format!("{}, {label}: {value} {unit}", super::lanes::name(lane))
        }
        SettingOwner::Workload => format!("{label}: {value} {unit}"),
    }
}

/// The range that a field accepts.
pub(crate) fn range(setting: &Setting) -> String {
    say!(
        "{least} to {most}",
        least = super::figures::number(setting.least),
        most = super::figures::number(setting.most)
    )
}

/// The value when the scenario was opened, and the name of the reset button.
pub(crate) fn was(value: f64) -> String {
    say!("was {value}", value = super::figures::number(value))
}

/// The name of the button that restores a value.
pub(crate) fn back(label: &str, value: f64) -> String {
    say!(
        "{label}: back to {value}",
        label,
        value = super::figures::number(value)
    )
}

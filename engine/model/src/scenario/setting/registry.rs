//! Every setting, once: its name, its label, its owner, its unit and range, and the field that keeps its
//! number. The names and the table of settings are made of these rows.

use borsh::{BorshDeserialize, BorshSerialize};
use serde::{Deserialize, Serialize};

use super::SettingOwner::{Lane, Workload};
use super::fields::{
    Number, arrivals, cost_target, hours_per_month, peak, set_account_concurrency, set_arrivals,
    set_connections, set_cost_target, set_function_memory, set_hours_per_month, set_keep_alive,
    set_max_replicas, set_min_replicas, set_peak, set_work, with_work, work,
};
use super::{Field, Live, Setting, Unit};
use crate::catalog::LaneId::{Edge, Sandbox, Serverless, Service};
use crate::scenario::caps;

/// Makes the names, [`SettingId`], and the table, [`SETTINGS`], in the order of the rows.
macro_rules! settings {
    (
        live { $($(#[$live_doc:meta])* $live:ident { $($live_row:tt)* })* }
        fixed { $($(#[$fixed_doc:meta])* $fixed:ident { $($fixed_row:tt)* })* }
    ) => {
        /// The name of a setting. Those before [`SettingId::Arrivals`] may change within the hour, and are the
        /// only ones that a file names.
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, BorshSerialize, BorshDeserialize,
        )]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[serde(rename_all = "snake_case")]
        pub enum SettingId {
            $($(#[$live_doc])* $live,)*
            $($(#[$fixed_doc])* #[serde(skip)] $fixed,)*
        }

        const COUNT: usize = [$(SettingId::$live,)* $(SettingId::$fixed,)*].len();

        /// Every setting, in the order of [`SettingId`].
        pub static SETTINGS: [Setting; COUNT] = [
            $(setting!(live $live { $($live_row)* }),)*
            $(setting!(fixed $fixed { $($fixed_row)* }),)*
        ];
    };
}

/// One row of the table.
macro_rules! setting {
    (
        $kind:ident $id:ident {
            label: $label:literal,
            owner: $owner:expr, unit: $unit:ident, range: $least:literal to $most:expr, step: $step:literal,
            $($field:tt)+
        }
    ) => {
        Setting {
            id: SettingId::$id,
            label: $label,
            owner: $owner,
            unit: Unit::$unit,
            least: $least,
            most: $most,
            step: $step,
            field: field!($kind $($field)+),
        }
    };
}

/// The field of a setting: of a workload, with a function that reads it and one that writes it; or one of
/// the whole scenario, with a function that writes it where other fields follow it.
macro_rules! field {
    (fixed get: $get:expr, set: $set:expr $(,)?) => {
        Field::OfWorkload { get: $get, set: $set }
    };
    ($kind:ident field: $first:ident $(. $part:ident)+ $(,)?) => {
        field!(
            $kind field: $first $(. $part)+,
            set: |scenario, value| scenario.$first $(. $part)+ = Number::of(value)
        )
    };
    ($kind:ident field: $first:ident $(. $part:ident)+, set: $set:expr $(,)?) => {
        Field::OfScenario {
            path: concat!(stringify!($first) $(, ".", stringify!($part))+),
            get: |scenario| scenario.$first $(. $part)+.number(),
            set: $set,
            live: live!($kind $first $(. $part)+),
        }
    };
}

/// The way to change a lane's field within the hour.
macro_rules! live {
    (fixed $($path:tt)+) => {
        None
    };
    (live lanes $(. $part:ident)+) => {
        Some(Live {
            set: |lanes, value| lanes $(. $part)+ = Number::of(value),
            restore: |lanes, usual| lanes $(. $part)+ = usual $(. $part)+,
        })
    };
}

settings! {
    live {
        /// Requests running at once in all functions.
        AccountConcurrency {
            label: "Functions running at once",
            owner: Lane(Serverless), unit: Requests, range: 1.0 to 1_000_000.0, step: 1.0,
            field: lanes.serverless.account_concurrency, set: set_account_concurrency,
        }
        /// Seconds after which an idle function instance goes.
        KeepAliveS {
            label: "An idle instance is kept (0: as measured)",
            owner: Lane(Serverless), unit: Seconds, range: 0.0 to 86_400.0, step: 1.0,
            field: lanes.serverless.keep_alive_s, set: set_keep_alive,
        }
        /// Seconds after which a function is ended.
        FunctionTimeoutS {
            label: "A function is ended after",
            owner: Lane(Serverless), unit: Seconds, range: 0.001 to 86_400.0, step: 0.001,
            field: lanes.serverless.timeout_s,
        }
        /// Milliseconds of processor time of one request at the edge.
        EdgeCpuLimitMs {
            label: "Processor time of one request",
            owner: Lane(Edge), unit: Milliseconds, range: 0.1 to 300_000.0, step: 0.1,
            field: lanes.edge.cpu_limit_ms,
        }
        /// Runs at once in the plugin host.
        SandboxWorkers {
            label: "Runs at once",
            owner: Lane(Sandbox), unit: Runs, range: 1.0 to 100_000.0, step: 1.0,
            field: lanes.sandbox.workers,
        }
        /// Queue limit of the plugin host.
        SandboxQueue {
            label: "Queue limit",
            owner: Lane(Sandbox), unit: Requests, range: 0.0 to 1_000_000.0, step: 1.0,
            field: lanes.sandbox.queue,
        }
    }
    fixed {
        /// A workload's requests until the horizon.
        Arrivals {
            label: "Arrivals",
            owner: Workload, unit: PerHour, range: 1.0 to 2_000_000.0, step: 1.0,
            get: arrivals, set: set_arrivals,
        }
        /// The share of a workload's requests that its peaks hold.
        Peak {
            label: "Of these, in the peaks",
            owner: Workload, unit: Percent, range: 0.0 to 90.0, step: 1.0,
            get: peak, set: set_peak,
        }
        /// Processor time of a usual run.
        Work {
            label: "Processor time of a usual run",
            owner: Workload, unit: Milliseconds, range: 0.1 to 3_600_000.0, step: 0.1,
            get: |scenario, index| Some(work(scenario, index)?.cpu_ms.median), set: set_work,
        }
        /// Memory that one run touches.
        Memory {
            label: "Memory that a run touches",
            owner: Workload, unit: Megabytes, range: 1.0 to 1_048_576.0, step: 1.0,
            get: |scenario, index| Some(work(scenario, index)?.memory_mb.number()),
            set: |scenario, index, value| {
                with_work(scenario, index, |work| work.memory_mb = value as u32);
            },
        }
        /// Size of the dependencies that a start loads.
        Dependencies {
            label: "Dependencies that a start loads",
            owner: Workload, unit: Megabytes, range: 0.0 to 10_240.0, step: 1.0,
            get: |scenario, index| Some(work(scenario, index)?.dependencies_mb),
            set: |scenario, index, value| {
                with_work(scenario, index, |work| work.dependencies_mb = value);
            },
        }
        /// The cost of a month that a workload may have; zero where it has no such target.
        CostTarget {
            label: "Cost target, 0 for none",
            owner: Workload, unit: UsdPerMonth, range: 0.0 to 1_000_000.0, step: 1.0,
            get: cost_target, set: set_cost_target,
        }
        /// The hours of a month that are like this one for a workload; zero where the scenario's month says it.
        HoursPerMonth {
            label: "Hours like this one in a month, 0 for as the others",
            owner: Workload, unit: Hours, range: 0.0 to 730.0, step: 1.0,
            get: hours_per_month, set: set_hours_per_month,
        }
        /// Memory of a function.
        FunctionMemory {
            label: "Memory of a function",
            owner: Lane(Serverless), unit: Megabytes, range: 128.0 to 32_768.0, step: 1.0,
            field: lanes.serverless.memory_mb, set: set_function_memory,
        }
        /// Database connections.
        Connections {
            label: "Database connections",
            owner: Lane(Serverless), unit: Connections, range: 1.0 to 100_000.0, step: 1.0,
            field: datastore.connections, set: set_connections,
        }
        /// Memory of one isolate at the edge.
        EdgeMemory {
            label: "Memory of an isolate",
            owner: Lane(Edge), unit: Megabytes, range: 1.0 to 10_240.0, step: 1.0,
            field: lanes.edge.memory_mb,
        }
        /// Answers that one point of presence keeps.
        EdgeObjects {
            label: "Answers that a point of presence keeps",
            owner: Lane(Edge), unit: Answers, range: 0.0 to caps::KEYS as f64, step: 1.0,
            field: lanes.edge.cache_objects,
        }
        /// Fuel of one run in the plugin host.
        Fuel {
            label: "Fuel of one run",
            owner: Lane(Sandbox), unit: Fuel, range: 1_000.0 to caps::FUEL as f64, step: 1.0,
            field: lanes.sandbox.fuel,
        }
        /// Memory of one instance in the plugin host.
        WallMemory {
            label: "Memory of one instance",
            owner: Lane(Sandbox), unit: Megabytes, range: 1.0 to 4_096.0, step: 1.0,
            field: lanes.sandbox.memory_mb,
        }
        /// Replicas that always run.
        MinReplicas {
            label: "Replicas at least",
            owner: Lane(Service), unit: Replicas, range: 0.0 to 1_000.0, step: 1.0,
            field: lanes.service.deployment.min_replicas, set: set_min_replicas,
        }
        /// Replicas at most.
        MaxReplicas {
            label: "Replicas at most",
            owner: Lane(Service), unit: Replicas, range: 1.0 to 1_000.0, step: 1.0,
            field: lanes.service.deployment.max_replicas, set: set_max_replicas,
        }
        /// Requests that one replica runs at once.
        Slots {
            label: "Requests that a replica runs at once",
            owner: Lane(Service), unit: Requests, range: 1.0 to 10_000.0, step: 1.0,
            field: lanes.service.deployment.slots,
        }
        /// Database connections of one replica.
        ReplicaConnections {
            label: "Database connections of a replica",
            owner: Lane(Service), unit: Connections, range: 1.0 to 1_000.0, step: 1.0,
            field: lanes.service.deployment.connections,
        }
        /// Queue limit of a deployment.
        ReplicaQueue {
            label: "Queue limit",
            owner: Lane(Service), unit: Requests, range: 0.0 to 1_000_000.0, step: 1.0,
            field: lanes.service.deployment.queue,
        }
    }
}

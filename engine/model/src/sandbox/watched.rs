//! What people see of a run while they watch it: what it uses, what it calls, and what it is refused.

use borsh::{BorshDeserialize, BorshSerialize};

/// What a run has used so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Gauges {
    /// The fuel that was burnt, in units.
    pub fuel: u64,
    /// The fuel that is granted, in units.
    pub granted_fuel: u64,
    /// The linear memory, in bytes.
    pub memory_bytes: u64,
    /// The calls to the host.
    pub calls: u64,
    /// The points that the program has awarded.
    pub points_asked: u32,
    /// The line of the program that ran last, counted from 1; 0 where the module does not say.
    pub line: u32,
    /// The last growth of memory or of a table that was refused.
    pub refused: Option<GrowthRefusal>,
}

/// Where a run is.
#[derive(Clone, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum Step {
    /// It can go on.
    Paused,
    /// Its fuel is gone; with more it can go on.
    OutOfFuel,
    /// It has ended.
    Ended,
}

/// Why memory or a table did not grow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum GrowthRefusal {
    /// It would be larger than the module itself allows. The module hears -1 and goes on, as the specification says.
    OwnMaximum,
    /// It would be larger than the host grants, which ends the run.
    Wall,
    /// The fuel that is left does not pay for it.
    Fuel,
}

/// One call to the host.
#[derive(Clone, Debug, PartialEq, BorshSerialize, BorshDeserialize)]
pub struct LoggedCall {
    /// `module.name`, as the program imports it.
    pub call: String,
    /// The arguments as they were handed over.
    pub arguments: Vec<Argument>,
    /// Whether the program may make this call.
    pub is_granted: bool,
    /// The fuel that was burnt before the call, in units.
    pub at_fuel: u64,
    /// The fuel that the host's work cost, in units. The operator that calls costs one more.
    pub cost_fuel: u64,
}

/// An argument of a call to the host.
#[derive(Clone, Copy, Debug, PartialEq, BorshSerialize, BorshDeserialize)]
pub enum Argument {
    /// A whole number of 32 bits, as the host reads it.
    Whole(u32),
    /// A number of 64 bits; its bits, because a message cannot carry a number that is none.
    NumberBits(u64),
}

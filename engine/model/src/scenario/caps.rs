//! How large a scenario, a challenge and saved progress may be: the one table of caps.
//!
//! A file or a link is untrusted. Within these caps the largest scenario that is accepted
//! takes less than 500 MB to simulate: `engine/tests/heaviest/` measures a scenario at each of the caps.

/// Bytes of a scenario's or a challenge's JSON: room for an imported trace of [`IMPORTED_ROWS`] with
/// durations.
pub const FILE_BYTES: usize = 8 << 20;
/// The most bytes of a progress file: every chapter, answer and challenge many times over, and one challenge
/// that is being built.
pub const PROGRESS_BYTES: usize = 4 << 20;

/// The most letters of a name that a person reads, such as a workload's.
pub const NAME_LETTERS: u32 = 120;
/// The most letters of a longer text: a description, a hint.
pub const TEXT_LETTERS: u32 = 600;
/// The most letters of an id.
pub const ID_LETTERS: u32 = 64;

/// The most cities of an audience.
pub const CITIES: u32 = 1_000;
/// The most workloads of a scenario.
pub const WORKLOADS: u32 = 64;
/// The most steps of one workload.
pub const STEPS_OF_A_WORKLOAD: u32 = 8;
/// The most steps of all workloads together, those of a workload that moves counted again: a row of the trace
/// keeps its step in one byte.
pub const STEPS: u32 = 256;
/// The most needs of one workload.
pub const NEEDS_OF_A_WORKLOAD: u32 = 16;
/// The most peaks of one workload's arrivals.
pub const PEAKS: u32 = 64;
/// The most rows of an imported trace.
pub const IMPORTED_ROWS: u32 = 100_000;
/// The most snippets of one workload.
pub const SNIPPETS_OF_A_WORKLOAD: u32 = 32;
/// Bytes of a program of a person's own, as it is written: some 400 lines, or a module of 12 kB in Base64.
pub const OWN_CODE_BYTES: u32 = 16_384;
/// Capabilities that a step needs or that a host grants, each listed once.
pub const CAPABILITIES: u32 = 4;
/// The most remedies that are switched on.
pub const REMEDIES: u32 = 256;
/// The most changes within the hour.
pub const CHANGES: u32 = 64;
/// The most cities of one surge; a surge without a list is everywhere.
pub const CITIES_OF_A_SURGE: u32 = 100;
/// The most placements that ship with a scenario.
pub const PLACEMENT_PRESETS: u32 = 32;

/// The most hints of a challenge.
pub const HINTS: u32 = 8;
/// The most stars of a challenge.
pub const STARS: u32 = 3;
/// The most cities of one goal.
pub const CITIES_OF_A_GOAL: u32 = 100;
/// The most goals of one star.
pub const GOALS_OF_A_STAR: u32 = 8;

/// The most challenges whose results are kept.
pub const CHALLENGES_PLAYED: u32 = 1_000;
/// Attempts at one challenge that are counted; further ones are not.
pub const ATTEMPTS: u32 = 1_000_000;

/// Requests until the horizon, all workloads together: three times the largest comparison, a minute
/// of simulation in a browser, two where the hour has faults.
pub const REQUESTS: f64 = 100_000_000.0;
/// Requests in flight at once: some four hundred bytes each, with its instance, its events and its row.
pub const IN_FLIGHT: u32 = 500_000;
/// Provisioned instances of all functions together.
pub const PROVISIONED: u32 = 100_000;
/// Bytes of keys, sessions and cached answers of all steps together.
pub const KEPT_BYTES: u64 = 104 << 20;
/// Ten-second stretches of all arrival rates together; the stretches of each peak count again. It bounds the
/// time of a preparation: the week of 64 workloads has 3.9 million.
pub const RATE_BINS: u64 = 5_000_000;
/// Keys, sessions or cached answers of one step.
pub const KEYS: u32 = 1_000_000;
/// Fuel of one run of a snippet. The snippets of the sandbox make some thirty runs that burn all of
/// it: 160 million units together, three seconds of the interpreter in a browser.
pub const FUEL: u64 = 5_000_000;

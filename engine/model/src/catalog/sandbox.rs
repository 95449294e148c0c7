//! Facts of the sandbox lane: the compiling runtime of its default preset (Wasmtime, as published),
//! and wasmi, which really runs here.
//!
//! The `interpreter` of the package `engine` runs the snippets.

use super::fact::{Fact, FactText, Origin, Unit, fact_table, origin};

const WASMTIME: Origin = origin(
    "Bytecode Alliance, \"Wasmtime 1.0: A Look at Performance\" (the makers' claim)",
    "https://bytecodealliance.org/articles/wasmtime-10-performance",
    "2022",
);
const POOL: Origin = origin(
    "wasmtime, crates/wasmtime/src/config.rs",
    "https://github.com/bytecodealliance/wasmtime",
    "2026-08-21",
);
const PAGES: Origin = origin(
    "WebAssembly with 32-bit addresses: 65,536 pages of 64 KiB, as in wasmi's validation",
    "https://docs.rs/wasmi-validation/latest/wasmi_validation/constant.LINEAR_MEMORY_MAX_PAGES.html",
    "2022",
);
const NOT_SO_FAST: Origin = origin(
    "Jangda, Powers, Berger, Guha, \"Not So Fast\", USENIX ATC 2019: mean over SPEC CPU",
    "https://arxiv.org/abs/1901.09056",
    "2019",
);
const MEASURED: Origin = origin(
    "our measurement: wasmtime 48.0.8 and wasmi 2.0.0 with a module of 120 bytes on 2 cores of \
     an AMD EPYC",
    "",
    "2026-11-23",
);

fact_table! {
    INSTANTIATE = 5.0 Micros, "wasmtime.instantiate_claim",
        "a fresh instance of a module of several megabytes", published WASMTIME;
    POOL_SIZE = 1000.0 Count, "wasmtime.pool_default",
        "instances that the pool keeps room for unless told otherwise", published POOL;
    MEMORY_MAX = 4096.0 Megabytes, "wasm.memory_max",
        "the most linear memory that a module with 32-bit addresses can have", published PAGES;
    SLOWDOWN_FIREFOX = 1.45 Ratio, "wasm.slowdown.firefox",
        "processor time of wasm over that of native code, in Firefox", published NOT_SO_FAST;
    SLOWDOWN_CHROME = 1.55 Ratio, "wasm.slowdown.chrome",
        "processor time of wasm over that of native code, in Chrome", published NOT_SO_FAST;
    INSTANTIATE_WASMTIME = 2.76 Micros, "meas.wasmtime.instantiate",
        "a fresh pooled instance of a tiny module in wasmtime, median", published MEASURED;
    INSTANTIATE_WASMI = 1.5 Micros, "meas.wasmi.instantiate",
        "a fresh instance of a tiny module in wasmi, median", published MEASURED;
    INSTANCE_BYTES = 71684.0 Bytes, "meas.wasmi.rss",
        "memory of a live instance that has one page", published MEASURED;
    LOOP_WASMTIME = 1.43 Millis, "meas.wasmtime.loop",
        "a million rounds of a small loop in wasmtime, counting fuel", published MEASURED;
    LOOP_WASMI = 5.91 Millis, "meas.wasmi.loop",
        "the same loop in wasmi, counting fuel", published MEASURED;
    FUEL_TIME_WASMTIME = 0.53 Nanos, "assumed.wasmtime.time_per_fuel",
        "time of a compiling runtime for one unit of fuel as wasmi counts it",
        assumed "wasmi's 2.2 ns times what the same metered loop took in the two runtimes, \
            1.43 ms over 5.91 ms, gives 0.53 ns";
    HOST_MEMORY = 1024.0 Megabytes, "assumed.sandbox.host_memory",
        "memory of the plugin host for each worker, the host's own share included",
        assumed "a gigabyte for each processor is half of what common machines come with; an \
            instance itself needs some tens of kilobytes";
    FILL_RATE = 16000.0 MegabytesPerSecond, "assumed.memory.fill_rate",
        "memory that code can fill in a second",
        assumed "touching a fresh page of 4 KiB costs about a quarter of a microsecond";
    FUEL_TIME_WASMI = 2.2 Nanos, "meas.wasmi.fuel_time",
        "time of wasmi for one unit of fuel, in the endless loop that ships", published MEASURED;
    SLOWDOWN_WASMI = 6.0 Ratio, "assumed.wasmi.slowdown",
        "processor time of interpreted wasm over that of native code",
        assumed "the compiling runtime's 1.45 times what the same loop took in the two runtimes, \
            5.91 ms over 1.43 ms";
}

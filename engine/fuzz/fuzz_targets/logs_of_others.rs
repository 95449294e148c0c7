#![no_main]

#[path = "../targets.rs"]
#[expect(dead_code, reason = "each program fuzzes one of the targets")]
mod targets;

libfuzzer_sys::fuzz_target!(|data: &[u8]| targets::logs_of_others(data));

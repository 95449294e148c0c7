//! A module without the maximum of its memory, so that the host sees a growth that goes beyond it.
//!
//! The interpreter answers such a growth with -1 and tells nobody. The host holds the module to the maximum itself.

use wasmparser::{Parser, Payload};

/// The module without its memory's maximum. Nothing is changed in a module without one.
pub(super) fn without_own_maximum(wasm: &[u8]) -> Vec<u8> {
    // The version ends where the first section begins.
    let mut section_start = 8;
    for payload in Parser::new(0).parse_all(wasm) {
        let Ok(payload) = payload else { break };
        let end = payload.as_section().map(|(_, range)| range.end);
        if let Payload::MemorySection(section) = payload {
            let range = section.range();
            let memories: Vec<_> = section.into_iter().filter_map(Result::ok).collect();
            if let [memory] = memories[..]
                && memory.maximum.is_some()
                && !memory.memory64
            {
                let head = wasm.get(..section_start).unwrap_or_default();
                let tail = wasm.get(range.end..).unwrap_or_default();
                return [head, &memory_section(memory.initial), tail].concat();
            }
        }
        section_start = end.unwrap_or(section_start);
    }
    wasm.to_vec()
}

/// A section with one memory of so many pages at first, and without a maximum.
fn memory_section(initial_pages: u64) -> Vec<u8> {
    const MEMORY_SECTION: u8 = 5;
    let mut memory = vec![1, 0];
    let mut left = initial_pages;
    while left >= 0x80 {
        memory.push(left as u8 | 0x80);
        left >>= 7;
    }
    memory.push(left as u8);
    // Two bytes and a number of pages are fewer than 128.
    [&[MEMORY_SECTION, memory.len() as u8][..], &memory].concat()
}

//! The snippets' modules by id, as `build.rs` assembles them from their text.
//!
//! A function and no field, so that a binary that never calls it does not link the modules: the page shows a
//! snippet's name and fetches its text.

macro_rules! code {
    ($($id:literal),* $(,)?) => {
        /// The module; empty where no snippet has this id.
        pub(super) fn module(id: &str) -> &'static [u8] {
            match id {
                $($id => include_bytes!(concat!(env!("OUT_DIR"), "/", $id, ".wasm")),)*
                _ => &[],
            }
        }
    };
}

code![
    "multiple-choice",
    "numeric",
    "keywords",
    "rubric",
    "endless-loop",
    "memory-bomb",
    "forbidden-call",
    "deep-recursion",
];

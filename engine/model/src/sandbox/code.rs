//! The snippets' modules by id, as `build.rs` assembles them from their text.
//!
//! A function and no field, so that a binary that never calls it does not link the modules: the page shows a
//! snippet's name and fetches its text.

/// The misbehavior of a snippet. Its consequences depend on the lane.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hostility {
    /// The snippet does not misbehave: it grades.
    None,
    /// The snippet never returns.
    EndlessLoop,
    /// The snippet requests memory without end.
    MemoryBomb,
    /// The snippet calls a function that it was not granted.
    ForbiddenCall,
    /// The snippet calls itself without end.
    DeepRecursion,
}

macro_rules! code {
    ($($id:literal: $hostility:ident),* $(,)?) => {
        /// The kind of misbehavior of a snippet; `None` where no snippet has this id. Apart from the
        /// snippets' texts and tasks, for a program that only checks ids does not link those.
        pub fn hostility_of(id: &str) -> Option<Hostility> {
            match id {
                $($id => Some(Hostility::$hostility),)*
                _ => None,
            }
        }

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
    "multiple-choice": None,
    "numeric": None,
    "keywords": None,
    "rubric": None,
    "endless-loop": EndlessLoop,
    "memory-bomb": MemoryBomb,
    "forbidden-call": ForbiddenCall,
    "deep-recursion": DeepRecursion,
];

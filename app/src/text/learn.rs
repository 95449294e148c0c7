//! The room for learning. What only its program says stands in `learn/`, and its other languages in
//! files of their own, so that whoever only wants the board does not fetch them.

pub(crate) mod builder;
pub(crate) mod challenges;
pub(crate) mod check;
pub(crate) mod goals;
pub(crate) mod lesson;
pub(crate) mod own;
pub(crate) mod record;
pub(crate) mod room;

pub(crate) use room::*;

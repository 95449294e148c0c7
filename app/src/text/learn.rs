//! The words of the program for learning. Their translations are files of their own, so that a visit
//! to the board alone does not fetch them.

pub(crate) mod builder;
pub(crate) mod challenges;
pub(crate) mod check;
pub(crate) mod goals;
pub(crate) mod lesson;
pub(crate) mod own;
pub(crate) mod record;
pub(crate) mod room;

pub(crate) use room::*;

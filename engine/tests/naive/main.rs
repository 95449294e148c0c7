//! Two lanes once more, as plainly as they can be written, compared with the engine request by request.
//!
//! The plain ones know no event queue, no free lists and no bit sets: for each arrival they look at
//! everything that there is. They are driven by the very times that the engine's trace shows, so that
//! every start, wait, instance and refusal has to be exactly the same.

#![expect(
    clippy::unwrap_used,
    reason = "a test that panics has failed, which is what it is for"
)]

#[path = "../laws/support.rs"]
#[expect(dead_code, reason = "the laws ask more of a run than this does")]
mod support;

#[path = "../properties/draw.rs"]
mod draw;

mod functions;
mod queue;

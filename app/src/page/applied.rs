//! A program that a person applies in the sandbox lab: the board runs it from then on.

use crate::session::Session;
use crate::state::document::Edit;
use crate::state::handover::{self, To};
use crate::text;

/// Takes the program that the lab left, and has the board run it. A board in a frame belongs to its course and takes none.
pub(super) fn apply_code(session: Session, is_embedded: bool) {
    if is_embedded {
        return;
    }
    let Some((snippet, code)) = handover::take(To::Board) else {
        return;
    };
    if session.try_edit(Edit::RunCode { snippet, code }) {
        session.tell(text::opening::CODE_APPLIED.get());
    }
}

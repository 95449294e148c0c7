//! Controls that a challenge may forbid. They are off then, and the reason is at their place.

use leptos::prelude::*;

use super::reactive::{memo, reactive};
use crate::session::Session;
use crate::state::document::Edit;
use crate::text;

/// Controls that make edits like `edit`.
pub(crate) fn permitted(session: Session, edit: Edit, controls: AnyView) -> AnyView {
    let is_allowed = is_allowed(session, edit);
    view! {
        <fieldset class="permitted" disabled=reactive(move || !is_allowed.get())>
            <p class="hint" hidden=is_allowed>
                {text::learning::NOT_ALLOWED}
            </p>
            {controls}
        </fieldset>
    }
    .into_any()
}

/// Whether edits like this one are allowed on the board on the screen.
pub(crate) fn is_allowed(session: Session, edit: Edit) -> Memo<bool> {
    memo(move || session.document.with(|document| document.allows(&edit)))
}

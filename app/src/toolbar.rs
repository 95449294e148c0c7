//! The controls of the whole board: shipped boards, undo and redo, reset, files, the theme.

mod help;
mod share_buttons;
mod theme;
use leptos::ev::{self, KeyboardEvent};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser;
use crate::browser::address::{full_page, is_challenge_link, is_kept_elsewhere};
use crate::browser::keys;
use crate::controls::more_button::more_button;
use crate::controls::reactive::{memo, on_event, reactive, reactive_view};
use crate::io::autosave::Autosave;
use crate::io::board_slot;
use crate::io::opening::OpenFile;
use crate::io::share_link;
use crate::language::LanguageChoice;
use crate::learn_panel::LearnSwitch;
use crate::session::Session;
use crate::state::document::{Document, Edit};
use crate::text;
use help::HelpDialog;
pub(crate) use help::has_single_keys;
use share_buttons::ShareButtons;
pub(crate) use theme::is_for_projector;
use theme::{ProjectorSwitch, ThemeSwitch};

/// The toolbar.
#[component]
pub(crate) fn Toolbar(
    /// Whether it has the switch of the learning panel.
    learns: bool,
    /// The controls after those of the board.
    rest: AnyView,
) -> impl IntoView {
    let session = expect_context::<Session>();
    theme::restore();
    browser::on_window(ev::keydown, move |event| match shortcut(&event) {
        Some(Shortcut::Undo) => {
            event.prevent_default();
            browser::keep_focus();
            session.undo();
        }
        Some(Shortcut::Redo) => {
            event.prevent_default();
            browser::keep_focus();
            session.redo();
        }
        None => {}
    });
    view! {
        <div class="toolbar">
            {learns.then(|| view! { <LearnSwitch /> })}
            <BoardChoice />
            <div class="toolbar-group">
                <button
                    type="button"
                    class="button"
                    aria-disabled=reactive(move || (!session.document.with(Document::can_undo)).to_string())
                    on:click=on_event(move |_| session.undo())
                >
                    {text::board::UNDO}
                </button>
                <button
                    type="button"
                    class="button"
                    aria-disabled=reactive(move || (!session.document.with(Document::can_redo)).to_string())
                    on:click=on_event(move |_| session.redo())
                >
                    {text::board::REDO}
                </button>
                <button
                    type="button"
                    class="button"
                    on:click=on_event(move |_| session.edit(Edit::Reset))
                >
                    {text::board::RESET}
                </button>
            </div>
            {rest}
        </div>
    }
    .into_any()
}

/// The controls after those of the board. Inside another page they are a link to the full page and the keys alone,
/// unless the address asks for more.
pub(crate) fn rest(session: Session, has_all_controls: bool) -> AnyView {
    if has_all_controls {
        rare_controls()
    } else {
        full_page_link(session)
    }
}

/// The controls that are rarely needed: on a narrow page a button opens them.
fn rare_controls() -> AnyView {
    let more = RwSignal::new(false);
    let help = HelpDialog::new();
    browser::on_window(ev::keydown, move |event| {
        if event.key() == "Escape" && more.get_untracked() {
            more.set(false);
            browser::focus_soon(".toolbar-more".to_owned());
        }
    });
    browser::on_window(ev::pointerdown, move |event| {
        if more.get_untracked() && !browser::is_within(&event, ".toolbar") {
            more.set(false);
        }
    });
    view! {
        {more_button("button toolbar-more", text::board::MORE, "toolbar-rest", more)}
        <div class="toolbar-group toolbar-rest" id="toolbar-rest" class:is-open=reactive(move || more.get())>
            <OpenFile />
            <ShareButtons />
            <ThemeSwitch />
            <ProjectorSwitch />
            <LanguageChoice />
            {help::button(help)}
        </div>
        {help::dialog(help)}
    }
    .into_any()
}

/// A link that opens the page in a window of its own, with the board and the time of this one.
fn full_page_link(session: Session) -> AnyView {
    let help = HelpDialog::new();
    let address = RwSignal::new(full_page(None));
    let begun = StoredValue::new(0_u32);
    // The link is written before a click, because the browser follows it at once.
    let renew = move || {
        begun.update_value(|count| *count = count.wrapping_add(1));
        let this = begun.get_value();
        spawn_local(async move {
            // A challenge goes on as the same challenge, and a board that fits into no link is opened as it was at
            // first.
            let written = if is_challenge_link(&browser::fragment()) {
                None
            } else {
                share_link::for_reload(session, session.shared_snapshot())
                    .await
                    .ok()
            };
            // A link that was begun later may be ready earlier.
            if begun.try_get_value() == Some(this) {
                address.try_set(full_page(written.as_deref()));
            }
        });
    };
    view! {
        <a
            class="button toolbar-full"
            // What a learner does in another tab would not reach the course.
            hidden=is_kept_elsewhere()
            href=reactive(move || address.get())
            target="_blank"
            rel="noopener"
            on:pointerenter=on_event(move |_| renew())
            on:pointerdown=on_event(move |_| renew())
            on:focus=on_event(move |_| renew())
        >
            {text::board::FULL_PAGE}
        </a>
        {help::button(help)}
        {help::dialog(help)}
    }
    .into_any()
}

/// The placement presets of the scenario, each loaded in one step.
#[component]
fn BoardChoice() -> impl IntoView {
    let session = expect_context::<Session>();
    let boards = move || {
        session.document.with(|document| {
            let scenario = document.scenario();
            let boards = scenario
                .boards
                .iter()
                .map(|board| (board.id.clone(), text::board::name(board)));
            boards.collect::<Vec<_>>()
        })
    };
    let boards = memo(boards);
    let current = memo(move || {
        session.document.with(|document| {
            let scenario = document.scenario();
            text::board::board_of(&scenario.boards, &scenario.placements)
                .map_or_else(String::new, |board| board.id.clone())
        })
    });
    // The board of a chapter, a question or a challenge has a name of its own.
    let name = reactive_view(move || {
        session.document.with(|document| {
            if document.origin().is_own() {
                text::board::OWN_BOARD.get().to_owned()
            } else {
                text::workloads::in_this_language(&document.scenario().name)
            }
        })
    });
    let autosave = expect_context::<Autosave>();
    let kept = move || {
        autosave.listed.track();
        board_slot::kept_boards(&autosave.slot())
    };
    let use_board = move |event: ev::Event| {
        let id = event_target_value(&event);
        let chosen = id.strip_prefix(KEPT).and_then(|index| index.parse().ok());
        if let Some(chosen) = chosen.and_then(|index: usize| kept().into_iter().nth(index)) {
            // Where the page may not load itself again, the board on the screen stays.
            board_slot::open(&chosen.slot).ok();
        } else if !id.is_empty() {
            session.edit(Edit::UseBoard(id));
        }
    };
    let kept_options = reactive_view(move || {
        let kept = kept();
        let options = kept.iter().enumerate().map(|(index, board)| {
            let name = board.since_ms.map_or_else(
                || text::board::OWN_BOARD.get().to_owned(),
                |since_ms| text::board::kept(&board.name, since_ms),
            );
            view! { <option value=format!("{KEPT}{index}")>{name}</option> }
        });
        let options = options.collect_view();
        (!kept.is_empty()).then(|| view! { <optgroup label=text::board::KEPT>{options}</optgroup> })
    });
    let options = reactive_view(move || {
        let option = |(id, name): (String, String)| {
            let own = id.clone();
            let selected = reactive(move || current.with(|current| *current == own));
            view! {
                <option value=id selected=selected>
                    {name}
                </option>
            }
            .into_any()
        };
        boards.get().into_iter().map(option).collect_view()
    });
    view! {
        <label class="toolbar-boards">
            <span>{text::board::BOARDS}</span>
            <select on:change=on_event(use_board) prop:value=reactive(move || current.get())>
                <option value="" selected=reactive(move || current.with(String::is_empty)) disabled>
                    {name}
                </option>
                {options}
                {kept_options}
            </select>
        </label>
    }
    .into_any()
}

/// The beginning of the value of an option that opens a kept board; its place in the list follows.
const KEPT: &str = "kept:";

enum Shortcut {
    Undo,
    Redo,
}

/// The shortcut of a key: Ctrl or Cmd with Z, Shift+Z or Y, unless the key belongs to a field or a
/// dialog.
fn shortcut(event: &KeyboardEvent) -> Option<Shortcut> {
    if !(event.ctrl_key() || event.meta_key()) || event.alt_key() || keys::are_taken(event) {
        return None;
    }
    let letter = keys::latin_letter(&event.key(), &event.code())?;
    match (letter, event.shift_key()) {
        ('z', false) => Some(Shortcut::Undo),
        ('z', true) | ('y', false) => Some(Shortcut::Redo),
        _ => None,
    }
}

//! The dialog for embedding: what the frame opens and shows, the frame as it will look, and its code.

use std::sync::Arc;

use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;
use model::challenge::Challenge;

use super::embed_code::{CourseSystem, Frame, HEIGHT, Opens};
use super::package_form::package_form;
use super::words;
use crate::bridge::{self, FromTeaching};
use crate::browser;
use crate::browser::address;
use crate::controls::dialog::opened_dialog;
use crate::controls::reactive::{memo, on_event, reactive, reactive_view};
use crate::io::copying::{Copied, copy_or_show};
use crate::io::escape;
use crate::text;
use crate::text::language::{Language, Phrase};
use crate::text::workloads::in_this_language;

/// The bounds of a frame's height, CSS pixels.
const LOWEST: u32 = 200;
const HIGHEST: u32 = 4_000;

/// The choices of views, and the panes that each offers by their names in addresses.
const VIEWS: [(Phrase, &[&str]); 5] = [
    (words::ALL_PANES, &[]),
    (words::LANES_ALONE, &["lanes"]),
    (words::MAP_ALONE, &["map"]),
    (words::LANES_AND_MAP, &["lanes", "map"]),
    (words::LANES_AND_EVIDENCE, &["lanes", "evidence"]),
];
const THEMES: [(Phrase, Option<&str>); 3] = [
    (words::OF_READER, None),
    (words::LIGHT, Some("light")),
    (words::DARK, Some("dark")),
];

/// What a person has chosen.
#[derive(Clone, Copy)]
struct Chosen {
    opens: RwSignal<usize>,
    view: RwSignal<usize>,
    theme: RwSignal<usize>,
    is_locked: RwSignal<bool>,
    /// The code of a language; none: the reader's own.
    language: RwSignal<Option<String>>,
    height: RwSignal<u32>,
    system: RwSignal<usize>,
}

impl Chosen {
    fn new() -> Self {
        Self {
            opens: RwSignal::new(0),
            view: RwSignal::new(0),
            theme: RwSignal::new(0),
            is_locked: RwSignal::new(false),
            language: RwSignal::new(None),
            height: RwSignal::new(HEIGHT),
            system: RwSignal::new(0),
        }
    }

    fn frame(self, choices: &[Choice]) -> Frame {
        let opens = choices.get(self.opens.get());
        let panels = VIEWS
            .get(self.view.get())
            .map_or(&[][..], |(_, panes)| panes);
        Frame {
            opens: opens.map_or(Opens::Lesson, |one| one.opens.clone()),
            scenario: address::part("scenario").filter(|name| address::is_file_name(name)),
            panels: panels.to_vec(),
            is_locked: self.is_locked.get(),
            language: self.language.get(),
            theme: THEMES.get(self.theme.get()).and_then(|(_, theme)| *theme),
            height: self.height.get(),
        }
    }

    fn system(self) -> CourseSystem {
        let all = CourseSystem::ALL;
        all[self.system.get().min(all.len() - 1)]
    }
}

/// The dialog, which opens at once. The board on the screen is the fragment of a link, and absent where it is too large for
/// one; the boards that ship have an id and a name. `closed` is called once a person has closed it.
pub(super) fn embed_dialog(
    fragment: Option<&String>,
    boards: &[(String, String)],
    challenges: &[Challenge],
    closed: impl Fn() + 'static,
) -> AnyView {
    let choices = Arc::new(choices(fragment, boards, challenges));
    let chosen = Chosen::new();
    let form = form(chosen, groups(&choices));
    let named = Arc::clone(&choices);
    let name = memo(move || {
        let opened = named.get(chosen.opens.get());
        opened.map_or_else(String::new, |one| one.name.clone())
    });
    let frame = memo(move || chosen.frame(&choices));
    let (dialog, close) = opened_dialog();
    let is_too_large = fragment.is_none();
    view! {
        <dialog
            class="teach"
            node_ref=dialog
            aria-labelledby="teach-title"
            on:close=on_event(move |_| closed())
        >
            <header class="teach-head">
                <h2 id="teach-title">{words::TITLE}</h2>
                <button type="button" class="button" on:click=on_event(move |_| close())>
                    {text::board::CLOSE}
                </button>
            </header>
            {is_on_own_machine().then(|| view! { <p class="notice">{words::ON_OWN_MACHINE}</p> })}
            {is_too_large.then(|| view! { <p class="notice">{words::TOO_LARGE}</p> })}
            <div class="teach-columns">{form} {result(chosen, frame, name)}</div>
        </dialog>
    }
    .into_any()
}

/// Whether the site is served from the person's own machine, where no learner reaches it.
fn is_on_own_machine() -> bool {
    let host = browser::window().and_then(|window| window.location().hostname().ok());
    host.is_some_and(|host| {
        matches!(host.as_str(), "localhost" | "[::1]") || host.starts_with("127.")
    })
}

fn form(chosen: Chosen, opens: AnyView) -> AnyView {
    let lock = move |event: ev::Event| chosen.is_locked.set(event_target_checked(&event));
    let speak = move |event: ev::Event| {
        let code = event_target_value(&event);
        chosen.language.set((!code.is_empty()).then_some(code));
    };
    let rise = move |event: ev::Event| {
        if let Ok(pixels) = event_target_value(&event).parse::<u32>()
            && (LOWEST..=HIGHEST).contains(&pixels)
        {
            chosen.height.set(pixels);
        }
    };
    let languages: Vec<AnyView> = Language::ALL
        .into_iter()
        .map(|one| {
            view! { <option value=one.code() lang=one.code()>{one.name()}</option> }.into_any()
        })
        .collect();
    view! {
        <form class="teach-form" on:submit=on_event(|event: ev::SubmitEvent| event.prevent_default())>
            {choice_of(words::OPENS, opens, chosen.opens)}
            {choice_of(words::PANES, named(VIEWS.map(|(name, _)| name.get())), chosen.view)}
            <label class="teach-check">
                <input type="checkbox" on:change=on_event(lock) />
                {words::LOCKED}
            </label>
            <label>
                <span>{words::LANGUAGE}</span>
                <select on:change=on_event(speak)>
                    <option value="">{words::OF_READER}</option>
                    {languages}
                </select>
            </label>
            {choice_of(words::THEME, named(THEMES.map(|(name, _)| name.get())), chosen.theme)}
            <label>
                <span>{words::HEIGHT}</span>
                <input type="number" min=LOWEST max=HIGHEST step="10" value=HEIGHT on:input=on_event(rise) />
            </label>
            {choice_of(words::SYSTEM, named(CourseSystem::ALL.map(words::system)), chosen.system)}
        </form>
    }
    .into_any()
}

/// The frame as it will look, and its code.
fn result(chosen: Chosen, frame: Memo<Frame>, name: Memo<String>) -> AnyView {
    let site = browser::page_beside("./").unwrap_or_default();
    let site_of_frame = site.clone();
    let code = memo(move || {
        let title = escape::xml(words::FRAME_TITLE.get());
        frame.get().code(chosen.system(), &site, &title)
    });
    let copy = move |_| {
        spawn_local(async move {
            if copy_or_show(&code.get_untracked()).await == Copied::OnClipboard {
                bridge::send(&FromTeaching::Announce(words::COPIED.get().to_owned()));
            }
        });
    };
    view! {
        <div class="teach-result">
            <p class="teach-preview-name">{words::PREVIEW}</p>
            <div class="teach-preview" role="group" aria-label=words::PREVIEW tabindex="0">
                <iframe
                    title=words::PREVIEW
                    height=reactive(move || chosen.height.get().to_string())
                    src=reactive(move || frame.get().address(&site_of_frame))
                ></iframe>
            </div>
            <label class="teach-code">
                <span>{words::CODE}</span>
                <textarea rows="5" readonly prop:value=reactive(move || code.get())></textarea>
            </label>
            <p class="hint">{reactive_view(move || words::how(chosen.system()).get())}</p>
            <div class="teach-actions">
                <button type="button" class="button is-main" on:click=on_event(copy)>
                    {words::COPY}
                </button>
                <span class="hint">{reactive_view(move || words::length(code.with(String::len)))}</span>
                <a href="v1/" target="_blank" rel="noopener">
                    {words::MORE}
                </a>
            </div>
            {package_form(frame, name)}
        </div>
    }
    .into_any()
}

/// What a frame may open, with its name and the heading above it.
struct Choice {
    group: Option<Phrase>,
    name: String,
    opens: Opens,
}

fn choices(
    fragment: Option<&String>,
    boards: &[(String, String)],
    challenges: &[Challenge],
) -> Vec<Choice> {
    let this = fragment.map(|fragment| {
        (
            None,
            words::THIS_BOARD.get().to_owned(),
            Opens::Link(fragment.clone()),
        )
    });
    let learning = [
        (None, words::LESSON.get().to_owned(), Opens::Lesson),
        (None, words::CHECK.get().to_owned(), Opens::Check),
    ];
    let boards = boards
        .iter()
        .map(|(id, name)| (Some(words::BOARDS), name.clone(), Opens::Board(id.clone())));
    let challenges = challenges.iter().map(|one| {
        let name = in_this_language(&one.name);
        (
            Some(words::CHALLENGES),
            name,
            Opens::Challenge(one.id.clone()),
        )
    });
    let all = this
        .into_iter()
        .chain(learning)
        .chain(boards)
        .chain(challenges);
    all.map(|(group, name, opens)| Choice { group, name, opens })
        .collect()
}

/// The options of a menu, in their groups; their values count up.
fn groups(choices: &[Choice]) -> AnyView {
    let mut views: Vec<AnyView> = Vec::new();
    let mut group: Vec<AnyView> = Vec::new();
    let mut choices = choices.iter().enumerate().peekable();
    while let Some((at, choice)) = choices.next() {
        group
            .push(view! { <option value=at.to_string()>{choice.name.clone()}</option> }.into_any());
        let goes_on = choices
            .peek()
            .is_some_and(|(_, next)| next.group == choice.group);
        if !goes_on {
            let options = std::mem::take(&mut group);
            views.push(match choice.group {
                None => options.into_any(),
                Some(name) => view! { <optgroup label=name>{options}</optgroup> }.into_any(),
            });
        }
    }
    views.into_any()
}

fn named<const MANY: usize>(names: [&'static str; MANY]) -> AnyView {
    let option =
        |(at, name): (usize, &'static str)| view! { <option value=at.to_string()>{name}</option> };
    names
        .into_iter()
        .enumerate()
        .map(option)
        .collect_view()
        .into_any()
}

/// A menu whose options have their places as values.
fn choice_of(label: Phrase, options: AnyView, chosen: RwSignal<usize>) -> AnyView {
    let choose = move |event: ev::Event| {
        if let Ok(at) = event_target_value(&event).parse() {
            chosen.set(at);
        }
    };
    view! {
        <label>
            <span>{label}</span>
            <select on:change=on_event(choose)>{options}</select>
        </label>
    }
    .into_any()
}

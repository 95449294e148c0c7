//! The program of the page for the person who hosts a workshop (`public/workshop/`): links with codes, a timer, and the results
//! of the room, whose boards are run again. Nothing leaves the browser.

mod camera;
mod collected;
mod intake;
mod keeping;
mod parts;
mod placement_counts;
mod placement_map;
mod rerun;
mod results_table;
mod room_links;
mod star_counts;
#[cfg(test)]
mod tests;
mod timer;
mod words;

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use model::challenge::Challenge;
use wasm_bindgen::JsCast;

use crate::browser::shared_text::SharedText;
use crate::browser::{self, address, program};
use crate::controls::reactive::{memo, on_event, reactive, reactive_view};
use crate::language;
use crate::learn::challenges;
use collected::{Added, Collected};

/// What the parts of the page share.
#[derive(Clone, Copy)]
struct Workshop {
    collected: RwSignal<Collected>,
    /// The challenges that ship, and those of files that the host has opened.
    challenges: RwSignal<Vec<Arc<Challenge>>>,
    /// Whether boards are being run.
    is_running: RwSignal<bool>,
    /// The lines of the results in the browser's storage.
    stored: SharedText,
    /// Whether the storage keeps them.
    is_kept: RwSignal<bool>,
    /// Whether the results are hidden from the room.
    is_veiled: RwSignal<bool>,
    /// The newest sentence of the status region.
    status: RwSignal<String>,
}

impl Workshop {
    fn announce(self, sentence: String) {
        self.status.set(sentence);
    }

    /// Adds the results of a text, keeps them, and runs their boards.
    fn add(self, source: &str, text: &str) -> Added {
        let added = self
            .collected
            .try_update(|collected| collected.add(source, text))
            .unwrap_or_default();
        if added.new > 0 {
            self.keep();
            self.run();
        }
        added
    }

    /// Stores the results, with those that another tab has stored meanwhile.
    fn keep(self) {
        if let Some(theirs) = self.stored.take_foreign() {
            self.collected.update(|collected| {
                collected.add("", &theirs);
            });
        }
        let lines = self.collected.with_untracked(Collected::lines);
        self.is_kept.set(self.stored.write(lines));
    }

    /// Removes all results, here and from the storage.
    fn forget(self) {
        self.stored.take_foreign();
        self.collected.set(Collected::default());
        self.is_kept.set(self.stored.write(String::new()));
    }

    fn run(self) {
        spawn_local(rerun::run_waiting(self));
    }
}

/// The name of the program.
const PROGRAM: &str = "workshop";

/// Mounts the program into its page, once its sentences are there.
pub(crate) fn mount() {
    console_error_panic_hook::set_once();
    // Leptos has no way to run tasks before it is mounted.
    wasm_bindgen_futures::spawn_local(async {
        let asked = address::part("lang");
        language::prepare(asked.as_deref(), language::LEARNING).await;
        let challenges: Result<Vec<Challenge>, _> = browser::fetch_packed(challenges::FILE).await;
        let place = browser::find("#workshop");
        let (Ok(challenges), Some(place)) = (challenges, place) else {
            program::report_failure(PROGRAM);
            return;
        };
        let challenges = challenges.into_iter().map(Arc::new).collect();
        place.set_inner_html("");
        mount_to(place.unchecked_into(), move || page(challenges)).forget();
    });
}

/// The page, with the challenges that ship.
fn page(challenges: Vec<Arc<Challenge>>) -> AnyView {
    let workshop = Workshop {
        collected: RwSignal::new(Collected::default()),
        challenges: RwSignal::new(challenges),
        is_running: RwSignal::new(false),
        stored: keeping::stored_results(),
        is_kept: RwSignal::new(true),
        is_veiled: RwSignal::new(false),
        status: RwSignal::new(String::new()),
    };
    if let Some(document) = browser::document() {
        document.set_title(words::TITLE.get());
    }
    // The results of before a reload.
    workshop.add("", &workshop.stored.known().unwrap_or_default());
    workshop.stored.on_foreign(move |lines| {
        workshop.add("", &lines);
    });
    parts::listen(workshop.is_veiled);
    view! {
        <header class="workshop-head">
            <a href=if browser::is_in_one_file() { "?" } else { "../" }>{words::TO_BOARD}</a>
            <h1>{words::TITLE}</h1>
            {timer::timer(workshop)}
            {veil_button(workshop)}
            <p class="workshop-status" role="status">
                {reactive_view(move || workshop.status.get())}
            </p>
        </header>
        <main>
            {reactive_view(move || {
                (!workshop.is_kept.get()).then(|| view! { <p class="notice">{words::NOT_KEPT}</p> })
            })}
            {parts::part("links", words::LINKS, room_links::room_links(workshop))}
            {parts::part("results", words::RESULTS, intake::intake(workshop))}
            {parts::part("table", words::TABLE, hidden(workshop, results_table::results_table))}
            {parts::part("map", words::MAP, hidden(workshop, placement_map::placement_map))}
            {parts::part("stars", words::STARS, hidden(workshop, star_counts::star_counts))}
        </main>
        <footer>
            <p>{words::KEYS}</p>
            <p>{words::PRIVACY}</p>
        </footer>
    }
    .into_any()
}

fn veil_button(workshop: Workshop) -> AnyView {
    let turn = move |_| {
        workshop
            .is_veiled
            .update(|is_veiled| *is_veiled = !*is_veiled);
    };
    view! {
        <button
            type="button"
            class="button"
            aria-pressed=reactive(move || workshop.is_veiled.get().to_string())
            on:click=on_event(turn)
        >
            {words::VEIL}
        </button>
    }
    .into_any()
}

/// A view of the results, unless they are hidden from the room.
fn hidden(workshop: Workshop, content: fn(Workshop) -> AnyView) -> AnyView {
    let reveal = move |_| workshop.is_veiled.set(false);
    let is_empty = memo(move || workshop.collected.with(|all| all.results.is_empty()));
    reactive_view(move || {
        if is_empty.get() {
            return view! { <p class="workshop-soft">{words::NO_RESULT_YET}</p> }.into_any();
        }
        if workshop.is_veiled.get() {
            return view! {
                <p class="workshop-veil">
                    {words::VEILED} " "
                    <button type="button" class="button" on:click=on_event(reveal)>
                        {words::REVEAL}
                    </button>
                </p>
            }
            .into_any();
        }
        content(workshop)
    })
    .into_any()
}

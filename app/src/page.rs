//! The whole page: fetches a scenario, opens a session with it, and builds the regions.
//!
//! Until then the document shows a painted sketch, so that a person can read something before any code
//! has arrived.

mod applied;
mod laid_out;
mod newer_build;
mod pane_buttons;
mod print_head;
mod status;
use gloo_timers::callback::Timeout;
use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;
use model::decimal;
use web_sys::Element;

use crate::bill::Bill;
use crate::board::Board;
use crate::browser;
use crate::browser::address::Address;
use crate::browser::program;
use crate::by_region::ByRegion;
use crate::compare::Workloads;
use crate::controls::reactive::{effect, reactive, reactive_view};
use crate::evidence::Evidence;
use crate::fact_book::{self, FactBook};
use crate::frame;
use crate::headline::Headline;
use crate::hour::Hour;
use crate::io::asked_moves;
use crate::io::autosave::Autosave;
use crate::io::opening;
use crate::io::opening::{OpenError, Opening};
use crate::language;
use crate::learn_panel::{LearnPanel, Learning};
use crate::session::Session;
use crate::shortcuts;
use crate::stage::Stage;
use crate::stage::live::LivePicture;
use crate::state::board_width::BoardWidth;
use crate::state::panes::{Pane, Panes};
use crate::state::veil::Veil;
use crate::text;
use crate::text::language::Language;
use crate::timeline::{BreakSomething, Timeline};
use crate::toolbar::{self, Toolbar};
use crate::worker::Driver;
use laid_out::{LaidOut, Part};
use newer_build::NewerBuildNotice;
use pane_buttons::PaneButtons;
use print_head::PrintHead;
use status::{Notices, StatusRegion};

/// The time after which a person has stayed on the page, so that what it can open is kept for use without a network.
const STAY_MS: u32 = 15_000;
/// The sketch that `index.html` paints.
const SKETCH: &str = "#sketch";

/// Puts the page into the document.
pub(crate) fn mount() {
    console_error_panic_hook::set_once();
    mount_to_body(Page);
}

#[component]
fn Page() -> impl IntoView {
    let address = Address::of_page();
    let opened = RwSignal::new(None::<Result<Opening, OpenError>>);
    let asked = address.clone();
    spawn_local(async move {
        let unspoken = language::prepare(asked.language.as_deref(), language::PAGE).await;
        let mut outcome = opening::open_page(&asked).await;
        if let (Some(unspoken), Ok(opening)) = (unspoken, &mut outcome) {
            let sentence = text::opening::unspoken(unspoken.name());
            opening.notice = Some(match opening.notice.take() {
                Some(other) => format!("{sentence} {other}"),
                None => sentence,
            });
        }
        browser::remove(SKETCH);
        opened.set(Some(outcome));
    });
    move || match opened.get() {
        None => ().into_any(),
        Some(Ok(opening)) => {
            let address = address.clone();
            view! { <Workbench opening address /> }.into_any()
        }
        Some(Err(error)) => view! { <Unopened error /> }.into_any(),
    }
}

/// The page's content where no scenario could be opened.
#[component]
fn Unopened(error: OpenError) -> impl IntoView {
    view! {
        <main class="unopened">
            <h1>{text::board::PRODUCT}</h1>
            <p role="alert">{error.to_string()}</p>
            <NewerBuildNotice />
        </main>
    }
    .into_any()
}

#[component]
fn Workbench(opening: Opening, address: Address) -> impl IntoView {
    let locks = address.locked.as_ref();
    let locks = locks.and_then(|asked| asked_moves::locks(&opening.shipped, asked).ok());
    let session = Session::new(opening.shipped);
    if let Some(moves) = locks {
        session
            .document
            .update_untracked(|document| document.restrict_to(moves));
    }
    provide_context(session);
    provide_context(LivePicture::new(session));
    if let Some(saved) = opening.saved {
        session.restore(saved);
        if address.embedded {
            // A course page chose this board: neither a step back nor a reset leads to another one.
            session
                .document
                .update_untracked(|document| document.begin_here(opening.is_of_link));
        }
    }
    if let Some(sentence) = opening.notice {
        session.tell(&sentence);
    }
    let autosave = Autosave::start(session, opening.slot);
    provide_context(autosave);
    opening::follow_links(session, autosave, opening.awaits_link);
    if address.embedded {
        frame::start(session);
    } else {
        // A glance at the board fetches nothing for later visits.
        Timeout::new(STAY_MS, || drop(program::add_script("offline_start.js"))).forget();
    }
    applied::apply_code(session, address.embedded);
    provide_context(FactBook::new());
    let (has_all_controls, learns) = (address.has_all_controls, address.learns);
    let veil = Veil::new();
    let learning = Learning::new(session, &address, veil);
    provide_context(learning);

    let laid_out = LaidOut::begin();
    let offered = address.panels.as_deref().map(Panes::of_names);
    let width = BoardWidth::follow(offered.is_some(), move || learning.is_open());
    let panes = Panes::new(width, &offered.unwrap_or_default());
    provide_context(panes);
    shortcuts::listen(session, panes, learning, veil);
    effect(move || {
        let is_chosen = session
            .selection
            .with(|selection| selection.request.is_some());
        if is_chosen {
            panes.show_evidence();
        }
    });
    // A panel that has no place beside the others is in front when it opens.
    effect(move || {
        if learning.is_open() {
            panes.show(Pane::Learn);
        } else if panes.is_front(Pane::Learn) {
            panes.show(Pane::Lanes);
        }
    });
    browser::on_window(ev::click, move |event| {
        let link = browser::target_of::<Element>(&event)
            .and_then(|target| target.closest("a[href^='#']").ok()?)
            .and_then(|link| link.get_attribute("href"));
        if let Some(pane) = link.and_then(|address| Panes::of_link(&address)) {
            panes.show(pane);
        }
    });
    let hides_verdicts = Signal::derive(move || veil.hides(learning.is_open()));
    let fingerprint = reactive(move || {
        session.run.with(|run| {
            run.as_deref()
                .map(|run| run.run.summary.fingerprint.clone())
        })
    });
    let generation = reactive(move || {
        session
            .run
            .with(|run| run.as_deref().map(|run| run.generation.to_string()))
    });
    let answered_in =
        reactive(move || session.answered_in_ms.get().map(|ms| decimal::write(ms, 0)));
    view! {
        <a class="skip" href="#lanes">
            {text::board::SKIP}
        </a>
        <div
            class="shell"
            class:is-narrow=reactive(move || width.get() == BoardWidth::Narrow)
            class:is-wide=reactive(move || width.get() == BoardWidth::Wide)
            class:is-widest=reactive(move || width.get() == BoardWidth::Widest)
            class:is-learning=reactive(move || learning.is_open())
            class:is-at-learning=reactive(move || panes.is_front(Pane::Learn))
            class:is-veiled=hides_verdicts
        >
            <PrintHead />
            <header class="masthead" class:has-more=has_all_controls>
                <h1>{text::board::PRODUCT}</h1>
                <p class="masthead-question">{text::board::QUESTION}</p>
                <Toolbar
                    learns=has_all_controls || learns
                    rest=laid_out.part(
                        Part::RareControls,
                        move || toolbar::rest(session, has_all_controls),
                    )
                />
                <PaneButtons />
            </header>
            <LearnPanel />
            <main
                data-sim-hash=fingerprint
                data-generation=generation
                data-move-ms=answered_in
            >
                <NewerBuildNotice />
                <Notices />
                {laid_out
                    .part(
                        Part::Headline,
                        move || {
                            view! { <Headline learns=has_all_controls || learns veil /> }.into_any()
                        },
                    )}
                <div class=reactive(move || panes.class())>
                    {laid_out.part(Part::Board, || view! { <Board /> }.into_any())}
                    {laid_out
                        .part(
                            Part::Stage,
                            || {
                                view! {
                                    <div class="world">
                                        <Stage />
                                        <BreakSomething />
                                        <ByRegion />
                                    </div>
                                }
                                    .into_any()
                            },
                        )}
                    {laid_out.part(Part::Evidence, || view! { <Evidence /> }.into_any())}
                    {reactive_view(move || {
                        panes
                            .is_front(Pane::Tables)
                            .then(|| {
                                view! {
                                    <div class="tables">
                                        <Workloads />
                                        <Bill />
                                        <Hour />
                                        <Colophon />
                                    </div>
                                }
                            })
                    })}
                </div>
                {laid_out.part(Part::Timeline, || view! { <Timeline /> }.into_any())}
            </main>
        </div>
        {laid_out
            .part(
                Part::Engine,
                move || {
                    Driver::start(session);
                    ().into_any()
                },
            )}
        <StatusRegion hides_verdicts />
    }
    .into_any()
}

/// The sources of the data, and links to further reading.
#[component]
fn Colophon() -> impl IntoView {
    let session = expect_context::<Session>();
    let about = reactive_view(move || {
        session
            .document
            .with(|document| text::language::tr(&document.scenario().about).to_owned())
    });
    view! {
        <footer class="colophon">
            <p>{about}</p>
            <p>
                {text::credits::CREDITS} " "
                <a href="ATTRIBUTION.txt">{text::credits::ALL_CREDITS}</a>
            </p>
            // The links open in new tabs: the board stays open.
            <p class="colophon-links">
                <a href=fact_book::page_address() rel="noopener" target="_blank">
                    {text::credits::FACTS}
                </a>
                <a href=Language::now().page("model") rel="noopener" target="_blank">
                    {text::credits::MODEL}
                </a>
                {(!browser::is_in_one_file())
                    .then(|| {
                        view! {
                            <a href="lab/" rel="noopener" target="_blank">
                                {text::credits::LAB}
                            </a>
                        }
                    })}
            </p>
        </footer>
    }
    .into_any()
}

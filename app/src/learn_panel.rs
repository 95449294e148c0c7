//! The panel for learning beside the board: closed until a person opens it, then filled by a program of
//! its own. This is the page's side of the bridge.

use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::bridge::{self, FromLearning, ToLearning};
use crate::browser;
use crate::browser::address::{Address, is_challenge_link};
use crate::browser::program;
use crate::browser::site_build;
use crate::controls::reactive::{effect, memo, on_event, reactive, reactive_view};
use crate::session::Session;
use crate::state::document::{Document, Edit};
use crate::state::veil::Veil;
use crate::text;

/// The id of the element in which the program for learning mounts.
pub(crate) const PANEL: &str = "learn-section";
/// The name of the program.
pub(crate) const PROGRAM: &str = "learn";
/// The time after which an attempt to fetch the program has failed, milliseconds. The script itself gives its
/// file up some seconds earlier.
const LIMIT_MS: u32 = 25_000;
/// The name in the browser's storage of the state of the panel: open or closed.
const IS_OPEN: &str = "lanewise.learning";

/// The state of the panel, provided as a context.
#[derive(Clone, Copy)]
pub(crate) struct Learning {
    is_open: RwSignal<bool>,
    /// Counts the attempts to fetch the program.
    attempts: StoredValue<u32>,
    /// Whether the program is being fetched, or has arrived.
    is_requested: RwSignal<bool>,
    /// Whether the program listens.
    listens: RwSignal<bool>,
    /// Whether the program shows the challenges as soon as it listens.
    wants_challenges: RwSignal<bool>,
}

impl Learning {
    /// The panel is open where the address asks for it, or where it was open when the page was left.
    pub(crate) fn new(session: Session, address: &Address, veil: Veil) -> Self {
        let learning = Self {
            is_open: RwSignal::new(false),
            attempts: StoredValue::new(0),
            is_requested: RwSignal::new(false),
            listens: RwSignal::new(false),
            wants_challenges: RwSignal::new(false),
        };
        bridge::listen(move |message| learning.hear(session, veil, message));
        let was_open = !address.embedded && browser::stored(IS_OPEN).as_deref() == Some("open");
        if was_open || address.learns {
            learning.set_open(true);
        }
        // The program itself reads the link, at its start or while it runs.
        browser::on_window(leptos::ev::hashchange, move |_| {
            if is_challenge_link(&browser::fragment()) {
                learning.set_open(true);
            }
        });
        learning
    }

    /// Whether the panel is open.
    pub(crate) fn is_open(self) -> bool {
        self.is_open.get()
    }

    /// Opens the panel at the challenges, at once or when the program has arrived.
    pub(crate) fn show_challenges(self) {
        self.wants_challenges.set(true);
        self.set_open(true);
    }

    /// Opens the panel, or closes it.
    pub(crate) fn toggle(self) {
        self.set_open(!self.is_open.get_untracked());
    }

    fn set_open(self, is_open: bool) {
        self.is_open.set(is_open);
        browser::store(IS_OPEN, if is_open { "open" } else { "" });
        if is_open {
            self.request();
        }
    }

    /// Fetches the program, unless it is on its way or has arrived.
    fn request(self) {
        if self.is_requested.get_untracked() {
            return;
        }
        self.is_requested.set(true);
        self.attempts.update_value(|attempts| *attempts += 1);
        let attempt = self.attempts.get_value();
        let failed = move || self.failed(attempt);
        if program::fetch(
            PROGRAM,
            &["learn.css", "learn_print.css", "lesson.css"],
            attempt,
            failed,
        )
        .is_err()
        {
            failed();
        }
        // A start script that does not arrive reports no error.
        Timeout::new(LIMIT_MS, failed).forget();
    }

    /// Records that an attempt has failed, so that another one may begin.
    fn failed(self, attempt: u32) {
        let is_current = self.attempts.get_value() == attempt && self.is_requested.get_untracked();
        if is_current && !self.listens.get_untracked() {
            self.is_requested.set(false);
            spawn_local(site_build::look_for_newer());
        }
    }

    fn hear(self, session: Session, veil: Veil, message: FromLearning) {
        match message {
            FromLearning::Ready => self.listens.set(true),
            FromLearning::LoadBoard {
                scenario,
                origin,
                moves,
                look_at,
            } => {
                let edit = Edit::LoadBoard {
                    scenario,
                    origin,
                    moves,
                    viewed: untrack(move || session.workload_in_view()),
                };
                show_another_hour(session, edit, look_at);
            }
            FromLearning::LeaveBoard => {
                let look_at = session.document.with_untracked(|document| {
                    document.own_board().and_then(|own| own.workload.clone())
                });
                show_another_hour(session, Edit::LeaveBoard, look_at);
            }
            FromLearning::AddWorkload {
                workload,
                placement,
                remedies,
            } => {
                let id = workload.id.clone();
                let edit = Edit::AddWorkload(workload, placement, remedies);
                if show_another_hour(session, edit, Some(id)) {
                    session.announce(text::learning::ADDED.get().to_owned());
                }
            }
            FromLearning::Rebuild(scenario) => {
                if show_another_hour(session, Edit::Rebuild(scenario), None) {
                    session.announce(text::learning::REBUILT.get().to_owned());
                }
            }
            FromLearning::Announce {
                sentence,
                is_trouble: true,
            } => session.refuse(&sentence),
            FromLearning::Announce { sentence, .. } => session.announce(sentence),
            FromLearning::Predicting(is_open) => veil.set_predicting(is_open),
            FromLearning::Close => {
                self.set_open(false);
                browser::focus_soon("#learn-switch".to_owned());
            }
        }
    }

    /// Sends the program the board, its runs and the workload in view, from when the program listens on.
    fn follow(self, session: Session) {
        let revision = memo(move || session.document.with(Document::revision));
        effect(move || {
            if self.listens.get()
                && let Some(profiles) = session.profiles.get()
            {
                bridge::send(&ToLearning::Profiles((*profiles).clone()));
            }
        });
        effect(move || {
            if self.listens.get() && self.wants_challenges.get() {
                self.wants_challenges.set(false);
                bridge::send(&ToLearning::ShowChallenges);
            }
        });
        let selected_workload = memo(move || session.workload_in_view());
        // The board before its run: the program waits for the run of the board that it heard of last.
        effect(move || {
            if self.listens.get() {
                bridge::send(&untrack(move || board_changed(session)));
                untrack(move || send_run(session, selected_workload));
            }
        });
        effect(move || {
            revision.get();
            if self.listens.get_untracked() {
                bridge::send(&board_changed(session));
            }
        });
        effect(move || {
            let selected_workload = selected_workload.get();
            if self.listens.get_untracked() {
                bridge::send(&ToLearning::WorkloadSelected(selected_workload));
            }
        });
        effect(move || {
            session.run.track();
            if self.is_open.get() && self.listens.get_untracked() {
                send_run(session, selected_workload);
            }
        });
    }
}

/// Sends the run on the screen, where it is one of the board on the screen.
fn send_run(session: Session, selected_workload: Memo<Option<String>>) {
    let Some(loaded) = session.run.get_untracked() else {
        return;
    };
    let origin = session.document.with_untracked(|document| {
        let is_current = **document.scenario() == *loaded.scenario;
        is_current.then(|| document.origin().clone())
    });
    // The run of an earlier board is not one of this board, whose run is on its way.
    if let Some(origin) = origin {
        bridge::send(&ToLearning::Run {
            scenario: Box::new((*loaded.scenario).clone()),
            summary: Box::new(loaded.run.summary.clone()),
            origin,
            selected_workload: untrack(move || selected_workload.get()),
        });
    }
}

fn board_changed(session: Session) -> ToLearning {
    session
        .document
        .with_untracked(|document| ToLearning::BoardChanged {
            origin: document.origin().clone(),
            name: document.scenario().name.clone(),
        })
}

/// Makes an edit that replaces the board on the screen. Returns whether the edit was allowed.
fn show_another_hour(session: Session, edit: Edit, look_at: Option<String>) -> bool {
    let is_allowed = session.try_edit(edit);
    if is_allowed {
        // The playhead moves to an interesting moment of the new hour.
        session.playhead.placed.set(false);
        if look_at.is_some() {
            session
                .selection
                .update(|selection| selection.workload = look_at);
        }
    }
    is_allowed
}

/// The button that opens and closes the panel.
#[component]
pub(crate) fn LearnSwitch() -> impl IntoView {
    let learning = expect_context::<Learning>();
    let toggle = move |_| {
        let is_open = !learning.is_open.get_untracked();
        learning.set_open(is_open);
        if is_open {
            browser::focus_soon("#learn".to_owned());
        }
    };
    view! {
        <button
            id="learn-switch"
            type="button"
            class="button learn-switch"
            aria-expanded=reactive(move || learning.is_open.get().to_string())
            aria-controls="learn"
            on:click=on_event(toggle)
        >
            {text::learning::LEARN}
        </button>
    }
    .into_any()
}

/// The panel for learning.
#[component]
pub(crate) fn LearnPanel() -> impl IntoView {
    let (session, learning) = (expect_context::<Session>(), expect_context::<Learning>());
    learning.follow(session);
    let waiting = reactive_view(move || {
        match (learning.listens.get(), learning.is_requested.get()) {
            (true, _) => ().into_any(),
            (_, true) => {
                view! { <p class="learn-waiting">{text::learning::FETCHING}</p> }.into_any()
            }
            _ => view! {
                <div class="learn-waiting">
                    <p role="alert">{text::learning::NOT_FETCHED}</p>
                    <button type="button" class="button" on:click=on_event(move |_| learning.request())>
                        {text::engine::TRY_AGAIN}
                    </button>
                </div>
            }
            .into_any(),
        }
    });
    view! {
        <section
            id="learn"
            class="learn"
            aria-label=text::learning::LEARN
            tabindex="-1"
            hidden=reactive(move || !learning.is_open.get())
        >
            {waiting}
            // The program for learning fills this element; the page never reads its content.
            <div id=PANEL></div>
        </section>
    }
    .into_any()
}

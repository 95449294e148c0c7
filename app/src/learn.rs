//! The program for learning: the lesson, challenges, the knowledge check, a workload of one's own, the
//! decision record and the builder. It fills a panel of the page and sends messages to the page over the
//! bridge.

mod builder;
mod busy_button;
mod challenge_draft;
mod challenge_id;
pub(crate) mod challenges;
mod check;
mod context;
mod course_report;
mod decision_record;
mod fetched;
mod goal_words;
mod lesson;
pub(crate) mod not_simulated;
mod own_workload;
#[cfg(test)]
mod packed;
mod panel_words;
mod placement_options;
pub(crate) mod progress;
mod progress_file;
mod progress_slice;
mod progress_store;
mod saved_file;
mod solution;
mod starter_files;
mod workload_answers;

use std::sync::Arc;

use context::{LearnContext, ShownRun};
use leptos::html;
use leptos::prelude::*;
use model::scenario::Scenario;
use progress::Section;
use progress_file::ProgressFile;
use progress_store::ProgressStore;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;

use crate::bridge::{self, FromLearning, ToLearning};
use crate::browser;
use crate::browser::address;
use crate::browser::program;
use crate::controls::reactive::{memo, on_event, reactive, reactive_view};
use crate::io::opening;
use crate::language;
use crate::learn_panel::{PANEL, PROGRAM};

/// Mounts the program to its panel, once its sentences and the shipped scenario are there.
pub(crate) fn mount() {
    console_error_panic_hook::set_once();
    // Leptos has no way to run tasks before it is mounted.
    spawn_local(async {
        let page = browser::document().and_then(|document| document.document_element());
        let spoken = page.and_then(|page| page.get_attribute("lang"));
        language::prepare(spoken.as_deref(), language::LEARNING).await;
        let shipped = opening::packed("learning-platform").await;
        let panel = browser::find(&format!("#{PANEL}"));
        let (Ok(shipped), Some(panel)) = (shipped, panel) else {
            program::report_failure(PROGRAM);
            return;
        };
        let shipped = Arc::new(shipped);
        mount_to(panel.unchecked_into(), move || view! { <Panel shipped /> }).forget();
    });
}

#[component]
fn Panel(shipped: Arc<Scenario>) -> impl IntoView {
    // What a course page keeps belongs to one learner, and this browser may be shared.
    let opened = (!address::is_kept_elsewhere()).then(ProgressStore::open);
    let (store, progress) = opened.unzip();
    let context = LearnContext::new(shipped, progress.unwrap_or_default());
    provide_context(context);
    if let Some(store) = store {
        store.follow(context.progress);
    }
    bridge::listen(move |message| receive(context, message));
    bridge::send(&FromLearning::Ready);
    spawn_local(async move {
        challenges::fetch(context).await;
        course_report::start(context);
        challenges::sharing::open_address(context).await;
    });
    browser::on_window(leptos::ev::hashchange, move |_| {
        spawn_local(challenges::sharing::open_link(context));
    });
    let heading = NodeRef::<html::H2>::new();
    let open = memo(move || context.progress.with(|progress| progress.section));
    let go = move |to: Section| {
        context.progress.update(|progress| progress.section = to);
        if let Some(heading) = heading.get_untracked() {
            // A heading that cannot take the focus leaves it where it was.
            heading.focus().ok();
        }
    };
    let sections: Vec<AnyView> = Section::ALL
        .into_iter()
        .map(|one| {
            let is_open = reactive(move || (open.get() == one).then_some("page"));
            view! {
                <li>
                    <button
                        type="button"
                        class="learn-section-button"
                        aria-current=is_open
                        on:click=on_event(move |_| go(one))
                    >
                        {panel_words::section(one)}
                    </button>
                </li>
            }
            .into_any()
        })
        .collect();
    view! {
        <header class="learn-head">
            <h2 tabindex="-1" node_ref=heading>
                {reactive_view(move || panel_words::section(open.get()))}
            </h2>
            <button
                type="button"
                class="button learn-close"
                on:click=on_event(move |_| bridge::send(&FromLearning::Close))
            >
                {panel_words::CLOSE}
            </button>
        </header>
        <nav aria-label=panel_words::SECTIONS>
            <ul class="learn-sections">{sections}</ul>
        </nav>
        {reactive_view(move || way_back(context))}
        <div class="learn-body">
            {reactive_view(move || match open.get() {
                Section::Lesson => lesson::section(context),
                Section::Challenges => challenges::section(context),
                Section::Check => check::section(context),
                Section::OwnWorkload => own_workload::section(context),
                Section::Record => decision_record::section(context),
                Section::Builder => builder::section(context),
            })}
        </div>
        <ProgressFile context />
    }
    .into_any()
}

/// The button that leads back to the person's own board, while a board of the lesson, the check or a
/// challenge is on the screen.
fn way_back(context: LearnContext) -> Option<AnyView> {
    let active = context.active_board.get()?;
    Some(
        view! {
            <div class="learn-loaded">
                <p>{panel_words::active_board(&active.name)}</p>
                <button type="button" class="button" on:click=on_event(move |_| context::leave_board())>
                    {panel_words::LEAVE}
                </button>
            </div>
        }
        .into_any(),
    )
}

fn receive(context: LearnContext, message: ToLearning) {
    match message {
        ToLearning::BoardChanged { origin, name } => context.board_changed(origin, name),
        ToLearning::Run {
            scenario,
            summary,
            origin,
            selected_workload,
        } => {
            context.selected_workload.set(selected_workload);
            context.show(ShownRun {
                scenario: Arc::new(*scenario),
                summary: Arc::new(*summary),
                origin,
            });
        }
        ToLearning::WorkloadSelected(selected_workload) => {
            context.selected_workload.set(selected_workload);
        }
        ToLearning::Profiles(profiles) => context.profiles.set(Some(Arc::new(profiles))),
        ToLearning::ShowChallenges => {
            let challenges = Section::Challenges;
            context
                .progress
                .update(|progress| progress.section = challenges);
            browser::focus_soon(".learn-head h2".to_owned());
        }
    }
}

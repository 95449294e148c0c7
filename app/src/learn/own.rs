//! The corner for a workload of one's own: at most ten questions or a table of request times become a
//! card, which is simulated on every lane.
//!
//! Must not know: how an answer becomes a workload, or how a lane treats one.

pub(crate) mod answers;
mod form;
pub(crate) mod verdicts;

use answers::{Answers, Table};
use engine::scenario::{Arrivals, Placement, Scenario};
use leptos::prelude::*;
use leptos::task::spawn_local;
use verdicts::Tried;
use web_sys::File;

use super::desk::{Desk, complain, say};
use super::trying::Trying;
use super::ways::ways;
use crate::file_chooser::file_chooser;
use crate::opening::import_into;
use crate::text;
use crate::text::learn::own as words;
use crate::worker::try_boards;

/// Hours that each lane is tried in.
const HOURS: u64 = 3;

/// The corner.
pub(super) fn corner(desk: Desk) -> AnyView {
    let answers = desk.part(|progress| &mut progress.own);
    // What was found, and for which answers.
    let tried = RwSignal::new(None::<(Answers, Tried)>);
    let trying = Trying::new();
    let find_out = move |_| {
        trying.begin(async move {
            let asked = answers.get_untracked();
            let scenario = asked.scenario(&desk.shipped());
            match tried_everywhere(desk, scenario).await {
                Ok(found) => {
                    say(&words::found(&found));
                    tried.try_set(Some((asked, found)));
                }
                Err(why) => complain(&words::not_a_workload(&why)),
            }
        });
    };
    let read = move |file: File| {
        spawn_local(async move {
            match imported(desk, answers, &file).await {
                Ok(sentence) => say(&sentence),
                Err(sentence) => complain(&sentence),
            }
        });
    };
    view! {
        <p>{words::ABOUT}</p>
        <div class="learn-form">
            {form::form(answers)}
            <div class="learn-actions">
                {trying.button(words::TRY, Signal::stored(true), find_out)}
                {file_chooser(words::TABLE, words::TABLE_TITLE, words::TABLE_FILE, ".csv,text/csv", read)}
            </div>
        </div>
        {move || {
            let (asked, tried) = tried.get()?;
            Some(
                if answers.get() == asked {
                    verdicts::verdicts(desk, &tried)
                } else {
                    view! { <p class="learn-old">{words::CHANGED}</p> }.into_any()
                },
            )
        }}
    }
    .into_any()
}

/// The card on each lane, in the same hours.
async fn tried_everywhere(desk: Desk, scenario: Scenario) -> Result<Tried, String> {
    let workload = scenario.workloads.first().ok_or_else(String::new)?;
    let ways = ways(&workload.author);
    let board = |way: Placement, hour: u64| {
        let mut board = scenario.clone();
        board.seed += hour;
        board.placements.place(&workload.id, way);
        board
    };
    let boards = ways
        .iter()
        .flat_map(|way| (0..HOURS).map(|hour| board(*way, hour)))
        .collect();
    let runs = try_boards(boards, desk.profiles.get_untracked()).await?;
    let mut runs = runs.into_iter();
    let lanes = ways
        .into_iter()
        .map(|way| (way, runs.by_ref().take(HOURS as usize).collect()))
        .collect();
    Ok(Tried { scenario, lanes })
}

/// A table of request times in place of the questions about arrivals. Both results are sentences.
async fn imported(desk: Desk, answers: RwSignal<Answers>, file: &File) -> Result<String, String> {
    let name = file.name();
    let scenario =
        answers.with_untracked(|answers| answers.without_table().scenario(&desk.shipped()));
    let (scenario, rows) = import_into(file, scenario, 0)
        .await
        .map_err(|error| error.to_string())?;
    let workloads = scenario.workloads.into_iter();
    let arrivals = workloads.map(|one| one.arrivals).next();
    if let Some(Arrivals::Imported { at_s, run_ms }) = arrivals {
        answers.update(|answers| answers.table = Some(Table { at_s, run_ms }));
    }
    Ok(text::opening::imported(&name, &rows))
}

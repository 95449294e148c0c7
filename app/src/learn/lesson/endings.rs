//! The ways on from the lesson to real platforms: a card of the chapter with the starter files of a lane.

use std::sync::Arc;

use leptos::prelude::*;
use model::run::Summary;
use model::scenario::{Placement, Scenario};

use super::file::{Chapter, Ending};
use super::paragraphs::paragraphs;
use super::words;
use crate::controls::disclosure::disclosure;
use crate::learn::context::LearnContext;
use crate::learn::starter_files::starter_files;
use crate::text;
use crate::text::workloads::in_this_language;

/// The endings of a chapter, once its tasks are done.
pub(super) fn endings(context: LearnContext, chapter: &Chapter, done: Memo<bool>) -> AnyView {
    if chapter.endings.is_empty() {
        return ().into_any();
    }
    let beginning = Arc::new(chapter.scenario(&context.shipped()));
    let endings = chapter.endings.iter().map(|ending| {
        let title = view! { <h5>{in_this_language(&ending.title)}</h5> }.into_any();
        let (ending, beginning) = (ending.clone(), Arc::clone(&beginning));
        disclosure("learn-box starter", title, move || {
            Some(shown(context, &ending, &beginning))
        })
    });
    let endings: Vec<AnyView> = endings.collect();
    view! {
        <section class="starters" aria-label=words::TRY_FOR_REAL hidden=move || !done.get()>
            <h4>{words::TRY_FOR_REAL}</h4>
            <p class="learn-soft">{words::TRY_ABOUT}</p>
            {endings}
        </section>
    }
    .into_any()
}

fn shown(context: LearnContext, ending: &Ending, beginning: &Arc<Scenario>) -> AnyView {
    let (board, summary) = board_of(context, ending, beginning);
    let about = match &summary {
        Some(_) => words::OF_THIS_RUN.get().to_owned(),
        None => words::of_another_lane(
            &text::workloads::name_of(&board, &ending.card),
            text::lanes::name(ending.lane),
        ),
    };
    let report = summary.as_ref().map(|summary| &summary.report);
    view! {
        {paragraphs(&ending.text)}
        <p class="learn-soft">{about}</p>
        {starter_files(&board, report, &ending.card)}
    }
    .into_any()
}

/// The board that the files are written from: the one on the screen with its run, where the card is on the lane there; else
/// the same board, or the chapter's, with the card moved.
fn board_of(
    context: LearnContext,
    ending: &Ending,
    beginning: &Arc<Scenario>,
) -> (Arc<Scenario>, Option<Arc<Summary>>) {
    let seen = context.run.get();
    let seen = seen.filter(|seen| seen.scenario.workload(&ending.card).is_some());
    if let Some(seen) = &seen
        && seen.scenario.placement_of(&ending.card).lane == ending.lane
    {
        return (Arc::clone(&seen.scenario), Some(Arc::clone(&seen.summary)));
    }
    let board = seen.map_or_else(|| Arc::clone(beginning), |seen| seen.scenario);
    let mut board = (*board).clone();
    board
        .placements
        .place(&ending.card, Placement::on(ending.lane));
    (Arc::new(board), None)
}

//! What the stage shows in the rows of the board: for each lane its figures in words, and a strip with its
//! queue and its instances.

use leptos::html;
use leptos::prelude::*;
use model::catalog::{LaneId, LaneMap};

use super::facts::Facts;
use super::history::{BOX, Histories, VIEW_BOX};
use super::pointing::Pointing;
use super::{Hand, tip, words};
use crate::controls::area::area_path;
use crate::controls::reactive::{memo, on_event, reactive_view};
use crate::session::Session;

/// The parts of the playback that the board and the stage share.
#[derive(Clone, Copy)]
pub(crate) struct LivePicture {
    pub(super) hand: Hand,
    pub(super) facts: RwSignal<Facts>,
    pub(super) pointing: Pointing,
    pub(super) strips: LaneMap<NodeRef<html::Canvas>>,
    pub(super) histories: RwSignal<Histories>,
}

impl LivePicture {
    /// The parts of a page, before any of them is mounted.
    pub(crate) fn new(session: Session) -> Self {
        let hand = StoredValue::new_local(None);
        Self {
            hand,
            facts: RwSignal::new(Facts::default()),
            pointing: Pointing::new(session, hand),
            strips: LaneMap::from_fn(|_| NodeRef::new()),
            histories: RwSignal::default(),
        }
    }
}

/// The figures and the strip of a lane. The figures say in words what the strip shows.
#[component]
pub(crate) fn LaneStrip(
    /// The lane's id.
    lane: LaneId,
) -> impl IntoView {
    let LivePicture {
        facts,
        pointing,
        strips,
        ..
    } = expect_context::<LivePicture>();
    let now = memo(move || {
        facts.with(|facts| words::lane_now(lane, &facts.lanes[lane], facts.busy_pops))
    });
    let failing =
        memo(move || facts.with(|facts| words::failing(facts.lanes[lane].failed_per_second)));
    view! {
        <p class="lane-now">
            <span>{now}</span> <span class="lane-failing">{failing}</span>
        </p>
        <div class="lane-strip">
            <canvas
                aria-hidden="true"
                node_ref=strips[lane]
                on:click=on_event(move |event| pointing.choose_in_lane(lane, &event))
                on:pointermove=on_event(move |event| pointing.follow_in_lane(lane, &event))
                on:pointerleave=on_event(move |event| pointing.leave(&event))
            ></canvas>
            {tip::tip_in_lane(pointing.tip, lane, move |event| pointing.leave(event))}
        </div>
    }
    .into_any()
}

/// The failures of a lane over the hour as a small chart; absent where nothing fails.
#[component]
pub(crate) fn LaneHistory(
    /// The lane's id.
    lane: LaneId,
) -> impl IntoView {
    let histories = expect_context::<LivePicture>().histories;
    reactive_view(move || {
        histories.with(|histories| {
            let history = &histories.lanes[lane];
            let most_per_s = history.most_per_s();
            (most_per_s > 0.0).then(|| {
                view! {
                    <svg
                        class="lane-history"
                        viewBox=VIEW_BOX
                        preserveAspectRatio="none"
                        role="img"
                        aria-label=words::failed_at_most(most_per_s)
                    >
                        <path d=area_path(&history.per_second, histories.scale_per_s, 1.0, BOX) />
                    </svg>
                }
                .into_any()
            })
        })
    })
    .into_any()
}

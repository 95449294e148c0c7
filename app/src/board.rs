//! The board: the lanes, a card for each workload, and every way to move one.
//!
//! Dragging, clicking, the card's menu and the keyboard all end in the same edit of the document.

mod card;
mod change;
mod drag;
mod in_sight;
mod lane;
mod mark;
mod menu;
mod platform;
mod pointer;
mod roving;
mod sheet;

use crate::controls::css;
use drag::{Drag, Gesture, Hold, Place};
use gloo_timers::future::TimeoutFuture;
use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;
pub(crate) use mark::LaneBadge;
use model::catalog::LaneId;
use model::scenario::{ChangeKind, Placement};

use crate::browser;
use crate::controls::reactive::{reactive, reactive_view};
use crate::learn_panel::Learning;
use crate::session::Session;
use crate::state::document::Edit;
use crate::text;
use crate::timeline::at_playhead;

/// The state that the parts of the board share.
#[derive(Clone, Copy)]
struct Hand {
    session: Session,
    /// The state of the drag reducer.
    drag: RwSignal<Drag>,
    /// The card whose menu is open, by workload id.
    menu: RwSignal<Option<String>>,
    /// Whether the cards have the buttons of their menus: they come in a task after the cards.
    has_menus: RwSignal<bool>,
    /// The card that had the focus last, by workload id: Tab reaches it in its lane.
    focused: RwSignal<Option<String>>,
    /// The finger on a card that will drag it if it rests for long enough.
    resting: StoredValue<Option<Hold>>,
    /// Whether the next click only ends a drag and is ignored.
    swallow_click: StoredValue<bool>,
}

/// The button of a card that gets the focus back.
#[derive(Clone, Copy)]
enum FocusOn {
    Card,
    Menu,
}

impl Hand {
    fn new(session: Session) -> Self {
        Self {
            session,
            drag: RwSignal::new(Drag::Idle),
            menu: RwSignal::new(None),
            has_menus: RwSignal::new(false),
            focused: RwSignal::new(None),
            resting: StoredValue::new(None),
            swallow_click: StoredValue::new(false),
        }
    }

    /// Feeds a gesture to the reducer and makes the edit that the reducer returns.
    fn gesture(self, gesture: Gesture) {
        let before = self.drag.get_untracked();
        let (after, place) = drag::next(before.clone(), gesture);
        if after == before {
            return;
        }
        match (before.picked(), after.picked()) {
            (None, Some(id)) => self.say(text::board::picked(&self.name_of(id))),
            (Some(id), None) if place.is_none() && after == Drag::Idle => {
                self.say(text::board::put_back(&self.name_of(id)));
                browser::focus_soon(selector(id, FocusOn::Card));
            }
            _ => {}
        }
        self.drag.set(after);
        if let Some(Place { workload, lane }) = place {
            let to = self.placement_of(&workload).moved_to(lane);
            self.place(&workload, to, FocusOn::Card);
        }
    }

    fn place(self, workload: &str, to: Placement, focus: FocusOn) {
        self.put(workload, to);
        browser::focus_soon(selector(workload, focus));
    }

    /// Places a workload, and leaves the focus and the selection as they are.
    fn put(self, workload: &str, to: Placement) {
        self.session.edit(Edit::Place {
            workload: workload.to_owned(),
            to,
        });
    }

    /// The number of workloads on a lane.
    fn held_by(self, lane: LaneId) -> usize {
        self.session.document.with(|document| {
            let scenario = document.scenario();
            let on_lane = |id: &str| scenario.placement_of(id).lane == lane;
            let workloads = scenario.workloads.iter();
            workloads.filter(|workload| on_lane(&workload.id)).count()
        })
    }

    /// Moves a workload to another placement from the playhead's time on.
    fn place_from_here(self, workload: &str, placement: Placement) {
        let what = ChangeKind::Placed {
            workload: workload.to_owned(),
            placement,
        };
        let change = at_playhead(self.session, what);
        self.session.edit(Edit::AddChange(Box::new(change)));
        browser::focus_soon(selector(workload, FocusOn::Menu));
    }

    /// Closes the menu that is open, and gives the focus back to its button.
    fn close_menu(self) {
        if let Some(open) = self.menu.get_untracked() {
            self.menu.set(None);
            browser::focus_soon(selector(&open, FocusOn::Menu));
        }
    }

    fn say(self, sentence: String) {
        self.session.announce(sentence);
    }

    fn placement_of(self, workload: &str) -> Placement {
        self.session
            .document
            .with_untracked(|document| document.scenario().placement_of(workload))
    }

    fn name_of(self, workload: &str) -> String {
        self.session
            .document
            .with_untracked(|document| text::workloads::name_of(document.scenario(), workload))
    }
}

fn selector(workload: &str, focus: FocusOn) -> String {
    let button = match focus {
        FocusOn::Card => ".card-name",
        FocusOn::Menu => ".card-menu",
    };
    format!("{} {button}", card_selector(workload))
}

/// The selector of a workload's card. Ids of a checked scenario consist of letters, digits and hyphens;
/// quoting protects against other ids.
fn card_selector(workload: &str) -> String {
    let id: String = workload
        .chars()
        .filter(|c| *c != '"' && *c != '\\')
        .collect();
    format!("[data-workload=\"{id}\"]")
}

/// The lane under a point of the window.
fn lane_at(x: f64, y: f64) -> Option<LaneId> {
    let under = browser::document()?.element_from_point(x as f32, y as f32)?;
    let name = under
        .closest("[data-lane]")
        .ok()??
        .get_attribute("data-lane")?;
    LaneId::ALL.into_iter().find(|lane| lane.as_str() == name)
}

/// The region "Lanes".
#[component]
pub(crate) fn Board() -> impl IntoView {
    let session = expect_context::<Session>();
    let learning = expect_context::<Learning>();
    let hand = Hand::new(session);
    provide_context(hand);
    spawn_local(async move {
        TimeoutFuture::new(0).await;
        hand.has_menus.try_set(true);
    });
    browser::on_window(ev::keydown, move |event| {
        if event.key() == "Escape" {
            // The focus may not have reached the menu yet, which closes itself otherwise.
            hand.close_menu();
            // The browser makes a click when the pointer is released after a drag; that click is
            // ignored.
            let carried = hand.drag.with_untracked(|drag| drag.carried().is_some());
            hand.swallow_click.set_value(carried);
            hand.gesture(Gesture::Escape);
        }
    });
    // A fast pointer has left the card before the browser reports its first movement.
    browser::on_window(ev::pointermove, move |event| pointer::follow(hand, &event));
    browser::on_window(ev::pointerup, move |event| {
        pointer::release(hand, &event);
    });
    browser::on_window(ev::pointercancel, move |event| pointer::lose(hand, &event));
    browser::on_window(ev::pointerdown, move |event| {
        pointer::stop_resting(hand, &event);
        // The pointer itself moves the focus.
        if !browser::is_within(&event, ".card-more") && hand.menu.get_untracked().is_some() {
            hand.menu.set(None);
        }
    });
    // An open menu would stay where its card was; a wheel over it scrolls the menu itself.
    browser::on_window(ev::wheel, move |event| {
        if !browser::is_within(&event, ".menu") {
            hand.close_menu();
        }
    });
    browser::on_window(ev::resize, move |_| hand.close_menu());
    in_sight::keep_moved_in_sight(hand);
    let how = reactive_view(move || {
        if hand.drag.with(|drag| drag.picked().is_some()) {
            text::board::HOW_PICKED.get()
        } else {
            text::board::HOW.get()
        }
    });
    let carried = move || {
        let (workload, (right, down)) = hand.drag.with(|drag| {
            let (workload, by, _) = drag.carried()?;
            Some((workload.to_owned(), by))
        })?;
        // The card itself remains in its place, so that no other card moves during a drag.
        let card = browser::find(&card_selector(&workload))?.get_bounding_client_rect();
        Some(view! {
            <div
                class="card card-carried"
                aria-hidden="true"
                style:left=css::px(card.left() + right)
                style:top=css::px(card.top() + down)
                style:width=css::px(card.width())
            >
                {hand.name_of(&workload)}
            </div>
        })
    };
    let picking = reactive(move || hand.drag.with(|drag| drag.picked().is_some()));
    let choosing = reactive(move || hand.drag.with(|drag| drag.chosen().is_some()));
    view! {
        <section
            id="lanes"
            class="lanes"
            class:is-picking=picking
            class:is-choosing=choosing
            aria-label=text::board::LANES
            tabindex="-1"
        >
            <div class="region-head">
                <h2>{text::board::LANES}</h2>
                <p class="hint">{how}</p>
            </div>
            {carried}
            {LaneId::ALL.map(|lane| view! { <lane::Lane lane /> }).collect_view()}
            {sheet::sheet(hand)}
            // On a phone the task is far above the lanes.
            <a class="button back-to-learning" href="#learn" hidden=reactive(move || !learning.is_open())>
                {text::learning::BACK}
            </a>
        </section>
    }
    .into_any()
}

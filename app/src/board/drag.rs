//! Moving a card, as a pure reducer from a state and a gesture to the next state and an edit.
//!
//! Two gestures have the same result: dragging with a pointer that stays down, and picking a card and
//! then choosing a lane, with any pointer or key.

use model::catalog::LaneId;

/// The distance in CSS pixels after which a press becomes a drag.
const THRESHOLD_PX: f64 = 5.0;

/// The state of the gesture.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) enum Drag {
    /// No card is pressed, dragged or picked.
    #[default]
    Idle,
    /// A pointer is down on a card and has moved less than [`THRESHOLD_PX`].
    Pressed {
        /// The card and the pointer.
        hold: Hold,
        /// The card that was picked before the press. It stays picked if the press does not become a
        /// drag.
        picked: Option<String>,
    },
    /// A pointer drags a card.
    Carried {
        /// The card and the pointer.
        hold: Hold,
        /// The card's displacement from its place: x and y, CSS pixels.
        by: (f64, f64),
        /// The lane below the pointer.
        over: Option<LaneId>,
    },
    /// A card is picked, and the next lane that is chosen takes it.
    Picked {
        /// The workload's id.
        workload: String,
    },
}

/// A pointer on a card.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Hold {
    /// The workload's id.
    pub(super) workload: String,
    /// The browser's id of the pointer.
    pub(super) pointer: i32,
    /// The place where the pointer went down: x and y in the page, CSS pixels.
    pub(super) from: (f64, f64),
}

impl Hold {
    /// Whether a point of the page is so near that the press is not a drag yet.
    pub(super) fn is_near(&self, (x, y): (f64, f64)) -> bool {
        (x - self.from.0).hypot(y - self.from.1) < THRESHOLD_PX
    }
}

/// An event of a pointer or a key.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Gesture {
    /// A pointer goes down on a card.
    Press(Hold),
    /// A pointer moves, in the page.
    Move {
        /// The pointer's id.
        pointer: i32,
        /// The pointer's place: x and y in the page, CSS pixels.
        to: (f64, f64),
        /// The lane below the pointer.
        over: Option<LaneId>,
    },
    /// A pointer goes up.
    Release {
        /// The pointer's id.
        pointer: i32,
        /// The lane below the pointer.
        over: Option<LaneId>,
    },
    /// The browser cancelled the pointer.
    Lose {
        /// The pointer's id.
        pointer: i32,
    },
    /// A card is chosen, by click or key.
    Choose(String),
    /// A lane is chosen, by click or key.
    ChooseLane(LaneId),
    /// The Escape key is pressed.
    Escape,
}

/// The move that a gesture ends in.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Place {
    /// The workload's id.
    pub(super) workload: String,
    /// The lane that it is put on.
    pub(super) lane: LaneId,
}

impl Drag {
    /// The card that is picked, by workload id.
    pub(super) fn picked(&self) -> Option<&str> {
        match self {
            Self::Picked { workload }
            | Self::Pressed {
                picked: Some(workload),
                ..
            } => Some(workload),
            _ => None,
        }
    }

    /// The card whose lane is being chosen, by workload id: it is picked or carried.
    pub(super) fn chosen(&self) -> Option<&str> {
        self.picked()
            .or(self.carried().map(|(workload, ..)| workload))
    }

    /// The card on which a pointer is down, by workload id.
    pub(super) fn held(&self) -> Option<&str> {
        match self {
            Self::Pressed { hold, .. } | Self::Carried { hold, .. } => Some(&hold.workload),
            Self::Idle | Self::Picked { .. } => None,
        }
    }

    /// The dragged card, its displacement (x and y, CSS pixels), and the lane below the pointer.
    pub(super) fn carried(&self) -> Option<(&str, (f64, f64), Option<LaneId>)> {
        match self {
            Self::Carried { hold, by, over } => Some((&hold.workload, *by, *over)),
            _ => None,
        }
    }
}

/// The state after a gesture, and the move that the gesture ends in.
pub(super) fn next(drag: Drag, gesture: Gesture) -> (Drag, Option<Place>) {
    match (drag, gesture) {
        (Drag::Idle | Drag::Picked { .. } | Drag::Pressed { .. }, Gesture::Choose(workload)) => {
            (Drag::Picked { workload }, None)
        }
        // A new press also replaces a press whose end caused no event.
        (
            drag @ (Drag::Idle | Drag::Picked { .. } | Drag::Pressed { .. }),
            Gesture::Press(hold),
        ) => {
            let picked = drag.picked().map(str::to_owned);
            (Drag::Pressed { hold, picked }, None)
        }
        (Drag::Pressed { hold, picked }, Gesture::Move { pointer, to, over })
            if pointer == hold.pointer =>
        {
            let by = (to.0 - hold.from.0, to.1 - hold.from.1);
            if hold.is_near(to) {
                (Drag::Pressed { hold, picked }, None)
            } else {
                (Drag::Carried { hold, by, over }, None)
            }
        }
        (Drag::Carried { hold, .. }, Gesture::Move { pointer, to, over })
            if pointer == hold.pointer =>
        {
            let by = (to.0 - hold.from.0, to.1 - hold.from.1);
            (Drag::Carried { hold, by, over }, None)
        }
        (Drag::Carried { hold, .. }, Gesture::Release { pointer, over })
            if pointer == hold.pointer =>
        {
            (
                Drag::Idle,
                over.map(|lane| Place {
                    workload: hold.workload,
                    lane,
                }),
            )
        }
        (
            Drag::Pressed { hold, picked },
            Gesture::Release { pointer, .. } | Gesture::Lose { pointer },
        ) if pointer == hold.pointer => {
            let waits = picked.map_or(Drag::Idle, |workload| Drag::Picked { workload });
            (waits, None)
        }
        (Drag::Carried { hold, .. }, Gesture::Lose { pointer }) if pointer == hold.pointer => {
            (Drag::Idle, None)
        }
        (Drag::Picked { workload }, Gesture::ChooseLane(lane)) => {
            (Drag::Idle, Some(Place { workload, lane }))
        }
        (_, Gesture::Escape) => (Drag::Idle, None),
        (drag, _) => (drag, None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn press(pointer: i32) -> Gesture {
        Gesture::Press(Hold {
            workload: "quiz".to_owned(),
            pointer,
            from: (100.0, 100.0),
        })
    }

    fn go(pointer: i32, x: f64, over: Option<LaneId>) -> Gesture {
        Gesture::Move {
            pointer,
            to: (x, 100.0),
            over,
        }
    }

    fn choose(workload: &str) -> Gesture {
        Gesture::Choose(workload.to_owned())
    }

    /// Plays a list of gestures; compares the moves, and whether the state at the end is empty.
    fn check(story: &[Gesture], placed: &[(&str, LaneId)], empty: bool) {
        let mut drag = Drag::Idle;
        let mut seen = Vec::new();
        for gesture in story {
            let (after, place) = next(drag, gesture.clone());
            drag = after;
            seen.extend(place.map(|place| (place.workload, place.lane)));
        }
        let placed: Vec<(String, LaneId)> = placed
            .iter()
            .map(|&(workload, lane)| (workload.to_owned(), lane))
            .collect();
        assert_eq!(seen, placed, "{story:?}");
        assert_eq!(drag == Drag::Idle, empty, "{story:?} ends in {drag:?}");
    }

    const EDGE: Option<LaneId> = Some(LaneId::Edge);

    #[test]
    fn a_card_is_dragged_to_a_lane() {
        let up = |over| Gesture::Release { pointer: 1, over };
        check(
            &[press(1), go(1, 160.0, EDGE), up(EDGE)],
            &[("quiz", LaneId::Edge)],
            true,
        );
        check(&[press(1), go(1, 160.0, EDGE), up(None)], &[], true);
    }

    #[test]
    fn a_press_that_hardly_moves_is_no_drag() {
        let up = Gesture::Release {
            pointer: 1,
            over: EDGE,
        };
        check(&[press(1), go(1, 103.0, EDGE), up], &[], true);
    }

    #[test]
    fn only_the_pointer_that_went_down_counts() {
        let other = Gesture::Release {
            pointer: 2,
            over: EDGE,
        };
        check(&[press(1), go(2, 160.0, EDGE)], &[], false);
        check(&[press(1), go(1, 160.0, EDGE), other], &[], false);
    }

    #[test]
    fn a_drag_can_be_given_up() {
        let up = Gesture::Release {
            pointer: 1,
            over: EDGE,
        };
        check(
            &[press(1), go(1, 160.0, EDGE), Gesture::Escape, up],
            &[],
            true,
        );
        check(
            &[press(1), go(1, 160.0, EDGE), Gesture::Lose { pointer: 1 }],
            &[],
            true,
        );
        check(
            &[
                choose("quiz"),
                Gesture::Escape,
                Gesture::ChooseLane(LaneId::Edge),
            ],
            &[],
            true,
        );
    }

    #[test]
    fn a_card_and_then_a_lane_are_chosen() {
        let lane = Gesture::ChooseLane(LaneId::Service);
        check(
            &[choose("quiz"), lane.clone()],
            &[("quiz", LaneId::Service)],
            true,
        );
        check(
            &[choose("quiz"), choose("mail"), lane.clone()],
            &[("mail", LaneId::Service)],
            true,
        );
        check(&[lane], &[], true);
    }

    #[test]
    fn a_picked_card_does_not_stand_in_the_way_of_a_drag() {
        let up = |over| Gesture::Release { pointer: 1, over };
        let there = [("quiz", LaneId::Edge)];
        check(
            &[choose("quiz"), press(1), go(1, 160.0, EDGE), up(EDGE)],
            &there,
            true,
        );
        check(
            &[choose("mail"), press(1), go(1, 160.0, EDGE), up(EDGE)],
            &there,
            true,
        );
        // A click presses and releases, too; a picked card stays picked until the click itself.
        check(&[choose("mail"), press(1), up(EDGE)], &[], false);
    }

    #[test]
    fn a_press_whose_end_nobody_saw_is_forgotten() {
        let up = Gesture::Release {
            pointer: 1,
            over: EDGE,
        };
        check(&[press(1), press(2), go(1, 160.0, EDGE), up], &[], false);
    }
}

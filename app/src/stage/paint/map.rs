//! The moving parts of the map.

use model::catalog::LaneId;
use web_sys::CanvasRenderingContext2d;

use super::super::camera::Camera;
use super::super::geo::{Point, point};
use super::super::index::RunIndex;
use super::super::layout::Layout;
use super::super::places::Place;
use super::super::scene::{BESIDE_A_POP, Scene};
use super::super::shapes::{Mark, MarkKind};
use super::super::whereabouts::Doing;
use super::Painter;
use super::labels::Labels;
use super::strokes::{add_arc, add_circle, add_clock, add_cross, add_shape};
use crate::controls::lane_mark::lane_mark;
use crate::stage::words;

/// The steps in which a mark fades, so that all marks of one step share a path.
const FADES: u8 = 5;
/// The number of flows with a number, where it fits.
const NUMBERED_FLOWS: usize = 14;

impl Painter {
    pub(super) fn paint_chosen_way(&self, scene: &Scene) {
        let Some(lane) = scene.chosen.lane else {
            return;
        };
        let context = &self.front;
        context.begin_path();
        for leg in &scene.chosen.legs {
            add_arc(context, leg);
        }
        context.set_line_cap("round");
        for (colour, width) in [(&self.palette.ink, 4.0), (&self.palette.lanes[lane], 2.2)] {
            context.set_stroke_style_str(colour);
            context.set_line_width(width);
            context.stroke();
        }
        context.set_line_cap("butt");
    }

    pub(super) fn paint_flows(&mut self, scene: &Scene, layout: &Layout) {
        let context = &self.front;
        context.set_global_alpha(0.62);
        for flow in &scene.flows {
            context.begin_path();
            add_arc(context, &flow.arc);
            context.set_stroke_style_str(self.palette.lane(flow.lane));
            context.set_line_width(flow.width);
            context.stroke();
        }
        context.set_global_alpha(1.0);
        if !scene.counts.is_empty() {
            return; // The numbers at the places already say how many.
        }
        context.set_font(&self.fonts.strong);
        let mut labels = Labels::default();
        for flow in scene.flows.iter().take(NUMBERED_FLOWS) {
            self.words.clear();
            words::write_rate(&mut self.words, flow.per_second);
            let width = self.words.len() as f64 * 7.2;
            let middle = flow.arc.at(0.5);
            let start = point(middle.x - width / 2.0 - 2.0, middle.y);
            if let Some(placed) = labels.place(start, width, 2.0, layout.map) {
                self.haloed(&self.front, &self.words, point(placed.x, placed.y), true);
            }
        }
    }

    pub(super) fn paint_tokens(&self, scene: &Scene) {
        let context = &self.front;
        for (lane, colour) in self.lane_colours() {
            let of_lane = || scene.tokens.iter().filter(move |token| token.lane == lane);
            let shape = lane_mark(lane).shape;
            context.begin_path();
            for token in of_lane().filter(|token| token.doing != Doing::Connecting) {
                add_shape(context, shape, token.at, 3.6);
            }
            // The outline in the ground's colour separates neighbours.
            context.set_stroke_style_str(&self.palette.ground);
            context.set_line_width(1.6);
            context.stroke();
            context.set_fill_style_str(colour);
            context.fill();
            context.begin_path();
            for token in of_lane().filter(|token| token.doing == Doing::Connecting) {
                add_shape(context, shape, token.at, 2.6);
            }
            context.set_stroke_style_str(colour);
            context.set_line_width(1.3);
            context.stroke();
        }
    }

    /// Draws the ends of requests on the map, or those in a lane.
    pub(super) fn paint_marks(
        &self,
        context: &CanvasRenderingContext2d,
        scene: &Scene,
        lane: Option<LaneId>,
    ) {
        let is_here = |mark: &Mark| match lane {
            Some(lane) => mark.in_lane && mark.lane == lane,
            None => !mark.in_lane,
        };
        for fade in 0..FADES {
            let of_fade = || {
                scene.marks.iter().filter(move |mark| {
                    is_here(mark) && ((mark.age * f64::from(FADES)) as u8).min(FADES - 1) == fade
                })
            };
            let age = f64::from(fade) / f64::from(FADES);
            context.set_global_alpha(1.0 - age * 0.85);
            for (lane, colour) in self.lane_colours() {
                context.begin_path();
                for mark in of_fade().filter(|m| m.kind == MarkKind::Ok && m.lane == lane) {
                    add_circle(context, mark.at, 1.6 + mark.age);
                }
                context.set_fill_style_str(colour);
                context.fill();
            }
            context.begin_path();
            for mark in of_fade().filter(|mark| mark.kind == MarkKind::Late) {
                add_clock(context, mark.at, 4.6);
            }
            context.set_stroke_style_str(&self.palette.ink);
            context.set_line_width(1.5);
            context.stroke();
            context.begin_path();
            for mark in of_fade().filter(|mark| mark.kind == MarkKind::Failed) {
                add_cross(context, mark.at, 4.2);
            }
            for (colour, width) in [(&self.palette.ground, 4.4), (&self.palette.failed, 2.3)] {
                context.set_stroke_style_str(colour);
                context.set_line_width(width);
                context.stroke();
            }
        }
        context.set_global_alpha(1.0);
    }

    /// Draws the number of running requests at each POP, where the tokens beside it do not show it
    /// already.
    pub(super) fn paint_pop_runs(&mut self, scene: &Scene, camera: Camera, index: &RunIndex) {
        self.front.set_font(&self.fonts.strong);
        for (i, &runs) in scene.pop_runs.iter().enumerate() {
            if runs == 0 || (runs <= BESIDE_A_POP && !scene.flowing) {
                continue;
            }
            let at = camera.screen_from_world(index.places.at(Place::Pop(i as u16)));
            self.front.begin_path();
            add_shape(&self.front, lane_mark(LaneId::Edge).shape, at, 5.0);
            self.front
                .set_fill_style_str(self.palette.lane(LaneId::Edge));
            self.front.fill();
            self.number_at(runs, point(at.x + 8.0, at.y - 9.0));
        }
    }

    pub(super) fn paint_counts(
        &mut self,
        scene: &Scene,
        layout: &Layout,
        camera: Camera,
        index: &RunIndex,
    ) {
        self.front.set_font(&self.fonts.strong);
        let mut labels = Labels::default();
        for count in &scene.counts {
            let at = camera.screen_from_world(index.places.at(count.place));
            if let Some(placed) = labels.place(at, 16.0, 4.0, layout.map) {
                self.number_at(count.requests, point(placed.x, placed.y));
            }
        }
    }

    /// Marks the places that a fault hits now: a disc with an exclamation mark.
    pub(super) fn paint_faults(&self, scene: &Scene) {
        let context = &self.front;
        context.set_font(&self.fonts.strong);
        for at in &scene.faults {
            let (x, y) = (at.x + 12.0, at.y - 12.0);
            context.begin_path();
            add_circle(context, point(x, y), 8.0);
            context.set_fill_style_str(&self.palette.failed);
            context.fill();
            context.set_stroke_style_str(&self.palette.ground);
            context.set_line_width(1.5);
            context.stroke();
            context.set_text_baseline("middle");
            context.set_fill_style_str(&self.palette.ground);
            // The call accepts every text without a maximal width.
            context.fill_text("!", x - 2.0, y + 0.5).ok();
        }
    }

    fn number_at(&mut self, number: u32, at: Point) {
        self.words.clear();
        words::write_count(&mut self.words, u64::from(number));
        self.haloed(&self.front, &self.words, at, true);
    }

    /// Rings the selected request where it is on the map.
    pub(super) fn paint_chosen(&self, scene: &Scene) {
        let Some(at) = scene.chosen.at else { return };
        self.front.begin_path();
        add_circle(&self.front, at, 9.0);
        self.stroke_rim(&self.front);
    }

    /// Frames the selected request where it is in a lane.
    pub(super) fn paint_chosen_in_lane(
        &self,
        context: &CanvasRenderingContext2d,
        scene: &Scene,
        lane: LaneId,
    ) {
        let Some(seat) = scene
            .chosen
            .in_lane
            .filter(|_| scene.chosen.lane == Some(lane))
        else {
            return;
        };
        context.begin_path();
        context.rect(
            seat.x - 3.0,
            seat.y - 3.0,
            seat.width + 6.0,
            seat.height + 6.0,
        );
        self.stroke_rim(context);
    }

    fn stroke_rim(&self, context: &CanvasRenderingContext2d) {
        for (colour, width) in [(&self.palette.ground, 4.5), (&self.palette.ink, 2.0)] {
            context.set_stroke_style_str(colour);
            context.set_line_width(width);
            context.stroke();
        }
    }
}

//! The moving parts of the lanes: instances, queues, numbers.

use model::catalog::LaneId;

use super::super::geo::point;
use super::super::index::RunIndex;
use super::super::layout::Layout;
use super::super::places::Place;
use super::super::scene::Scene;
use super::super::shapes::{Cell, CellState};
use super::super::whereabouts::Doing;
use super::Painter;
use super::strokes::{add_circle, add_shape};
use crate::controls::lane_mark::lane_mark;
use crate::stage::words;

/// Cells smaller than this, in CSS pixels, have no outline, because it would fill them.
const OUTLINED: f64 = 6.0;

impl Painter {
    pub(super) fn paint_cells(&self, scene: &Scene) {
        for (lane, colour) in self.lane_colours() {
            let of_lane = || scene.cells.iter().filter(move |cell| cell.lane == lane);
            self.front.set_fill_style_str(colour);
            self.front.set_stroke_style_str(colour);
            self.paint_warm(of_lane());
            self.paint_busy(of_lane());
            self.paint_starting(&of_lane());
        }
        self.front.set_global_alpha(1.0);
    }

    /// Draws warm instances hollow; with a tint where an outline does not fit.
    fn paint_warm<'a>(&self, cells: impl Iterator<Item = &'a Cell>) {
        let context = &self.front;
        context.begin_path();
        let mut outlined = true;
        for cell in cells.filter(|cell| matches!(cell.state, CellState::Ready(_))) {
            let r = cell.rect;
            outlined = r.width >= OUTLINED;
            if outlined {
                context.rect(r.x + 0.5, r.y + 0.5, r.width - 1.0, r.height - 1.0);
            } else {
                context.rect(r.x, r.y, r.width, r.height);
            }
        }
        if outlined {
            context.set_global_alpha(0.75);
            context.set_line_width(1.0);
            context.stroke();
        } else {
            context.set_global_alpha(0.28);
            context.fill();
        }
    }

    /// Draws busy instances filled from below, up to the share in use.
    fn paint_busy<'a>(&self, cells: impl Iterator<Item = &'a Cell>) {
        let context = &self.front;
        context.begin_path();
        for cell in cells {
            if let CellState::Ready(level) = cell.state
                && level > 0.0
            {
                let (r, high) = (cell.rect, cell.rect.height * level);
                context.rect(r.x, r.bottom() - high, r.width, high);
            }
        }
        context.set_global_alpha(1.0);
        context.fill();
    }

    /// Draws starting instances hatched and growing from below.
    fn paint_starting<'a>(&self, cells: &(impl Iterator<Item = &'a Cell> + Clone)) {
        let context = &self.front;
        let growing = || {
            cells.clone().filter_map(|cell| match cell.state {
                CellState::Starting(share) => Some((cell.rect, share.clamp(0.0, 1.0))),
                CellState::Ready(_) => None,
            })
        };
        context.begin_path();
        for (r, share) in growing() {
            let high = r.height * share;
            context.rect(r.x, r.bottom() - high, r.width, high);
        }
        context.set_global_alpha(0.4);
        context.fill();
        context.begin_path();
        for (r, _) in growing().filter(|(r, _)| r.width >= OUTLINED) {
            context.move_to(r.x, r.bottom());
            context.line_to(r.right(), r.bottom() - r.width.min(r.height));
            context.move_to(r.x, r.bottom() - r.height / 2.0);
            context.line_to(r.x + r.width / 2.0, r.y);
            context.move_to(r.x + r.width / 2.0, r.bottom());
            context.line_to(r.right(), r.bottom() - r.height / 2.0);
        }
        context.set_global_alpha(0.9);
        context.set_line_width(1.0);
        context.stroke();
    }

    pub(super) fn paint_waiters(&self, scene: &Scene) {
        let context = &self.front;
        for (lane, colour) in self.lane_colours() {
            let of_lane = || {
                scene
                    .waiters
                    .iter()
                    .filter(move |waiter| waiter.lane == lane)
            };
            context.begin_path();
            for waiter in of_lane().filter(|waiter| waiter.doing == Doing::Waiting) {
                add_circle(context, waiter.at, 2.8);
            }
            for waiter in of_lane().filter(|waiter| waiter.doing == Doing::BackingOff) {
                add_circle(context, waiter.at, 1.4);
            }
            context.set_fill_style_str(colour);
            context.fill();
            context.begin_path();
            for waiter in of_lane().filter(|waiter| waiter.doing == Doing::Starting) {
                add_circle(context, waiter.at, 2.5);
            }
            context.set_stroke_style_str(colour);
            context.set_line_width(1.4);
            context.stroke();
        }
    }

    pub(super) fn paint_lane_numbers(&mut self, scene: &Scene, layout: &Layout, index: &RunIndex) {
        let pops = scene.pop_runs.iter().filter(|&&runs| runs > 0).count() as u32;
        self.front.set_font(&self.fonts.small);
        self.front.set_text_baseline("middle");
        for lane in LaneId::ALL {
            let area = &layout.lanes[lane];
            let tally = &scene.lanes[lane];
            let (x, y) = (area.frame.x, area.frame.y);
            self.words.clear();
            words::write_lane_use(&mut self.words, lane, tally, pops);
            self.front.set_fill_style_str(&self.palette.soft);
            // In a narrow lane the line is set narrower, so that it is not cut off.
            self.front
                .fill_text_with_max_width(&self.words, x, y + 40.0, area.frame.width)
                .ok();
            self.words.clear();
            words::write_waiting(&mut self.words, tally.requests.in_queue());
            self.say(&self.palette.ink, x, y + 56.0);
            if tally.failed_per_second >= 0.005 {
                self.words.clear();
                words::write_failing(&mut self.words, tally.failed_per_second);
                self.front.set_text_align("right");
                self.say(&self.palette.failed, area.frame.right(), y + 56.0);
                self.front.set_text_align("left");
            }
            if scene.out_of_sight[lane] > 0 {
                self.words.clear();
                words::write_more(&mut self.words, scene.out_of_sight[lane]);
                self.front.set_text_align("right");
                self.say(
                    &self.palette.soft,
                    area.queue.right(),
                    area.queue.bottom() - 7.0,
                );
                self.front.set_text_align("left");
            }
        }
        debug_assert_eq!(index.places.pops.len(), scene.pop_runs.len());
    }

    fn say(&self, colour: &str, x: f64, y: f64) {
        self.front.set_fill_style_str(colour);
        // The call accepts every text without a maximal width.
        self.front.fill_text(&self.words, x, y).ok();
    }

    /// Draws the edge lane, which has no instances of its own: a line for each of its busiest POPs.
    pub(super) fn paint_edge_lane(&mut self, scene: &Scene, layout: &Layout, index: &RunIndex) {
        const LINE: f64 = 17.0;
        const COLUMN: f64 = 118.0;
        let area = layout.lanes[LaneId::Edge].frame;
        let (left, top) = (area.x, area.y + 72.0);
        let lines = ((area.bottom() - top) / LINE).floor().max(1.0) as usize;
        let columns = (area.width / COLUMN).floor().max(1.0) as usize;
        let width = area.width / columns as f64;
        self.front.set_font(&self.fonts.small);
        for (i, &pop) in index.edge_pops.iter().take(lines * columns).enumerate() {
            let (x, y) = (
                left + (i / lines) as f64 * width,
                top + ((i % lines) as f64 + 0.5) * LINE,
            );
            let runs = scene.pop_runs.get(usize::from(pop)).copied().unwrap_or(0);
            self.words.clear();
            self.words.push_str(index.places.name(Place::Pop(pop)));
            self.say(&self.palette.soft, x, y);
            let room = ((width - 66.0) / 9.0).max(1.0) as u32;
            self.front.begin_path();
            for n in 0..runs.min(room) {
                let at = point(x + 38.0 + 9.0 * f64::from(n), y - 0.5);
                add_shape(&self.front, lane_mark(LaneId::Edge).shape, at, 3.4);
            }
            self.front
                .set_fill_style_str(self.palette.lane(LaneId::Edge));
            self.front.fill();
            if runs > room {
                self.words.clear();
                words::write_more(&mut self.words, runs - room);
                self.say(&self.palette.soft, x + 36.0 + 9.0 * f64::from(room), y);
            }
        }
    }
}

//! The strips of the lanes: instances, queues, POPs.

use model::catalog::LaneId;
use model::decimal;
use web_sys::CanvasRenderingContext2d;

use super::super::geo::point;
use super::super::index::RunIndex;
use super::super::layout::{LaneArea, Layout};
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
    /// Draws the strip of each lane that has a canvas.
    pub fn paint_strips(&mut self, scene: &Scene, layout: &Layout, index: &RunIndex) {
        for lane in LaneId::ALL {
            let area = &layout.lanes[lane];
            let Some(context) = self.strips[lane]
                .as_ref()
                .map(|strip| strip.context.clone())
            else {
                continue;
            };
            if area.frame.height < 1.0 {
                continue;
            }
            self.reset(&context);
            // The strip's own corner is the canvas's. Two finite numbers are always a valid translation.
            context.translate(-area.frame.x, -area.frame.y).ok();
            context.clear_rect(
                area.frame.x,
                area.frame.y,
                area.frame.width,
                area.frame.height,
            );
            if lane == LaneId::Edge {
                self.paint_pop_lines(&context, scene, area, index);
            } else {
                self.paint_gate(&context, area);
                self.paint_cells(&context, scene, lane);
            }
            self.paint_waiters(&context, scene, lane);
            self.paint_marks(&context, scene, Some(lane));
            self.paint_chosen_in_lane(&context, scene, lane);
        }
    }

    fn paint_gate(&self, context: &CanvasRenderingContext2d, area: &LaneArea) {
        let x = f64::midpoint(area.queue.right(), area.cells.x);
        context.begin_path();
        context.move_to(x, area.queue.y);
        context.line_to(x, area.queue.bottom());
        context.set_stroke_style_str(&self.palette.rule);
        context.set_line_width(1.0);
        context.stroke();
    }

    fn paint_cells(&self, context: &CanvasRenderingContext2d, scene: &Scene, lane: LaneId) {
        let of_lane = || scene.cells.iter().filter(move |cell| cell.lane == lane);
        let colour = self.palette.lane(lane);
        context.set_fill_style_str(colour);
        context.set_stroke_style_str(colour);
        paint_warm(context, of_lane());
        paint_busy(context, of_lane());
        paint_starting(context, &of_lane());
        context.set_global_alpha(1.0);
    }

    fn paint_waiters(&self, context: &CanvasRenderingContext2d, scene: &Scene, lane: LaneId) {
        let colour = self.palette.lane(lane);
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

    /// Draws the edge lane, which has no instances of its own: a line for each of its busiest POPs.
    fn paint_pop_lines(
        &mut self,
        context: &CanvasRenderingContext2d,
        scene: &Scene,
        area: &LaneArea,
        index: &RunIndex,
    ) {
        const LINE: f64 = 14.0;
        const COLUMN: f64 = 150.0;
        const NAME: f64 = 80.0;
        const PITCH: f64 = 9.0;
        let frame = area.frame;
        let lines = (frame.height / LINE).floor().max(1.0) as usize;
        let columns = (frame.width / COLUMN).floor().max(1.0) as usize;
        let width = frame.width / columns as f64;
        context.set_font(&self.fonts.small);
        context.set_text_baseline("middle");
        for (i, &pop) in index.edge_pops.iter().take(lines * columns).enumerate() {
            let x = frame.x + (i / lines) as f64 * width;
            let y = frame.y + ((i % lines) as f64 + 0.5) * LINE;
            let runs = scene.pop_runs.get(usize::from(pop)).copied().unwrap_or(0);
            context.set_fill_style_str(&self.palette.soft);
            let name = index.places.name(Place::Pop(pop));
            // A long name is set narrower, so that no shape covers it. The call accepts every text.
            context
                .fill_text_with_max_width(name, x, y, NAME - 6.0)
                .ok();
            let room = ((width - NAME - 28.0) / PITCH).max(1.0) as u32;
            context.begin_path();
            for n in 0..runs.min(room) {
                let at = point(x + NAME + PITCH * f64::from(n), y - 0.5);
                add_shape(context, lane_mark(LaneId::Edge).shape, at, 3.4);
            }
            context.set_fill_style_str(self.palette.lane(LaneId::Edge));
            context.fill();
            if runs > room {
                self.words.clear();
                words::write_more(&mut self.words, runs - room);
                context.set_fill_style_str(&self.palette.soft);
                let beside = x + NAME - 2.0 + PITCH * f64::from(room);
                context.fill_text(&self.words, beside, y).ok();
            }
        }
    }
}

/// Draws warm instances hollow; with a tint where an outline does not fit.
fn paint_warm<'a>(context: &CanvasRenderingContext2d, cells: impl Iterator<Item = &'a Cell>) {
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
fn paint_busy<'a>(context: &CanvasRenderingContext2d, cells: impl Iterator<Item = &'a Cell>) {
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
fn paint_starting<'a>(
    context: &CanvasRenderingContext2d,
    cells: &(impl Iterator<Item = &'a Cell> + Clone),
) {
    let growing = || {
        cells.clone().filter_map(|cell| match cell.state {
            CellState::Starting(share) => Some((cell.rect, decimal::within(share, 0.0, 1.0))),
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

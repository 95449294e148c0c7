//! The static parts of the lanes: rule, mark, name, gate.

use model::catalog::LaneId;

use super::super::geo::point;
use super::super::index::RunIndex;
use super::super::layout::Layout;
use super::Painter;
use super::strokes::add_shape;
use crate::controls::lane_mark::lane_mark;
use crate::text;

impl Painter {
    pub(super) fn paint_lane_heads(&self, layout: &Layout, index: Option<&RunIndex>) {
        let context = &self.back;
        for lane in LaneId::ALL {
            let area = &layout.lanes[lane];
            let (x, y) = (area.frame.x, area.frame.y);
            let mark = lane_mark(lane);
            context.set_fill_style_str(self.palette.lane(lane));
            context.fill_rect(x, y, area.frame.width, 2.5);
            context.begin_path();
            add_shape(context, mark.shape, point(x + 9.0, y + 20.0), 9.0);
            context.fill();
            context.set_text_baseline("middle");
            context.set_text_align("center");
            context.set_font(&self.fonts.letter);
            context.set_fill_style_str(&self.palette.on_accent);
            // The call accepts every text without a maximal width.
            context.fill_text(mark.letter, x + 9.0, y + 21.0).ok();
            context.set_text_align("left");
            context.set_font(&self.fonts.title);
            context.set_fill_style_str(&self.palette.ink);
            context
                .fill_text(text::board::lane(lane), x + 27.0, y + 21.0)
                .ok();
            let used = index.is_some_and(|i| i.steps.iter().any(|step| step.lane == lane));
            if used && lane != LaneId::Edge {
                context.begin_path();
                context.move_to(area.queue.right() + 5.5, area.queue.y);
                context.line_to(area.queue.right() + 5.5, area.queue.bottom());
                context.set_stroke_style_str(&self.palette.rule);
                context.set_line_width(1.0);
                context.stroke();
            }
        }
    }
}

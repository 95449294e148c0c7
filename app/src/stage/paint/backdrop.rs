//! The static layer: land, paths, cities, POPs, home.

use model::catalog::LaneId;
use model::sort::sort_by;

use super::super::camera::Camera;
use super::super::geo::{Arc, Point, point, project, rect};
use super::super::index::RunIndex;
use super::super::land::rings;
use super::super::layout::Layout;
use super::super::places::Place;
use super::super::scene::bend;
use super::labels::Labels;
use super::strokes::{add_arc, add_circle, add_cylinder, add_shape};
use super::{Painter, clip};
use crate::controls::lane_mark::Shape;
use crate::stage::words;

/// The width from which on the map shows the names of POPs.
const NAMED_POPS: f64 = 900.0;

impl Painter {
    pub(super) fn paint_land(&self, layout: &Layout, camera: Camera) {
        let context = &self.back;
        context.save();
        clip(context, layout);
        context.begin_path();
        for ring in rings() {
            for (i, (lat, lon)) in ring.into_iter().enumerate() {
                let at = camera.screen_from_world(project(lat, lon));
                if i == 0 {
                    context.move_to(at.x, at.y);
                } else {
                    context.line_to(at.x, at.y);
                }
            }
            context.close_path();
        }
        // A stroke of the same colour with round joins smooths the coarse outline.
        context.set_fill_style_str(&self.palette.land);
        context.set_stroke_style_str(&self.palette.land);
        context.set_line_join("round");
        context.set_line_width(2.0);
        context.fill();
        context.stroke();
        context.restore();
    }

    pub(super) fn paint_places(&self, layout: &Layout, camera: Camera, index: &RunIndex) {
        self.paint_paths(camera, index);
        let at = |place: Place| camera.screen_from_world(index.places.at(place));
        let mut labels = Labels::default();
        let is_narrow = layout.width < 600.0;
        let home_name = &index.places.home_name;
        let home_label = if is_narrow {
            words::home_label_short(home_name)
        } else {
            words::home_label(home_name)
        };
        self.paint_region(layout, at(Place::Home), &home_label, &mut labels);
        for (number, region) in (0..).zip(&index.places.regions) {
            let at = at(Place::Region(number));
            let label = if is_narrow {
                region.name.clone()
            } else {
                words::second_region_label(&region.name)
            };
            self.paint_region(layout, at, &label, &mut labels);
        }
        self.paint_cities(layout, camera, index, &mut labels);
        self.paint_pops(layout, camera, index, &mut labels);
    }

    fn paint_paths(&self, camera: Camera, index: &RunIndex) {
        let context = &self.back;
        context.set_line_width(1.0);
        context.set_global_alpha(0.34);
        for (lane, colour) in self.lane_colours() {
            context.begin_path();
            for leg in index.traffic.legs().filter(|leg| leg.lane == lane) {
                let from = camera.screen_from_world(index.places.at(leg.from));
                let to = camera.screen_from_world(index.places.at(leg.to));
                add_arc(context, &Arc::between(from, to, bend(leg.lane)));
            }
            context.set_stroke_style_str(colour);
            context.stroke();
        }
        context.set_global_alpha(1.0);
    }

    fn paint_region(&self, layout: &Layout, at: Point, label: &str, labels: &mut Labels) {
        let context = &self.back;
        context.begin_path();
        add_circle(context, at, 13.0);
        context.set_fill_style_str(&self.palette.ground);
        context.fill();
        context.set_stroke_style_str(&self.palette.ink);
        context.set_line_width(1.5);
        context.stroke();
        context.begin_path();
        add_cylinder(context, at, 5.0);
        context.stroke();
        labels.keep_off(rect(at.x - 13.0, at.y - 13.0, 26.0, 26.0));
        // The space above home is sea, and the space beside it has other cities.
        context.set_font(&self.fonts.strong);
        let width = context
            .measure_text(label)
            .map_or(60.0, |metrics| metrics.width());
        let x = (at.x - width * 0.72).max(layout.map.x + 2.0);
        labels.keep_off(rect(x - 4.0, at.y - 34.0, width + 8.0, 17.0));
        self.haloed(context, label, point(x, at.y - 25.0), true);
    }

    fn paint_cities(&self, layout: &Layout, camera: Camera, index: &RunIndex, labels: &mut Labels) {
        let context = &self.back;
        let mut cities: Vec<_> = index.places.cities.iter().collect();
        sort_by(&mut cities, |a, b| b.share.total_cmp(&a.share));
        let radius = |share: f64| (2.5 + 13.0 * share.sqrt()).min(9.0);
        for city in &cities {
            let at = camera.screen_from_world(city.at);
            context.begin_path();
            add_circle(context, at, radius(city.share));
            context.set_fill_style_str(&self.palette.soft);
            context.set_global_alpha(0.22);
            context.fill();
            context.set_global_alpha(1.0);
            context.begin_path();
            add_circle(context, at, 1.8);
            context.set_fill_style_str(&self.palette.ink);
            context.fill();
            let reach = radius(city.share);
            labels.keep_off(rect(at.x - reach, at.y - reach, reach * 2.0, reach * 2.0));
        }
        for city in cities {
            let at = camera.screen_from_world(city.at);
            self.paint_label(layout, &city.name, at, radius(city.share) + 4.0, labels);
        }
    }

    fn paint_pops(&self, layout: &Layout, camera: Camera, index: &RunIndex, labels: &mut Labels) {
        let context = &self.back;
        context.set_line_width(1.2);
        context.set_stroke_style_str(self.palette.lane(LaneId::Edge));
        for (i, pop) in (0..).zip(&index.places.pops) {
            let here = Place::Pop(i);
            let runs = index.edge_pops.contains(&i);
            // A POP that this hour never uses would only distract.
            if !runs
                && !index
                    .traffic
                    .legs()
                    .any(|leg| leg.from == here || leg.to == here)
            {
                continue;
            }
            let at = camera.screen_from_world(pop.at);
            context.begin_path();
            add_shape(context, Shape::Triangle, at, 4.4);
            context.set_fill_style_str(&self.palette.ground);
            context.fill();
            context.stroke();
            labels.keep_off(rect(at.x - 5.0, at.y - 5.0, 10.0, 10.0));
            // A small picture has space for the cities' names only; the edge lane lists the POPs.
            if runs && layout.width >= NAMED_POPS {
                self.paint_label(layout, &pop.name, at, 9.0, labels);
                context.set_line_width(1.2);
                context.set_stroke_style_str(self.palette.lane(LaneId::Edge));
            }
        }
    }

    fn paint_label(&self, layout: &Layout, text: &str, at: Point, gap: f64, labels: &mut Labels) {
        if !labels.is_new(text) {
            return;
        }
        let context = &self.back;
        context.set_font(&self.fonts.small);
        let width = context
            .measure_text(text)
            .map_or(60.0, |metrics| metrics.width());
        if let Some(placed) = labels.place(at, width, gap, layout.map) {
            self.haloed(context, text, point(placed.x, placed.y), false);
        }
    }

    /// Text that stays readable over lines: it has an outline in the ground's colour.
    pub(super) fn haloed(
        &self,
        context: &web_sys::CanvasRenderingContext2d,
        text: &str,
        at: Point,
        strong: bool,
    ) {
        context.set_text_baseline("middle");
        context.set_line_join("round");
        context.set_line_width(3.0);
        context.set_stroke_style_str(&self.palette.ground);
        context.set_fill_style_str(if strong {
            &self.palette.ink
        } else {
            &self.palette.soft
        });
        // The call accepts every text without a maximal width.
        context.stroke_text(text, at.x, at.y).ok();
        context.fill_text(text, at.x, at.y).ok();
    }
}

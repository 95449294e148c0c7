//! The painter of the map and of the lanes' strips: one path for each colour and shape, few changes of state.
//!
//! The static layer, drawn once for each size, theme and run, contains all that does not change with the
//! playhead.

mod backdrop;
mod labels;
mod lanes;
mod map;
mod strokes;

use leptos::prelude::document;
use model::catalog::{LaneId, LaneMap};
use model::decimal;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

use super::camera::Camera;
use super::index::RunIndex;
use super::layout::Layout;
use super::palette::Palette;
use super::scene::Scene;

/// The most device pixels a CSS pixel; more of them cost time and are not visible.
const MOST_PIXELS: f64 = 2.0;

/// The map's canvas with its static layer, and the canvases of the lanes' strips.
pub struct Painter {
    strips: LaneMap<Option<Strip>>,
    canvas: HtmlCanvasElement,
    front: CanvasRenderingContext2d,
    back_canvas: HtmlCanvasElement,
    back: CanvasRenderingContext2d,
    palette: Palette,
    fonts: Fonts,
    pixels: f64,
    words: String,
}

/// The canvas of a lane's strip.
#[derive(Clone)]
struct Strip {
    canvas: HtmlCanvasElement,
    context: CanvasRenderingContext2d,
}

struct Fonts {
    small: String,
    strong: String,
}

impl Fonts {
    fn new(palette: &Palette) -> Self {
        Self {
            small: palette.font(400, 12.0),
            strong: palette.font(600, 12.0),
        }
    }
}

impl Painter {
    /// A painter of this canvas; none where the browser gives it no context.
    pub fn new(canvas: HtmlCanvasElement) -> Option<Self> {
        let back_canvas = document()
            .create_element("canvas")
            .ok()?
            .dyn_into::<HtmlCanvasElement>()
            .ok()?;
        let palette = Palette::of(&canvas);
        Some(Self {
            strips: LaneMap::default(),
            front: context(&canvas, Ground::Opaque)?,
            back: context(&back_canvas, Ground::Opaque)?,
            fonts: Fonts::new(&palette),
            canvas,
            back_canvas,
            palette,
            pixels: 1.0,
            words: String::new(),
        })
    }

    /// Draws the strip of a lane on this canvas from now on. Returns whether it is a new one.
    pub fn take_strip(&mut self, lane: LaneId, canvas: &HtmlCanvasElement) -> bool {
        let is_new = |strip: &Strip| strip.canvas != *canvas;
        if !self.strips[lane].as_ref().is_none_or(is_new) {
            return false;
        }
        self.strips[lane] = context(canvas, Ground::OfThePage).map(|context| Strip {
            canvas: canvas.clone(),
            context,
        });
        true
    }

    /// The map's canvas.
    pub fn canvas(&self) -> &HtmlCanvasElement {
        &self.canvas
    }

    /// The number of CSS pixels that the picture counts as one: more in the large theme for a projector.
    pub fn scale(&self) -> f64 {
        self.palette.scale
    }

    /// Reads the colours again.
    pub fn read_palette(&mut self) {
        self.palette = Palette::of(&self.canvas);
        self.fonts = Fonts::new(&self.palette);
    }

    /// Fits all canvases to a layout and draws the static layer.
    pub fn prepare(&mut self, layout: &Layout, camera: Camera, index: Option<&RunIndex>, dpr: f64) {
        self.pixels = decimal::within(dpr, 1.0, MOST_PIXELS) * self.palette.scale;
        let (width, height) = (
            device(layout.width, self.pixels),
            device(layout.height, self.pixels),
        );
        let resized = (self.canvas.width(), self.canvas.height()) != (width, height);
        for canvas in [&self.canvas, &self.back_canvas] {
            resize(canvas, width, height);
        }
        self.fit_strips(layout);
        // A canvas whose size changed is black, and may be visible before the picture is drawn again.
        let seen = resized.then_some(&self.front);
        for layer in [&self.back].into_iter().chain(seen) {
            self.reset(layer);
            layer.set_fill_style_str(&self.palette.ground);
            layer.fill_rect(0.0, 0.0, layout.width, layout.height);
        }
        self.paint_land(layout, camera);
        if let Some(index) = index {
            self.back.save();
            if camera.zoom() > 1.0 {
                // In the picture of the whole world, names may be beyond the map's edge.
                clip(&self.back, layout);
            }
            self.paint_places(layout, camera, index);
            self.back.restore();
        }
    }

    /// Fits the canvases of the strips to a layout.
    pub fn fit_strips(&self, layout: &Layout) {
        for (lane, strip) in self.strips.iter() {
            let frame = layout.lanes[lane].frame;
            if let Some(strip) = strip {
                let (width, height) = (
                    device(frame.width, self.pixels),
                    device(frame.height, self.pixels),
                );
                resize(&strip.canvas, width, height);
            }
        }
    }

    /// Draws the static layer alone.
    pub fn paint_quiet(&self, layout: &Layout) {
        self.reset(&self.front);
        // The call is refused only while the layer has no size; then nothing is visible.
        self.front
            .draw_image_with_html_canvas_element_and_dw_and_dh(
                &self.back_canvas,
                0.0,
                0.0,
                layout.width,
                layout.height,
            )
            .ok();
    }

    /// Draws the map.
    pub fn paint_map(&mut self, scene: &Scene, layout: &Layout, camera: Camera, index: &RunIndex) {
        self.paint_quiet(layout);
        self.front.save();
        clip(&self.front, layout);
        self.paint_chosen_way(scene);
        self.paint_flows(scene, layout);
        self.paint_tokens(scene);
        self.paint_pop_runs(scene, camera, index);
        self.paint_counts(scene, layout, camera, index);
        self.paint_faults(scene);
        self.front.restore();
        self.paint_marks(&self.front, scene, None);
        self.paint_chosen(scene);
    }

    fn reset(&self, context: &CanvasRenderingContext2d) {
        // Six finite numbers are always a valid transform.
        context
            .set_transform(self.pixels, 0.0, 0.0, self.pixels, 0.0, 0.0)
            .ok();
        context.set_global_alpha(1.0);
    }

    fn lane_colours(&self) -> impl Iterator<Item = (LaneId, &str)> {
        LaneId::ALL
            .into_iter()
            .map(|lane| (lane, self.palette.lane(lane)))
    }
}

/// Clips a context to the map.
fn clip(context: &CanvasRenderingContext2d, layout: &Layout) {
    let map = layout.map;
    context.begin_path();
    context.rect(map.x, map.y, map.width, map.height);
    context.clip();
}

fn resize(canvas: &HtmlCanvasElement, width: u32, height: u32) {
    if canvas.width() != width {
        canvas.set_width(width);
    }
    if canvas.height() != height {
        canvas.set_height(height);
    }
}

fn device(length: f64, pixels: f64) -> u32 {
    (length * pixels).round() as u32
}

/// The ground of a canvas.
#[derive(Clone, Copy, PartialEq)]
enum Ground {
    /// The painter fills it: the browser need not blend the canvas with the page.
    Opaque,
    /// The page behind the canvas is visible.
    OfThePage,
}

fn context(canvas: &HtmlCanvasElement, ground: Ground) -> Option<CanvasRenderingContext2d> {
    let options = js_sys::Object::new();
    let alpha = JsValue::from_bool(ground == Ground::OfThePage);
    js_sys::Reflect::set(&options, &JsValue::from_str("alpha"), &alpha).ok()?;
    canvas
        .get_context_with_context_options("2d", &options)
        .ok()??
        .dyn_into::<CanvasRenderingContext2d>()
        .ok()
}

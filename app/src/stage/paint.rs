//! The painter of the canvas: one path for each colour and shape, few changes of state.
//!
//! The static layer, drawn once for each size, theme and run, contains all that does not change with the
//! playhead.

mod backdrop;
mod chrome;
mod labels;
mod lanes;
mod map;
mod strokes;

use leptos::prelude::document;
use model::catalog::LaneId;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

use super::camera::Camera;
use super::index::RunIndex;
use super::layout::Layout;
use super::palette::Palette;
use super::scene::Scene;

/// The most device pixels a CSS pixel; more of them cost time and are not visible.
const MOST_PIXELS: f64 = 2.0;

/// A canvas with its static layer.
pub struct Painter {
    canvas: HtmlCanvasElement,
    front: CanvasRenderingContext2d,
    back_canvas: HtmlCanvasElement,
    back: CanvasRenderingContext2d,
    palette: Palette,
    fonts: Fonts,
    pixels: f64,
    words: String,
}

struct Fonts {
    small: String,
    strong: String,
    title: String,
    letter: String,
}

impl Fonts {
    fn new(palette: &Palette) -> Self {
        Self {
            small: palette.font(400, 12.0),
            strong: palette.font(600, 12.0),
            title: palette.font(600, 15.0),
            letter: palette.font(700, 12.0),
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
            front: context(&canvas)?,
            back: context(&back_canvas)?,
            fonts: Fonts::new(&palette),
            canvas,
            back_canvas,
            palette,
            pixels: 1.0,
            words: String::new(),
        })
    }

    /// The canvas itself.
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

    /// Fits both layers to a layout and draws the static layer.
    pub fn prepare(&mut self, layout: &Layout, camera: Camera, index: Option<&RunIndex>, dpr: f64) {
        self.pixels = dpr.clamp(1.0, MOST_PIXELS) * self.palette.scale;
        let (width, height) = (
            device(layout.width, self.pixels),
            device(layout.height, self.pixels),
        );
        let resized = (self.canvas.width(), self.canvas.height()) != (width, height);
        for canvas in [&self.canvas, &self.back_canvas] {
            if canvas.width() != width {
                canvas.set_width(width);
            }
            if canvas.height() != height {
                canvas.set_height(height);
            }
        }
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
        self.paint_lane_heads(layout, index);
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

    /// Draws the picture.
    pub fn paint(&mut self, scene: &Scene, layout: &Layout, camera: Camera, index: &RunIndex) {
        self.paint_quiet(layout);
        self.front.save();
        clip(&self.front, layout);
        self.paint_chosen_way(scene);
        self.paint_flows(scene, layout);
        self.paint_tokens(scene);
        self.paint_pop_runs(scene, camera, index);
        self.paint_counts(scene, layout, camera, index);
        self.front.restore();
        self.paint_cells(scene);
        self.paint_waiters(scene);
        self.paint_lane_numbers(scene, layout, index);
        self.paint_edge_lane(scene, layout, index);
        self.paint_marks(scene);
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

fn device(length: f64, pixels: f64) -> u32 {
    (length * pixels).round() as u32
}

fn context(canvas: &HtmlCanvasElement) -> Option<CanvasRenderingContext2d> {
    let options = js_sys::Object::new();
    // The ground is opaque: the browser need not blend the canvas with the page.
    js_sys::Reflect::set(&options, &JsValue::from_str("alpha"), &JsValue::FALSE).ok()?;
    canvas
        .get_context_with_context_options("2d", &options)
        .ok()??
        .dyn_into::<CanvasRenderingContext2d>()
        .ok()
}

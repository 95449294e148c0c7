//! The canvas's colours and font, read from the style sheet.
//!
//! `styles/stage.css` defines them, light and dark.

use model::decimal;
use web_sys::{CssStyleDeclaration, HtmlCanvasElement};

use crate::browser::window;
use crate::controls::lane_mark::lane_mark;
use model::catalog::{LaneId, LaneMap};

/// The colours of the canvas, in CSS syntax.
#[derive(Clone, Debug, PartialEq)]
pub struct Palette {
    /// The ground behind all shapes.
    pub ground: String,
    /// The colour of continents.
    pub land: String,
    /// The colour of text and strong marks.
    pub ink: String,
    /// The colour of secondary text.
    pub soft: String,
    /// The colour of thin lines.
    pub rule: String,
    /// The colour of failures.
    pub failed: String,
    /// The lanes' accents, in the order of `LaneId`.
    pub lanes: LaneMap<String>,
    /// The font family of all text.
    pub family: String,
    /// The number of CSS pixels that the picture counts as one.
    pub scale: f64,
}

impl Palette {
    /// Reads the palette of a canvas; a missing colour is replaced by the light theme's.
    pub fn of(canvas: &HtmlCanvasElement) -> Self {
        let style = window().and_then(|window| window.get_computed_style(canvas).ok().flatten());
        let get = |name: &str, fallback: &str| read(style.as_ref(), name, fallback);
        Self {
            ground: get("--stage-ground", "#ffffff"),
            land: get("--stage-land", "#e7e5df"),
            ink: get("--stage-ink", "#1d1d1b"),
            soft: get("--stage-soft", "#5d5b55"),
            rule: get("--stage-rule", "#d5d2ca"),
            failed: get("--stage-failed", "#c2410c"),
            lanes: LaneMap::from_fn(|lane| get(lane_mark(lane).property, lane_mark(lane).accent)),
            family: get("font-family", "system-ui, sans-serif"),
            scale: decimal::parse(&get("--stage-scale", "1")).unwrap_or(1.0),
        }
    }

    /// The accent of a lane.
    pub fn lane(&self, lane: LaneId) -> &str {
        &self.lanes[lane]
    }

    /// The font of this size and weight.
    pub fn font(&self, weight: u32, pixels: f64) -> String {
        format!("{weight} {}px {}", decimal::plain(pixels), self.family)
    }
}

fn read(style: Option<&CssStyleDeclaration>, name: &str, fallback: &str) -> String {
    style
        .and_then(|style| style.get_property_value(name).ok())
        .map(|value| value.trim().to_owned())
        .filter(|value| !value.is_empty())
        .unwrap_or_else(|| fallback.to_owned())
}

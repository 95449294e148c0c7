//! The view in the animation loop: it takes the run and the playhead, composes and paints the picture,
//! and reports figures.
//!
//! It reads signals untracked.

use crate::controls::css;
use model::catalog::{LaneId, LaneMap};
use model::decimal;
use model::index::WorkloadIndex;
use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::*;
use web_sys::HtmlCanvasElement;

use super::camera::Camera;
use super::facts::Facts;
use super::geo::{Point, Size, point};
use super::hit_test::Picture;
use super::index::RunIndex;
use super::layout::Layout;
use super::meter::Meter;
use super::paint::Painter;
use super::pulse::Next;
use super::scene::{Frame, LOOK_BACK, Only, Scene};
use super::watch::Change;
use super::zoom::Move;
use crate::browser::{matches_media, now_ms, window};
use crate::session::Session;
use crate::state::loaded_run::LoadedRun;

const FACTS_EVERY_MS: f64 = 500.0;
const FIGURES_EVERY_MS: f64 = 1_000.0;
const STILL_EVERY_MS: i32 = 500;
const UNSEEN_EVERY_MS: i32 = 250;
/// The time for which the first picture does not move, milliseconds: the page has other parts to build,
/// and a person needs the time to look around.
const SETTLES_MS: f64 = 1_500.0;

/// The view of the map and of the lanes' strips.
pub struct View {
    session: Session,
    facts: RwSignal<Facts>,
    painter: Painter,
    scene: Scene,
    layout: Layout,
    camera: Camera,
    shown: Option<(Arc<LoadedRun>, Rc<RunIndex>)>,
    meter: Meter,
    /// Device pixels for each CSS pixel of the static layer; none before the layer is drawn for this
    /// run.
    pixels: Option<f64>,
    /// The map's width in CSS pixels, 0 before it is known or where the map is hidden.
    room_width: f64,
    /// The sizes of the lanes' strips in CSS pixels, 0 where a strip is hidden.
    strips: LaneMap<Size>,
    /// The number of CSS pixels that the layout counts as one.
    scale: f64,
    stale: bool,
    in_sight: bool,
    still: bool,
    last_ms: Option<f64>,
    /// The time at which the first picture begins to move.
    moves_from_ms: Option<f64>,
    facts_ms: f64,
    figures_ms: f64,
}

impl View {
    /// A view of this canvas. It draws nothing before [`Change::Width`] gives the stage's width: a
    /// measurement here would make the browser compute the page's layout once more.
    pub fn new(
        session: Session,
        facts: RwSignal<Facts>,
        canvas: HtmlCanvasElement,
    ) -> Option<Self> {
        let strips = LaneMap::default();
        let layout = Layout::new(0.0, &strips);
        Some(Self {
            session,
            facts,
            painter: Painter::new(canvas)?,
            scene: Scene::default(),
            camera: Camera::fit(layout.map),
            layout,
            shown: None,
            meter: Meter::default(),
            pixels: None,
            room_width: 0.0,
            strips,
            scale: 1.0,
            stale: true,
            in_sight: true,
            still: matches_media("(prefers-reduced-motion: reduce)"),
            last_ms: None,
            moves_from_ms: None,
            facts_ms: 0.0,
            figures_ms: 0.0,
        })
    }

    /// Shows another run.
    pub fn take_run(&mut self, loaded: Arc<LoadedRun>, index: RunIndex) {
        self.shown = Some((loaded, Rc::new(index)));
        self.pixels = None;
    }

    /// Whether the view shows this run.
    pub fn shows(&self, loaded: &LoadedRun) -> bool {
        let shown = self.shown.as_ref();
        shown.is_some_and(|(_, index)| index.generation == loaded.generation)
    }

    /// Applies a change of the canvas's surroundings.
    pub fn hear(&mut self, change: Change) {
        match change {
            Change::Width(width) => {
                self.room_width = width;
                // A hidden map keeps its layout.
                if width >= 1.0 {
                    self.fit();
                }
            }
            // The map's static layer is as it was.
            Change::Strip(lane, size) => {
                self.strips[lane] = size;
                self.lay_out();
                self.painter.fit_strips(&self.layout);
            }
            Change::InSight(in_sight) => self.in_sight = in_sight,
            Change::Theme => {
                self.painter.read_palette();
                self.fit();
            }
            Change::Still(still) => self.still = still,
        }
    }

    /// Draws the strip of a lane on this canvas from now on. Returns whether it is a new one.
    pub fn take_strip(&mut self, lane: LaneId, canvas: &HtmlCanvasElement) -> bool {
        self.painter.take_strip(lane, canvas)
    }

    /// The request at a point of the layout.
    pub fn row_near(&self, at: Point) -> Option<u32> {
        self.scene.row_near(at.x, at.y, 16.0)
    }

    /// The picture on the canvas, with its run; none before the first one.
    pub fn picture(&self) -> Option<(Picture<'_>, &LoadedRun)> {
        let (loaded, index) = self.shown.as_ref()?;
        let picture = Picture {
            scene: &self.scene,
            index,
            layout: &self.layout,
            camera: self.camera,
        };
        Some((picture, loaded))
    }

    /// The point of the map's canvas at a point of the layout.
    pub fn outside(&self, at: Point) -> Point {
        point(at.x * self.scale, at.y * self.scale)
    }

    /// The width of a lane's strip, or of the map's canvas, CSS pixels.
    pub fn width_around(&self, lane: Option<LaneId>) -> f64 {
        lane.map_or(self.room_width, |lane| self.strips[lane].width)
    }

    /// Moves the camera. Returns its magnification afterwards.
    pub fn look(&mut self, wanted: Move) -> f64 {
        let map = self.layout.map;
        let middle = point(map.x + map.width / 2.0, map.y + map.height / 2.0);
        self.camera = match wanted {
            // A zoom from the whole world goes to home, where most requests are.
            Move::Zoom(factor, None) if self.camera.zoom() <= 1.0 => {
                let near = self.camera.zoomed(factor, middle);
                let home = self.shown.as_ref().map(|(_, index)| index.places.home);
                home.map_or(near, |home| near.centred(home))
            }
            Move::Zoom(factor, at) => {
                let at = at.map_or(middle, |at| self.inside(at));
                self.camera.zoomed(factor, at)
            }
            Move::Pan(right, down) => {
                let by = self.inside(point(right, down));
                self.camera.moved(by.x, by.y)
            }
            Move::Whole => Camera::fit(map),
        };
        self.stale = true;
        self.camera.zoom()
    }

    /// Whether a point of the map's canvas is on the map.
    pub fn is_map(&self, at: Point) -> bool {
        self.layout.map.holds(self.inside(at))
    }

    /// The point of the layout at a point of the map's canvas.
    pub fn inside(&self, at: Point) -> Point {
        point(at.x / self.scale, at.y / self.scale)
    }

    /// The point of the layout at a point of a lane's strip.
    pub fn inside_lane(&self, lane: LaneId, at: Point) -> Point {
        let (at, frame) = (self.inside(at), self.layout.lanes[lane].frame);
        point(at.x + frame.x, at.y + frame.y)
    }

    fn lay_out(&mut self) {
        self.scale = self.painter.scale();
        let strips = LaneMap::from_fn(|lane| Size {
            width: self.strips[lane].width / self.scale,
            height: self.strips[lane].height / self.scale,
        });
        self.layout = Layout::new(self.room_width / self.scale, &strips);
    }

    fn fit(&mut self) {
        self.lay_out();
        self.camera = self.camera.on(self.layout.map);
        self.stale = true;
        if self.room_width < 1.0 {
            return; // the map is hidden
        }
        // The browser accepts every valid length.
        let height = css::coordinate(self.layout.height * self.scale) + "px";
        web_sys::HtmlElement::style(self.painter.canvas())
            .set_property("height", &height)
            .ok();
    }

    /// Runs one frame.
    pub fn beat(&mut self, time_ms: f64) -> Next {
        let started = now_ms();
        let playhead = self.session.playhead;
        let Some(playing) = playhead.playing.try_get_untracked() else {
            return Next::Rest;
        };
        let hidden = window()
            .and_then(|window| window.document())
            .is_some_and(|d| d.hidden());
        let settles_ms = self.settles_ms(time_ms);
        // No later frame brings the words of a picture that does not move yet.
        let is_at_rest = !playing || settles_ms > 0.0;
        if playing && !hidden && settles_ms <= 0.0 && self.shown.is_some() {
            let elapsed = self
                .last_ms
                .map_or(0.0, |last| decimal::within(time_ms - last, 0.0, 1_000.0));
            playhead.advance(elapsed, time_ms);
            self.last_ms = Some(time_ms);
        } else {
            self.last_ms = None;
        }
        if hidden {
            return Next::Rest;
        }
        let has_map = self.in_sight && self.room_width >= 1.0;
        let has_strip = self.strips.values().iter().any(|strip| strip.height >= 1.0);
        if !(has_map || has_strip) {
            // No picture is in sight, but the words beside it follow, and stay exact.
            self.compose();
            self.report(time_ms, is_at_rest);
            return if playing {
                Next::Later(UNSEEN_EVERY_MS)
            } else {
                Next::Rest
            };
        }
        // The static layer is drawn once for each size, theme and run, so its time does not count as a
        // frame's work.
        let steady = !self.stale;
        let is_new = self.pixels.is_none();
        self.prepare();
        if is_new {
            // A frame draws only one of the layers, for slow phones.
            return Next::Frame;
        }
        self.draw(has_map);
        if steady {
            self.meter.record(now_ms() - started);
        }
        self.report(time_ms, is_at_rest);
        match (playing, self.still) {
            (false, _) => Next::Rest,
            (true, _) if settles_ms > 0.0 => Next::Later(settles_ms.ceil() as i32),
            (true, true) => Next::Later(STILL_EVERY_MS),
            (true, false) => Next::Frame,
        }
    }

    /// The time for which the first picture still does not move, milliseconds.
    fn settles_ms(&mut self, time_ms: f64) -> f64 {
        if self.shown.is_none() {
            return 0.0;
        }
        *self.moves_from_ms.get_or_insert(time_ms + SETTLES_MS) - time_ms
    }

    /// Draws the static layer again where it is out of date.
    fn prepare(&mut self) {
        let pixels = window().map_or(1.0, |window| window.device_pixel_ratio());
        if self.stale || self.pixels != Some(pixels) {
            let index = self.shown.as_ref().map(|(_, index)| &**index);
            self.painter
                .prepare(&self.layout, self.camera, index, pixels);
            self.pixels = Some(pixels);
            self.stale = false;
        }
    }

    fn draw(&mut self, has_map: bool) {
        self.compose();
        let Some((_, index)) = &self.shown else {
            self.painter.paint_quiet(&self.layout);
            return;
        };
        if has_map {
            self.painter
                .paint_map(&self.scene, &self.layout, self.camera, index);
        }
        self.painter.paint_strips(&self.scene, &self.layout, index);
    }

    fn compose(&mut self) {
        let Some((loaded, index)) = &self.shown else {
            return;
        };
        let profiles = self.session.profiles.try_get_untracked().flatten();
        let chosen = self
            .session
            .selection
            .try_with_untracked(|chosen| chosen.request)
            .flatten();
        let only = self.session.pointed_at.try_with_untracked(|pointed_at| {
            let pointed_at = pointed_at.as_ref()?;
            let index = loaded.scenario.workload_index(&pointed_at.workload)?;
            Some(Only {
                workload: WorkloadIndex::from(index),
                cause: pointed_at.cause,
            })
        });
        self.scene.compose(&Frame {
            run: &loaded.run,
            checkpoints: &loaded.checkpoints,
            index,
            profiles: profiles.as_deref(),
            fuel_limit: loaded.scenario.lanes.sandbox.fuel,
            camera: self.camera,
            layout: &self.layout,
            time: self.session.playhead.now(),
            speed: self
                .session
                .playhead
                .speed
                .try_get_untracked()
                .unwrap_or(1.0),
            still: self.still,
            chosen,
            only: only.flatten(),
        });
    }

    /// Reports the figures, at intervals during playback, and always before the loop rests.
    fn report(&mut self, now: f64, resting: bool) {
        if resting || now - self.facts_ms >= FACTS_EVERY_MS {
            self.facts_ms = now;
            if let Some((_, index)) = &self.shown {
                let time = self.session.playhead.now();
                let facts = Facts {
                    tally: self.scene.tally,
                    lanes: self.scene.lanes,
                    busy_pops: self.scene.pop_runs.iter().filter(|&&runs| runs > 0).count() as u32,
                    failures: index.traffic.failures(&(time.since(LOOK_BACK)..time)),
                    each_stands_for: index.each_stands_for,
                    flowing: self.scene.flowing,
                    stretched: self.scene.stretched,
                    still: self.still,
                };
                self.facts.try_set(facts);
            }
        }
        if resting || now - self.figures_ms >= FIGURES_EVERY_MS {
            self.figures_ms = now;
            let canvas = self.painter.canvas();
            let p95 = self.meter.p95().unwrap_or(0.0);
            // The browser accepts every valid attribute name.
            canvas
                .set_attribute("data-frame-p95-ms", &decimal::write(p95, 2))
                .ok();
            canvas
                .set_attribute("data-in-flight", &self.scene.tally.in_flight.to_string())
                .ok();
        }
    }
}

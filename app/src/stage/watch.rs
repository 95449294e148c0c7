//! The changes around the canvases that the view needs: their sizes, the map's visibility, the theme.

use js_sys::Array;
use leptos::prelude::document;
use model::catalog::LaneId;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{
    Element, IntersectionObserver, IntersectionObserverEntry, MediaQueryList, MutationObserver,
    MutationObserverInit, ResizeObserver, ResizeObserverEntry,
};

use super::geo::Size;
use crate::browser::media_list;

/// A change around the canvas.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Change {
    /// The map's width, CSS pixels; 0 where it is hidden.
    Width(f64),
    /// The size of a lane's strip; 0 where it is hidden.
    Strip(LaneId, Size),
    /// Whether any part of the canvas is visible.
    InSight(bool),
    /// The colours of the theme may have changed.
    Theme,
    /// Whether the person prefers reduced motion.
    Still(bool),
}

type OnEntries = Closure<dyn FnMut(Array)>;

/// Observes a canvas until it is dropped.
pub struct Watch {
    sizes: Vec<(ResizeObserver, OnEntries)>,
    sight: Option<(IntersectionObserver, OnEntries)>,
    theme: Option<(MutationObserver, OnEntries)>,
    media: Vec<(MediaQueryList, Closure<dyn FnMut()>)>,
}

impl Watch {
    /// Begins to observe the element around a canvas.
    pub fn new(room: &Element, tell: impl Fn(Change) + Clone + 'static) -> Self {
        let mut media = Vec::new();
        let tell_again = tell.clone();
        media.extend(on_media("(prefers-color-scheme: dark)", move |_| {
            tell_again(Change::Theme);
        }));
        let tell_again = tell.clone();
        media.extend(on_media("(prefers-reduced-motion: reduce)", move |holds| {
            tell_again(Change::Still(holds));
        }));
        Self {
            sizes: Vec::from_iter(watch_size(room, {
                let tell = tell.clone();
                move |size| tell(Change::Width(size.width))
            })),
            sight: watch_sight(room, tell.clone()),
            theme: watch_theme(tell),
            media,
        }
    }

    /// Begins to observe the size of a lane's strip.
    pub fn add_strip(&mut self, lane: LaneId, strip: &Element, tell: impl Fn(Change) + 'static) {
        let watched = watch_size(strip, move |size| tell(Change::Strip(lane, size)));
        self.sizes.extend(watched);
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        for (observer, _) in &self.sizes {
            observer.disconnect();
        }
        if let Some((observer, _)) = &self.sight {
            observer.disconnect();
        }
        if let Some((observer, _)) = &self.theme {
            observer.disconnect();
        }
        for (list, _) in &self.media {
            list.set_onchange(None);
        }
    }
}

fn watch_size(
    room: &Element,
    tell: impl Fn(Size) + 'static,
) -> Option<(ResizeObserver, OnEntries)> {
    let callback = OnEntries::new(move |entries: Array| {
        if let Ok(entry) = entries.pop().dyn_into::<ResizeObserverEntry>() {
            let content = entry.content_rect();
            tell(Size {
                width: content.width(),
                height: content.height(),
            });
        }
    });
    let observer = ResizeObserver::new(callback.as_ref().unchecked_ref()).ok()?;
    observer.observe(room);
    Some((observer, callback))
}

fn watch_sight(
    room: &Element,
    tell: impl Fn(Change) + 'static,
) -> Option<(IntersectionObserver, OnEntries)> {
    let callback = OnEntries::new(move |entries: Array| {
        if let Ok(entry) = entries.pop().dyn_into::<IntersectionObserverEntry>() {
            tell(Change::InSight(entry.is_intersecting()));
        }
    });
    let observer = IntersectionObserver::new(callback.as_ref().unchecked_ref()).ok()?;
    observer.observe(room);
    Some((observer, callback))
}

fn watch_theme(tell: impl Fn(Change) + 'static) -> Option<(MutationObserver, OnEntries)> {
    let callback = OnEntries::new(move |_| tell(Change::Theme));
    let observer = MutationObserver::new(callback.as_ref().unchecked_ref()).ok()?;
    let options = MutationObserverInit::new();
    options.set_attributes(true);
    let root = document().document_element()?;
    observer.observe_with_options(&root, &options).ok()?;
    Some((observer, callback))
}

fn on_media(
    query: &str,
    tell: impl Fn(bool) + 'static,
) -> Option<(MediaQueryList, Closure<dyn FnMut()>)> {
    let list = media_list(query)?;
    let held = list.clone();
    let callback = Closure::new(move || tell(held.matches()));
    list.set_onchange(Some(callback.as_ref().unchecked_ref()));
    Some((list, callback))
}

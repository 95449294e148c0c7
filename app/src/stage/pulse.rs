//! The animation loop: it runs a frame only when the picture changes.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

use crate::browser::{now_ms, window};

/// The time of the next frame.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Next {
    /// The next frame runs at the screen's next refresh.
    Frame,
    /// The next frame runs after this many milliseconds.
    Later(i32),
    /// No frame runs until a call of [`Pulse::wake`].
    Rest,
}

/// An animation loop. Clones share the same loop.
#[derive(Clone)]
pub struct Pulse(Rc<Inner>);

type Body = Box<dyn FnMut(f64) -> Next>;
type Callback<F> = RefCell<Option<Closure<F>>>;

struct Inner {
    body: RefCell<Body>,
    frame: Cell<Option<i32>>,
    timer: Cell<Option<i32>>,
    stopped: Cell<bool>,
    on_frame: Callback<dyn FnMut(f64)>,
    on_timer: Callback<dyn FnMut()>,
}

impl Pulse {
    /// A loop at rest.
    pub fn new(body: impl FnMut(f64) -> Next + 'static) -> Self {
        let inner = Rc::new(Inner {
            body: RefCell::new(Box::new(body)),
            frame: Cell::new(None),
            timer: Cell::new(None),
            stopped: Cell::new(false),
            on_frame: RefCell::new(None),
            on_timer: RefCell::new(None),
        });
        let weak = Rc::downgrade(&inner);
        *inner.on_frame.borrow_mut() = Some(Closure::new(move |time| {
            if let Some(inner) = weak.upgrade() {
                inner.frame.set(None);
                inner.beat(time);
            }
        }));
        let weak = Rc::downgrade(&inner);
        *inner.on_timer.borrow_mut() = Some(Closure::new(move || {
            if let Some(inner) = weak.upgrade() {
                inner.timer.set(None);
                inner.beat(now_ms());
            }
        }));
        Self(inner)
    }

    /// Runs a frame at the next refresh, and replaces a later one.
    pub fn wake(&self) {
        self.0.ask_for_frame();
    }

    /// Stops the loop; no frame runs after it.
    pub fn stop(&self) {
        self.0.stopped.set(true);
        self.0.cancel_timer();
        if let (Some(window), Some(handle)) = (window(), self.0.frame.take()) {
            // The browser ignores an old handle.
            window.cancel_animation_frame(handle).ok();
        }
    }
}

impl Inner {
    fn beat(&self, time: f64) {
        if self.stopped.get() {
            return;
        }
        // A body may wake its own loop, but it cannot run inside itself.
        let Ok(mut body) = self.body.try_borrow_mut() else {
            return;
        };
        let next = body(time);
        drop(body);
        match next {
            Next::Frame => self.ask_for_frame(),
            Next::Later(millis) => self.ask_for_timer(millis),
            Next::Rest => {}
        }
    }

    fn ask_for_frame(&self) {
        if self.stopped.get() || self.frame.get().is_some() {
            return;
        }
        self.cancel_timer();
        let on_frame = self.on_frame.borrow();
        if let (Some(window), Some(callback)) = (window(), on_frame.as_ref()) {
            let handle = window.request_animation_frame(callback.as_ref().unchecked_ref());
            self.frame.set(handle.ok());
        }
    }

    fn ask_for_timer(&self, millis: i32) {
        if self.frame.get().is_some() || self.timer.get().is_some() {
            return;
        }
        let on_timer = self.on_timer.borrow();
        if let (Some(window), Some(callback)) = (window(), on_timer.as_ref()) {
            let handle = window.set_timeout_with_callback_and_timeout_and_arguments_0(
                callback.as_ref().unchecked_ref(),
                millis,
            );
            self.timer.set(handle.ok());
        }
    }

    fn cancel_timer(&self) {
        if let (Some(window), Some(handle)) = (window(), self.timer.take()) {
            window.clear_timeout_with_handle(handle);
        }
    }
}

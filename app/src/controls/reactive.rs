//! Parts of a view that follow signals, with one compiled type for all of one kind.
//!
//! Every closure has a type of its own, and the framework compiles its effects again for each: about a
//! kilobyte of wasm. A closure behind a pointer is compiled once for each type of its value.

use leptos::prelude::*;

/// The value of an attribute that follows signals.
pub(crate) type Reactive<T> = Box<dyn Fn() -> T + Send>;

/// An attribute's value that follows the signals that `value` reads.
pub(crate) fn reactive<T>(value: impl Fn() -> T + Send + 'static) -> Reactive<T> {
    Box::new(value)
}

/// A part of a view that follows the signals that `content` reads.
pub(crate) fn reactive_view<V: IntoView + 'static>(
    content: impl Fn() -> V + Send + 'static,
) -> Reactive<AnyView> {
    Box::new(move || content().into_any())
}

/// What a part of a view does at an event.
pub(crate) fn on_event<E>(act: impl FnMut(E) + 'static) -> Box<dyn FnMut(E)> {
    Box::new(act)
}

/// A value that is computed again when a signal that `value` reads has changed, and is heard only where it differs.
pub(crate) fn memo<T: PartialEq + Send + Sync + 'static>(
    value: impl Fn() -> T + Send + Sync + 'static,
) -> Memo<T> {
    let value: Box<dyn Fn() -> T + Send + Sync> = Box::new(value);
    Memo::new(move |_| value())
}

/// Acts now, and again when a signal that `act` reads has changed.
pub(crate) fn effect(act: impl FnMut() + 'static) {
    let mut act: Box<dyn FnMut()> = Box::new(act);
    Effect::new(move |_| act());
}

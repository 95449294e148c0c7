//! Work that goes on while the page answers.

use std::pin::Pin;

/// Runs a future in the browser's own queue. Its type is erased: code for each of a hundred types would be a tenth of a program.
pub(crate) fn spawn_local(future: impl Future<Output = ()> + 'static) {
    spawn_boxed(Box::pin(future));
}

fn spawn_boxed(future: Pin<Box<dyn Future<Output = ()>>>) {
    #[expect(clippy::disallowed_methods, reason = "the one place that compiles it")]
    wasm_bindgen_futures::spawn_local(future);
}

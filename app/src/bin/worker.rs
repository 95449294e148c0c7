//! The worker's binary: the engine's home in the browser.

fn main() {
    app_lib::run_worker();
}

//! The binary of the engine worker, which simulates and runs snippets.

fn main() {
    app_lib::run_worker();
}

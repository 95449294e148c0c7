//! The binary of the lab's worker, which compiles and runs what a person writes.

fn main() {
    app_lib::run_lab_worker();
}

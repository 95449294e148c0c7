//! The reader's binary: what comes as text from outside is read here.

fn main() {
    app_lib::run_reader();
}

//! The binary of the reader, which reads all text from outside.

fn main() {
    app_lib::run_reader();
}

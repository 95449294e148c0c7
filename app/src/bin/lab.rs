//! The binary of the sandbox lab, in a page of its own.

fn main() {
    app_lib::show_lab();
}

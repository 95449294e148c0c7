//! The binary of the program for the host of a workshop, in a page of its own.

fn main() {
    app_lib::show_workshop();
}

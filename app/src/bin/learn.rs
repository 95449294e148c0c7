//! The binary of the program for learning, which the page fetches when a person opens the panel.

fn main() {
    app_lib::show_learning();
}

//! The binary of the program for learning, which the page fetches when somebody opens it.

fn main() {
    app_lib::show_learning();
}

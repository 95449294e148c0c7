//! The binary of the program for teaching, which the page fetches when a person shares the board with a course.

fn main() {
    app_lib::show_teaching();
}

//! The page's binary.

fn main() {
    app_lib::show_page();
}

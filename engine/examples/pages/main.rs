//! Writes the pages and the data that are made of the catalog, into `public/` of this checkout.
//!
//! `cargo run -p engine --example pages`; a test holds the files against the catalog.

use std::path::Path;
use std::process::ExitCode;

// By path, so that its parts lie beside it for the test as well.
#[path = "book.rs"]
mod book;

fn main() -> ExitCode {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    for (path, content) in book::files() {
        if let Err(error) = book::write(&root.join(path), &content) {
            eprintln!("{path} could not be written: {error}");
            return ExitCode::FAILURE;
        }
        println!("{path}: {} bytes", content.len());
    }
    ExitCode::SUCCESS
}

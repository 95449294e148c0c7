//! Assembles the grading snippets: they are kept and shown as text, and run as modules.
//!
//! The build assembles them, so that the worker that a browser loads does not contain the assembler, which
//! has 95 KB in Brotli.

use std::error::Error;
use std::path::Path;
use std::{env, fs};

const SNIPPETS: &str = "src/sandbox/snippets";

#[expect(
    clippy::disallowed_methods,
    reason = "cargo hands the folder over in the environment"
)]
fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed={SNIPPETS}");
    let out = env::var("OUT_DIR")?;
    for entry in fs::read_dir(SNIPPETS)? {
        let text = entry?.path();
        let module = wat::parse_file(&text).map_err(|error| error.to_string())?;
        let name = text.with_extension("wasm");
        let name = name.file_name().ok_or("a snippet without a name")?;
        fs::write(Path::new(&out).join(name), module)?;
    }
    Ok(())
}

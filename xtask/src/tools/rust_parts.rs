//! The parts of Rust itself that a minimal installation lacks. Must not know any other tool.

use std::path::Path;

use crate::call::{Call, on_path};
use crate::problem::{Problem, Result};

/// The target that the site is built for.
pub(crate) const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// The standard library for wasm.
pub(crate) fn wasm_target() -> Result<()> {
    let sysroot = Call::new("rustc").args(["--print", "sysroot"]).output()?;
    if Path::new(&sysroot)
        .join("lib/rustlib")
        .join(WASM_TARGET)
        .exists()
    {
        return Ok(());
    }
    rustup(&["target", "add", WASM_TARGET])
}

/// The formatter.
pub(crate) fn rustfmt() -> Result<()> {
    component("fmt", "rustfmt")
}

/// Clippy.
pub(crate) fn clippy() -> Result<()> {
    component("clippy", "clippy")
}

fn component(subcommand: &str, component: &str) -> Result<()> {
    if Call::new("cargo")
        .args([subcommand, "--version"])
        .output()
        .is_ok()
    {
        return Ok(());
    }
    rustup(&["component", "add", component])
}

fn rustup(arguments: &[&str]) -> Result<()> {
    if on_path("rustup").is_none() {
        return Err(Problem::new(format!(
            "Rust's part {} is missing, and so is rustup to add it",
            arguments.last().unwrap_or(&"")
        ))
        .mend("install rustup from https://rustup.rs"));
    }
    println!("Adding a part of Rust (a few seconds)");
    Call::new("rustup").args(arguments).run()
}

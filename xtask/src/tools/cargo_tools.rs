//! Tools that are crates: built from crates.io, or taken as they are by `cargo binstall`.
//! Must not know Node or the browser.

use std::path::{Path, PathBuf};

use super::Tool;
use crate::call::{Call, on_path};
use crate::checkout::Checkout;
use crate::problem::{Problem, Result};

/// Trunk builds and serves the site.
pub(crate) fn trunk() -> Result<PathBuf> {
    // The newest one that builds with the pinned Rust: 0.22 needs 1.96.
    ready(
        "trunk",
        "trunk",
        "0.21.14",
        Lock::Theirs,
        "5 to 8 minutes on 2 cores",
    )
}

/// The wasm-bindgen command line, which must have the very version of the crate.
pub(crate) fn wasm_bindgen(checkout: &Checkout) -> Result<PathBuf> {
    let version = checkout.locked_version("wasm-bindgen")?;
    // Its own lock file names a crate that was taken back, so it is left aside.
    ready(
        "wasm-bindgen",
        "wasm-bindgen-cli",
        &version,
        Lock::None,
        "about 3 minutes on 2 cores",
    )
}

/// Checks licences, sources and banned crates.
pub(crate) fn cargo_deny() -> Result<PathBuf> {
    ready(
        "cargo-deny",
        "cargo-deny",
        "0.20.2",
        Lock::Theirs,
        "6 to 8 minutes on 2 cores",
    )
}

/// Finds dependencies that nobody uses.
pub(crate) fn cargo_shear() -> Result<PathBuf> {
    // The newest one that builds with the pinned Rust: 1.14's lock file needs 1.98.
    ready(
        "cargo-shear",
        "cargo-shear",
        "1.13.1",
        Lock::Theirs,
        "about 5 minutes on 2 cores",
    )
}

/// Finds misspelt words.
pub(crate) fn typos() -> Result<PathBuf> {
    ready(
        "typos",
        "typos-cli",
        "1.52.0",
        Lock::Theirs,
        "4 to 7 minutes on 2 cores",
    )
}

/// Whose choice of dependencies a tool is built with.
#[derive(Clone, Copy)]
enum Lock {
    /// Its authors' lock file.
    Theirs,
    /// The newest that fit.
    None,
}

fn ready(
    program: &'static str,
    package: &'static str,
    version: &str,
    lock: Lock,
    takes: &'static str,
) -> Result<PathBuf> {
    let tool = Tool {
        program,
        package,
        version: version.to_owned(),
        says: version.to_owned(),
        takes,
    };
    // Cargo puts a program in its place only when it is whole, so the folder needs no draft.
    tool.ready(|folder| install(package, version, lock, folder))
}

fn install(package: &str, version: &str, lock: Lock, folder: &Path) -> Result<()> {
    let crate_at = format!("{package}@{version}");
    if on_path("cargo-binstall").is_some() {
        let fetched = Call::new("cargo")
            .args([
                "binstall",
                "--no-confirm",
                "--disable-strategies",
                "compile",
                "--root",
            ])
            .arg(folder)
            .arg(&crate_at)
            .run();
        if fetched.is_ok() {
            return Ok(());
        }
        println!("Nothing ready-made for {crate_at}: building it");
    }
    let mut call = Call::new("cargo").args(["install", "--root"]).arg(folder);
    call = match lock {
        Lock::Theirs => call.arg("--locked"),
        Lock::None => call.env("CARGO_RESOLVER_INCOMPATIBLE_RUST_VERSIONS", "fallback"),
    };
    call.arg(&crate_at).run().map_err(|problem| {
        Problem::new(format!(
            "{package} {version} could not be installed: {problem}"
        ))
        .mend(format!(
            "see that crates.io can be reached, then cargo install {crate_at} --root {}",
            folder.display()
        ))
    })
}

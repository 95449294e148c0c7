//! The wasm programs of the site, compiled before Trunk asks for them.
//!
//! Trunk starts one Cargo for each program, and they wait for each other. One Cargo for all programs
//! links them side by side, and Trunk then finds them ready.

use std::path::Path;
use std::thread;

use crate::call::Call;
use crate::checkout::Checkout;
use crate::problem::{Problem, Result};

/// The target of every program of the site.
pub(crate) const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// The programs are compiled whole: incremental compilation makes their wasm larger, by 1 % in Brotli. A
/// person may have switched it on for all profiles.
pub(crate) const INCREMENTAL: (&str, &str) = ("CARGO_INCREMENTAL", "0");

/// One Cargo profile and the binaries that are compiled with it.
struct Group {
    profile: &'static str,
    binaries: &'static [&'static str],
}

/// The programs that the first page needs during development: the page and its worker.
const FIRST_PAGE: Group = Group {
    profile: "dev",
    binaries: &["app", "worker"],
};

/// All programs as they are published.
const PUBLISHED: Group = Group {
    profile: "release",
    binaries: &[
        "app",
        "reader",
        "log_reader",
        "learn",
        "teach",
        "workshop",
        "lab",
        "lab_worker",
        "worker",
    ],
};

/// Compiles the programs without which there is no first page, without optimisation.
pub(crate) fn compile_first_page(checkout: &Checkout) -> Result<()> {
    compile(checkout, &FIRST_PAGE)
}

/// Compiles all programs as they are published.
pub(crate) fn compile_published(checkout: &Checkout) -> Result<()> {
    compile(checkout, &PUBLISHED)
}

/// The result of a thread; a panic becomes a problem.
pub(crate) fn joined<T>(thread: thread::ScopedJoinHandle<'_, Result<T>>) -> Result<T> {
    thread
        .join()
        .unwrap_or_else(|_| Err(Problem::new("a part of xtask panicked, as shown above")))
}

/// Installs the wasm target where the toolchain lacks it.
///
/// rustup installs the parts in `rust-toolchain.toml` only together with the toolchain: one that was there
/// before, or with `RUSTUP_AUTO_INSTALL=0`, can be without them.
pub(crate) fn install_target(checkout: &Checkout) -> Result<()> {
    let libraries = Call::new("rustc")
        .args(["--print", "target-libdir", "--target", WASM_TARGET])
        .dir(checkout.root())
        .output()?;
    if Path::new(&libraries).is_dir() {
        return Ok(());
    }
    Call::new("rustup")
        .args(["target", "add", WASM_TARGET])
        .dir(checkout.root())
        .run()
}

fn compile(checkout: &Checkout, group: &Group) -> Result<()> {
    let mut call = Call::new("cargo")
        .args(["build", "--quiet", "--locked", "-p", "app"])
        .args(["--target", WASM_TARGET, "--profile", group.profile])
        .dir(checkout.root());
    if group.profile != FIRST_PAGE.profile {
        call = call.env(INCREMENTAL.0, INCREMENTAL.1);
    }
    for binary in group.binaries {
        call = call.args(["--bin", binary]);
    }
    call.run()
}

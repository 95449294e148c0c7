//! Tools that are crates: compiled from crates.io, or downloaded as programs by `cargo binstall`.

use std::path::{Path, PathBuf};

use super::Tool;
use crate::call::{Call, on_path};
use crate::checkout::Checkout;
use crate::problem::{Problem, Result};

/// How the tools are compiled. Their authors publish them with link-time optimisation and one codegen
/// unit, which takes several times as long as all their work for the project.
const BUILD_PROFILE: [(&str, &str); 3] = [
    ("CARGO_PROFILE_RELEASE_LTO", "off"),
    ("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "64"),
    ("CARGO_PROFILE_RELEASE_DEBUG", "false"),
];

/// Trunk, which builds and serves the site.
pub(crate) fn trunk() -> Result<PathBuf> {
    Recipe {
        program: "trunk",
        package: "trunk",
        // The newest version that compiles with the pinned Rust: 0.22 needs 1.96.
        version: "0.21.14".to_owned(),
        lock: Lock::Theirs,
        // The default features download tools and look for a newer Trunk. Neither is used.
        features: Features::None,
        opt_level: OptLevel::None,
        duration: "about 2 minutes on 2 cores",
    }
    .ready()
}

/// The wasm-bindgen command line, whose version must be that of the crate.
pub(crate) fn wasm_bindgen(checkout: &Checkout) -> Result<PathBuf> {
    Recipe {
        program: "wasm-bindgen",
        package: "wasm-bindgen-cli",
        version: checkout.locked_version("wasm-bindgen")?,
        // Its own lock file names a crate that was withdrawn.
        lock: Lock::None,
        features: Features::None,
        // It rewrites every wasm file of the site, so it must not be too slow.
        opt_level: OptLevel::Some,
        duration: "about 1 minute on 2 cores",
    }
    .ready()
}

/// The program that checks licences, sources and banned crates.
pub(crate) fn cargo_deny() -> Result<PathBuf> {
    hygiene_tool("cargo-deny", "cargo-deny", "0.20.2")
}

/// The program that finds unused dependencies.
pub(crate) fn cargo_shear() -> Result<PathBuf> {
    // The newest version that compiles with the pinned Rust: the lock file of 1.14 needs 1.98.
    hygiene_tool("cargo-shear", "cargo-shear", "1.13.1")
}

/// The program that finds misspelt words.
pub(crate) fn typos() -> Result<PathBuf> {
    hygiene_tool("typos", "typos-cli", "1.52.0")
}

fn hygiene_tool(program: &'static str, package: &'static str, version: &str) -> Result<PathBuf> {
    Recipe {
        program,
        package,
        version: version.to_owned(),
        lock: Lock::Theirs,
        features: Features::Default,
        opt_level: OptLevel::Some,
        duration: "2 to 4 minutes on 2 cores",
    }
    .ready()
}

/// The instructions for compiling one tool.
struct Recipe {
    program: &'static str,
    package: &'static str,
    version: String,
    lock: Lock,
    features: Features,
    opt_level: OptLevel,
    /// How long the compilation takes, in words.
    duration: &'static str,
}

/// The versions of the dependencies that a tool is compiled with.
#[derive(Clone, Copy)]
enum Lock {
    /// The versions in the lock file of the tool's authors.
    Theirs,
    /// The newest compatible versions.
    None,
}

/// The features that a tool is compiled with.
#[derive(Clone, Copy)]
enum Features {
    /// The features that are on by default.
    Default,
    /// No optional feature.
    None,
}

/// The optimisation level of a tool.
#[derive(Clone, Copy)]
enum OptLevel {
    /// No optimisation, for a tool that mostly waits for others.
    None,
    /// Some optimisation, for a tool that computes.
    Some,
}

impl Recipe {
    /// The installed program.
    fn ready(&self) -> Result<PathBuf> {
        let tool = Tool {
            program: self.program,
            package: self.package,
            version: self.version.clone(),
            says: self.version.clone(),
            duration: self.duration,
        };
        // Cargo moves a program to its folder only when it is whole, so the folder needs no draft.
        tool.ready(|folder| self.install(folder))
    }

    fn install(&self, folder: &Path) -> Result<()> {
        let crate_at = format!("{}@{}", self.package, self.version);
        if on_path("cargo-binstall").is_some() {
            let fetched = Call::new("cargo")
                .args([
                    "binstall",
                    "--no-confirm",
                    "--disable-strategies",
                    "compile",
                ])
                .arg("--root")
                .arg(folder)
                .arg(&crate_at)
                .run();
            if fetched.is_ok() {
                return Ok(());
            }
            println!("No ready-made program of {crate_at} was found: compiling it");
        }
        self.compile(&crate_at, folder).run().map_err(|problem| {
            Problem::new(format!("{crate_at} could not be installed: {problem}")).mend(format!(
                "see that crates.io can be reached, then cargo install {crate_at} --root {}",
                folder.display()
            ))
        })
    }

    fn compile(&self, crate_at: &str, folder: &Path) -> Call {
        let mut call = Call::new("cargo")
            // Several tools may be compiled at once: their progress would be mixed up.
            .args(["install", "--quiet", "--root"])
            .arg(folder);
        for (name, value) in BUILD_PROFILE {
            call = call.env(name, value);
        }
        call = match self.opt_level {
            OptLevel::None => call.env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0"),
            OptLevel::Some => call.env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1"),
        };
        call = match self.features {
            Features::Default => call,
            Features::None => call.arg("--no-default-features"),
        };
        call = match self.lock {
            Lock::Theirs => call.arg("--locked"),
            Lock::None => call.env("CARGO_RESOLVER_INCOMPATIBLE_RUST_VERSIONS", "fallback"),
        };
        call.arg(crate_at)
    }
}

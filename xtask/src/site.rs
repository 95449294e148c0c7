//! The static site: built and served by Trunk, and held to its size.
//! Must not know the tests.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use crate::call::Call;
use crate::checkout::Checkout;
use crate::problem::{Problem, Result};
use crate::tools::{cargo_tools, node_tools, rust_parts};

/// How many bytes a wasm file may have in Brotli's best.
struct Budget {
    what: &'static str,
    /// How the file's name starts; Trunk puts a hash after some names.
    name: &'static str,
    limit: u64,
}

const BUDGETS: [Budget; 4] = [
    Budget {
        what: "the page",
        name: "app",
        limit: 400_000,
    },
    Budget {
        what: "the worker",
        name: "worker",
        limit: 450_000,
    },
    Budget {
        what: "the reader",
        name: "reader",
        limit: 200_000,
    },
    Budget {
        what: "the program for learning",
        name: "learn",
        limit: 320_000,
    },
];

// Node's own compressor: a crate for it would make every `cargo xtask` slower to build.
const BROTLI_SIZE: &str = "const { readFileSync } = require('node:fs');
const { brotliCompressSync } = require('node:zlib');
console.log(brotliCompressSync(readFileSync(process.argv[1])).length)";

/// Builds the site, serves it, and builds it again at every change, until it is interrupted.
pub(crate) fn serve(checkout: &Checkout, options: &[String]) -> Result<()> {
    let release = options.iter().any(|option| option == "--release");
    trunk(checkout, "serve", release)?.args(options).run()
}

/// Leaves the release site in `dist/`, small enough to be published.
pub(crate) fn build(checkout: &Checkout) -> Result<()> {
    trunk(checkout, "build", true)?
        .args(["--release", "--public-url", "./"])
        .run()?;
    weigh(&checkout.dist())
}

/// Trunk with everything in place that it needs, so that it downloads nothing.
fn trunk(checkout: &Checkout, subcommand: &str, optimized: bool) -> Result<Call> {
    rust_parts::wasm_target()?;
    let trunk = cargo_tools::trunk()?;
    let mut tools = vec![cargo_tools::wasm_bindgen(checkout)?];
    if optimized {
        tools.push(node_tools::wasm_opt()?);
    }
    let folders: Vec<PathBuf> = tools
        .iter()
        .filter_map(|tool| tool.parent())
        .map(Path::to_owned)
        .collect();
    Call::new("cargo")
        .args(["fetch", "--locked"])
        .dir(checkout.root())
        .run()?;
    let mut call = Call::new(trunk)
        .args([subcommand, "--offline"])
        .env("TRUNK_SKIP_VERSION_CHECK", "true")
        .dir(checkout.root());
    if std::env::var_os("NO_COLOR").is_some() {
        call = call.env("NO_COLOR", "true"); // Trunk takes no other value
    }
    call.path_first(&folders)
}

fn weigh(dist: &Path) -> Result<()> {
    let mut heavy = Vec::new();
    for Budget { what, name, limit } in BUDGETS {
        let file = wasm_of(dist, name)?;
        let said = Call::new("node")
            .args(["--eval", BROTLI_SIZE])
            .arg(&file)
            .output()?;
        let size: u64 = said
            .parse()
            .map_err(|_| Problem::new(format!("Node gave no size for {}", file.display())))?;
        let line = format!(
            "{what}: {} of {} KB in Brotli",
            kilobytes(size),
            limit / 1000
        );
        println!("  {line}");
        if size > limit {
            heavy.push(line);
        }
    }
    if heavy.is_empty() {
        return Ok(());
    }
    Err(Problem::new(format!(
        "the wasm is over its budget ({})",
        heavy.join("; ")
    )))
}

fn wasm_of(dist: &Path, name: &str) -> Result<PathBuf> {
    let files = fs::read_dir(dist).map_err(|error| Problem::file("read", dist, &error))?;
    files
        .filter_map(|entry| Some(entry.ok()?.path()))
        .find(|path| {
            path.file_name()
                .and_then(OsStr::to_str)
                .is_some_and(|file| is_of(file, name))
        })
        .ok_or_else(|| Problem::new(format!("the build left no wasm of {name} in dist/")))
}

/// Whether a built file is the wasm of this binary: `app-0a1b2c_bg.wasm` or `worker_bg.wasm`.
fn is_of(file: &str, name: &str) -> bool {
    let Some(middle) = file
        .strip_prefix(name)
        .and_then(|rest| rest.strip_suffix("_bg.wasm"))
    else {
        return false;
    };
    middle.is_empty()
        || middle
            .strip_prefix('-')
            .is_some_and(|hash| hash.chars().all(|digit| digit.is_ascii_hexdigit()))
}

fn kilobytes(bytes: u64) -> String {
    format!("{}.{}", bytes / 1000, bytes % 1000 / 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(file: &str, name: &str, expected: bool) {
        assert_eq!(is_of(file, name), expected, "{file} of {name}");
    }

    #[test]
    fn built_files_are_told_apart() {
        check("app-0a1b2c3d4e5f6789_bg.wasm", "app", true);
        check("worker_bg.wasm", "worker", true);
        check("worker_bg.wasm", "app", false);
        check("app-helper_bg.wasm", "app", false);
        check("app-0a1b.js", "app", false);
    }

    #[test]
    fn sizes_read_well() {
        assert_eq!(kilobytes(399_960), "399.9");
        assert_eq!(kilobytes(1_040), "1.0");
    }
}

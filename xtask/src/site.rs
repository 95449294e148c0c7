//! The static site: built and served by Trunk, and checked for its size.

use std::fs;
use std::path::{Path, PathBuf};
use std::thread;

use crate::call::Call;
use crate::checkout::Checkout;
use crate::problem::{Problem, Result};
use crate::programs::{self, joined};
use crate::seal::{editor, minify};
use crate::tools::{cargo_tools, node_tools};

/// The most bytes of a file at Brotli's best compression.
struct Budget {
    what: &'static str,
    file: &'static str,
    limit: u64,
}

const BUDGETS: [Budget; 10] = [
    Budget {
        what: "the page",
        // The scenario that opens by itself is in it: 4 KB.
        file: "app_bg.wasm",
        limit: 416_000,
    },
    Budget {
        what: "the worker",
        file: "worker_bg.wasm",
        limit: 430_000,
    },
    Budget {
        what: "the reader",
        file: "reader_bg.wasm",
        limit: 196_000,
    },
    Budget {
        what: "the log reader",
        // Fetched with the first log that a person opens.
        file: "log_reader_bg.wasm",
        limit: 230_000,
    },
    Budget {
        what: "the program for learning",
        // Fetched when a person opens the panel: it may grow with what is taught. The starter files are 47 KB of it.
        file: "learn_bg.wasm",
        limit: 428_000,
    },
    Budget {
        what: "the program for teaching",
        // Fetched when a person shares the board with a course.
        file: "teach_bg.wasm",
        limit: 200_000,
    },
    Budget {
        what: "the program for workshops",
        // Fetched by hosts alone, in a page of its own.
        file: "workshop_bg.wasm",
        limit: 330_000,
    },
    Budget {
        what: "the sandbox lab",
        file: "lab_bg.wasm",
        limit: 120_000,
    },
    Budget {
        what: "the worker of the sandbox lab",
        file: "lab_worker_bg.wasm",
        limit: 520_000,
    },
    Budget {
        what: "the editor of the sandbox lab",
        // CodeMirror. Fetched by the lab alone.
        file: "editor.js",
        limit: 150_000,
    },
];

// Node's own compressors: a crate for them would make every `cargo xtask` slower to build.
const UNUSED: &str = "xtask/site/unused.mjs";
const ADDRESS: &str = "xtask/site/address.mjs";
const PACK: &str = "xtask/site/packed.mjs";
const OFFLINE: &str = "xtask/site/offline.mjs";
const SINGLE: &str = "xtask/site/single.mjs";
const SERVICE_WORKER: &str = "app/offline/sw.js";
const COMPRESS: &str = "xtask/site/compress.mjs";

/// Builds the site, serves it, and builds it again at every change, until it is interrupted.
pub(crate) fn serve(checkout: &Checkout, options: &[String]) -> Result<()> {
    let release = options.iter().any(|option| option == "--release");
    let tools = thread::scope(|scope| {
        let tools = scope.spawn(|| Tools::install(checkout, release));
        if !release {
            programs::compile_first_page(checkout)?;
        }
        joined(tools)
    })?;
    tools.trunk(checkout, "serve")?.args(options).run()
}

/// Leaves the release site in `dist/`, small enough to be published, with each file compressed beside it.
pub(crate) fn build(checkout: &Checkout) -> Result<()> {
    let tools = prepare(checkout)?;
    build_with(checkout, &tools)
}

/// Installs the tools and compiles the published programs, side by side, which is half of the time of
/// [`build`] on a machine without either.
pub(crate) fn prepare(checkout: &Checkout) -> Result<Tools> {
    thread::scope(|scope| {
        let tools = scope.spawn(|| Tools::install(checkout, true));
        programs::compile_published(checkout)?;
        joined(tools)
    })
}

/// Builds the release site with tools that are installed, and compresses its files.
pub(crate) fn build_with(checkout: &Checkout, tools: &Tools) -> Result<()> {
    tools
        .trunk(checkout, "build")?
        .args(["--release", "--public-url", "./"])
        .env(programs::INCREMENTAL.0, programs::INCREMENTAL.1)
        .run()?;
    let node = |script: &str| {
        let call = Call::new("node")
            .arg(checkout.root().join(script))
            .arg(checkout.dist());
        match &tools.esbuild {
            Some(esbuild) => call.env(minify::PROGRAM, esbuild),
            None => call,
        }
    };
    if let Some(wasm_opt) = &tools.wasm_opt {
        node(UNUSED).arg(wasm_opt).run()?;
    }
    node(ADDRESS).run()?;
    node(PACK).run()?;
    node(OFFLINE)
        .arg(checkout.root().join(SERVICE_WORKER))
        .arg(node_tools::offline_packages(checkout)?)
        .run()?;
    node(COMPRESS).run()?;
    weigh(&checkout.dist())
}

/// Leaves the release site in `dist/`, and as one HTML file that needs no server.
pub(crate) fn dist(checkout: &Checkout) -> Result<()> {
    let tools = prepare(checkout)?;
    build_with(checkout, &tools)?;
    single_file(checkout, &tools)
}

/// Writes the site in `dist/` as one HTML file.
pub(crate) fn single_file(checkout: &Checkout, tools: &Tools) -> Result<()> {
    let Some(esbuild) = &tools.esbuild else {
        return Err(Problem::new("only a release site becomes one file").mend("cargo xtask dist"));
    };
    Call::new("node")
        .arg(checkout.root().join(SINGLE))
        .arg(checkout.dist())
        .arg(checkout.single_file())
        .env(minify::PROGRAM, esbuild)
        .run()
}

/// Trunk, and the folders of the programs that it starts.
#[derive(Debug)]
pub(crate) struct Tools {
    trunk: PathBuf,
    folders: Vec<PathBuf>,
    /// Only for an optimised build.
    esbuild: Option<PathBuf>,
    /// Only for an optimised build.
    wasm_opt: Option<PathBuf>,
}

impl Tools {
    /// Finds or installs the tools, so that Trunk downloads none itself. Only an optimised build needs
    /// `wasm-opt`.
    fn install(checkout: &Checkout, optimized: bool) -> Result<Self> {
        thread::scope(|scope| {
            let trunk = scope.spawn(cargo_tools::trunk);
            let mut others = vec![cargo_tools::wasm_bindgen(checkout)?];
            let (mut esbuild, mut wasm_opt) = (None, None);
            if optimized {
                let found = node_tools::wasm_opt()?;
                others.push(found.clone());
                wasm_opt = Some(found);
                esbuild = Some(node_tools::esbuild()?);
            }
            let folders = others.iter().filter_map(|tool| tool.parent());
            Ok(Self {
                folders: folders.map(Path::to_owned).collect(),
                esbuild,
                wasm_opt,
                trunk: joined(trunk)?,
            })
        })
    }

    fn trunk(&self, checkout: &Checkout, subcommand: &str) -> Result<Call> {
        Call::new("cargo")
            .args(["fetch", "--locked"])
            .dir(checkout.root())
            .run()?;
        let mut call = Call::new(&self.trunk)
            .args([subcommand, "--offline"])
            .env("TRUNK_SKIP_VERSION_CHECK", "true")
            .dir(checkout.root());
        if let Some(esbuild) = &self.esbuild {
            let packages = node_tools::editor_packages(checkout)?;
            call = call
                .env(minify::PROGRAM, esbuild)
                .env(editor::PACKAGES, packages);
        }
        if std::env::var_os("NO_COLOR").is_some() {
            call = call.env("NO_COLOR", "true"); // Trunk accepts no other value
        }
        call.path_first(&self.folders)
    }
}

fn weigh(dist: &Path) -> Result<()> {
    let folder = build_folder(dist)?;
    let mut heavy = Vec::new();
    for Budget { what, file, limit } in BUDGETS {
        let twin = folder.join(format!("{file}.br"));
        let size = fs::metadata(&twin)
            .map_err(|error| Problem::file("read", &twin, &error))?
            .len();
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
        "the site is over its budget ({})",
        heavy.join("; ")
    )))
}

/// The folder of a built site that `cargo xtask seal` made.
pub(crate) fn build_folder(dist: &Path) -> Result<PathBuf> {
    let entries = fs::read_dir(dist).map_err(|error| Problem::file("read", dist, &error))?;
    entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .find(|path| path.join("worker_start.js").exists())
        .ok_or_else(|| Problem::new("dist/ has no folder of a build").mend("cargo xtask build"))
}

fn kilobytes(bytes: u64) -> String {
    format!("{}.{}", bytes / 1000, bytes % 1000 / 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_read_well() {
        assert_eq!(kilobytes(399_960), "399.9");
        assert_eq!(kilobytes(1_040), "1.0");
    }
}

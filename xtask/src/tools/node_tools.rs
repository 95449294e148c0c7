//! Tools that come as npm packages, and Node itself.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};

use super::{Tool, version_in};
use crate::cache::{self, Cache};
use crate::call::Call;
use crate::checkout::Checkout;
use crate::problem::{Problem, Result};

const OLDEST_NODE: u32 = 20;
const GET_NODE: &str = "install Node 20 or newer from https://nodejs.org";
const WRANGLER: &str = "4.86.0";
const REACH_NPM: &str = "see that the npm registry can be reached, then run this again";

/// Checks that Node and npm are installed.
pub(crate) fn node() -> Result<()> {
    let Ok(said) = Call::new("node").arg("--version").output() else {
        return Err(Problem::new("Node is missing").mend(GET_NODE));
    };
    let major = version_in(&said).and_then(|version| version.split('.').next()?.parse().ok());
    if major.is_none_or(|major: u32| major < OLDEST_NODE) {
        return Err(Problem::new(format!("Node {said} is too old")).mend(GET_NODE));
    }
    match Call::new("npm").arg("--version").output() {
        Ok(_) => Ok(()),
        Err(_) => Err(Problem::new("npm, which comes with Node, is missing").mend(GET_NODE)),
    }
}

/// `wasm-opt`, which shrinks the built wasm.
pub(crate) fn wasm_opt() -> Result<PathBuf> {
    node()?; // the package's program is JavaScript
    package(&Tool {
        program: "wasm-opt",
        package: "binaryen",
        version: "132.0.0".to_owned(),
        says: "132".to_owned(),
        duration: "about 20 seconds",
    })
}

/// `esbuild`, which shortens the scripts and style sheets of a published site, and makes classic scripts of modules.
pub(crate) fn esbuild() -> Result<PathBuf> {
    node()?;
    package(&Tool {
        program: "esbuild",
        package: "esbuild",
        version: "0.28.2".to_owned(),
        says: "0.28.2".to_owned(),
        duration: "a few seconds",
    })
}

/// A program of an npm package, installed where it is missing.
fn package(tool: &Tool) -> Result<PathBuf> {
    let wanted = format!("{}@{}", tool.package, tool.version);
    tool.ready(|folder| {
        cache::fill(folder, |draft| {
            npm(&["install", "--global", &wanted, "--prefix"])
                .arg(draft)
                .run()
        })
        .map_err(|problem| {
            Problem::new(format!(
                "{} could not be installed: {problem}",
                tool.program
            ))
            .mend(REACH_NPM)
        })
    })
}

/// The schema of Wrangler's configuration. Only the package's archive is fetched: what it depends on is a hundred megabytes.
pub(crate) fn wrangler_schema() -> Result<PathBuf> {
    node()?;
    let folder = Cache::find()?.folder("wrangler-schema", WRANGLER);
    let schema = folder.join("package/config-schema.json");
    if !schema.exists() {
        println!("Fetching the schema of Wrangler {WRANGLER} (a few seconds)");
        cache::fill(&folder, fetch_schema).map_err(|problem| {
            let what = format!("Wrangler's schema could not be fetched: {problem}");
            Problem::new(what).mend(REACH_NPM)
        })?;
    }
    Ok(schema)
}

fn fetch_schema(draft: &Path) -> Result<()> {
    npm(&["pack", "--silent"])
        .arg(format!("wrangler@{WRANGLER}"))
        .dir(draft)
        .run()?;
    Call::new("tar")
        .arg("-xzf")
        .arg(format!("wrangler-{WRANGLER}.tgz"))
        .arg("package/config-schema.json")
        .dir(draft)
        .run()
}

/// Playwright and axe, of the versions in `e2e/package-lock.json`: installed into the cache by
/// that file's hash, with `e2e/node_modules` pointing there.
pub(crate) fn e2e_packages(checkout: &Checkout) -> Result<()> {
    node()?;
    let e2e = checkout.e2e();
    let link = e2e.join("node_modules");
    if link.is_dir() && !link.is_symlink() {
        return own_packages(&e2e);
    }
    let folder = packages("e2e", &e2e, "Playwright")?;
    point(&link, &folder.join("node_modules"))
}

/// Workbox, of the versions in `app/offline/package-lock.json`: the folder with its `node_modules`.
pub(crate) fn offline_packages(checkout: &Checkout) -> Result<PathBuf> {
    node()?;
    let folder = checkout.root().join("app/offline");
    packages("offline", &folder, "Workbox")
}

/// The editor's packages, of the versions in `app/editor/package-lock.json`: the folder with its `node_modules`.
pub(crate) fn editor_packages(checkout: &Checkout) -> Result<PathBuf> {
    node()?;
    packages("editor", &checkout.editor(), "CodeMirror")
}

/// The packages of the lock file in a folder, installed into the cache by that file's hash.
fn packages(name: &str, from: &Path, what: &str) -> Result<PathBuf> {
    let lock = from.join("package-lock.json");
    let bytes = fs::read(&lock).map_err(|error| Problem::file("read", &lock, &error))?;
    let folder = Cache::find()?.folder(name, &format!("{:016x}", cache::hash(&bytes)));
    // `npm ci` in `e2e` empties the folder behind the link, and leaves the folder.
    let is_complete = folder.join("node_modules/.package-lock.json").exists();
    if folder.exists() && !is_complete {
        fs::remove_dir_all(&folder).map_err(|error| Problem::file("remove", &folder, &error))?;
    }
    if !is_complete {
        println!(
            "Installing {what} into {} (a few seconds)",
            folder.display()
        );
        cache::fill(&folder, |draft| clean_install(from, draft)).map_err(|problem| {
            Problem::new(format!("{what} could not be installed: {problem}")).mend(REACH_NPM)
        })?;
    }
    Ok(folder)
}

/// A `node_modules` that a person made: good when it has the versions of the lock file.
fn own_packages(e2e: &Path) -> Result<()> {
    npm(&["ls", "--all"])
        .dir(e2e)
        .output()
        .map(drop)
        .map_err(|_| {
            Problem::new("e2e/node_modules is not what e2e/package-lock.json asks for")
                .mend("rm -r e2e/node_modules")
        })
}

fn clean_install(packages: &Path, draft: &Path) -> Result<()> {
    for name in ["package.json", "package-lock.json", ".npmrc"] {
        let (from, to) = (packages.join(name), draft.join(name));
        fs::copy(&from, &to).map_err(|error| Problem::file("copy", &from, &error))?;
    }
    npm(&["ci"])
        .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")
        .dir(draft)
        .run()
}

fn point(link: &Path, target: &Path) -> Result<()> {
    if fs::read_link(link).is_ok_and(|current| current == target) {
        return Ok(());
    }
    if link.is_symlink() {
        fs::remove_file(link).map_err(|error| Problem::file("remove", link, &error))?;
    }
    symlink(target, link).map_err(|error| Problem::file("make", link, &error))
}

fn npm(arguments: &[&str]) -> Call {
    Call::new("npm")
        .args(["--no-fund", "--no-audit", "--loglevel=error"])
        .args(arguments)
}

//! A Chromium for the browser tests and the measurements: an installed one first, else one that xtask
//! installs.

use std::path::{Path, PathBuf};

use crate::call::{Call, is_program, on_path};
use crate::checkout::Checkout;
use crate::problem::{Problem, Result};

const NAMES: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "chrome"];
/// The Chromium that draws no window. The browser tests take a quarter less processor time in it.
const HEADLESS_SHELL: &str = "chromium-headless-shell";
const ASK_PLAYWRIGHT: &str =
    "import { chromium } from '@playwright/test'; console.log(chromium.executablePath())";

/// The Chromium of the browser tests: the first that runs of `$CHROME`, the headless shell on `PATH`, an
/// ordinary one on `PATH`, and Playwright's own; else one that Playwright installs; else, on Debian and as
/// root, the system's package.
///
/// Playwright's packages must be installed.
pub(crate) fn for_tests(checkout: &Checkout) -> Result<PathBuf> {
    find(checkout, &[HEADLESS_SHELL])
}

/// The Chromium that people use, for measurements; found and installed like the one of the tests.
pub(crate) fn for_measurements(checkout: &Checkout) -> Result<PathBuf> {
    find(checkout, &[])
}

/// The first Chromium that runs; a program of the `preferred` names before all others on `PATH`.
fn find(checkout: &Checkout, preferred: &[&'static str]) -> Result<PathBuf> {
    let names: Vec<&str> = preferred.iter().copied().chain(NAMES).collect();
    if let Some(wish) = std::env::var_os("CHROME").filter(|wish| !wish.is_empty()) {
        let wish = PathBuf::from(wish);
        return if runs(&wish) {
            Ok(wish)
        } else {
            Err(Problem::new(format!(
                "$CHROME names {}, which does not run",
                wish.display()
            ))
            .mend("unset CHROME"))
        };
    }
    if let Some(found) = on_any_path(&names).or_else(|| playwrights(checkout)) {
        return Ok(found);
    }
    println!("Installing Playwright's Chromium (about a minute)");
    let installed = Call::new("npx")
        .args(["--no-install", "playwright", "install", "chromium"])
        .dir(&checkout.e2e())
        .run();
    if installed.is_ok()
        && let Some(found) = playwrights(checkout)
    {
        return Ok(found);
    }
    println!("Playwright brought none; asking the system for one (about two minutes)");
    // A package of the headless shell is found in newer releases of Debian only.
    for package in preferred.iter().copied().chain(["chromium"]) {
        if install_system_packages(&[package]).is_ok()
            && let Some(found) = on_any_path(&names)
        {
            return Ok(found);
        }
    }
    let command = if on_path("apt-get").is_some() {
        "sudo apt-get install chromium"
    } else {
        "install Chromium or Chrome, then export CHROME=/path/to/it"
    };
    Err(
        Problem::new("no Chromium for the browser tests was found or could be installed")
            .mend(command),
    )
}

fn on_any_path(names: &[&str]) -> Option<PathBuf> {
    names
        .iter()
        .filter_map(|name| on_path(name))
        .find(|program| runs(program))
}

/// The one in Playwright's own browser cache, of the build that this Playwright requires.
fn playwrights(checkout: &Checkout) -> Option<PathBuf> {
    let said = Call::new("node")
        .args(["--input-type=module", "--eval", ASK_PLAYWRIGHT])
        .dir(&checkout.e2e())
        .output()
        .ok()?;
    Some(PathBuf::from(said)).filter(|program| runs(program))
}

/// Installs packages of the system, where it is a Debian and the user is root.
pub(super) fn install_system_packages(packages: &[&str]) -> Result<()> {
    if !is_root() || on_path("apt-get").is_none() {
        return Err(Problem::new("the system cannot be asked for packages"));
    }
    Call::new("apt-get").args(["update", "--quiet"]).run()?;
    Call::new("apt-get")
        .args(["install", "--yes", "--quiet", "--no-install-recommends"])
        .args(packages)
        .env("DEBIAN_FRONTEND", "noninteractive")
        .run()
}

fn is_root() -> bool {
    Call::new("id")
        .arg("-u")
        .output()
        .is_ok_and(|said| said == "0")
}

/// Whether it starts at all: a browser without its libraries does not.
pub(super) fn runs(program: &Path) -> bool {
    is_program(program) && Call::new(program).arg("--version").output().is_ok()
}

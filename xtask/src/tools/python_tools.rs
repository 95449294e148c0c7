//! The Python packages that `bench` compares with, in a virtual environment.

use std::fs;
use std::path::{Path, PathBuf};

use crate::cache::{self, Cache};
use crate::call::{Call, is_program};
use crate::checkout::Checkout;
use crate::problem::{Problem, Result};

/// The oldest Python that the pinned packages run on.
const OLDEST: (u32, u32) = (3, 11);
const GET_PYTHON: &str = "install Python 3.11 or newer with its venv module, as python3 on PATH";

/// A Python that has `SimFaaS` and `SimPy`, of the versions in `xtask/bench/requirements.txt`:
/// installed into the cache by that file's hash.
pub(crate) fn with_simulators(checkout: &Checkout) -> Result<PathBuf> {
    let pins = checkout.root().join("xtask/bench/requirements.txt");
    let bytes = fs::read(&pins).map_err(|error| Problem::file("read", &pins, &error))?;
    let version = format!("{:016x}", cache::hash(&bytes));
    let folder = Cache::find()?.folder("bench-python", &version);
    let python = folder.join("bin").join("python");
    if !folder.exists() {
        python3()?;
        println!(
            "Installing SimFaaS and SimPy into {} (about 20 seconds)",
            folder.display()
        );
        cache::fill(&folder, |draft| install(&pins, draft)).map_err(|problem| {
            Problem::new(format!("SimFaaS could not be installed: {problem}"))
                .mend("see that Python's package index can be reached, then run this again")
        })?;
    }
    let imports = ["-c", "import simfaas.ServerlessSimulator, simpy"];
    if is_program(&python) && Call::new(&python).args(imports).output().is_ok() {
        return Ok(python);
    }
    Err(Problem::new(format!("{} does not run", python.display()))
        .mend(format!("rm -r {}", folder.display())))
}

fn install(pins: &Path, draft: &Path) -> Result<()> {
    Call::new("python3")
        .args(["-m", "venv"])
        .arg(draft)
        .run()
        .map_err(|problem| problem.mend(GET_PYTHON))?;
    // The file names every package, so pip may install no other.
    Call::new(draft.join("bin").join("python"))
        .args(["-m", "pip", "install", "--quiet", "--no-deps"])
        .args(["--disable-pip-version-check", "--requirement"])
        .arg(pins)
        .run()
}

fn python3() -> Result<()> {
    let said = Call::new("python3")
        .args(["-c", "import sys; print(*sys.version_info[:2])"])
        .output()
        .map_err(|_| Problem::new("Python is missing").mend(GET_PYTHON))?;
    if version_in(&said).is_none_or(|version| version < OLDEST) {
        return Err(Problem::new(format!("Python {said} is too old")).mend(GET_PYTHON));
    }
    Ok(())
}

/// Reads a version such as "3 11" as a pair.
fn version_in(said: &str) -> Option<(u32, u32)> {
    let (major, minor) = said.split_once(' ')?;
    Some((major.parse().ok()?, minor.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(said: &str, expected: Option<(u32, u32)>) {
        assert_eq!(version_in(said), expected, "{said:?}");
    }

    #[test]
    fn python_says_its_version() {
        check("3 11", Some((3, 11)));
        check("3 9", Some((3, 9)));
        check("", None);
        assert!((3, 9) < OLDEST && (3, 13) > OLDEST);
    }
}

//! The Python packages that commands need, each set in a virtual environment of its own.

use std::fs;
use std::path::{Path, PathBuf};

use crate::cache::{self, Cache};
use crate::call::{Call, is_program};
use crate::checkout::Checkout;
use crate::problem::{Problem, Result};

/// The oldest Python that the pinned packages run on.
const OLDEST: (u32, u32) = (3, 11);
const GET_PYTHON: &str = "install Python 3.11 or newer with its venv module, as python3 on PATH";

/// Packages of Python that a command needs, each named with its version in files of the checkout.
#[derive(Debug)]
pub(crate) struct Packages {
    /// The folder of the cache.
    folder: &'static str,
    /// The files that name every package and its version.
    pins: &'static [&'static str],
    /// The names for people.
    names: &'static str,
    /// A program that needs all of them.
    probe: &'static str,
}

/// The simulators that `bench` compares with.
pub(crate) const SIMULATORS: Packages = Packages {
    folder: "bench-python",
    pins: &["xtask/bench/requirements.txt"],
    names: "SimFaaS and SimPy",
    probe: "import simfaas.ServerlessSimulator, simpy",
};

/// The programs that read starter files, and the runtime that the graders run in.
pub(crate) const STARTER_TOOLS: Packages = Packages {
    folder: "starter-python",
    pins: &[
        "xtask/starter/requirements.txt",
        "engine/model/src/starter/sandbox/requirements.txt",
    ],
    names: "cfn-lint, kubernetes-validate and Wasmtime",
    probe: "import cfnlint.api, kubernetes_validate, jsonschema, yaml, wasmtime",
};

impl Packages {
    /// A Python that has them: installed into the cache by the hash of the files.
    pub(crate) fn ready(&self, checkout: &Checkout) -> Result<PathBuf> {
        let mut pins = Vec::new();
        let mut bytes = Vec::new();
        for file in self.pins {
            let path = checkout.root().join(file);
            bytes.extend(fs::read(&path).map_err(|error| Problem::file("read", &path, &error))?);
            pins.push(path);
        }
        let version = format!("{:016x}", cache::hash(&bytes));
        let folder = Cache::find()?.folder(self.folder, &version);
        let python = folder.join("bin").join("python");
        if !folder.exists() {
            python3()?;
            let names = self.names;
            println!(
                "Installing {names} into {} (about 20 seconds)",
                folder.display()
            );
            cache::fill(&folder, |draft| install(&pins, draft)).map_err(|problem| {
                Problem::new(format!("{names} could not be installed: {problem}"))
                    .mend("see that Python's package index can be reached, then run this again")
            })?;
        }
        if is_program(&python) && Call::new(&python).args(["-c", self.probe]).output().is_ok() {
            return Ok(python);
        }
        Err(Problem::new(format!("{} does not run", python.display()))
            .mend(format!("rm -r {}", folder.display())))
    }
}

fn install(pins: &[PathBuf], draft: &Path) -> Result<()> {
    Call::new("python3")
        .args(["-m", "venv"])
        .arg(draft)
        .run()
        .map_err(|problem| problem.mend(GET_PYTHON))?;
    // The files name every package, so pip may install no other.
    let mut pip = Call::new(draft.join("bin").join("python"))
        .args(["-m", "pip", "install", "--quiet", "--no-deps"])
        .arg("--disable-pip-version-check");
    for file in pins {
        pip = pip.arg("--requirement").arg(file);
    }
    pip.run()
}

/// Checks that a Python is installed that the packages run on.
pub(crate) fn python3() -> Result<()> {
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

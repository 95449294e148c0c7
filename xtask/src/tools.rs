//! The tools that the commands need: found at the pinned version, or installed into the cache.

pub(crate) mod browser;
pub(crate) mod cargo_tools;
pub(crate) mod engines;
pub(crate) mod node_tools;
pub(crate) mod python_tools;
pub(crate) mod web_servers;

use std::path::{Path, PathBuf};

use crate::cache::Cache;
use crate::call::{Call, is_program, on_path};
use crate::problem::{Problem, Result};

/// One program of one version.
#[derive(Debug)]
pub(crate) struct Tool {
    /// The program to run.
    pub(crate) program: &'static str,
    /// The package that holds it, in the registry that it comes from.
    pub(crate) package: &'static str,
    /// The package's version; no other version is accepted.
    pub(crate) version: String,
    /// The program's answer to `--version`.
    pub(crate) says: String,
    /// How long the installation takes, in words.
    pub(crate) duration: &'static str,
}

impl Tool {
    /// The program: the one on `PATH` if it has the version, else the cache's, else one that
    /// `install` puts into the cache's folder under `bin/`.
    pub(crate) fn ready(&self, install: impl FnOnce(&Path) -> Result<()>) -> Result<PathBuf> {
        if let Some(found) = on_path(self.program)
            && self.is_right(&found)
        {
            return Ok(found);
        }
        let folder = Cache::find()?.folder(self.cached_as(), &self.version);
        let program = folder.join("bin").join(self.program);
        if !is_program(&program) {
            println!(
                "Installing {} {} into {} ({})",
                self.package,
                self.version,
                folder.display(),
                self.duration
            );
            install(&folder)?;
        }
        // The folder's name gives the version: not every program prints its own.
        if said_by(&program).is_some() {
            return Ok(program);
        }
        Err(Problem::new(format!("{} does not run", program.display()))
            .mend(format!("rm -r {}", folder.display())))
    }

    /// The name of its folder in the cache: a package whose name only adds "-cli" has its program's name.
    fn cached_as(&self) -> &'static str {
        self.package.strip_suffix("-cli").unwrap_or(self.package)
    }

    fn is_right(&self, program: &Path) -> bool {
        said_by(program).is_some_and(|said| version_in(&said) == Some(&self.says))
    }
}

/// The program's answer to `--version`, if it runs at all.
fn said_by(program: &Path) -> Option<String> {
    Call::new(program).arg("--version").output().ok()
}

/// The first word that starts like a version, as in "trunk 0.21.14" or "v22.1.0".
fn version_in(said: &str) -> Option<&str> {
    said.split_whitespace()
        .map(|word| word.strip_prefix('v').unwrap_or(word))
        .find(|word| word.starts_with(|first: char| first.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(said: &str, expected: Option<&str>) {
        assert_eq!(version_in(said), expected, "{said:?}");
    }

    #[test]
    fn programs_say_their_version() {
        check("trunk 0.21.14", Some("0.21.14"));
        check("wasm-bindgen 0.2.130", Some("0.2.130"));
        check("wasm-opt version 132 (version_132)", Some("132"));
        check("v20.20.2\n", Some("20.20.2"));
        check("version unknown", None);
        check("", None);
    }
}

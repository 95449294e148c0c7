//! The checkout that xtask works on: the paths of its parts, and the versions in its `Cargo.lock`.

use std::fs;
use std::path::{Path, PathBuf};

use crate::problem::{Problem, Result};

/// The root folder of this clone.
#[derive(Debug)]
pub(crate) struct Checkout {
    root: PathBuf,
}

impl Checkout {
    /// The clone that holds this xtask. It is found at run time, so that a target folder shared by
    /// several clones serves each of them.
    pub(crate) fn find() -> Result<Self> {
        let package = std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
        match package.as_deref().and_then(Path::parent) {
            Some(root) => Ok(Self {
                root: root.to_owned(),
            }),
            None => Err(Problem::new("xtask has to be started by Cargo").mend("cargo xtask")),
        }
    }

    /// The root folder.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// The built site.
    pub(crate) fn dist(&self) -> PathBuf {
        self.root.join("dist")
    }

    /// The site as one HTML file.
    pub(crate) fn single_file(&self) -> PathBuf {
        self.root.join("target/lanewise.html")
    }

    /// The sources of the lab's editor.
    pub(crate) fn editor(&self) -> PathBuf {
        self.root.join("app/editor")
    }

    /// The browser tests.
    pub(crate) fn e2e(&self) -> PathBuf {
        self.root.join("e2e")
    }

    /// A folder for files that one step hands to the next; it is created where it is missing.
    pub(crate) fn scratch(&self) -> Result<PathBuf> {
        let folder = self.root.join("target").join("xtask");
        fs::create_dir_all(&folder).map_err(|error| Problem::file("make", &folder, &error))?;
        Ok(folder)
    }

    /// The version of a crate that `Cargo.lock` pins.
    pub(crate) fn locked_version(&self, package: &str) -> Result<String> {
        let path = self.root.join("Cargo.lock");
        let lock =
            fs::read_to_string(&path).map_err(|error| Problem::file("read", &path, &error))?;
        locked_version(&lock, package)
            .map(String::from)
            .ok_or_else(|| {
                Problem::new(format!("Cargo.lock does not name {package}"))
                    .mend("cargo update --workspace")
            })
    }
}

fn locked_version<'a>(lock: &'a str, package: &str) -> Option<&'a str> {
    let quoted = |line: &'a str, key: &str| {
        line.strip_prefix(key)?
            .strip_prefix(" = \"")?
            .strip_suffix('"')
    };
    let mut lines = lock.lines();
    lines.find(|line| quoted(line, "name") == Some(package))?;
    lines
        .take_while(|line| !line.is_empty())
        .find_map(|line| quoted(line, "version"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOCK: &str = r#"
[[package]]
name = "wasm-bindgen-macro"
version = "0.2.1"

[[package]]
name = "wasm-bindgen"
version = "0.2.130"
source = "registry"

[[package]]
name = "unversioned"
"#;

    fn check(package: &str, expected: Option<&str>) {
        assert_eq!(locked_version(LOCK, package), expected, "{package}");
    }

    #[test]
    fn the_lock_names_versions() {
        check("wasm-bindgen", Some("0.2.130"));
        check("wasm-bindgen-macro", Some("0.2.1"));
        check("wasm", None);
        check("unversioned", None);
    }
}

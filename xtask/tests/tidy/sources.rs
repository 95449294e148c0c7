//! The source files of a package.

use std::fs;
use std::path::{Path, PathBuf};

/// A package of the workspace, with every file below its `src/`.
pub(crate) struct Package {
    pub(crate) name: String,
    pub(crate) files: Vec<File>,
}

/// A source file.
pub(crate) struct File {
    /// Its path below `src/`, such as `lanes/edge.rs`.
    pub(crate) path: String,
    pub(crate) text: String,
}

impl Package {
    /// Reads the package in a folder of this checkout.
    pub(crate) fn read(folder: &str) -> Self {
        let name = folder.rsplit('/').next().unwrap_or(folder);
        let root = root().join(folder).join("src");
        let mut files = Vec::new();
        let mut folders = vec![root.clone()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else if path.extension().is_some_and(|ending| ending == "rs") {
                    files.push(File {
                        path: path.strip_prefix(&root).unwrap().display().to_string(),
                        text: fs::read_to_string(&path).unwrap(),
                    });
                }
            }
        }
        files.sort_by(|a, b| a.path.cmp(&b.path));
        Self {
            name: name.to_owned(),
            files,
        }
    }

    /// A package of a test: paths below `src/`, and the contents of the files.
    pub(crate) fn of(files: &[(&str, &str)]) -> Self {
        let file = |&(path, text): &(&str, &str)| File {
            path: path.to_owned(),
            text: text.to_owned(),
        };
        Self {
            name: "fixture".to_owned(),
            files: files.iter().map(file).collect(),
        }
    }
}

/// A text of the checkout.
pub(crate) fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap()
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

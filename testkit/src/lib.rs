//! Files of the checkout that tests compare with their sources, and that tests write when they are blessed.
//!
//! `cargo xtask bless` sets the variable [`VARIABLE`] and runs the tests that make files. Every other value
//! of the variable writes nothing.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

/// The variable that names the kind of files to write.
pub const VARIABLE: &str = "LANEWISE_BLESS";

/// A kind of made files, each blessed on its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Made {
    /// A file that is made from others: a packed twin, a page, a schema. It can only be right or stale.
    Derived,
    /// A file that records the results of a run, so that a change is seen. Blessing it is a decision.
    Golden,
}

impl Made {
    /// The value of [`VARIABLE`] that writes files of this kind.
    pub fn word(self) -> &'static str {
        match self {
            Self::Derived => "derived",
            Self::Golden => "golden",
        }
    }

    /// Whether files of this kind are written in this run of the tests.
    pub fn is_blessed(self) -> bool {
        env::var_os(VARIABLE).is_some_and(|value| value == self.word())
    }
}

/// A file of the checkout, by its path below the root folder.
pub fn file(path: &str) -> PathBuf {
    // Asked for when the test runs: a copied target folder knows where it was compiled, not where it is.
    let package = env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default();
    let mut folders = Path::new(&package).ancestors();
    let root = folders.find(|folder| folder.join("Cargo.lock").exists());
    root.unwrap_or(Path::new(".")).join(path)
}

/// Writes a file of the checkout with its folder.
///
/// # Panics
///
/// Where the file cannot be written.
pub fn write(path: &str, content: impl AsRef<[u8]>) {
    let file = file(path);
    let folder = file.parent().unwrap_or(&file);
    let written = fs::create_dir_all(folder).and_then(|()| fs::write(&file, content));
    if let Err(error) = written {
        panic!("{path} cannot be written: {error}");
    }
}

/// Compares a derived file with its sources, or writes it where derived files are blessed.
///
/// # Panics
///
/// Where the file has another content, with the first line that differs if it is a text.
pub fn check(path: &str, content: impl AsRef<[u8]>) {
    let content = content.as_ref();
    // A file that is missing differs from every content.
    let found = fs::read(file(path)).unwrap_or_default();
    if found == content {
        return;
    }
    if Made::Derived.is_blessed() {
        write(path, content);
        return;
    }
    let difference = match (str::from_utf8(&found), str::from_utf8(content)) {
        (Ok(found), Ok(content)) => first_difference(found, content),
        _ => format!("{} bytes instead of {}", found.len(), content.len()),
    };
    panic!(
        "{path} is not what it is made of ({difference}). Look at what has changed; if that is right, \
         `cargo xtask bless` rewrites it."
    );
}

/// The first line in which two texts differ, with its number.
pub fn first_difference(found: &str, expected: &str) -> String {
    let (mut old, mut new) = (found.lines(), expected.lines());
    for number in 1.. {
        let (was, is) = (old.next(), new.next());
        if was != is {
            let (was, is) = (was.unwrap_or("(nothing)"), is.unwrap_or("(nothing)"));
            return format!("line {number}\n  in the file: {was}\n  should be:   {is}\n");
        }
        if was.is_none() {
            break;
        }
    }
    "the line ends alone".to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stale_text_is_described_by_its_line() {
        fn check(found: &str, expected: &str, difference: &str) {
            assert_eq!(first_difference(found, expected), difference);
        }
        check(
            "a\nb",
            "a\nc",
            "line 2\n  in the file: b\n  should be:   c\n",
        );
        check(
            "a",
            "a\nb",
            "line 2\n  in the file: (nothing)\n  should be:   b\n",
        );
        check("a\n", "a", "the line ends alone");
    }

    #[test]
    fn kinds_are_blessed_apart() {
        assert_ne!(Made::Derived.word(), Made::Golden.word());
        for value in ["0", "1", ""] {
            assert!(Made::Derived.word() != value && Made::Golden.word() != value);
        }
    }

    #[test]
    #[should_panic(expected = "cargo xtask bless")]
    fn a_stale_file_fails() {
        check("no/such/file", "content");
    }
}

//! The folder outside every checkout that tools are installed into, once for all clones.

use std::fs;
use std::path::{Path, PathBuf};

use crate::problem::{Problem, Result};

/// `$LANEWISE_CACHE`, else `$XDG_CACHE_HOME/lanewise`, else `~/.cache/lanewise`.
#[derive(Debug)]
pub(crate) struct Cache {
    root: PathBuf,
}

impl Cache {
    /// The cache of this user; it is created at the first write.
    pub(crate) fn find() -> Result<Self> {
        let folder = |name: &str| {
            std::env::var_os(name)
                .filter(|value| !value.is_empty())
                .map(PathBuf::from)
        };
        let root = choose(
            folder("LANEWISE_CACHE"),
            folder("XDG_CACHE_HOME"),
            folder("HOME"),
        )
        .ok_or_else(|| {
            Problem::new("there is no folder to install tools into")
                .mend("export LANEWISE_CACHE=/some/folder")
        })?;
        let root = std::path::absolute(&root)
            .map_err(|error| Problem::file("find the folder", &root, &error))?;
        Ok(Self { root })
    }

    /// The folder of this version of a tool, which may not exist.
    pub(crate) fn folder(&self, name: &str, version: &str) -> PathBuf {
        self.root.join(format!("{name}-{version}"))
    }
}

/// Fills a folder of the cache atomically: a folder that `work` leaves half done is never taken for an
/// installed tool, and of two clones that fill it at once one wins.
pub(crate) fn fill(folder: &Path, work: impl FnOnce(&Path) -> Result<()>) -> Result<()> {
    let mut draft = folder.as_os_str().to_owned();
    draft.push(format!(".part-{}", std::process::id()));
    let draft = PathBuf::from(draft);
    fs::create_dir_all(&draft).map_err(|error| Problem::file("make", &draft, &error))?;
    let filled = work(&draft).and_then(|()| match fs::rename(&draft, folder) {
        Err(error) if !folder.exists() => Err(Problem::file("fill", folder, &error)),
        _ => Ok(()),
    });
    if draft.exists() {
        fs::remove_dir_all(&draft).map_err(|error| Problem::file("remove", &draft, &error))?;
    }
    filled
}

/// A name for the inputs of a folder, by FNV-1a: the same with every version of Rust.
pub(crate) fn hash(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

fn choose(own: Option<PathBuf>, xdg: Option<PathBuf>, home: Option<PathBuf>) -> Option<PathBuf> {
    own.or_else(|| Some(xdg?.join("lanewise")))
        .or_else(|| Some(home?.join(".cache/lanewise")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(own: Option<&str>, xdg: Option<&str>, home: Option<&str>, expected: Option<&str>) {
        let chosen = choose(
            own.map(Into::into),
            xdg.map(Into::into),
            home.map(Into::into),
        );
        assert_eq!(chosen.as_deref(), expected.map(Path::new));
    }

    #[test]
    fn the_nearest_wish_wins() {
        check(Some("/own"), Some("/xdg"), Some("/home"), Some("/own"));
        check(None, Some("/xdg"), Some("/home"), Some("/xdg/lanewise"));
        check(None, None, Some("/home"), Some("/home/.cache/lanewise"));
        check(None, None, None, None);
    }

    #[test]
    fn the_hash_is_the_published_one() {
        let check = |text: &str, expected| assert_eq!(hash(text.as_bytes()), expected, "{text:?}");
        check("", 0xcbf2_9ce4_8422_2325);
        check("a", 0xaf63_dc4c_8601_ec8c);
        check("foobar", 0x8594_4171_f739_67e8);
    }
}

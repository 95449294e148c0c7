//! Names the programs of a build: a hash over the sources of the page, the engine and the model; and the form of a
//! stored board: a hash over the sources of the types in it.
//!
//! Each message between the page and a worker begins with this name, so that each side can check that both
//! were compiled from the same sources. The folder of a build's files has a name of its own, a hash over
//! every file in it: see `xtask/src/seal.rs`.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let home = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let mut hash = 0xcbf2_9ce4_8422_2325;
    for folder in ["src", "../engine/src", "../engine/model/src"].map(|folder| home.join(folder)) {
        println!("cargo:rerun-if-changed={}", folder.display());
        hash = hash_folder(&folder, hash)?;
    }
    println!("cargo:rustc-env=LANEWISE_BUILD={hash:016x}");
    let mut form = hash_folder(&home.join("../engine/model/src"), 0xcbf2_9ce4_8422_2325)?;
    form = hash_folder(&home.join("src/state"), form)?;
    println!("cargo:rustc-env=LANEWISE_BOARD_FORM={form:016x}");
    Ok(())
}

/// FNV-1a over names and contents, in the order of the names.
fn hash_folder(folder: &Path, mut hash: u64) -> io::Result<u64> {
    let mut entries = fs::read_dir(folder)?.collect::<io::Result<Vec<_>>>()?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        hash = hash_bytes(entry.file_name().as_encoded_bytes(), hash);
        hash = if entry.file_type()?.is_dir() {
            hash_folder(&entry.path(), hash)?
        } else {
            hash_bytes(&fs::read(entry.path())?, hash)
        };
    }
    Ok(hash)
}

fn hash_bytes(bytes: &[u8], hash: u64) -> u64 {
    bytes.iter().fold(hash, |hash, &byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

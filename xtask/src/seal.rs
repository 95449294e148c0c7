//! The last step of a build: a folder that is named by its content, and a content policy without
//! `'unsafe-inline'`.
//!
//! Trunk calls `cargo xtask seal FOLDER` as a hook. Every file that the page fetches moves into
//! `build-<hash>/`, where the hash covers all of them, and the pages for reading are made to refer to it. A
//! host may therefore cache that folder for ever and has to revalidate the pages alone; a page of an old
//! build never receives a file of a new one. A file that a person may link to (`facts/`, `model/`, JSON and
//! Markdown) keeps its address.
//!
//! A folder, not a query behind each address: some hosts ignore queries, and some serve a compressed copy
//! of an older file that has the same name.

mod addresses;
pub(crate) mod editor;
pub(crate) mod minify;
mod policy;
mod shorten;
mod start;
mod styles;

use std::fs;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::problem::{Problem, Result};

/// The page of the playground.
const INDEX: &str = "index.html";
/// The prefix of the folder's name.
const MARK: &str = "build-";

/// Seals a built site, which has not been sealed before.
pub(crate) fn run(site: &Path) -> Result<()> {
    let files = files_below(site)?;
    if let Some(sealed) = files.iter().find(|file| file.starts_with(MARK)) {
        return Err(Problem::new(format!(
            "{} is sealed already ({sealed})",
            site.display()
        )));
    }
    editor::bundle_into(site)?;
    let index = site.join(INDEX);
    let page = styles::merge(site, &read(&index)?)?;
    let mut page = start::with_an_origin(&page)?;
    if minify::is_wanted() {
        page = shorten::shorten(&page);
    }
    fs::write(&index, page).map_err(|error| Problem::file("write", &index, &error))?;
    let files = files_below(site)?;
    minify::minify(site, files.iter())?;
    let fetched: Vec<&str> = files
        .iter()
        .map(String::as_str)
        .filter(|file| addresses::is_fetched(file))
        .collect();
    let build = name(site, &fetched)?;
    for file in &fetched {
        move_file(&site.join(file), &site.join(&build).join(file))?;
    }
    let is_page = |file: &&String| {
        Path::new(file)
            .extension()
            .is_some_and(|ending| ending == "html")
    };
    for page in files.iter().filter(is_page) {
        let path = site.join(page);
        let text = read(&path)?;
        let text = addresses::point(&text, page, &fetched, &build)?;
        let text = policy::allow_inline(&text)
            .map_err(|problem| Problem::new(format!("{page} cannot be sealed: {problem}")))?;
        fs::write(&path, text).map_err(|error| Problem::file("write", &path, &error))?;
    }
    Ok(())
}

/// The folder's name: a hash over the names and contents of all files in it.
fn name(site: &Path, files: &[&str]) -> Result<String> {
    let mut hash = Sha256::new();
    for file in files {
        let path = site.join(file);
        let content = fs::read(&path).map_err(|error| Problem::file("read", &path, &error))?;
        for part in [file.as_bytes(), &content] {
            hash.update((part.len() as u64).to_le_bytes());
            hash.update(part);
        }
    }
    // Eight bytes distinguish more builds than any host will ever have.
    let digest = hash.finalize();
    let start = digest.iter().take(8);
    let start = start.fold(0_u64, |number, &byte| number << 8 | u64::from(byte));
    Ok(format!("{MARK}{start:016x}"))
}

/// Every file of a folder, as paths below it with `/` between the parts, in alphabetical order.
fn files_below(root: &Path) -> Result<Vec<String>> {
    let mut files = Vec::new();
    let mut folders: Vec<PathBuf> = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        let unreadable = |error| Problem::file("read", &folder, &error);
        for entry in fs::read_dir(&folder).map_err(unreadable)? {
            let path = entry.map_err(unreadable)?.path();
            if path.is_dir() {
                folders.push(path);
            } else if let Ok(below) = path.strip_prefix(root) {
                let parts: Vec<_> = below.iter().map(|part| part.to_string_lossy()).collect();
                files.push(parts.join("/"));
            }
        }
    }
    files.sort();
    Ok(files)
}

fn move_file(from: &Path, to: &Path) -> Result<()> {
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder).map_err(|error| Problem::file("make", folder, &error))?;
    }
    fs::rename(from, to).map_err(|error| Problem::file("move", from, &error))?;
    match from.parent() {
        // A folder that still holds a file stays.
        Some(folder) => fs::remove_dir(folder).or(Ok(())),
        None => Ok(()),
    }
}

fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).map_err(|error| Problem::file("read", path, &error))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = r#"<meta http-equiv="Content-Security-Policy" content="script-src 'self'; style-src 'self'">
<meta name="build" content="">
<link rel="stylesheet" href="./board.css"><style>p{}</style>
<script type="module">import "./app.js"</script>"#;

    /// A small site in a folder of its own, sealed; and the folder's name.
    fn sealed(folder: &str, facts: &str) -> (PathBuf, String) {
        let site = std::env::temp_dir().join(format!("lanewise-{folder}-{}", std::process::id()));
        fs::remove_dir_all(&site).ok(); // left over from a run that was interrupted
        for (file, content) in [
            ("index.html", PAGE),
            ("app.js", "start()"),
            ("board.css", "p {}"),
            ("facts/facts.bin", facts),
            ("facts/facts.json", "{}"),
            ("facts/index.html", r#"<link href="../pages/pages.css">"#),
            ("pages/pages.css", "p {}"),
        ] {
            let path = site.join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, content).unwrap();
        }
        run(&site).unwrap();
        let build = fs::read_dir(&site)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .find(|name| name.starts_with(MARK))
            .unwrap();
        (site, build)
    }

    #[test]
    fn a_sealed_site_refers_to_one_folder() {
        let (site, build) = sealed("seal", "facts");
        let found = files_below(&site).unwrap();
        let expected = [
            format!("{build}/app.js"),
            format!("{build}/board.css"),
            format!("{build}/facts/facts.bin"),
            format!("{build}/pages/pages.css"),
            "facts/facts.json".to_owned(),
            "facts/index.html".to_owned(),
            "index.html".to_owned(),
        ];
        assert_eq!(found, expected);
        let page = read(&site.join("index.html")).unwrap();
        for wanted in [
            format!("content=\"{build}/\""),
            format!("href=\"./{build}/board.css\""),
            format!("import \"./{build}/app.js\""),
        ] {
            assert!(page.contains(&wanted), "{wanted}\n{page}");
        }
        let facts = read(&site.join("facts/index.html")).unwrap();
        assert_eq!(
            facts,
            format!(r#"<link href="../{build}/pages/pages.css">"#)
        );
        assert!(run(&site).is_err(), "a site is sealed once");
        fs::remove_dir_all(site).unwrap();
    }

    #[test]
    fn any_changed_file_changes_the_name() {
        let (one, build) = sealed("seal-one", "facts");
        let (other, changed) = sealed("seal-other", "other facts");
        assert_ne!(build, changed);
        fs::remove_dir_all(one).unwrap();
        fs::remove_dir_all(other).unwrap();
    }
}

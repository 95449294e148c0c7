//! The editor of the sandbox lab: one script, bundled from npm packages before the site is built.

use std::fs;
use std::path::{Path, PathBuf};

use crate::call::Call;
use crate::checkout::Checkout;
use crate::problem::{Problem, Result};
use crate::tools::node_tools;

/// Names the bundle to the step that seals the site. Without it a site has no such file, and the lab a plain field for text.
pub(crate) const BUNDLE: &str = "LANEWISE_EDITOR";
/// The name of the script in the site.
const FILE: &str = "editor.js";

/// Bundles the editor. Returns the script.
pub(crate) fn bundle(checkout: &Checkout, esbuild: &Path) -> Result<PathBuf> {
    let packages = node_tools::editor_packages(checkout)?;
    let out = checkout.root().join("target").join(FILE);
    Call::new(esbuild)
        .arg(checkout.editor().join(FILE))
        .args(["--bundle", "--minify", "--format=iife", "--target=es2022"])
        .args(["--legal-comments=none", "--log-level=warning"])
        .arg(format!("--outfile={}", out.display()))
        .env("NODE_PATH", packages.join("node_modules"))
        .run()?;
    Ok(out)
}

/// Copies the bundle into a site, where there is one.
pub(super) fn copy_into(site: &Path) -> Result<()> {
    let Some(bundle) = std::env::var_os(BUNDLE) else {
        return Ok(());
    };
    let to = site.join(FILE);
    fs::copy(bundle, &to).map_err(|error| Problem::file("write", &to, &error))?;
    Ok(())
}

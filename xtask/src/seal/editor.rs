//! The editor of the sandbox lab: one script, bundled from npm packages when a release site is sealed.

use std::path::Path;

use super::minify;
use crate::call::Call;
use crate::checkout::Checkout;
use crate::problem::Result;

/// The variable that names the folder with the editor's packages. Without it, as while developing, a site has no such script,
/// and the lab a plain field for text.
pub(crate) const PACKAGES: &str = "LANEWISE_EDITOR_PACKAGES";
/// The name of the source and of the script in the site.
const FILE: &str = "editor.js";

/// Writes the script into a site. It is bundled at each build, so that a server shows a change of its source.
pub(super) fn bundle_into(site: &Path) -> Result<()> {
    let (Some(packages), Some(esbuild)) = (
        std::env::var_os(PACKAGES),
        std::env::var_os(minify::PROGRAM),
    ) else {
        return Ok(());
    };
    Call::new(esbuild)
        .arg(Checkout::find()?.editor().join(FILE))
        .args(["--bundle", "--minify", "--format=iife", "--target=es2022"])
        // The notices of the licences are in ATTRIBUTION.md.
        .args(["--legal-comments=none", "--log-level=warning"])
        .arg(format!("--outfile={}", site.join(FILE).display()))
        .env("NODE_PATH", Path::new(&packages).join("node_modules"))
        .run()
}

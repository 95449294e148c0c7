//! Scripts and style sheets without what only people read: 6 KB less in a first visit, once they are compressed.

use std::path::Path;

use crate::call::Call;
use crate::problem::Result;

/// The variable that names esbuild; without it, as while developing, files stay as they are.
pub(crate) const PROGRAM: &str = "LANEWISE_ESBUILD";

/// Whether this build is for publishing, so that files are shortened.
pub(super) fn is_wanted() -> bool {
    std::env::var_os(PROGRAM).is_some()
}

/// Minifies these files of a site in their places. Names that other files use stay: no file is bundled.
pub(super) fn minify<'a>(site: &Path, files: impl Iterator<Item = &'a String>) -> Result<()> {
    let Some(program) = std::env::var_os(PROGRAM) else {
        return Ok(());
    };
    let is_code = |file: &&String| {
        let ending = Path::new(file).extension();
        ending.is_some_and(|ending| ending == "js" || ending == "css")
    };
    let outdir = format!("--outdir={}", site.display());
    let outbase = format!("--outbase={}", site.display());
    Call::new(program)
        .args(files.filter(is_code).map(|file| site.join(file)))
        .args(["--minify", "--allow-overwrite", "--log-level=warning"])
        .args([outdir, outbase])
        .run()
}

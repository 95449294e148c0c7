//! The browser engines beside Chromium in which the site is tested: found, or installed where the system's
//! packages can be.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use super::browser::{install_system_packages, runs};
use crate::call::{is_program, on_path};
use crate::port;
use crate::problem::{Problem, Result};

/// A browser engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BrowserEngine {
    Chromium,
    Firefox,
    WebKit,
}

impl BrowserEngine {
    /// All engines, the one with most tests first.
    pub(crate) const ALL: [Self; 3] = [Self::Chromium, Self::Firefox, Self::WebKit];

    /// The engine's name in the option `--browsers`.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::WebKit => "webkit",
        }
    }

    /// The engine of this name.
    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|engine| engine.name() == name)
    }
}

/// The arguments of `e2e/engines/run.mjs` after the port: the program and its parts.
pub(crate) fn firefox() -> Result<Vec<OsString>> {
    let found = || {
        let own = std::env::var_os("FIREFOX").map(PathBuf::from);
        own.into_iter()
            .chain(
                ["firefox-esr", "firefox"]
                    .iter()
                    .filter_map(|name| on_path(name)),
            )
            .find(|program| runs(program))
    };
    let program = found_or_installed(&found, &["firefox-esr"], "Firefox")?;
    Ok(vec![program.into()])
}

/// The same for `WebKitGTK`: its driver, its browser, and a port for the driver.
pub(crate) fn webkit() -> Result<Vec<OsString>> {
    let found = || {
        on_path("xvfb-run")?;
        mini_browser()?;
        on_path("WebKitWebDriver")
    };
    let packages = ["webkit2gtk-driver", "xvfb", "xauth"];
    let driver = found_or_installed(&found, &packages, "WebKitGTK's driver")?;
    let browser = mini_browser().ok_or_else(|| Problem::new("WebKitGTK has no MiniBrowser"))?;
    let port = port::free()?.to_string();
    Ok(vec![driver.into(), browser.into(), port.into()])
}

/// The installed program, else the one of the system's packages; the problem names the packages.
pub(super) fn found_or_installed(
    found: &dyn Fn() -> Option<PathBuf>,
    packages: &[&str],
    name: &str,
) -> Result<PathBuf> {
    if let Some(program) = found() {
        return Ok(program);
    }
    println!("Installing {name} (up to two minutes)");
    if install_system_packages(packages).is_ok()
        && let Some(program) = found()
    {
        return Ok(program);
    }
    Err(
        Problem::new(format!("no {name} was found or could be installed"))
            .mend(format!("sudo apt-get install {}", packages.join(" "))),
    )
}

/// The browser that comes with the driver, in a library folder of the machine's architecture.
fn mini_browser() -> Option<PathBuf> {
    let folders = ["/usr/lib", "/usr/libexec", "/usr/lib64"];
    let inside = |folder: &Path| -> Vec<PathBuf> {
        let entries = fs::read_dir(folder).into_iter().flatten().flatten();
        entries.map(|entry| entry.path()).collect()
    };
    let is_webkit = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        name.starts_with("webkit2gtk-") || name.starts_with("webkitgtk-")
    };
    let near = folders.iter().flat_map(|folder| inside(Path::new(folder)));
    let near: Vec<PathBuf> = near.collect();
    let nested = near.iter().flat_map(|folder| inside(folder));
    let mut all = nested.chain(near.clone()).filter(is_webkit);
    all.find_map(|folder| {
        let browser = folder.join("MiniBrowser");
        is_program(&browser).then_some(browser)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn engines_have_names() {
        for engine in BrowserEngine::ALL {
            assert_eq!(BrowserEngine::named(engine.name()), Some(engine));
        }
        assert_eq!(BrowserEngine::named("netscape"), None);
    }
}

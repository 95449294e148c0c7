//! The web servers that the site is tested under: found, or installed on a machine of continuous integration. On a
//! person's machine an installed server would begin to listen.

use std::path::{Path, PathBuf};

use super::engines::found_or_installed;
use crate::call::on_path;
use crate::problem::{Problem, Result};

/// A web server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum WebServer {
    Nginx,
    Caddy,
}

impl WebServer {
    /// The servers whose configurations are in `docs/hosting/`.
    pub(crate) const ALL: [Self; 2] = [Self::Nginx, Self::Caddy];

    /// The name of its program.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Nginx => "nginx",
            Self::Caddy => "caddy",
        }
    }

    /// Its program, and for nginx the module that sends compressed files.
    pub(crate) fn ready(self) -> Result<PathBuf> {
        match self {
            Self::Nginx => {
                // Debian's package enables the module by this file.
                let module = Path::new("/etc/nginx/modules-enabled/50-mod-http-brotli-static.conf");
                let packages = ["nginx", "libnginx-mod-http-brotli-static"];
                let found = || module.exists().then(|| program("nginx")).flatten();
                self.found(&found, &packages)
            }
            Self::Caddy => self.found(&|| program("caddy"), &["caddy"]),
        }
    }

    fn found(self, found: &dyn Fn() -> Option<PathBuf>, packages: &[&str]) -> Result<PathBuf> {
        if std::env::var_os("CI").is_some() {
            return found_or_installed(found, packages, self.name());
        }
        found().ok_or_else(|| {
            Problem::new(format!("no {} was found", self.name()))
                .mend(format!("sudo apt-get install {}", packages.join(" ")))
        })
    }
}

/// A program on `PATH`, or among those of the system's administrator.
fn program(name: &str) -> Option<PathBuf> {
    on_path(name).or_else(|| {
        let program = Path::new("/usr/sbin").join(name);
        program.exists().then_some(program)
    })
}

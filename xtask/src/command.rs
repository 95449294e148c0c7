//! The command line: arguments in, one command out.

use std::path::PathBuf;

use crate::problem::{Problem, Result};
use crate::tools::engines::BrowserEngine;

/// The text that `cargo xtask` without a command prints.
pub(crate) const USAGE: &str = "\
cargo xtask <command>

  serve [trunk's options]   build the site and serve it, again at every change
                            (--release for the published build, --port 9000, ...)
  test                      format, Clippy, tests, the release site, the browser tests
  test --fast               the same without the release site and the browsers
  test --browsers LIST      with these alone, of chromium, firefox and webkit
  build                     leave the release site in dist/
  dist                      the same, and the site as one HTML file: target/lanewise.html
  bless                     rewrite every made file: packed data, pages, the schema
  bless golden              record what the boards that ship say now
  bench                     time per request, beside a bare loop, SimFaaS and SimPy
  hygiene                   dependencies, licences and spelling
  seal FOLDER               name a built site's files by their content (Trunk calls this)

What a command needs and the machine lacks is installed once, into $LANEWISE_CACHE,
else $XDG_CACHE_HOME/lanewise, else ~/.cache/lanewise. $CHROME names a Chromium to test with.
";

/// One command of a person.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Command {
    /// Print the usage.
    Help,
    /// Build and serve the site; `trunk` is passed to `trunk serve` unchanged.
    Serve { trunk: Vec<String> },
    /// Run the checks; without engines the release site is left out as well.
    Test { engines: Vec<BrowserEngine> },
    /// Leave the release site in `dist/`.
    Build,
    /// The same, and the site as one HTML file.
    Dist,
    /// Write made files: those that are made from others, or the golden runs.
    Bless { golden: bool },
    /// Measure the engine, natively and in the browser, beside others.
    Bench,
    /// Check dependencies, licences and spelling.
    Hygiene,
    /// Name the files of the site in this folder by their content.
    Seal { site: PathBuf },
}

impl Command {
    /// Reads the arguments that follow `cargo xtask`.
    pub(crate) fn parse(arguments: &[String]) -> Result<Self> {
        let Some((name, rest)) = arguments.split_first() else {
            return Ok(Self::Help);
        };
        if rest
            .iter()
            .any(|argument| argument == "--help" || argument == "-h")
        {
            return Ok(Self::Help);
        }
        let rest: Vec<&str> = rest.iter().map(String::as_str).collect();
        match (name.as_str(), rest.as_slice()) {
            ("help" | "--help" | "-h", _) => Ok(Self::Help),
            ("serve", trunk) => Ok(Self::Serve {
                trunk: trunk.iter().map(ToString::to_string).collect(),
            }),
            ("test", []) => Ok(Self::Test {
                engines: BrowserEngine::ALL.to_vec(),
            }),
            ("test", ["--fast"]) => Ok(Self::Test { engines: vec![] }),
            ("test", ["--browsers", list]) => Ok(Self::Test {
                engines: engines(list)?,
            }),
            ("build", []) => Ok(Self::Build),
            ("dist", []) => Ok(Self::Dist),
            ("bless", []) => Ok(Self::Bless { golden: false }),
            ("bless", ["golden"]) => Ok(Self::Bless { golden: true }),
            ("bench", []) => Ok(Self::Bench),
            ("hygiene", []) => Ok(Self::Hygiene),
            ("seal", [site]) => Ok(Self::Seal { site: site.into() }),
            ("test" | "build" | "dist" | "bless" | "bench" | "hygiene" | "seal", rest) => Err(
                Problem::new(format!("`{name}` does not take `{}`", rest.join(" ")))
                    .mend("cargo xtask --help"),
            ),
            _ => Err(Problem::new(format!("there is no `{name}` here")).mend("cargo xtask --help")),
        }
    }
}

/// Engines by their names, a comma between them.
fn engines(list: &str) -> Result<Vec<BrowserEngine>> {
    let named = |name: &str| {
        BrowserEngine::named(name).ok_or_else(|| {
            Problem::new(format!("`{name}` is no browser that the tests know"))
                .mend("cargo xtask test --browsers chromium,firefox,webkit")
        })
    };
    list.split(',').map(named).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, expected: impl Into<Option<Command>>) {
        let arguments: Vec<String> = line.split_whitespace().map(String::from).collect();
        assert_eq!(
            Command::parse(&arguments).ok(),
            expected.into(),
            "cargo xtask {line}"
        );
    }

    #[test]
    fn lines_become_commands() {
        check("", Command::Help);
        check("--help", Command::Help);
        check("test --help", Command::Help);
        let test = |engines: &[BrowserEngine]| Command::Test {
            engines: engines.to_vec(),
        };
        check("test", test(&BrowserEngine::ALL));
        check("test --fast", test(&[]));
        check("test --browsers chromium", test(&[BrowserEngine::Chromium]));
        check(
            "test --browsers firefox,webkit",
            test(&[BrowserEngine::Firefox, BrowserEngine::WebKit]),
        );
        check("test --browsers netscape", None);
        check("test --browsers", None);
        check("test --slow", None);
        check("build", Command::Build);
        check("dist", Command::Dist);
        check("build dist", None);
        check("bless", Command::Bless { golden: false });
        check("bless golden", Command::Bless { golden: true });
        check("bless all", None);
        check("bench", Command::Bench);
        check("bench --fast", None);
        check("hygiene", Command::Hygiene);
        check("seal", None);
        check(
            "seal dist",
            Command::Seal {
                site: "dist".into(),
            },
        );
        check("serve", Command::Serve { trunk: vec![] });
        check(
            "serve --port 9000",
            Some(Command::Serve {
                trunk: vec!["--port".into(), "9000".into()],
            }),
        );
        check("deploy", None);
    }
}

//! `cargo xtask test`: the checks, their order, and their dependencies on one another.

mod hosting;
mod starter_files;

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::thread::{self, ScopedJoinHandle};

use crate::call::Call;
use crate::check::Checks;
use crate::checkout::Checkout;
use crate::port;
use crate::problem::{Problem, Result};
use crate::programs::{WASM_TARGET, joined};
use crate::site;
use crate::tools::engines::{self, BrowserEngine};
use crate::tools::{browser, node_tools};

/// The scenario that the page and a native run must agree on.
const SHARED_SCENARIO: &str = "public/scenarios/learning-platform.json";

const FORMAT: &str = "Format";
const CLIPPY_HOST: &str = "Clippy on the host";
const DOCS: &str = "Documentation without broken links";
const CLIPPY_WASM: &str = "Clippy on wasm32";
const TESTS: &str = "Unit and integration tests";
const SITE: &str = "Release site in dist/";
const NATIVE: &str = "Native run to compare with";
const BROWSER: &str = "Browser tests in Chromium";
const FIREFOX: &str = "The way through the page in Firefox";
const WEBKIT: &str = "The way through the page in WebKitGTK";

/// Runs the checks, quick ones first; a failing one stops only those that build on it.
///
/// The tools and the published programs, which only the browsers need, are compiled meanwhile: much of a
/// build uses one core alone.
pub(crate) fn run(checkout: &Checkout, engines: &[BrowserEngine]) -> ExitCode {
    let mut checks = Checks::default();
    thread::scope(|scope| {
        let with_site = !engines.is_empty();
        let prepared = with_site.then(|| scope.spawn(|| site::prepare(checkout)));
        // The check itself looks for a browser again and reports a problem.
        let browser = with_site.then(|| scope.spawn(|| test_browser(checkout).ok()));
        on_the_host(checkout, &mut checks);
        if let Some(prepared) = prepared {
            let built = checks.run(SITE, || {
                let tools = joined(prepared)?;
                site::build_with(checkout, &tools)?;
                site::single_file(checkout, &tools)
            });
            browser.map(ScopedJoinHandle::join);
            in_browsers(checkout, &mut checks, engines, built);
        }
    });
    checks.finish()
}

/// The checks that need no browser.
fn on_the_host(checkout: &Checkout, checks: &mut Checks) {
    checks.run(FORMAT, || {
        cargo(checkout, &["fmt", "--all", "--check"])
            .run()
            .map_err(|problem| problem.mend("cargo fmt --all"))
    });
    checks.run(CLIPPY_HOST, || {
        let scope = ["clippy", "--workspace", "--all-targets", "--locked"];
        cargo(checkout, &scope).args(["--", "-D", "warnings"]).run()
    });
    checks.run(DOCS, || {
        let scope = ["doc", "--workspace", "--no-deps", "--locked"];
        cargo(checkout, &scope)
            // With all features it uses the dependencies that Clippy has checked already.
            .args(["--all-features", "--document-private-items"])
            .env("RUSTDOCFLAGS", "-D warnings")
            .run()
    });
    checks.run(CLIPPY_WASM, || {
        let scope = [
            "clippy", "-p", "model", "-p", "engine", "-p", "app", "--locked",
        ];
        cargo(checkout, &scope)
            .args(["--target", WASM_TARGET, "--", "-D", "warnings"])
            .run()
    });
    checks.run(TESTS, || {
        let scope = ["test", "--workspace", "--locked", "--no-fail-fast"];
        cargo(checkout, &scope).run()
    });
    starter_files::check(checkout, checks);
}

/// The checks in the browsers, where the site was built.
fn in_browsers(checkout: &Checkout, checks: &mut Checks, engines: &[BrowserEngine], built: bool) {
    let mut report = None;
    checks.run(NATIVE, || {
        report = Some(native_report(checkout)?);
        Ok(())
    });
    for engine in BrowserEngine::ALL
        .into_iter()
        .filter(|one| engines.contains(one))
    {
        let name = match engine {
            BrowserEngine::Chromium => BROWSER,
            BrowserEngine::Firefox => FIREFOX,
            BrowserEngine::WebKit => WEBKIT,
        };
        match &report {
            Some(report) if built => in_engine(checkout, checks, engine, name, report),
            Some(_) => checks.give_up(name, "for the site was not built"),
            None => checks.give_up(name, "for there is no native run to compare with"),
        }
    }
    if built {
        hosting::check(checkout, checks);
    }
    let left_out = BrowserEngine::ALL
        .into_iter()
        .filter(|one| !engines.contains(one));
    for engine in left_out {
        println!(
            "\nLeft out: {}, for `--browsers` does not name it",
            engine.name()
        );
    }
}

fn in_engine(
    checkout: &Checkout,
    checks: &mut Checks,
    engine: BrowserEngine,
    name: &'static str,
    report: &Path,
) {
    let program = match engine {
        BrowserEngine::Chromium => {
            checks.run(name, || browser_tests(checkout, report));
            return;
        }
        BrowserEngine::Firefox => engines::firefox(),
        BrowserEngine::WebKit => engines::webkit(),
    };
    match program {
        Ok(program) => {
            checks.run(name, || walk(checkout, engine, &program, report));
        }
        Err(problem) => checks.leave_out(name, &problem),
    }
}

/// Load, place, verdict and play, in another engine than Chromium.
fn walk(
    checkout: &Checkout,
    engine: BrowserEngine,
    program: &[OsString],
    report: &Path,
) -> Result<()> {
    node_tools::e2e_packages(checkout)?;
    Call::new("node")
        .arg("engines/run.mjs")
        .arg(engine.name())
        .arg(port::free()?.to_string())
        .args(program)
        .env("LANEWISE_NATIVE_REPORT", report)
        .dir(&checkout.e2e())
        .run()
}

fn cargo(checkout: &Checkout, arguments: &[&str]) -> Call {
    Call::new("cargo").args(arguments).dir(checkout.root())
}

/// The report of the shared scenario as the host computes it. A run is the same in every profile.
fn native_report(checkout: &Checkout) -> Result<PathBuf> {
    let report = checkout.scratch()?.join("native-report.json");
    example(checkout, "simulate")?
        .arg(SHARED_SCENARIO)
        .run_into(&report)?;
    Ok(report)
}

/// A call of an example of the engine. It is built with the workspace, as the tests have built it: alone, its dependencies
/// would have other features.
fn example(checkout: &Checkout, name: &str) -> Result<Call> {
    cargo(checkout, &["build", "--quiet", "--locked", "--workspace"])
        .args(["--example", name])
        .run()?;
    // Cargo puts examples beside xtask itself, in whichever target folder it uses.
    let xtask = std::env::current_exe()
        .map_err(|error| Problem::new(format!("xtask cannot find itself: {error}")))?;
    let program = xtask.with_file_name("examples").join(name);
    Ok(Call::new(program).dir(checkout.root()))
}

/// Playwright's packages, and the Chromium that it drives.
fn test_browser(checkout: &Checkout) -> Result<PathBuf> {
    node_tools::e2e_packages(checkout)?;
    browser::for_tests(checkout)
}

fn browser_tests(checkout: &Checkout, native_report: &Path) -> Result<()> {
    let chromium = test_browser(checkout)?;
    println!("  with {}", chromium.display());
    let results = checkout.scratch()?.join("browser-tests.json");
    let ran = Call::new("npx")
        .args(["--no-install", "playwright", "test"])
        .env("CHROME", &chromium)
        .env("LANEWISE_NATIVE_REPORT", native_report)
        .env("LANEWISE_E2E_RESULTS", &results)
        .env("LANEWISE_E2E_PORT", port::free()?.to_string())
        .dir(&checkout.e2e())
        .run();
    if let Err(problem) = ran {
        let failed = of_results(&tests_where("!spec.ok"), &results).unwrap_or_default();
        return Err(Problem::new(format!("{problem}: {failed}")));
    }
    // Playwright refuses an empty folder itself, but is content when every test is skipped.
    let passed = of_results("results.stats.expected", &results)?;
    if matches!(passed.parse::<u32>(), Ok(0) | Err(_)) {
        return Err(Problem::new("no browser test ran"));
    }
    let flaky = of_results(
        &tests_where("spec.tests.some((test) => test.status === 'flaky')"),
        &results,
    )?;
    if !flaky.is_empty() {
        println!("  passed at the second attempt only: {flaky}");
    }
    Ok(())
}

/// An expression that lists the files and titles of the browser tests for which `condition` holds.
fn tests_where(condition: &str) -> String {
    format!(
        "const found = (suite) => [
            ...suite.specs.filter((spec) => {condition}).map((spec) => `${{spec.file}}: ${{spec.title}}`),
            ...(suite.suites ?? []).flatMap(found)];
        results.suites.flatMap(found).join('; ')"
    )
}

/// What an expression in JavaScript finds in the `results` of Playwright.
fn of_results(expression: &str, results: &Path) -> Result<String> {
    let read = "const results = JSON.parse(fs.readFileSync(process.argv[1]));";
    Call::new("node")
        .arg("--print")
        .arg(format!("{read} {expression}"))
        .arg(results)
        .output()
}

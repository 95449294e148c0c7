//! `cargo xtask test`: which checks there are, in which order, and what each needs of the others.
//! Must not know how tools are installed or how results are told.

use std::path::PathBuf;
use std::process::ExitCode;

use crate::call::Call;
use crate::check::Checks;
use crate::checkout::Checkout;
use crate::port;
use crate::problem::{Problem, Result};
use crate::site;
use crate::tools::{browser, node_tools, rust_parts};

/// The scenario that the page and a native run must agree on.
const SHARED_SCENARIO: &str = "public/scenarios/learning-platform.json";

const FORMAT: &str = "Format";
const CLIPPY_HOST: &str = "Clippy on the host";
const CLIPPY_WASM: &str = "Clippy on wasm32";
const TESTS: &str = "Unit and integration tests";
const SITE: &str = "Release site in dist/";
const NATIVE: &str = "Native run to compare with";
const BROWSER: &str = "Browser tests";

/// Runs the checks, quick ones first; a failing one stops only those that build on it.
pub(crate) fn run(checkout: &Checkout, fast: bool) -> ExitCode {
    let mut checks = Checks::default();
    checks.run(FORMAT, || {
        rust_parts::rustfmt()?;
        cargo(checkout, &["fmt", "--all", "--check"])
            .run()
            .map_err(|problem| problem.mend("cargo fmt --all"))
    });
    checks.run(CLIPPY_HOST, || {
        rust_parts::clippy()?;
        let scope = ["clippy", "--workspace", "--all-targets", "--locked"];
        cargo(checkout, &scope).args(["--", "-D", "warnings"]).run()
    });
    checks.run(CLIPPY_WASM, || {
        rust_parts::clippy()?;
        rust_parts::wasm_target()?;
        let scope = ["clippy", "-p", "engine", "-p", "app", "--locked"];
        cargo(checkout, &scope)
            .args(["--target", rust_parts::WASM_TARGET, "--", "-D", "warnings"])
            .run()
    });
    checks.run(TESTS, || {
        cargo(
            checkout,
            &["test", "--workspace", "--locked", "--no-fail-fast"],
        )
        .run()
    });
    if !fast {
        in_the_browser(checkout, &mut checks);
    }
    checks.finish()
}

/// The checks that need the built site, and the site itself.
fn in_the_browser(checkout: &Checkout, checks: &mut Checks) {
    let built = checks.run(SITE, || site::build(checkout));
    let mut report = None;
    checks.run(NATIVE, || {
        report = Some(native_report(checkout)?);
        Ok(())
    });
    match report {
        Some(report) if built => {
            checks.run(BROWSER, || browser_tests(checkout, &report));
        }
        Some(_) => checks.give_up(BROWSER, "for the site was not built"),
        None => checks.give_up(BROWSER, "for there is no native run to compare with"),
    }
}

fn cargo(checkout: &Checkout, arguments: &[&str]) -> Call {
    Call::new("cargo").args(arguments).dir(checkout.root())
}

/// The report of the shared scenario as the host computes it.
fn native_report(checkout: &Checkout) -> Result<PathBuf> {
    let report = checkout.scratch()?.join("native-report.json");
    cargo(checkout, &["run", "--quiet", "--release", "--locked"])
        .args([
            "-p",
            "engine",
            "--example",
            "simulate",
            "--",
            SHARED_SCENARIO,
        ])
        .run_into(&report)?;
    Ok(report)
}

fn browser_tests(checkout: &Checkout, native_report: &PathBuf) -> Result<()> {
    node_tools::e2e_packages(checkout)?;
    let chromium = browser::chromium(checkout)?;
    println!("  with {}", chromium.display());
    let results = checkout.scratch()?.join("browser-tests.json");
    Call::new("npx")
        .args(["--no-install", "playwright", "test"])
        .env("CHROME", &chromium)
        .env("LANEWISE_NATIVE_REPORT", native_report)
        .env("LANEWISE_E2E_RESULTS", &results)
        .env("LANEWISE_E2E_PORT", port::free()?.to_string())
        .dir(&checkout.e2e())
        .run()?;
    // Playwright refuses an empty folder itself, but is content when every test is skipped.
    let passed = Call::new("node")
        .args([
            "--print",
            "JSON.parse(fs.readFileSync(process.argv[1])).stats.expected",
        ])
        .arg(&results)
        .output()?;
    match passed.parse::<u32>() {
        Ok(0) | Err(_) => Err(Problem::new("no browser test ran")),
        Ok(_) => Ok(()),
    }
}

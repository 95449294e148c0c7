//! `cargo xtask hygiene`: the project's dependencies and its spelling.

use std::process::ExitCode;

use crate::call::Call;
use crate::check::Checks;
use crate::checkout::Checkout;
use crate::tools::cargo_tools;

/// Runs the checks that need neither a build nor a browser.
pub(crate) fn run(checkout: &Checkout) -> ExitCode {
    let root = checkout.root();
    let mut checks = Checks::default();
    checks.run("Bans, licences and sources of the dependencies", || {
        Call::new(cargo_tools::cargo_deny()?)
            .args(["check", "bans", "licenses", "sources"])
            .dir(root)
            .run()
    });
    checks.run("Unused dependencies", || {
        Call::new(cargo_tools::cargo_shear()?).dir(root).run()
    });
    checks.run("Spelling", || {
        Call::new(cargo_tools::typos()?).dir(root).run()
    });
    checks.finish()
}

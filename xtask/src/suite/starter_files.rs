//! Starter files, read by the tools that people will read them with.

use crate::call::Call;
use crate::check::Checks;
use crate::checkout::Checkout;
use crate::problem::Result;
use crate::tools::{node_tools, python_tools};

const NAME: &str = "Starter files, read by their tools";

/// Writes the starter files of every workload on every lane, and has them checked. Left out where there is no Python, unless
/// a continuous integration asks, whose output is not read.
pub(super) fn check(checkout: &Checkout, checks: &mut Checks) {
    match python_tools::python3() {
        Ok(()) => {
            checks.run(NAME, || read(checkout));
        }
        Err(problem) if std::env::var_os("CI").is_some() => {
            checks.give_up(NAME, &format!("for {problem}"));
        }
        Err(problem) => println!("\nLeft out: {NAME}, for {problem}"),
    }
}

fn read(checkout: &Checkout) -> Result<()> {
    let python = python_tools::STARTER_TOOLS.ready(checkout)?;
    let schema = node_tools::wrangler_schema()?;
    let folder = checkout.scratch()?.join("starter-files");
    super::example(checkout, "starters")?
        .arg(super::SHARED_SCENARIO)
        .arg(&folder)
        .run()?;
    Call::new(python)
        // -B: no folder of compiled scripts in the checkout.
        .args(["-B", "xtask/starter/check.py"])
        .args([&folder, &schema])
        .dir(checkout.root())
        .run()
}

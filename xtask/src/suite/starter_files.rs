//! Starter files, read by the tools that people will read them with.

use crate::call::Call;
use crate::check::Checks;
use crate::checkout::Checkout;
use crate::problem::Result;
use crate::tools::{node_tools, python_tools};

const NAME: &str = "Starter files, read by their tools";

/// Writes the starter files of every workload on every lane, and has them checked. Left out where there is no Python; see
/// [`Checks::leave_out`].
pub(super) fn check(checkout: &Checkout, checks: &mut Checks) {
    match python_tools::python3() {
        Ok(()) => {
            checks.run(NAME, || read(checkout));
        }
        Err(problem) => checks.leave_out(NAME, &problem),
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

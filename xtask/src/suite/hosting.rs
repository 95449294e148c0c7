//! The built site under real web servers, with the configurations of `docs/hosting/`.

use crate::call::Call;
use crate::check::Checks;
use crate::checkout::Checkout;
use crate::port;
use crate::problem::Result;
use crate::tools::node_tools;
use crate::tools::web_servers::WebServer;

const NGINX: &str = "Hosting under nginx";
const CADDY: &str = "Hosting under Caddy";

/// Checks what each server sends, at the root of a host and in a folder. Left out where there is no such server; see [`Checks::leave_out`].
pub(super) fn check(checkout: &Checkout, checks: &mut Checks) {
    for server in WebServer::ALL {
        let name = match server {
            WebServer::Nginx => NGINX,
            WebServer::Caddy => CADDY,
        };
        match server.ready() {
            Ok(program) => {
                checks.run(name, || {
                    node_tools::e2e_packages(checkout)?;
                    serve(checkout, server, &program)
                });
            }
            Err(problem) => checks.leave_out(name, &problem),
        }
    }
}

fn serve(checkout: &Checkout, server: WebServer, program: &std::path::Path) -> Result<()> {
    let chromium = super::test_browser(checkout)?;
    Call::new("node")
        .arg("hosting/run.mjs")
        .arg(server.name())
        .arg(program)
        .arg(port::free()?.to_string())
        .env("CHROME", chromium)
        .dir(&checkout.e2e())
        .run()
}

//! A port of this machine to serve the site on.

use std::net::TcpListener;

use crate::problem::{Problem, Result};

/// A port that no program listens on, so that two clones can test at once.
pub(crate) fn free() -> Result<u16> {
    TcpListener::bind(("127.0.0.1", 0))
        .and_then(|listener| listener.local_addr())
        .map(|address| address.port())
        .map_err(|error| {
            Problem::new(format!(
                "there is no free port to serve the site on: {error}"
            ))
        })
}

//! Saves what the panel wrote as a file.

use super::context::warn;
use crate::browser;
use crate::text;

/// Saves bytes as a file, and says so where the browser refuses.
pub(super) fn save_file(name: &str, kind: &str, content: &[u8]) {
    if browser::download(name, kind, content).is_err() {
        warn(text::storage::NOT_SAVED.get());
    }
}

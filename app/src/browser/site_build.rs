//! The build that this page belongs to: where its files are, and whether the site has a newer build.
//!
//! All files of a build are in one folder, whose name is a hash of their content; `xtask/src/seal.rs` makes
//! it. A page of an old build therefore never receives a file of a new one: the file is there, or the
//! folder is gone.

use leptos::prelude::window;
use web_sys::{Event, RequestCache, RequestInit, Response, Url};

use super::request::{Expected, body};

/// The attribute of the document's root that says that the site has a newer build.
const MARK: &str = "data-newer-build";
/// The event on the window that reports the newer build at once.
pub(crate) const NEWER_BUILD: &str = "lanewise-newer-build";

/// The full address of a file of this build, such as `facts/facts.bin`. None in a document without an
/// address of its own.
pub(crate) fn address(file: &str) -> Option<String> {
    stable_address(&format!("{}{file}", folder()))
}

/// The full address of a file that has the same address in every build, such as `facts/`.
pub(crate) fn stable_address(file: &str) -> Option<String> {
    let base = window().document()?.base_uri().ok()??;
    Some(Url::new_with_base(file, &base).ok()?.href())
}

/// Fetches the site's first page from the host, after a file did not arrive, and reports a newer build
/// to the page. This function ignores every other fault.
pub(crate) async fn look_for_newer() {
    let folder = folder();
    if folder.is_empty() {
        return;
    }
    if !first_page()
        .await
        .is_some_and(|page| is_newer(&page, &folder))
    {
        return;
    }
    if let Some(root) = window().document().and_then(|it| it.document_element()) {
        // A valid attribute name cannot be refused.
        root.set_attribute(MARK, "").ok();
    }
    if let Ok(event) = Event::new(NEWER_BUILD) {
        // The call returns whether a listener cancelled the event, and no listener does.
        window().dispatch_event(&event).ok();
    }
}

/// Whether a newer build was found since the page was opened.
pub(crate) fn is_outdated() -> bool {
    let root = window().document().and_then(|it| it.document_element());
    root.is_some_and(|root| root.has_attribute(MARK))
}

/// The folder of this build's files, with its final slash.
fn folder() -> String {
    let mark = window()
        .document()
        .and_then(|document| document.query_selector("meta[name=build]").ok()?);
    mark.and_then(|mark| mark.get_attribute("content"))
        .unwrap_or_default()
}

/// The host's current first page of the site.
async fn first_page() -> Option<String> {
    let options = RequestInit::new();
    options.set_cache(RequestCache::NoStore);
    let url = stable_address("./")?;
    let text = body(&url, &options, Expected::Page, Response::text).await;
    text.ok()?.as_string()
}

/// Whether a first page belongs to another build than the one in this folder. Another kind of page, such
/// as a host's own for a missing file, belongs to no build.
fn is_newer(first_page: &str, folder: &str) -> bool {
    first_page.contains(r#"<meta name="build""#) && !first_page.contains(folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_first_page_says_which_build_it_belongs_to() {
        let check = |page: &str, expected: bool| {
            assert_eq!(is_newer(page, "build-0a/"), expected, "{page}");
        };
        check(r#"<meta name="build" content="build-0a/">"#, false);
        check(r#"<meta name="build" content="build-1b/">"#, true);
        check("<h1>Not found</h1>", false);
        check("", false);
    }
}

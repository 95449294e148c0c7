//! The files of a site that move into the build's folder, and the references of a page to them.

use crate::problem::{Problem, Result};

/// Endings of files that no person opens by their address: programs, style sheets, fonts, packed data, pictures, and
/// the text of snippets, which the page shows itself.
const FETCHED: [&str; 8] = ["bin", "css", "js", "png", "svg", "wasm", "wat", "woff2"];

/// The place in a page that gets the name of the folder.
const UNSEALED: &str = r#"<meta name="build" content="">"#;

/// Whether the page fetches this file, so that it belongs in the build's folder.
pub(super) fn is_fetched(file: &str) -> bool {
    // The scripts for other pages keep their addresses for ever, and so does what installs the site.
    if file.starts_with("v1/") || file.starts_with("install/") {
        return false;
    }
    let ending = file.rsplit_once('.').map(|(_, ending)| ending);
    // The sentences of a language are JSON, like some data that people link to.
    ending.is_some_and(|ending| FETCHED.contains(&ending)) || file.starts_with("text/")
}

/// The page with every address of a moved file pointed to the build's folder. Addresses are relative to the
/// page and in quotation marks, beginning with `./` or `../`.
pub(super) fn point(text: &str, page: &str, moved: &[&str], build: &str) -> Result<String> {
    let depth = page.matches('/').count();
    let root = if depth == 0 {
        "./".to_owned()
    } else {
        "../".repeat(depth)
    };
    let folder = root.trim_start_matches("./");
    let mut text = text.replace(
        UNSEALED,
        &format!(r#"<meta name="build" content="{folder}{build}/">"#),
    );
    for file in moved {
        for quote in ['"', '\''] {
            let bare = format!("{quote}{file}{quote}");
            if text.contains(&bare) {
                return Err(Problem::new(format!(
                    "{page} refers to {bare}: write it as {quote}{root}{file}{quote}, so that it is found when the \
                     site is sealed"
                )));
            }
            text = text.replace(
                &format!("{quote}{root}{file}{quote}"),
                &format!("{quote}{root}{build}/{file}{quote}"),
            );
        }
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_link_to_keeps_its_address() {
        let check = |file: &str, expected: bool| assert_eq!(is_fetched(file), expected, "{file}");
        check("app_bg.wasm", true);
        check("learn.css", true);
        check("facts/facts.bin", true);
        check("facts/es/facts.bin", true);
        check("snippets/spin.wat", true);
        check("fonts/inter-latin.woff2", true);
        check("fonts/OFL.txt", false);
        check("v1/lanewise-embed.js", false);
        check("text/es.json", true);
        check("facts/facts.json", false);
        check("scenarios/learning-platform.json", false);
        check("scenarios/learning-platform.md", false);
        check("LICENSE-MIT", false);
        check("index.html", false);
    }

    #[test]
    fn addresses_are_pointed_to_the_folder() {
        let check = |page: &str, text: &str, expected: Option<&str>| {
            let found = point(text, page, &["app.js", "pages/a.css"], "build-1");
            assert_eq!(found.ok().as_deref(), expected, "{page}: {text}");
        };
        check(
            "index.html",
            "import './app.js'",
            Some("import './build-1/app.js'"),
        );
        check(
            "facts/index.html",
            r#"href="../pages/a.css""#,
            Some(r#"href="../build-1/pages/a.css""#),
        );
        check(
            "index.html",
            UNSEALED,
            Some(r#"<meta name="build" content="build-1/">"#),
        );
        check(
            "workshop/index.html",
            UNSEALED,
            Some(r#"<meta name="build" content="../build-1/">"#),
        );
        check(
            "index.html",
            r#"href="./other.js""#,
            Some(r#"href="./other.js""#),
        );
        // An address without `./` would be left behind.
        check("index.html", r#"href="app.js""#, None);
    }
}

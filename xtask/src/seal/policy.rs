//! The content policy of a page: each inline script and style is allowed by its hash, and no other.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use crate::problem::{Problem, Result};

const POLICY: &str = r#"http-equiv="Content-Security-Policy""#;

/// The page with the hashes of its inline scripts and styles in its policy. A page with neither
/// stays as it is.
pub(super) fn allow_inline(page: &str) -> Result<String> {
    let page = without_placeholders(page);
    if page.contains(" style=\"") {
        return Err(Problem::new(
            "a style attribute is blocked by the policy: use a class",
        ));
    }
    let scripts = hashes(&page, "script")?;
    let styles = hashes(&page, "style")?;
    let Some(at) = page.find(POLICY) else {
        return if scripts.is_empty() && styles.is_empty() {
            Ok(page)
        } else {
            Err(Problem::new("there is inline code and no content policy"))
        };
    };
    let end = page[at..].find('>').map_or(page.len(), |end| at + end);
    let policy = &page[at..end];
    if policy.contains("'unsafe-inline'") {
        return Err(Problem::new("the content policy has 'unsafe-inline'"));
    }
    let policy = with_sources(policy, "script-src", &scripts)?;
    let policy = with_sources(&policy, "style-src", &styles)?;
    Ok([&page[..at], &policy, &page[end..]].concat())
}

/// Trunk's server fills these in when it serves a page, which would change a script after it was hashed.
fn without_placeholders(page: &str) -> String {
    page.replace("'{{__TRUNK_ADDRESS__}}'", "window.location.host")
        .replace("{{__TRUNK_WS_BASE__}}", "/")
}

fn with_sources(policy: &str, directive: &str, sources: &[String]) -> Result<String> {
    if sources.is_empty() {
        return Ok(policy.to_owned());
    }
    let before = format!("{directive} 'self'");
    if !policy.contains(&before) {
        return Err(Problem::new(format!(
            "the content policy has no `{before}`"
        )));
    }
    Ok(policy.replacen(&before, &format!("{before} {}", sources.join(" ")), 1))
}

/// `'sha256-…'` of each inline element of this name that is code: without `src`, and no data block.
fn hashes(page: &str, name: &'static str) -> Result<Vec<String>> {
    let (open, close) = (format!("<{name}"), format!("</{name}>"));
    let mut sources = Vec::new();
    let mut rest = page;
    while let Some(at) = rest.find(&open) {
        let element = &rest[at + open.len()..];
        let (Some(head), Some(end)) = (element.find('>'), element.find(&close)) else {
            return Err(Problem::new(format!("an element <{name}> has no end")));
        };
        let attributes = &element[..head];
        let is_code = (attributes.is_empty() || attributes.starts_with(char::is_whitespace))
            && !attributes.contains("src=")
            && !attributes.contains("application/json");
        if is_code {
            let digest = Sha256::digest(&element.as_bytes()[head + 1..end]);
            sources.push(format!("'sha256-{}'", STANDARD.encode(digest)));
        }
        rest = &element[end + close.len()..];
    }
    Ok(sources)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(policy: &str, body: &str) -> String {
        format!("<meta {POLICY} content=\"{policy}\">{body}")
    }

    /// The expected policy, or a part of the expected problem.
    fn check(policy: &str, body: &str, expected: std::result::Result<&str, &str>) {
        let found = allow_inline(&page(policy, body)).map_err(|problem| problem.to_string());
        match (found, expected) {
            (Err(found), Err(expected)) => assert!(found.contains(expected), "{found}"),
            (found, expected) => {
                let expected = expected.map(|policy| page(policy, body));
                assert_eq!(found, expected.map_err(str::to_owned), "{body}");
            }
        }
    }

    #[test]
    fn inline_code_is_allowed_by_its_hash() {
        // Base64 of SHA-256 of "abc", as published in FIPS 180-2.
        const ABC: &str = "'sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0='";
        let policy = "script-src 'self'; style-src 'self'";
        check(policy, "<p>abc</p>", Ok(policy));
        check(policy, "<script src=\"./a.js\"></script>", Ok(policy));
        check(
            policy,
            "<script type=\"module\">abc</script>",
            Ok(&format!("script-src 'self' {ABC}; style-src 'self'")),
        );
        check(
            policy,
            "<style>abc</style><style>abc</style>",
            Ok(&format!("script-src 'self'; style-src 'self' {ABC} {ABC}")),
        );
        check("", "<style>a</style>", Err("style-src"));
        check(policy, "<style>a", Err("no end"));
        check(policy, "<p style=\"a\">", Err("style attribute"));
        check(
            "script-src 'self' 'unsafe-inline'",
            "",
            Err("'unsafe-inline'"),
        );
        assert!(allow_inline("<script>a</script>").is_err());
        assert_eq!(allow_inline("<p>").ok().as_deref(), Some("<p>"));
    }

    #[test]
    fn what_a_server_would_fill_in_is_filled_in_before() {
        let served = "const a = '{{__TRUNK_ADDRESS__}}', b = '{{__TRUNK_WS_BASE__}}';";
        assert_eq!(
            without_placeholders(served),
            "const a = window.location.host, b = '/';"
        );
    }
}

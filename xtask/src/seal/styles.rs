//! The style sheets of the page as one file: one request in place of sixteen, and a smaller whole once it is compressed.

use std::fs;
use std::path::Path;

use crate::problem::{Problem, Result};

const OPEN: &str = r#"<link rel="stylesheet" href="./"#;
/// The name of the file that takes their place.
const MERGED: &str = "styles.css";

/// Writes the sheets that a page links to into one file, in their order, and returns the page with a link to that one. A page
/// with one sheet stays as it is.
pub(super) fn merge(site: &Path, page: &str) -> Result<String> {
    let links = links(page)?;
    if links.len() < 2 {
        return Ok(page.to_owned());
    }
    let mut merged = String::new();
    let mut rest = page.to_owned();
    for (at, (link, name)) in links.iter().enumerate() {
        let path = site.join(name);
        merged += &super::read(&path)?;
        merged.push('\n');
        fs::remove_file(&path).map_err(|error| Problem::file("remove", &path, &error))?;
        let other = format!("{OPEN}{MERGED}\">");
        rest = rest.replacen(link, if at == 0 { &other } else { "" }, 1);
    }
    let path = site.join(MERGED);
    fs::write(&path, merged).map_err(|error| Problem::file("write", &path, &error))?;
    Ok(rest)
}

/// Each link to a sheet beside the page, and the sheet's name.
fn links(page: &str) -> Result<Vec<(&str, &str)>> {
    let mut links = Vec::new();
    for (at, _) in page.match_indices(OPEN) {
        let rest = &page[at..];
        let end = rest.find('>');
        let name = rest[OPEN.len()..].split('"').next();
        let (Some(end), Some(name)) = (end, name) else {
            return Err(Problem::new("a link to a style sheet has no end"));
        };
        links.push((&rest[..=end], name));
    }
    Ok(links)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sheets_are_one_in_their_order() {
        let site = std::env::temp_dir().join(format!("lanewise-styles-{}", std::process::id()));
        fs::create_dir_all(&site).unwrap();
        fs::write(site.join("b.css"), "p {}").unwrap();
        fs::write(site.join("a.css"), "a {}").unwrap();
        let page = "<head><link rel=\"stylesheet\" href=\"./b.css\" data-integrity=\"none\"/>\n\
                    <link rel=\"stylesheet\" href=\"./a.css\"></head>";
        let merged = merge(&site, page).unwrap();
        let expected = "<head><link rel=\"stylesheet\" href=\"./styles.css\">\n</head>";
        assert_eq!(merged, expected);
        assert_eq!(
            fs::read_to_string(site.join(MERGED)).unwrap(),
            "p {}\na {}\n"
        );
        assert!(!site.join("a.css").exists() && !site.join("b.css").exists());
        assert_eq!(merge(&site, &merged).unwrap(), merged);
        fs::remove_dir_all(site).unwrap();
    }
}

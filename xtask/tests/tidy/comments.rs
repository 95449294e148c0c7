//! Rules about comments: no wall in a sentence alone, plain English, and more than one word.

use crate::sources::{File, Package};

/// Words and turns of a private dialect, in lower case.
const DIALECT: [&str; 11] = [
    "does not have",
    "laid",
    "lay",
    "lays",
    "lies",
    "stands",
    "takes nothing",
    "told",
    "who asked",
    "who asks",
    "whoever",
];

/// Sentences that say what a module must not know: nothing holds them, a layer would.
pub(crate) fn walls(package: &Package) -> Vec<String> {
    findings(package, |comment| {
        comment.to_lowercase().contains("must not know")
    })
}

/// Comments in words that only this project uses.
pub(crate) fn dialect(package: &Package) -> Vec<String> {
    findings(package, |comment| {
        let words = comment
            .to_lowercase()
            .replace(|char: char| !char.is_alphanumeric(), " ");
        let words = format!(
            " {} ",
            words.split_whitespace().collect::<Vec<_>>().join(" ")
        );
        DIALECT
            .iter()
            .any(|turn| words.contains(&format!(" {turn} ")))
    })
}

/// Documentation that consists of one word.
pub(crate) fn one_word(package: &Package) -> Vec<String> {
    let mut found = Vec::new();
    for file in &package.files {
        let lines: Vec<&str> = file.text.lines().map(str::trim).collect();
        let is_doc = |line: &&str| line.starts_with("/// ") || line.starts_with("//! ");
        for (number, line) in lines.iter().enumerate() {
            let alone = is_doc(line)
                && !number
                    .checked_sub(1)
                    .and_then(|before| lines.get(before))
                    .is_some_and(is_doc)
                && !lines.get(number + 1).is_some_and(is_doc);
            if alone && line[4..].split_whitespace().count() == 1 {
                found.push(place(file, number, line));
            }
        }
    }
    found
}

fn findings(package: &Package, breaks: impl Fn(&str) -> bool) -> Vec<String> {
    let mut found = Vec::new();
    for file in &package.files {
        for (number, line) in file.text.lines().enumerate() {
            if comment(line).is_some_and(&breaks) {
                found.push(place(file, number, line));
            }
        }
    }
    found
}

/// The comment of a line. Two slashes within a text are none: an odd number of quotation marks is before
/// them.
fn comment(line: &str) -> Option<&str> {
    let at = line.find("//")?;
    let is_text = line[..at].matches('"').count() % 2 == 1;
    (!is_text).then(|| &line[at + 2..])
}

fn place(file: &File, number: usize, line: &str) -> String {
    format!("{}:{}: {}", file.path, number + 1, line.trim())
}

#[test]
fn comments_are_held_to_the_rules() {
    fn check(line: &str, expected: [bool; 3]) {
        let package = Package::of(&[("lib.rs", line)]);
        let found = [walls(&package), dialect(&package), one_word(&package)];
        assert_eq!(found.map(|lines| !lines.is_empty()), expected, "{line}");
    }
    check("//! Must not know: the page.", [true, false, false]);
    check("/// Whoever asked is told.", [false, true, false]);
    check("let a = 1; // it lies there", [false, true, false]);
    check("let a = \"https://it.lies/\";", [false; 3]);
    check("/// A layer, a lady, the delays.", [false; 3]);
    check("/// Which.", [false, false, true]);
    check("/// Which.\n/// Or what.", [false; 3]);
    check("/// Which one.", [false; 3]);
}

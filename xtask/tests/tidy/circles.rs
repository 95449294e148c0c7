//! Circles of modules: siblings, each with all modules below it, that import each other in a ring.
//!
//! A module and those below it may name each other, so a child never makes a circle with its parent.

use std::collections::{BTreeMap, BTreeSet};

use crate::imports;
use crate::sources::Package;

/// For each module of one folder, its siblings that it imports, directly or by a module below it; with each
/// of these the first module that imports it.
type Level = BTreeMap<String, BTreeMap<String, String>>;

/// Each circle once, as the modules that are in it.
pub(crate) fn findings(package: &Package) -> Vec<String> {
    let mut levels: BTreeMap<Vec<String>, Level> = BTreeMap::new();
    for (from, targets) in imports::of_package(package).within {
        for to in targets {
            let shared = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
            if let (Some(a), Some(b)) = (from.get(shared), to.get(shared)) {
                let level = levels.entry(from[..shared].to_vec()).or_default();
                let siblings = level.entry(a.clone()).or_default();
                siblings
                    .entry(b.clone())
                    .or_insert_with(|| format!("{} imports {}", from.join("::"), to.join("::")));
            }
        }
    }
    let mut circles = Vec::new();
    for (folder, level) in levels {
        let mut left: BTreeSet<&String> = level.keys().collect();
        while let Some(module) = left.pop_first() {
            let circle: Vec<&String> = reached_from(module, &level)
                .into_iter()
                .filter(|other| reached_from(other, &level).contains(module))
                .collect();
            if circle.len() > 1 {
                let names: Vec<&str> = circle.iter().map(|name| name.as_str()).collect();
                let folder = if folder.is_empty() {
                    "crate"
                } else {
                    &folder.join("::")
                };
                let members = circle.iter().filter_map(|one| level.get(*one)).flatten();
                let within = members.filter(|(to, _)| circle.contains(to));
                let imports: Vec<&str> = within.map(|(_, import)| import.as_str()).collect();
                circles.push(format!(
                    "in `{folder}` these import each other: {}\n    {}",
                    names.join(", "),
                    imports.join("\n    ")
                ));
            }
            left.retain(|other| !circle.contains(other));
        }
    }
    circles
}

fn reached_from<'a>(module: &str, level: &'a Level) -> BTreeSet<&'a String> {
    let mut reached = BTreeSet::new();
    let mut ahead: Vec<&String> = level
        .get(module)
        .into_iter()
        .flat_map(BTreeMap::keys)
        .collect();
    while let Some(next) = ahead.pop() {
        if reached.insert(next) {
            ahead.extend(level.get(next).into_iter().flat_map(BTreeMap::keys));
        }
    }
    reached
}

#[test]
fn a_circle_of_any_size_is_found() {
    let check = |files: &[(&str, &str)], expected: &[&str]| {
        let found = findings(&Package::of(files));
        let heads: Vec<&str> = found.iter().filter_map(|one| one.lines().next()).collect();
        assert_eq!(heads, expected, "{found:?}");
    };
    check(
        &[
            ("lib.rs", "mod a; mod b; mod c;"),
            ("a.rs", "use crate::b::OfB;"),
            ("b.rs", "mod inner;"),
            ("b/inner.rs", "use crate::c::OfC;"),
            ("c.rs", "use crate::a::OfA;"),
        ],
        &["in `crate` these import each other: a, b, c"],
    );
    check(
        &[
            ("lib.rs", "mod a;"),
            ("a.rs", "mod b; mod c;"),
            ("a/b.rs", "use super::c::OfC;"),
            ("a/c.rs", "use super::b::OfB;"),
        ],
        &["in `a` these import each other: b, c"],
    );
    // A child may use the items of its parent.
    check(
        &[
            ("lib.rs", "mod a;"),
            ("a.rs", "mod b; use b::X; struct Y;"),
            ("a/b.rs", "use super::Y;"),
        ],
        &[],
    );
}

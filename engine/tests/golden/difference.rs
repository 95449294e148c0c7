//! Two documents compared figure by figure, each with its path.

use std::collections::BTreeMap;

use serde_json::Value;

/// A line for each figure that only one has (`-` the first, `+` the second), or two for one that
/// differs; in order of their paths.
pub fn difference(before: &Value, now: &Value) -> Vec<String> {
    let (before, now) = (figures(before), figures(now));
    let mut paths: Vec<&String> = before.keys().chain(now.keys()).collect();
    paths.sort_unstable();
    paths.dedup();
    let mut lines = Vec::new();
    for path in paths {
        let (before, now) = (before.get(path), now.get(path));
        if before == now {
            continue;
        }
        lines.extend(before.map(|figure| format!("- {path}: {figure}")));
        lines.extend(now.map(|figure| format!("+ {path}: {figure}")));
    }
    lines
}

/// Every value that holds no other, by its path. A list of plain values is one line.
fn figures(value: &Value) -> BTreeMap<String, String> {
    let mut figures = BTreeMap::new();
    collect(value, "", &mut figures);
    figures
}

fn collect(value: &Value, path: &str, into: &mut BTreeMap<String, String>) {
    match value {
        Value::Object(fields) => {
            for (name, field) in fields {
                let dot = if path.is_empty() { "" } else { "." };
                collect(field, &format!("{path}{dot}{name}"), into);
            }
        }
        plain => {
            into.insert(path.to_owned(), plain.to_string());
        }
    }
}

#[test]
fn tells_what_differs_and_nothing_else() {
    fn check(before: &str, now: &str, expected: &[&str]) {
        let read = |text| serde_json::from_str(text).unwrap();
        assert_eq!(difference(&read(before), &read(now)), expected);
    }
    check(r#"{"a": {"b": 1}}"#, r#"{"a": {"b": 1}}"#, &[]);
    check(
        r#"{"a": {"b": 1, "c": 2}}"#,
        r#"{"a": {"b": 3, "d": [1, null]}}"#,
        &["- a.b: 1", "+ a.b: 3", "- a.c: 2", "+ a.d: [1,null]"],
    );
}

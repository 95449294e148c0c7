//! The tables of layers in `ARCHITECTURE.md`, and the imports that they do not allow.
//!
//! A table follows the line `<!-- layers: PACKAGE -->` and has the columns layer, modules, may import. A
//! layer may import itself and the entries of its last column: layers of the same table, `all above`, or
//! other packages and their modules in backticks, with `not` before a module that is an exception. A module
//! means itself and all modules below it.

use std::collections::{BTreeMap, BTreeSet};

use crate::imports;
use crate::sources::Package;

/// One row of a table.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Layer {
    name: String,
    modules: Vec<String>,
    /// Other layers of the table.
    layers: BTreeSet<String>,
    /// Other packages, or modules of them.
    outside: Vec<String>,
    /// Exceptions from those.
    not_outside: Vec<String>,
}

/// The table of a package, the lowest layer first.
pub(crate) fn of_package(architecture: &str, package: &str) -> Vec<Layer> {
    let mark = format!("<!-- layers: {package} -->");
    let Some((_, after)) = architecture.split_once(&mark) else {
        return Vec::new();
    };
    let rows = after
        .trim_start()
        .lines()
        .take_while(|line| line.starts_with('|'));
    let mut layers: Vec<Layer> = Vec::new();
    for row in rows.skip(2) {
        let cells: Vec<&str> = row.trim_matches('|').split('|').map(str::trim).collect();
        let [name, modules, may_import] = cells[..] else {
            panic!("a row of the layers of {package} has not three cells: {row}");
        };
        let mut layer = Layer {
            name: name.to_owned(),
            modules: list(modules).map(str::to_owned).collect(),
            ..Layer::default()
        };
        for import in may_import.split(',').map(str::trim) {
            if import == "all above" {
                layer
                    .layers
                    .extend(layers.iter().map(|above| above.name.clone()));
            } else if let Some(exception) = import.strip_prefix("not ") {
                layer
                    .not_outside
                    .push(exception.trim_matches('`').to_owned());
            } else if import.starts_with('`') {
                layer.outside.push(import.trim_matches('`').to_owned());
            } else if import != "nothing" {
                layer.layers.insert(import.to_owned());
            }
        }
        layers.push(layer);
    }
    layers
}

fn list(cell: &str) -> impl Iterator<Item = &str> {
    cell.split(',').map(|name| name.trim().trim_matches('`'))
}

/// Imports that no layer allows, and modules that are in no layer or in two.
pub(crate) fn findings(layers: &[Layer], package: &Package) -> Vec<String> {
    let mut findings = Vec::new();
    let mut of_module: BTreeMap<&str, &Layer> = BTreeMap::new();
    for layer in layers {
        for module in &layer.modules {
            if of_module.insert(module, layer).is_some() {
                findings.push(format!("`{module}` is in two layers"));
            }
        }
        for other in &layer.layers {
            if !layers.iter().any(|layer| layer.name == *other) {
                findings.push(format!(
                    "there is no layer {other}, which {} names",
                    layer.name
                ));
            }
        }
    }
    let imports = imports::of_package(package);
    let tops: BTreeSet<&String> = imports
        .within
        .keys()
        .filter_map(|module| module.first())
        .collect();
    for top in &tops {
        if !of_module.contains_key(top.as_str()) {
            findings.push(format!("`{top}` is in no layer"));
        }
    }
    for module in of_module.keys() {
        if !tops.iter().any(|top| top.as_str() == *module) {
            findings.push(format!("there is no module `{module}`"));
        }
    }
    for (module, targets) in &imports.within {
        let layer = module.first().and_then(|top| of_module.get(top.as_str()));
        let Some(layer) = layer else { continue };
        for target in targets {
            let allowed = target.first().and_then(|top| of_module.get(top.as_str()));
            let allowed =
                allowed.is_none_or(|to| to.name == layer.name || layer.layers.contains(&to.name));
            if !allowed {
                findings.push(format!(
                    "`{}` imports `{}`, which the layer {} may not",
                    module.join("::"),
                    target.join("::"),
                    layer.name
                ));
            }
        }
    }
    for (module, paths) in &imports.outside {
        let layer = module.first().and_then(|top| of_module.get(top.as_str()));
        let Some(layer) = layer else { continue };
        for path in paths {
            let path = path.join("::");
            let is_below = |module: &String| {
                path.strip_prefix(module.as_str())
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
            };
            let allowed =
                layer.outside.iter().any(is_below) && !layer.not_outside.iter().any(is_below);
            if !allowed {
                findings.push(format!(
                    "`{}` imports `{path}`, which the layer {} may not",
                    module.join("::"),
                    layer.name
                ));
            }
        }
    }
    findings
}

#[cfg(test)]
const TABLE: &str = "
<!-- layers: fixture -->

| layer | modules | may import |
| --- | --- | --- |
| base | `units` | nothing |
| lanes | `lanes` | base, `engine::catalog` |
| page | `page`, `text` | all above, `engine`, not `engine::simulation` |
";

#[test]
fn a_forbidden_import_fails() {
    let check = |lanes: &str, text: &str, expected: &[&str]| {
        let package = Package::of(&[
            ("lib.rs", "mod lanes; mod units; mod page; mod text;"),
            ("units.rs", ""),
            ("lanes.rs", "mod edge;"),
            ("lanes/edge.rs", lanes),
            ("page.rs", "use crate::{lanes, text, units::X};"),
            ("text.rs", text),
        ]);
        assert_eq!(findings(&of_package(TABLE, "fixture"), &package), expected);
    };
    check("use crate::units::X; use engine::catalog::Y;", "", &[]);
    check(
        "fn f() { crate::text::say() }",
        "",
        &["`lanes::edge` imports `text`, which the layer lanes may not"],
    );
    check(
        "use engine::catalogue::Y;",
        "",
        &["`lanes::edge` imports `engine::catalogue::Y`, which the layer lanes may not"],
    );
}

#[test]
fn an_exception_is_forbidden() {
    let check = |text: &str, expected: usize| {
        let package = Package::of(&[
            ("lib.rs", ""),
            ("units.rs", ""),
            ("lanes.rs", ""),
            ("page.rs", ""),
            ("text.rs", text),
        ]);
        let found = findings(&of_package(TABLE, "fixture"), &package);
        assert_eq!(found.len(), expected, "{text}: {found:?}");
    };
    check("use engine::trace::Trace;", 0);
    check("use engine::simulation::simulate;", 1);
}

#[test]
fn every_module_is_in_one_layer() {
    let package = Package::of(&[
        ("lib.rs", ""),
        ("units.rs", ""),
        ("lanes.rs", ""),
        ("other.rs", ""),
    ]);
    assert_eq!(
        findings(&of_package(TABLE, "fixture"), &package),
        [
            "`other` is in no layer",
            "there is no module `page`",
            "there is no module `text`",
        ]
    );
}

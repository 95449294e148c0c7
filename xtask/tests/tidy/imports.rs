//! The imports of a package's modules, read from the paths in its code.
//!
//! A path counts wherever it is written: in a `use`, in an expression, within a macro. A name that a module
//! re-exports leads to the module that it comes from. Code for tests alone does not count.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{Delimiter, TokenStream, TokenTree};

use crate::sources::Package;

/// A module by its names, from the root of its package; the root itself has none.
pub(crate) type Module = Vec<String>;

/// The imports of a package's modules.
#[derive(Default)]
pub(crate) struct Imports {
    /// For each module, the other modules of its package that it names.
    pub(crate) within: BTreeMap<Module, BTreeSet<Module>>,
    /// For each module, the paths into other packages of the workspace that it names.
    pub(crate) outside: BTreeMap<Module, BTreeSet<Vec<String>>>,
}

/// Packages of the workspace, as code names them.
const OTHERS: [&str; 5] = ["engine", "grading", "logs", "model", "testkit"];

/// Reads the imports of a package.
pub(crate) fn of_package(package: &Package) -> Imports {
    let mut files: BTreeMap<Module, Vec<Vec<String>>> = BTreeMap::new();
    let mut skipped: BTreeSet<Module> = BTreeSet::new();
    for file in &package.files {
        let module = module_of(&file.path);
        let tokens: TokenStream = file.text.parse().unwrap();
        let mut reading = Reading::default();
        reading.read(tokens);
        for name in &reading.test_modules {
            let mut test = module.clone();
            test.push(name.clone());
            skipped.insert(test);
        }
        files.insert(module, reading.paths);
    }
    files.retain(|module, _| !skipped.iter().any(|test| module.starts_with(test)));
    let known: BTreeSet<Module> = files.keys().cloned().collect();
    let names = names(&files, &known);
    // A module of the package may have the name of another package.
    let is_own = |module: &Module, name: &str| {
        let child = [module.as_slice(), &[name.to_owned()]].concat();
        let imported = names.get(module).map(|names| names.contains_key(name));
        known.contains(&child) || imported == Some(true)
    };
    let mut imports = Imports::default();
    for (module, paths) in &files {
        for path in paths {
            match path.first().map(String::as_str) {
                Some(first) if OTHERS.contains(&first) && !is_own(module, first) => {
                    let outside = imports.outside.entry(module.clone()).or_default();
                    outside.insert(path.clone());
                }
                _ => {
                    let Some(path) = absolute(module, path, &known) else {
                        continue;
                    };
                    let target = resolve(&path, &known, &names, 8);
                    if target != *module {
                        let within = imports.within.entry(module.clone()).or_default();
                        within.insert(target);
                    }
                }
            }
        }
        imports.within.entry(module.clone()).or_default();
    }
    imports
}

/// `lanes/edge.rs` is the module `lanes::edge`; the roots of libraries and programs have no name.
fn module_of(path: &str) -> Module {
    let path = path.trim_end_matches(".rs");
    let parts: Module = path.split('/').map(str::to_owned).collect();
    match parts.as_slice() {
        [root] if root == "lib" || root == "main" => Vec::new(),
        _ => parts,
    }
}

/// For each module the names that it imports, and their absolute paths.
fn names(
    files: &BTreeMap<Module, Vec<Vec<String>>>,
    known: &BTreeSet<Module>,
) -> BTreeMap<Module, BTreeMap<String, Vec<String>>> {
    let mut names: BTreeMap<_, BTreeMap<_, _>> = BTreeMap::new();
    for (module, paths) in files {
        for path in paths {
            if let (Some(name), Some(path)) = (path.last(), absolute(module, path, known)) {
                let of_module = names.entry(module.clone()).or_default();
                of_module.entry(name.clone()).or_insert(path);
            }
        }
    }
    names
}

/// A path from the root of the package; none where it leads out of the package.
fn absolute(module: &Module, path: &[String], known: &BTreeSet<Module>) -> Option<Vec<String>> {
    let (first, rest) = path.split_first()?;
    match first.as_str() {
        "crate" => Some(rest.to_vec()),
        "self" => Some([module, rest].concat()),
        "super" => {
            let ups = path.iter().take_while(|part| *part == "super").count();
            let above = &module[..module.len().checked_sub(ups)?];
            Some([above, &path[ups..]].concat())
        }
        _ => {
            let child = [module.as_slice(), &path[..1]].concat();
            known.contains(&child).then(|| [module, path].concat())
        }
    }
}

/// The module that a path leads to, through re-exports.
fn resolve(
    path: &[String],
    known: &BTreeSet<Module>,
    names: &BTreeMap<Module, BTreeMap<String, Vec<String>>>,
    most: usize,
) -> Module {
    let length = (0..=path.len())
        .rev()
        .find(|&length| known.contains(&path[..length]));
    let (module, rest) = path.split_at(length.unwrap_or(0));
    let re_exported = rest.first().and_then(|name| names.get(module)?.get(name));
    match re_exported {
        Some(origin) if most > 0 && origin.as_slice() != path => {
            resolve(origin, known, names, most - 1)
        }
        _ => module.to_vec(),
    }
}

/// The names in one file.
#[derive(Default)]
struct Reading {
    paths: Vec<Vec<String>>,
    /// Modules that it declares for tests alone.
    test_modules: Vec<String>,
}

impl Reading {
    fn read(&mut self, tokens: TokenStream) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            at = match token {
                TokenTree::Punct(punct) if punct.as_char() == '#' => {
                    self.attribute(&tokens, at + 1)
                }
                TokenTree::Ident(_) if is_path(&tokens[at..]) => self.path(&tokens, at, &[]),
                TokenTree::Ident(word) if word == "use" => self.path(&tokens, at + 1, &[]),
                TokenTree::Group(group) => {
                    self.read(group.stream());
                    at + 1
                }
                _ => at + 1,
            };
        }
    }

    /// Skips an attribute, and the item after one that is for tests alone.
    fn attribute(&mut self, tokens: &[TokenTree], at: usize) -> usize {
        let Some(TokenTree::Group(group)) = tokens.get(at) else {
            return at;
        };
        if group.stream().to_string().replace(' ', "") != "cfg(test)" {
            return at + 1;
        }
        let mut end = at + 1;
        while let Some(token) = tokens.get(end) {
            end += 1;
            match token {
                TokenTree::Punct(punct) if punct.as_char() == ';' => break,
                TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => break,
                TokenTree::Ident(word) if word == "mod" => {
                    if let Some(TokenTree::Ident(name)) = tokens.get(end) {
                        self.test_modules.push(name.to_string());
                    }
                }
                _ => {}
            }
        }
        end
    }

    /// Reads a path with the groups in braces that it may end with, and returns where it ends.
    fn path(&mut self, tokens: &[TokenTree], at: usize, before: &[String]) -> usize {
        let mut path = before.to_vec();
        let mut at = at;
        loop {
            match tokens.get(at) {
                Some(TokenTree::Ident(name)) => path.push(name.to_string()),
                Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace => {
                    let inner: Vec<TokenTree> = group.stream().into_iter().collect();
                    for branch in inner.split(|token| is_punct(Some(token), ',')) {
                        if !branch.is_empty() {
                            self.path(branch, 0, &path);
                        }
                    }
                    return at + 1;
                }
                Some(TokenTree::Punct(punct)) if punct.as_char() == '*' => path.push("*".into()),
                _ => return at.max(1),
            }
            let goes_on = is_punct(tokens.get(at + 1), ':') && is_punct(tokens.get(at + 2), ':');
            if !goes_on {
                if path.last().is_some_and(|last| last == "self") && path.len() > 1 {
                    path.pop();
                }
                self.paths.push(path);
                return at + 1;
            }
            at += 3;
            // A turbofish ends a path.
            if is_punct(tokens.get(at), '<') {
                self.paths.push(path);
                return at;
            }
        }
    }
}

/// Whether these tokens begin with a name and a double colon.
fn is_path(tokens: &[TokenTree]) -> bool {
    is_punct(tokens.get(1), ':') && is_punct(tokens.get(2), ':')
}

fn is_punct(token: Option<&TokenTree>, char: char) -> bool {
    matches!(token, Some(TokenTree::Punct(punct)) if punct.as_char() == char)
}

#[test]
fn imports_are_read_off_any_path() {
    let package = Package::of(&[
        ("lib.rs", "mod a; mod b; mod c;"),
        (
            "a.rs",
            "use crate::b::{Thing, inner::{self, Other}}; mod d; #[cfg(test)] mod tests { use crate::c; }",
        ),
        (
            "a/d.rs",
            "fn f() { view! { <p>{super::super::c::word()}</p> } }",
        ),
        (
            "b.rs",
            "pub use inner::Deep; mod inner; #[cfg(test)] mod fixture;",
        ),
        ("b/inner.rs", "use engine::units::Nanos;"),
        ("b/fixture.rs", "use crate::c;"),
        (
            "c.rs",
            "use crate::{b::Deep, engine}; fn f() { engine::start() }",
        ),
        ("engine.rs", ""),
    ]);
    let imports = of_package(&package);
    let check = |module: &str, expected: &[&str]| {
        let module: Module = module.split("::").map(str::to_owned).collect();
        let found: Vec<String> = imports.within[&module]
            .iter()
            .map(|one| one.join("::"))
            .collect();
        assert_eq!(found, expected, "{module:?}");
    };
    check("a", &["b", "b::inner"]);
    check("a::d", &["c"]);
    check("b", &["b::inner"]);
    check("c", &["b::inner", "engine"]);
    let outside: Vec<String> = imports
        .outside
        .values()
        .flatten()
        .map(|path| path.join("::"))
        .collect();
    assert_eq!(outside, ["engine::units::Nanos"]);
}

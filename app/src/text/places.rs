//! The names of places. A language translates those that it has a name of its own for.

use super::language::tr;

/// A city's name in this language.
pub(crate) fn city(name: &str) -> String {
    tr(name).to_owned()
}

/// Several cities, in a sentence.
pub(crate) fn cities(names: &[String]) -> String {
    let names: Vec<String> = names.iter().map(|name| city(name)).collect();
    super::figures::list(&names)
}

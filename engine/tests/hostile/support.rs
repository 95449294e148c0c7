//! The scenario that ships, with a change to its file.

use model::scenario::{Scenario, ScenarioError};
use serde_json::Value;

/// The scenario that ships, as text.
pub const SHIPPED: &str = include_str!("../../../public/scenarios/learning-platform.json");

/// The shipped scenario's file with another value at this place.
pub fn file_with(pointer: &str, value: Value) -> String {
    let mut json: Value = serde_json::from_str(SHIPPED).unwrap();
    *json.pointer_mut(pointer).unwrap() = value;
    json.to_string()
}

/// Reads the shipped scenario with another value at this place.
pub fn read_with(pointer: &str, value: Value) -> Result<Scenario, ScenarioError> {
    Scenario::from_json(&file_with(pointer, value))
}

/// Letters that an error may have: a path, the expected value, and the found one.
pub const MOST_LETTERS_OF_AN_ERROR: usize = 400;

/// The value is refused in one short sentence that begins with this path.
pub fn refused(pointer: &str, value: Value, path: &str) -> String {
    let sentence = read_with(pointer, value).unwrap_err().to_string();
    assert!(sentence.starts_with(path), "{path}: {sentence}");
    let letters = sentence.chars().count();
    assert!(letters <= MOST_LETTERS_OF_AN_ERROR, "{letters}: {sentence}");
    sentence
}

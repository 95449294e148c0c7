//! Prints the JSON Schema of a scenario file, out of the types and their comments.
//!
//! `schema`, which needs `--features schema`; `public/schema/scenario.json` is what it printed last.

use engine::scenario::Scenario;

fn main() {
    let schema = schemars::schema_for!(Scenario);
    match serde_json::to_string_pretty(&schema) {
        Ok(text) => println!("{text}"),
        Err(error) => eprintln!("the schema cannot be written: {error}"),
    }
}

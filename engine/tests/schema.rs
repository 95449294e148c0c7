//! The schema that ships is that of the types. `cargo xtask bless` writes it.

use model::scenario::Scenario;

#[test]
fn the_schema_that_ships_is_of_these_types() {
    // As a value its keys are in alphabetical order.
    let schema = serde_json::to_value(schemars::schema_for!(Scenario)).unwrap();
    let text = serde_json::to_string_pretty(&schema).unwrap();
    testkit::check("public/schema/scenario.json", text + "\n");
}

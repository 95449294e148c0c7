//! The schema that ships is the one of the types.

use engine::scenario::Scenario;
use serde_json::Value;

const SHIPPED: &str = include_str!("../../public/schema/scenario.json");

/// What `cargo run -p engine --features schema --example schema` prints is what ships.
#[test]
fn the_schema_that_ships_is_of_these_types() {
    let now = serde_json::to_value(schemars::schema_for!(Scenario)).unwrap();
    let shipped: Value = serde_json::from_str(SHIPPED).unwrap();
    if now == shipped {
        return;
    }
    if std::env::var_os("LANEWISE_BLESS").is_some() {
        let file = concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/../public/schema/scenario.json"
        );
        let text = serde_json::to_string_pretty(&now).unwrap();
        std::fs::write(file, text + "\n").unwrap();
        return;
    }
    let (now, shipped) = (
        serde_json::to_string_pretty(&now).unwrap(),
        serde_json::to_string_pretty(&shipped).unwrap(),
    );
    let first = now.lines().zip(shipped.lines()).find(|(a, b)| a != b);
    panic!("the types have changed: {first:#?}; LANEWISE_BLESS=1 writes the schema anew");
}
